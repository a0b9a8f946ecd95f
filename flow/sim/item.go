package sim

import "slices"

// itemObject is Plaid's Item (OpenAPI: Item).
type itemObject struct {
	ItemID                string      `json:"item_id"`
	InstitutionID         string      `json:"institution_id"`
	InstitutionName       string      `json:"institution_name"`
	Webhook               *string     `json:"webhook"`
	AuthMethod            *string     `json:"auth_method"`
	Error                 *plaidError `json:"error"`
	AvailableProducts     []string    `json:"available_products"`
	BilledProducts        []string    `json:"billed_products"`
	Products              []string    `json:"products"`
	ConsentedProducts     []string    `json:"consented_products"`
	ConsentExpirationTime *string     `json:"consent_expiration_time"`
	UpdateType            string      `json:"update_type"`
}

// itemOf finds the Item of an access token, broken or not.
func (t *tx) itemOf(accessToken string) (*item, *plaidFail) {
	env, ok := tokenEnvironment("access", accessToken)
	switch {
	case !ok:
		return nil, fail("INVALID_ACCESS_TOKEN", "the access_token is malformed; it has the form access-<environment>-<identifier>")
	case env != "sandbox":
		return nil, fail("INVALID_ACCESS_TOKEN", "the access_token is for the wrong environment: expected \"sandbox\", got \""+env+"\"")
	}
	it, ok := t.w.byAccess[accessToken]
	if !ok {
		return nil, failCode("INVALID_ACCESS_TOKEN")
	}
	if it.Removed {
		return nil, failCode("ITEM_NOT_FOUND")
	}
	return it, nil
}

// workingItem is itemOf for calls that need the bank: it refuses a broken Item.
func (t *tx) workingItem(accessToken string) (*item, *plaidFail) {
	it, f := t.itemOf(accessToken)
	if f == nil {
		f = t.broken(it)
	}
	return it, f
}

// broken is what is wrong with an Item as this process sees it: it was reset,
// its Sandbox login is older than 30 days, or the scenario breaks it.
func (t *tx) broken(it *item) *plaidFail {
	switch {
	case it.LoginRequired, t.now.After(it.LoginAt.Add(loginLife)):
		return failCode("ITEM_LOGIN_REQUIRED")
	case it.HasProcessor && t.s.scenario.ItemError != "":
		return failCode(t.s.scenario.ItemError)
	}
	return nil
}

// object is the Item as it travels.
func (c *plaidCall) object(it *item) itemObject {
	method := "INSTANT_AUTH"
	o := itemObject{
		ItemID: it.ID, InstitutionID: it.InstitutionID, InstitutionName: c.s.bank(it.InstitutionID).Name,
		AvailableProducts: []string{"balance"}, BilledProducts: it.Products, Products: it.Products,
		ConsentedProducts: it.Products, UpdateType: "background",
	}
	for _, p := range []string{"auth", "identity", "transactions"} {
		if !slices.Contains(it.Products, p) {
			o.AvailableProducts = append(o.AvailableProducts, p)
		}
	}
	if slices.Contains(it.Products, "auth") {
		o.AuthMethod = &method
	}
	if it.Webhook != "" {
		o.Webhook = &it.Webhook
	}
	if f := c.broken(it); f != nil {
		o.Error = f.object(c.requestID)
	}
	return o
}
