package flow

import (
	"slices"
	"time"
)

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

// ReturnsEnd is how long after its last change a case can still change by a late return.
const ReturnsEnd = (returnDays + 15) * 24 * time.Hour

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
	end := c.ItemEndWords()
	if end != "" {
		all = append(all, reason{Nobody, end})
	}
	if f := c.FollowUp; f != nil && !f.Usable {
		r := reason{f.Who, f.Detail}
		if end != "" && f.ReauthenticationRequired {
			r = reason{Operator, "the bank wants the customer to log in again, and " + end + ": a new case is the way on"}
		}
		if r.who == "" {
			r.who = Operator
		}
		if r.why == "" {
			r.why = "the funds-transfer-method cannot be used"
		}
		all = append(all, r)
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
