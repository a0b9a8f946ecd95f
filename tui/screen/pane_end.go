package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// addProcessorToken is the pane while the processor token is made, and the end of the road
// where this program knows no way to submit it.
func (c *Case) addProcessorToken(p *kit.Page) {
	cs := c.snap.Case
	to := partner(cs.Processor)
	if cs.Masked == "" {
		p.Text(kit.Plain, "The processor token lets "+to+" read this one account at Plaid, without ever seeing the customer's login.")
	} else if !cs.Adapter {
		p.Text(kit.Plain, "This is the end of the road here: linkdesk has no way to submit to "+to+" itself. Give them the processor token through their own API or dashboard.")
	}
	p.Gap()
	c.addToken(p)
}

// addToken sets the token, masked, and what it opens.
func (c *Case) addToken(p *kit.Page) {
	cs := c.snap.Case
	p.Pair("partner", partner(cs.Processor))
	if cs.Masked != "" {
		p.Pair("processor_token", cs.Masked)
	}
	if a, ok := cs.Account(); ok {
		p.Pair("account", a.Name+" "+mask(a.Mask))
	}
	if cs.Item.InstitutionName != "" {
		p.Pair("bank", cs.Item.InstitutionName)
	}
}

// addSubmission is the pane before, while and after the token is submitted.
func (c *Case) addSubmission(p *kit.Page) {
	cs := c.snap.Case
	if cs.Phase == flow.PhaseTokenReady && cs.Fault == nil {
		p.Text(kit.Plain, "The processor token is ready. Submitting makes the account a bank funding source (a funds-transfer-method) of the counterparty.")
		p.Gap()
	}
	c.addToken(p)
	p.Pair("counterparty", cs.Party.LegalName)
	p.Pair("their account id", cs.Party.PartnerAccount)
	p.Pair("their contact id", cs.Party.PartnerContact)
}

// addFollowing is the pane of a submission and of what became of it: who must act, the method, how
// the counterparty stands, and the money. Where there is money, the ids of the method come last.
func (c *Case) addFollowing(p *kit.Page, sc Scene) {
	cs := c.snap.Case
	plain := len(cs.Transfers) == 0 && cs.Wish == nil && cs.Ledger == nil
	if plain {
		c.addMethod(p)
		p.Gap()
		c.addMethodStatus(p, true)
		if !c.looked().IsZero() {
			c.addLooks(p, sc)
		}
		return
	}
	c.addWaits(p, sc)
	c.addMethodStatus(p, false)
	c.addTransfers(p)
	c.addStanding(p)
	c.addTotals(p, sc)
	p.Rule("bank account")
	c.addMethod(p)
}

// addMethod sets the funds-transfer-method and what it was made of.
func (c *Case) addMethod(p *kit.Page) {
	cs := c.snap.Case
	if s := cs.Submission; s != nil {
		p.Pair("funds-transfer-method", s.ID)
		p.Pair("bank", s.BankName)
		p.Pair("last four", s.LastFour)
		if s.AccountType != "" {
			p.Pair("account type", s.AccountType)
		}
	}
	if cs.Masked != "" {
		p.Pair("processor_token", cs.Masked)
	}
}

// activeWords is what a method that works is good for now: a pull may come before the account is
// through its review, a payment may not.
func activeWords(cs flow.Case) string {
	if cs.Ledger != nil && cs.Ledger.Standing != nil {
		if s := cs.Ledger.Standing; s.AccountStatus != "opened" || !s.CIPCleared || !s.AMLCleared {
			return "The method is active: contributions can use it. Nothing can be paid out before the account is open and its contact cleared."
		}
	}
	return "The method is active: contributions and disbursements can use it."
}

// addMethodStatus says whether the method can be used, and, where nothing above has said it, why
// not and who must act.
func (c *Case) addMethodStatus(p *kit.Page, alone bool) {
	cs := c.snap.Case
	f := cs.FollowUp
	switch {
	case f == nil && alone && cs.Phase == flow.PhaseSubmitted:
		p.Text(kit.Dim, "Nobody has looked at its status yet.")
	case f == nil:
	case f.Usable && frozen(cs):
		p.Item(kit.Plain, "·", "The method is active, and the account is frozen.")
	case f.Usable:
		p.Item(kit.Good, "✓", activeWords(cs))
	case f.ReauthenticationRequired:
		p.Item(kit.Warn, "!", "The bank asks the customer to log in again (reauthentication-required).")
	case f.Inactive:
		p.Item(kit.Warn, "!", "The method is inactive and cannot be used.")
	}
	if f == nil || !alone {
		return
	}
	if f.Detail != "" {
		p.Quote("it said", f.Detail)
	}
	if f.Who != "" {
		p.PairTone(kit.Strong, "who acts", whoWord(f.Who))
	}
}
