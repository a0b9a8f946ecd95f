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
	c.Phase, c.Attempts, c.Repeated, c.Halted, c.Wish = PhaseSubmitted, 0, false, false, nil
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

// Waiting reports that time or the partner will change something by itself: a transfer is on its
// way, or the partner reviews the account. Following goes on while it does.
func (c Case) Waiting() bool {
	if c.at() != PhaseSubmitted && c.at() != PhaseWantFollow {
		return false
	}
	for _, t := range c.Transfers {
		if !t.Final() {
			return true
		}
	}
	return c.Ledger != nil && c.Ledger.Standing != nil &&
		(c.Ledger.Standing.AccountStatus == "pending" || c.Ledger.Standing.AccountStatus == "incomplete")
}

// Followed reports that a look in the background may learn something: nobody has looked yet, the
// last look failed, or somebody outside is to act.
func (c Case) Followed() bool {
	if c.Phase != PhaseSubmitted || c.Open != nil || c.Halted {
		return false
	}
	if c.FollowUp == nil || c.Waiting() || c.Fault != nil && EffectKind(c.Fault.Op) == Follow {
		return true
	}
	who, _ := c.Waits()
	return who == Partners || who == Customer
}

// Waits says who must act on a submitted case and why: about the method first, then about the
// account, then about the money, newest first. Nobody with "" when there is nothing to say.
func (c Case) Waits() (Who, string) {
	if f := c.FollowUp; f != nil && !f.Usable {
		if f.Who == "" {
			return Operator, f.Detail
		}
		return f.Who, f.Detail
	}
	if c.Ledger != nil && c.Ledger.Standing != nil {
		if who, why := c.Ledger.Standing.Waits(); who != Nobody {
			return who, why
		}
	}
	for _, t := range slices.Backward(c.Transfers) {
		if who, why := t.Waits(); who != Nobody {
			return who, why
		}
	}
	if n := len(c.Transfers); n > 0 {
		return c.Transfers[n-1].Waits()
	}
	if c.FollowUp != nil {
		return Nobody, c.FollowUp.Detail
	}
	return Nobody, ""
}

// Frozen reports that the partner has frozen something of the counterparty, and what.
func (c Case) Frozen() (contributions, disbursements bool) {
	if c.Ledger == nil || c.Ledger.Standing == nil {
		return false, false
	}
	s := c.Ledger.Standing
	all := s.SolidFreeze || s.ContactFrozen
	return all || s.ContributionsFrozen, all || s.DisbursementsFrozen
}
