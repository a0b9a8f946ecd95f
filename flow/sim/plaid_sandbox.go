package sim

// sandboxPublicToken makes an Item without a customer. It always shares every
// account of the fixture, and an error password makes this call itself fail.
func (c *plaidCall) sandboxPublicToken() (any, *plaidFail) {
	var req struct {
		InstitutionID   string   `json:"institution_id"`
		InitialProducts []string `json:"initial_products"`
		Options         struct {
			Webhook          string  `json:"webhook"`
			OverrideUsername *string `json:"override_username"`
			OverridePassword *string `json:"override_password"`
		} `json:"options"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	bank := c.s.bank(req.InstitutionID)
	if bank.ID == "" {
		return nil, failCode("INVALID_INSTITUTION")
	}
	if f := checkProducts(req.InitialProducts); f != nil {
		return nil, f
	}
	switch bank.Health {
	case "DOWN":
		return nil, failCode("INSTITUTION_DOWN")
	case "UNSUPPORTED":
		return nil, failCode("INSTITUTION_NO_LONGER_SUPPORTED")
	}
	username, password := "user_good", "pass_good"
	if o := req.Options.OverrideUsername; o != nil {
		username = *o
	}
	if o := req.Options.OverridePassword; o != nil {
		password = *o
	}
	// Nobody is there to answer a second factor, so one that the password asks
	// for counts as answered. Whether the real call does so is not documented.
	if _, f := login(username, password); f != nil {
		return nil, f
	}
	pub := c.newItem(bank, req.InitialProducts, req.Options.Webhook, fixture(&c.w.IDs))
	return struct {
		PublicToken string `json:"public_token"`
		RequestID   string `json:"request_id"`
	}{pub.Token, c.requestID}, nil
}
