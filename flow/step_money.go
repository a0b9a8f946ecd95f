package flow

import "slices"

// applyMoney applies the events about the partner's account and money.
func applyMoney(c Case, ev Event) Case {
	switch e := ev.(type) {
	case AccountAsked:
		c.enter(PhaseWantAccount)
		c.Party = e.Party
	case AccountOpened:
		c.enter(PhaseReady)
		c.Party.PartnerAccount, c.Party.PartnerContact = e.Opened.AccountID, e.Opened.ContactID
	case MoneyAsked:
		c.enter(wishPhase(e.Effect))
		c.Refused = nil
		w := e.Wish
		c.Wish = &w
	case TransferMade:
		c.moneyDone()
		c.keepTransfer(e.Transfer)
	case TransferChanged:
		c.moneyDone()
		c.keepTransfer(e.Transfer)
	case MethodDeactivated:
		c.moneyDone()
		s := *c.Submission
		s.Inactive = e.Submission.Inactive
		c.Submission = &s
		c.FollowUp = &FollowUp{Inactive: true, Who: Nobody, Detail: "the funds-transfer-method was deactivated by the operator"}
	case SandboxPlayed:
		c.moneyDone()
		c.enter(PhaseWantFollow) // what it changed is learnt by looking
	}
	return c
}

// moneyDone goes back to where a submitted case rests.
func (c *Case) moneyDone() {
	c.enter(PhaseSubmitted)
	c.Wish = nil
}

// moneyFailed goes back after a definite no; the wish is spent. What has no known outcome stays.
func (c *Case) moneyFailed() {
	if c.Open != nil {
		c.Halted = true
		return
	}
	c.Phase, c.Attempts, c.Repeated, c.Halted, c.Wish, c.Refused = PhaseSubmitted, 0, false, false, nil, c.Fault
}

// wishPhase is the phase in which an effect about money is due.
func wishPhase(k EffectKind) Phase {
	for _, p := range Phases() {
		if due, ok := dueIn(p); ok && due == k {
			return p
		}
	}
	return PhaseSubmitted
}

// moneyEffects are those that MoneyAsked may ask for.
func moneyEffects() []EffectKind {
	return []EffectKind{MakeContribution, MakeDisbursement, CancelTransfer, VerifyOwner, DeactivateMethod, PlaySandboxAct}
}

func (k EffectKind) aboutMoney() bool { return slices.Contains(moneyEffects(), k) }

// keepTransfer puts a transfer in the place of the one with its id, or at the end.
func (c *Case) keepTransfer(t Transfer) {
	c.Transfers = slices.Clone(c.Transfers)
	if i := slices.IndexFunc(c.Transfers, func(x Transfer) bool { return x.ID == t.ID }); i >= 0 {
		was := c.Transfers[i]
		t.Asked = nil
		if asked := was.asked(); t.Amount != asked || t.Kind != was.Kind {
			t.Kind, t.Asked = was.Kind, &asked // it is not what was agreed to, whatever else is said of it
		}
		c.Transfers[i] = t
		return
	}
	c.Transfers = append(c.Transfers, t)
}

// keepLedger takes what a look at the partner showed.
func (c *Case) keepLedger(l *Ledger) {
	if l == nil {
		return
	}
	for _, t := range l.Transfers {
		if _, ok := c.Transfer(t.ID); ok {
			c.keepTransfer(t)
		}
	}
	kept := *l
	kept.Transfers = nil // they are the case's own
	c.Ledger = &kept
}

// Transfer finds one of the case's transfers by its funds-transfer's id.
func (c Case) Transfer(id string) (Transfer, bool) {
	for _, t := range c.Transfers {
		if t.ID == id {
			return t, true
		}
	}
	return Transfer{}, false
}
