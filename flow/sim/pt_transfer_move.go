package sim

import "time"

// settlement is how a transfer settles.
type settlement struct {
	amount   cents // 0 = the amount that was asked for
	details  string
	comments [4]string
	clearsAt time.Time // zero = clearDays from now
	source   *string
}

// bookSettlement books a pending transfer. What came in over ACH or by cheque is held;
// a wire is free at once, which is the simulator's choice.
func (t *tx) bookSettlement(tr *ptTransfer, s settlement) {
	t.change(tr, t.now, func() {
		now, details := t.now, s.details
		tr.Status, tr.SettledAt, tr.Settlement = transferSettled, &now, &details
		if s.source != nil {
			tr.SourceName = s.source
		}
		if s.amount != 0 {
			tr.Amount = s.amount
		}
		if tr.Amount < 0 {
			return
		}
		clears := s.clearsAt
		if clears.IsZero() {
			clears = now.AddDate(0, 0, clearDays)
		}
		tr.Holds = []*ptHold{{ID: t.w.IDs.uuid(), Type: holdAML, CreatedAt: now, ClearedAt: &now}}
		if tr.Type == "wire" {
			tr.ClearedAt = &now
		} else {
			tr.ClearsAt = &clears
			tr.Holds = append(tr.Holds, &ptHold{ID: t.w.IDs.uuid(), Type: holdNotCleared, CreatedAt: now})
			t.w.soonest(clears)
		}
		t.w.indexHolds(tr)
	})
	row := t.newCash(&ptCash{AccountID: tr.AccountID, TransferID: tr.ID, Amount: tr.Amount, Currency: tr.Currency, Type: tr.Type, Comments: s.comments})
	tr.SettledCash = row.ID
	t.follow(tr)
}

// clear clears the holds that pick takes; with the last of them the money is free.
func (t *tx) clear(tr *ptTransfer, at time.Time, pick func(*ptHold) bool) {
	t.change(tr, at, func() {
		for _, h := range tr.Holds {
			if h.ClearedAt == nil && pick(h) {
				h.ClearedAt = &at
			}
		}
		if !tr.held() && tr.ClearedAt == nil {
			tr.ClearedAt = &at
		}
	})
}

func everyHold(*ptHold) bool { return true }

// reverse gives a settled transfer back, wholly or in part. Whatever is not
// reversed stays held as long as it was.
func (t *tx) reverse(tr *ptTransfer, amount cents, details string, comments [4]string) {
	t.change(tr, t.now, func() {
		now := t.now
		tr.Status, tr.ReversedAt, tr.Reversed, tr.Reversal = transferReversed, &now, amount, &details
	})
	if tr.Amount > 0 {
		amount = -amount
	}
	row := t.newCash(&ptCash{AccountID: tr.AccountID, TransferID: tr.ID, Amount: amount, Currency: tr.Currency, Type: tr.Type, Comments: comments})
	tr.ReversedCash = row.ID
	t.follow(tr)
}

func (t *tx) cancel(tr *ptTransfer, details *string) {
	t.change(tr, t.now, func() {
		now := t.now
		tr.Status, tr.CancelledAt, tr.Cancellation = transferCancelled, &now, details
	})
	t.follow(tr)
}

// follow copies a transfer's status to what asked for it. Integrators were
// told to ignore that status; its words beyond "pending" are not on record.
func (t *tx) follow(tr *ptTransfer) {
	if x, ok := t.w.Contributions.get(tr.ContributionID); ok {
		if x.Status, x.Amount = tr.Status, tr.Amount; x.Status == transferCancelled {
			t.w.forgetPull(x)
		}
	}
	if d, ok := t.w.Disbursements.get(tr.DisbursementID); ok {
		d.Status = tr.Status
	}
}

// ripen clears the holds whose day has come. It looks through the transfers
// only when something is due, and stamps the moment at which it was.
func (t *tx) ripen() {
	index := &t.w.prime
	if index.dueKnown && (index.due.IsZero() || t.now.Before(index.due)) {
		return
	}
	index.due, index.dueKnown = time.Time{}, true
	for tr := range t.w.Transfers.each() {
		switch {
		case t.returned(tr):
			t.comeBack(tr)
		case tr.ClearsAt == nil || tr.ClearedAt != nil || tr.Frozen || tr.Reversed == tr.Amount:
		case t.now.Before(*tr.ClearsAt):
			t.w.soonest(*tr.ClearsAt)
		default:
			t.clear(tr, *tr.ClearsAt, everyHold)
		}
	}
}
