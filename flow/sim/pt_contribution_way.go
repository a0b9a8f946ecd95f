package sim

func (c *ptCall) contributionMethod(x *ptContribution, req *contributionRequest) (*ptMethod, *ptFail) {
	if req.Method != nil {
		return c.inlineMethod(x, req)
	}
	if req.MethodID == "" {
		return nil, nil
	}
	m, f := c.usableMethod(req.MethodID)
	if f != nil {
		return nil, f
	}
	if f := c.mayOwnerPay(m.ContactID); f != nil {
		return nil, f
	}
	if f := c.methodTrouble(m); f != nil {
		return nil, f
	}
	if f := c.forcedCode(); f != nil {
		return nil, f
	}
	return m, c.withinLimits(m.Fingerprint, x.Amount)
}

// mayPay refuses a contact whose contributions are frozen; nil is nobody.
func mayPay(p *ptContact) *ptFail {
	if p != nil && p.Contributions {
		return ptState("the contact's contributions are frozen")
	}
	return nil
}

// mayOwnerPay: a pull that names no contact is its method's contact's, and one
// that names another does not get around a freeze of the account's owner.
func (t *tx) mayOwnerPay(id string) *ptFail {
	p, _ := t.w.Contacts.get(id)
	return mayPay(p)
}

func (t *tx) usableMethod(id string) (*ptMethod, *ptFail) {
	m, ok := t.w.Methods.get(id)
	switch {
	case !ok:
		return nil, ptInvalid("funds-transfer-method-id", "must name an existing funds-transfer-method")
	case m.Inactive:
		return nil, ptInvalid("funds-transfer-method-id", "names a funds-transfer-method that is inactive")
	}
	return m, nil
}

// inlineMethod makes a method for this pull. Unless it shall be saved it is
// inactive at once: a record of the pull that no other can use. What the real
// service made of one that is not saved is not on record.
func (c *ptCall) inlineMethod(x *ptContribution, req *contributionRequest) (*ptMethod, *ptFail) {
	if req.Method.ContactID == "" {
		req.Method.ContactID = req.ContactID
	}
	if f := c.mayOwnerPay(req.Method.ContactID); f != nil {
		return nil, f
	}
	m, f := c.newMethod(*req.Method, "funds-transfer-method/", x.Amount)
	if f == nil {
		m.Inactive = !req.SaveMethod
	}
	return m, f
}
