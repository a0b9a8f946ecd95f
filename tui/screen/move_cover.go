package screen

import (
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// covered says whether the newest balance would cover the amount. A pull is measured by the
// bank's balance of now, a payment by what was free at the partner.
func (c *Case) covered(now time.Time) (tone kit.Tone, sign, words, risk string) {
	amount, err := c.moving.first()
	known := err == nil
	if c.moving.kind == flow.Disbursement {
		return c.coveredThere(now, amount, known)
	}
	cs := c.snap.Case
	a, at := c.balance()
	switch {
	case cs.Phase == flow.PhaseBalances && !cs.Halted:
		return kit.Accent, "◐", "Asking the bank for the balance of now.", ""
	case cs.Fault != nil && cs.Fault.Op == string(flow.ReadBalances):
		return kit.Warn, "!", "The balance check failed: " + cs.Fault.Code + ". ctrl+b tries again.", ""
	case at.IsZero():
		return kit.Warn, "!", "No balance was checked. ctrl+b asks the bank now.", ""
	case a.Available == nil:
		return kit.Warn, "!", "The bank gives no available balance for this account.", ""
	}
	return measured("The bank had ", " available ", "The pull may come back as a return.", *a.Available, ago(now, at), amount, known)
}

func (c *Case) coveredThere(now time.Time, amount flow.Money, known bool) (tone kit.Tone, sign, words, risk string) {
	house := partner(c.snap.Case.Processor)
	if l := c.snap.Case.Ledger; l != nil {
		for _, t := range l.Totals {
			if t.Disbursable.Currency == flow.USD {
				return measured(house+" had ", " free ", "It may be refused.", t.Disbursable, ago(now, c.looked()), amount, known)
			}
		}
	}
	return kit.Warn, "!", "What is free at " + house + " is not known. ctrl+b looks now.", ""
}

// measured compares a balance with an amount.
func measured(had, what, risk string, balance flow.Money, when string, amount flow.Money, known bool) (tone kit.Tone, sign, words, why string) {
	words = had + balance.String() + what + when
	if known && (balance.Currency != amount.Currency || balance.Minor < amount.Minor) {
		return kit.Warn, "!", words + ", which does not cover " + amount.String() + ".", risk
	}
	return kit.Good, "✓", words + ".", ""
}

// balance is the case's account as the newest balance check showed it, and when that was; no time
// when nobody has checked.
func (c *Case) balance() (flow.Account, time.Time) {
	cs := c.snap.Case
	for i := len(c.snap.Records) - 1; i >= 0; i-- {
		e, ok := c.snap.Records[i].Event.(flow.BalancesRead)
		if !ok {
			continue
		}
		for _, a := range e.Accounts {
			if a.ID == cs.AccountID {
				return a, c.snap.Records[i].Time
			}
		}
	}
	return flow.Account{}, time.Time{}
}
