package sim

func (c *ptCall) listCIP() ptAnswer { return listOf(c, from(c.w.CIPChecks), checkRefs(), c.cipCheck) }

func (c *ptCall) listAML() ptAnswer { return listOf(c, from(c.w.AMLChecks), checkRefs(), c.amlCheck) }

func (c *ptCall) showCIP() ptAnswer { return showOf(c, from(c.w.CIPChecks), "cip-check", c.cipCheck) }

func (c *ptCall) showAML() ptAnswer { return showOf(c, from(c.w.AMLChecks), "aml-check", c.amlCheck) }

func (c *ptCall) approveCIP() ptAnswer { return c.decideCIP(true) }

func (c *ptCall) denyCIP() ptAnswer { return c.decideCIP(false) }

func (c *ptCall) approveAML() ptAnswer { return c.decideAML(true) }

func (c *ptCall) denyAML() ptAnswer { return c.decideAML(false) }

func (c *ptCall) decideCIP(good bool) ptAnswer {
	return actOn(c, from(c.w.CIPChecks), "cip-check", c.cipCheck, func(k *ptCheck) *ptFail {
		if p := c.decide(k, good); p != nil {
			p.CIP = good
			c.closeUnopened(p, good)
		}
		return nil
	})
}

func (c *ptCall) decideAML(good bool) ptAnswer {
	return actOn(c, from(c.w.AMLChecks), "aml-check", c.amlCheck, func(k *ptCheck) *ptFail {
		if p := c.decide(k, good); p != nil {
			p.AML = good
		}
		return nil
	})
}

// decide notes a decision and returns the contact that it is about.
func (c *ptCall) decide(k *ptCheck, good bool) *ptContact {
	k.Status = "denied"
	if good {
		k.Status = "approved"
	}
	c.touch(&k.UpdatedAt)
	p, ok := c.w.Contacts.get(k.ContactID)
	if !ok {
		return nil
	}
	c.touch(&p.UpdatedAt)
	return p
}

// closeUnopened: since December 2021 a denial closed an account that was never
// opened, holds nothing and has no other contact.
func (c *ptCall) closeUnopened(denied *ptContact, good bool) {
	a, ok := c.w.Accounts.get(denied.AccountID)
	if good || !ok || a.Status != "pending" || a.OwnerID != denied.ID {
		return
	}
	for _, sum := range a.Cash {
		if sum.Settled != 0 {
			return
		}
	}
	for p := range c.w.Contacts.each() {
		if p.AccountID == a.ID && p.ID != denied.ID {
			return
		}
	}
	a.Status = "closed"
	c.touch(&a.UpdatedAt)
}
