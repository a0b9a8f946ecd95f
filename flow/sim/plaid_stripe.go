package sim

// stripeToken makes a token for Stripe, which is in no list of processors. It
// is used once, at Stripe, so the simulator does not remember it. Stripe takes
// the numbers at once, so they have to be verified.
func (c *plaidCall) stripeToken() (any, *plaidFail) {
	var req struct {
		accessRequest
		AccountID string `json:"account_id"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	if f := c.s.switchedOn("stripe"); f != nil {
		return nil, f
	}
	it, a, f := c.processorAccount(req.AccessToken, req.AccountID)
	switch {
	case f != nil:
		return nil, f
	case !a.numbersReady():
		return nil, failCode("PRODUCT_NOT_READY")
	case !a.numbersUsable():
		return nil, failCode("NO_AUTH_ACCOUNTS")
	}
	it.HasProcessor, c.changed = true, true
	return struct {
		StripeBankAccountToken string `json:"stripe_bank_account_token"`
		RequestID              string `json:"request_id"`
	}{"btok_" + c.w.IDs.alnum(24), c.requestID}, nil
}
