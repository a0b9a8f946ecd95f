package flow

import (
	"slices"
	"time"
)

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

// Waiting reports that time or the partner will change something by itself: a transfer is on its
// way, or the partner reviews the account. Following goes on while it does.
func (c Case) Waiting() bool {
	if c.at() != PhaseSubmitted && c.at() != PhaseWantFollow {
		return false
	}
	if c.Ledger != nil && c.Ledger.Standing != nil && !c.Ledger.Standing.alive() {
		return false
	}
	for _, t := range c.Transfers {
		if !t.Final() && t.State() != TransferUnknown {
			return true
		}
	}
	return c.Ledger != nil && c.Ledger.Standing != nil &&
		(c.Ledger.Standing.AccountStatus == "pending" || c.Ledger.Standing.AccountStatus == "incomplete")
}

// returnDays is how long a bank can send a pull back: sixty days for a consumer's account (NACHA), and
// some for the way.
const returnDays = 65

// MayReturn reports that money which is there can still be sent back by the bank.
func (c Case) MayReturn(at time.Time) bool {
	for _, t := range c.Transfers {
		settled, err := time.Parse(time.RFC3339, t.SettledAt)
		if err == nil && t.Kind == Contribution && t.State() == TransferAvailable && at.Sub(settled) < returnDays*24*time.Hour {
			return true
		}
	}
	return false
}

// Followed reports that a look in the background may learn something: nobody has looked yet, the
// last look failed, or somebody outside is to act.
func (c Case) Followed(at time.Time) bool {
	if c.Phase != PhaseSubmitted || c.Open != nil || c.Halted {
		return false
	}
	if c.FollowUp == nil || slices.ContainsFunc(c.Transfers, func(t Transfer) bool { return !t.Final() }) || c.Waiting() || c.MayReturn(at) || c.Fault != nil && EffectKind(c.Fault.Op) == Follow {
		return true
	}
	who, _ := c.Waits()
	return who == Partners || who == Customer
}

// Waits says who must act on a submitted case and why. Who can act at once comes before who is
// waited for: the operator, the customer, the bank and Plaid, the partner. Of one party the method
// comes first, then the account, then the money, newest first. Nobody with "" when there is nothing
// to say.
func (c Case) Waits() (Who, string) {
	type reason struct {
		who Who
		why string
	}
	var all []reason
	if f := c.FollowUp; f != nil && !f.Usable {
		who := f.Who
		if who == "" {
			who = Operator
		}
		all = append(all, reason{who, f.Detail})
	}
	if c.Ledger != nil && c.Ledger.Standing != nil {
		who, why := c.Ledger.Standing.Waits()
		all = append(all, reason{who, why})
	}
	arrived := map[TransferKind]bool{}
	for _, t := range slices.Backward(c.Transfers) {
		who, why := t.Waits()
		if state := t.State(); state == TransferAvailable || state == TransferPaid {
			arrived[t.Kind] = true
		} else if arrived[t.Kind] && t.Final() {
			continue // what came after it went through
		}
		all = append(all, reason{who, why})
	}
	if f := c.FollowUp; f != nil && f.Usable {
		all = append(all, reason{Nobody, f.Detail})
	}
	for _, who := range Parties() {
		for _, r := range all {
			if r.who == who && r.why != "" {
				return r.who, r.why
			}
		}
	}
	return Nobody, ""
}

// Frozen reports that the partner has frozen something of the counterparty, and what.
func (c Case) Frozen() (contributions, disbursements bool) {
	if c.Ledger == nil || c.Ledger.Standing == nil {
		return false, false
	}
	s := c.Ledger.Standing
	all := s.SolidFreeze || s.ContactFrozen || !s.alive()
	return all || s.ContributionsFrozen, all || s.DisbursementsFrozen
}
