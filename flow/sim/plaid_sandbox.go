package sim

import "slices"

// sandboxLogin is how the Sandbox's own endpoints log in without a customer.
type sandboxLogin struct {
	Username *string `json:"override_username"`
	Password *string `json:"override_password"`
}

func (l sandboxLogin) words() (username, password string) {
	username, password = "user_good", "pass_good"
	if l.Username != nil {
		username = *l.Username
	}
	if l.Password != nil {
		password = *l.Password
	}
	return username, password
}

// headless finds the bank and logs in; what is wrong with either fails the
// call itself. Nobody is there to answer a second factor or a captcha, so one
// that the password asks for counts as passed. Whether the real call does so is
// not documented.
func (c *plaidCall) headless(institutionID string, l sandboxLogin) (itemOrder, *plaidFail) {
	bank := c.s.bank(institutionID)
	switch {
	case bank.ID == "":
		return itemOrder{}, failCode("INVALID_INSTITUTION")
	case bank.Health == "DOWN":
		return itemOrder{}, failCode("INSTITUTION_DOWN")
	case bank.Health == "UNSUPPORTED":
		return itemOrder{}, failCode("INSTITUTION_NO_LONGER_SUPPORTED")
	}
	c.changed = true // ids are drawn
	username, password := l.words()
	if username == "user_good" && password == "microdeposits_good" && bank.authMethods().AutomatedMicroDeposits {
		// In Link the customer types the numbers of the checking account
		// (plaid.com/docs/auth/coverage/testing); that this call does the same
		// is the simulator's choice, so that the flow can be had without Link.
		order := itemOrder{bank: bank, authMethod: authAutomated, accounts: fixture(&c.w.IDs)[:1]}
		order.accounts[0].Verification = pendingAutomatic
		return order, nil
	}
	got := signInWith(username, password)
	if got.Fail != nil {
		return itemOrder{}, got.Fail
	}
	order := itemOrder{bank: bank}
	switch {
	case got.Own == nil:
		order.accounts = fixture(&c.w.IDs)
	case len(got.Own) == 0:
		return itemOrder{}, failCode("NO_ACCOUNTS")
	default:
		order.accounts = ownAccounts(&c.w.IDs, got.Own)
	}
	if m := bank.authMethods(); !m.InstantAuth && m.InstantMatch {
		order.authMethod = authMatch
	}
	return order, nil
}

// sandboxPublicToken makes an Item without a customer. It always shares every
// account of the login: those of the fixture, or user_custom's own
// (plaid.com/docs/sandbox/user-custom).
func (c *plaidCall) sandboxPublicToken() (any, *plaidFail) {
	var req struct {
		userRequest
		InstitutionID   string   `json:"institution_id"`
		InitialProducts []string `json:"initial_products"`
		Options         struct {
			sandboxLogin
			Webhook string `json:"webhook"`
		} `json:"options"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	if f := firstFail(checkProducts(req.InitialProducts, linkProducts), c.givenUser(req.UserID, req.UserToken)); f != nil {
		return nil, f
	}
	if hook := req.Options.Webhook; hook != "" && !reachable(hook) {
		return nil, fail("INVALID_FIELD", "options.webhook must be an http or https URL")
	}
	order, f := c.headless(req.InstitutionID, req.Options.sandboxLogin)
	if f != nil {
		return nil, f
	}
	if has := order.bank.supported(req.InitialProducts); len(has) < len(req.InitialProducts) {
		return nil, failProducts(slices.DeleteFunc(req.InitialProducts, order.bank.supports))
	}
	slices.Sort(req.InitialProducts)
	order.products, order.webhook, order.userID = slices.Compact(req.InitialProducts), req.Options.Webhook, req.UserID
	return struct {
		PublicToken string `json:"public_token"`
		RequestID   string `json:"request_id"`
	}{c.makeItem(order).Token, c.requestID}, nil
}

// sandboxProcessor stands for the partner of a token that was made for nobody.
const sandboxProcessor = "sandbox"

// sandboxProcessorToken makes an Item and a token for its first account that
// ACH can use, which every call of a partner can read.
func (c *plaidCall) sandboxProcessorToken() (any, *plaidFail) {
	var req struct {
		InstitutionID string       `json:"institution_id"`
		Options       sandboxLogin `json:"options"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	order, f := c.headless(req.InstitutionID, req.Options)
	if f != nil {
		return nil, f
	}
	first := slices.IndexFunc(order.accounts, func(a account) bool { return a.debitable() })
	if first < 0 {
		return nil, failCode("NO_AUTH_ACCOUNTS")
	}
	order.products = order.bank.supported([]string{"auth", "identity"})
	it, _ := c.w.Items.get(c.makeItem(order).ItemID)
	return processorTokenAnswer{c.newProcessorToken(it, it.Accounts[first], sandboxProcessor), c.requestID}, nil
}

// resetLogin puts an Item into ITEM_LOGIN_REQUIRED (Sandbox only).
func (c *plaidCall) resetLogin() (any, *plaidFail) {
	it, f := c.named()
	if f != nil {
		return nil, f
	}
	it.LoginRequired, c.changed = true, true
	return struct {
		ResetLogin bool   `json:"reset_login"`
		RequestID  string `json:"request_id"`
	}{true, c.requestID}, nil
}

// setVerificationStatus moves an account of the automated flow on. What Plaid
// answers for any other account is not documented; the code is the simulator's
// choice.
func (c *plaidCall) setVerificationStatus() (any, *plaidFail) {
	var req struct {
		accessRequest
		AccountID          string `json:"account_id"`
		VerificationStatus string `json:"verification_status"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	it, f := c.itemOf(req.AccessToken)
	if f != nil {
		return nil, f
	}
	i := slices.IndexFunc(it.Accounts, func(a account) bool { return a.ID == req.AccountID })
	switch {
	case i < 0:
		return nil, failCode("INVALID_ACCOUNT_ID")
	case it.authMethod() != authAutomated || it.Accounts[i].Verification == "":
		return nil, failCode("SANDBOX_PRODUCT_NOT_ENABLED")
	}
	it.Accounts[i].Verification, c.changed = req.VerificationStatus, true
	return requestIDOnly{c.requestID}, nil
}
