package sim

import "time"

// In a scenario that returns pulls they settle by themselves, and the bank sends
// them back before they are free. When an ACH pull settled and came back in
// production is not on record; these are the simulator's own days.
const (
	returnSettles = 24 * time.Hour
	returnComes   = 3 * 24 * time.Hour
)

// returned reports whether the scenario sends a transfer back.
func (t *tx) returned(tr *ptTransfer) bool {
	return t.s.Scenario().Return != "" && tr.Type == "ach" && tr.Amount > 0 && !tr.Frozen && tr.ClearedAt == nil &&
		(tr.Status == transferPending || tr.Status == transferSettled)
}

// comeBack moves a transfer that will be returned as far as the day has come, and
// stamps each move with the moment at which it was due.
func (t *tx) comeBack(tr *ptTransfer) {
	settles, comes := tr.CreatedAt.Add(returnSettles), tr.CreatedAt.Add(returnComes)
	if tr.Status == transferPending && !t.now.Before(settles) {
		t.at(settles, func(then *tx) { then.bookSettlement(tr, settlement{details: "Settled as the scenario has it"}) })
	}
	if tr.Status == transferSettled && !t.now.Before(comes) {
		t.at(comes, func(then *tx) {
			then.reverse(tr, tr.Amount, t.s.Scenario().Return, [4]string{})
			then.freezeAfterReturn(tr.AccountID)
		})
		return
	}
	if tr.Status == transferPending {
		comes = settles
	}
	t.w.soonest(comes)
}

// frozenByReturn is the one reason for a freeze whose words are on record.
const frozenByReturn = "AF01: ACH Reversal"

// freezeAfterReturn stops all money of an account. A return could do that (AF01); that the story's
// always does is the simulator's choice.
func (t *tx) freezeAfterReturn(account string) {
	a, ok := t.w.Accounts.get(account)
	if !ok {
		return
	}
	reason := frozenByReturn
	a.Contributions, a.Disbursements, a.Solid, a.Reason, a.UpdatedAt = true, true, true, &reason, t.now
	t.changed = true
}

// thaw takes back the freezes of returned pulls: when another story begins, its customer has the account
// that the one before has left frozen.
func (t *tx) thaw() {
	for _, a := range t.w.Accounts.all() {
		if a.Reason != nil && *a.Reason == frozenByReturn {
			a.Contributions, a.Disbursements, a.Solid, a.Reason, a.UpdatedAt = false, false, false, nil, t.now
			t.changed = true
		}
	}
}

// at does something as of a moment that has passed.
func (t *tx) at(moment time.Time, do func(*tx)) {
	then := *t
	then.now = moment
	do(&then)
	t.changed = t.changed || then.changed
}
