package sim

// maxWrong is how many refused logins one session stands. Link then gives the
// token up ("too many bad logins", plaid.com/docs/link/handle-invalid-link-token);
// the number is the simulator's own choice.
const maxWrong = 5

// credentials tries a login. A wrong password leaves the customer on the pane
// with the error; an error of the bank ends on the pane ERROR.
func (c *linkCall) credentials(in linkInput, forced []Fault) *linkRefusal {
	c.event("SUBMIT_CREDENTIALS", nil)
	c.loading()
	got := signInAt(c.s.bank(c.ls.InstitutionID), in.Username, in.Password, in.PIN)
	if f := forcedRefusal(forced); f != nil {
		got = signIn{Fail: f}
	}
	if got.Fail != nil {
		c.refuseLogin(got.Fail)
		return nil
	}
	c.ls.Captcha, c.ls.Factor, c.ls.Held = got.Captcha, got.Factor, nil
	c.ls.Numbers.Deposit = got.Deposit
	if got.Own != nil {
		c.ls.Held = ownAccounts(&c.w.IDs, got.Own)
	}
	if c.ls.Captcha != "" {
		c.show(ViewRecaptcha)
		return nil
	}
	c.secondFactor()
	return nil
}

// forcedRefusal is the code that a fault of the scenario or of the steering
// wants shown on the pane, nil for none.
func forcedRefusal(forced []Fault) *plaidFail {
	for _, f := range forced {
		if f.plaidCode() {
			return failCode(f.Kind)
		}
	}
	return nil
}

func (c *linkCall) refuseLogin(f *plaidFail) {
	switch f.Code {
	case "INVALID_CREDENTIALS":
		c.ls.Error = f
		c.errorEvent(f)
		if c.ls.Wrong++; c.ls.Wrong >= maxWrong {
			c.giveUp()
			return
		}
		c.show(ViewCredential)
	case "INVALID_LINK_TOKEN":
		c.giveUp()
	default:
		c.refuse(f, exitCredentials)
	}
}

// giveUp ends the session as one whose link token is of no more use.
func (c *linkCall) giveUp() {
	c.ls.Error = failCode("INVALID_LINK_TOKEN")
	c.errorEvent(c.ls.Error)
	c.leave()
}

// recaptcha is the box "I am not a robot", which the password has decided about.
func (c *linkCall) recaptcha(linkInput, []Fault) *linkRefusal {
	bad := c.ls.Captcha == captchaBad
	c.ls.Captcha = ""
	c.loading()
	if bad {
		c.refuse(failCode("RECAPTCHA_BAD"), exitCredentials)
		return nil
	}
	c.secondFactor()
	return nil
}

func (c *linkCall) secondFactor() {
	if c.ls.Factor.Kind != "" {
		c.show(ViewMFA)
		return
	}
	c.loggedIn()
}

func (c *linkCall) mfa(in linkInput, forced []Fault) *linkRefusal {
	if len(in.Answers) != len(c.ls.Factor.prompts()) {
		return refused("INVALID_BODY", "answers must have one answer for each prompt")
	}
	c.event("SUBMIT_MFA", nil)
	status := c.exitStatus()
	c.loading()
	if f := forcedRefusal(forced); f != nil {
		c.refuse(f, status)
		return nil
	}
	if !c.ls.Factor.accepts(in.Answers) {
		c.ls.Error = failCode("INVALID_MFA")
		c.errorEvent(c.ls.Error)
		c.show(ViewMFA)
		return nil
	}
	c.ls.Factor = c.ls.Factor.next()
	c.secondFactor()
	return nil
}
