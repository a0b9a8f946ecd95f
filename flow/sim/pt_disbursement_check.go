package sim

func (r *disbursementRequest) check() *ptFail {
	switch {
	case (r.MethodID == "") == (r.Method == nil):
		return ptInvalid("funds-transfer-method-id", "or funds-transfer-method is required, and only one of them")
	case r.Reference != nil && (len([]rune(*r.Reference)) < 3 || len([]rune(*r.Reference)) > 60):
		return ptInvalid("reference", "must have 3 to 60 characters")
	case r.Currency != nil && *r.Currency != "USD":
		return ptInvalid("currency-type", "must be USD for an ACH push")
	case r.Verification != "" && r.Verification != verifiedByMail && r.Verification != waivedByOwner:
		return ptInvalid("owner-verification-type", "must be email or waived_by_owner")
	}
	return nil
}

func (c *ptCall) fillDisbursement(d *ptDisbursement, req *disbursementRequest) (f *ptFail) {
	a, ok := c.w.Accounts.get(d.AccountID)
	switch {
	case !ok:
		return ptInvalid("account-id", "must name an existing account")
	case a.Status != "opened":
		return ptState("the account is " + a.Status + ", not opened")
	case a.Disbursements:
		return ptState("the account's disbursements are frozen")
	}
	if d.Amount, f = readAmount(req.Amount, "amount"); f != nil {
		return f
	}
	if d.Currency, f = readCurrency(req.Currency); f != nil {
		return f
	}
	if f := req.check(); f != nil {
		return f
	}
	if d.ContactID != "" {
		if f := c.payee(d.ContactID); f != nil {
			return f
		}
	}
	// Before a method is made, so that a refusal leaves none.
	if a.Cash[d.Currency].disbursable() < d.Amount {
		f := ptInvalid("amount", "is more than is disbursable")
		f.Title = "Insufficient funds"
		return f
	}
	m, f := c.disbursementMethod(d, req)
	if f != nil {
		return f
	}
	if d.MethodID = m.ID; d.ContactID == "" {
		d.ContactID = m.ContactID
	}
	return c.payee(d.ContactID)
}

func (c *ptCall) disbursementMethod(d *ptDisbursement, req *disbursementRequest) (*ptMethod, *ptFail) {
	if f := c.forcedCode(); f != nil {
		return nil, f
	}
	if req.Method == nil {
		return c.usableMethod(req.MethodID)
	}
	if req.Method.ContactID == "" {
		req.Method.ContactID = d.ContactID
	}
	if f := c.payee(req.Method.ContactID); f != nil {
		return nil, f
	}
	return c.newMethod(*req.Method, "funds-transfer-method/", 0)
}

// payee: money goes out only to a contact that the checks have cleared.
func (t *tx) payee(id string) *ptFail {
	p, ok := t.w.Contacts.get(id)
	switch {
	case !ok:
		return ptInvalid("contact-id", "must name an existing contact")
	case p.Disbursements:
		return ptState("the contact's disbursements are frozen")
	case !p.CIP || !p.AML:
		return ptState("the contact has not passed its checks")
	}
	return nil
}
