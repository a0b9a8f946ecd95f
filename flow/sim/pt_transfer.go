package sim

import (
	"slices"
	"time"
)

// The statuses of a funds-transfer. There is no "returned": what comes back is
// reversed.
const (
	transferPending   = "pending"
	transferSettled   = "settled"
	transferCancelled = "cancelled"
	transferReversed  = "reversed"
)

// The kinds of contingent hold that the simulator makes.
const (
	holdAML           = "aml_check"
	holdAuthorization = "disbursement_authorization"
	holdNotCleared    = "funds_not_cleared"
)

// clearDays is how long an ACH pull is held after it settled: the default of
// the policy auto-clear-days-ach, and the most that a settlement may ask for.
const clearDays = 10

// ptTransfer is a funds-transfer: the money's own life. The sign of its amount
// is its direction, plus for in.
type ptTransfer struct {
	ID, AccountID, ContactID, MethodID string
	ContributionID, DisbursementID     string // one of them
	Amount, Expected                   cents
	Currency, Type                     string // of type: ach, wire or check
	Status                             string
	CreatedAt, UpdatedAt               time.Time

	SettledAt, ClearsAt, ClearedAt       *time.Time
	CancelledAt, ReversedAt              *time.Time
	Cancellation, Settlement, Reversal   *string
	Reversed                             cents // above zero, whatever the direction
	SettledCash, ReversedCash            string
	SourceName, Reference, Special, Memo *string

	Frozen bool // by hand: neither settles nor clears by itself
	Holds  []*ptHold
}

func (tr *ptTransfer) key() string { return tr.ID }

// ptHold is a contingent-hold of a transfer.
type ptHold struct {
	ID, Type  string
	CreatedAt time.Time
	ClearedAt *time.Time
	Message   *string
}

func (tr *ptTransfer) held() bool {
	return slices.ContainsFunc(tr.Holds, func(h *ptHold) bool { return h.ClearedAt == nil })
}

// weight is what the transfer adds to its account's totals in its present
// state; the totals are the sum of the weights and of cash put in by hand.
func (tr *ptTransfer) weight() ptTotal {
	var w ptTotal
	if tr.SettledAt != nil {
		w.Settled = tr.Amount - tr.Reversed
		if tr.Amount < 0 {
			w.Settled = tr.Amount + tr.Reversed
		} else if tr.held() {
			w.Held = w.Settled
		}
	}
	if tr.Status == transferPending && tr.Amount < 0 {
		w.Pending = -tr.Amount
	}
	return w
}

// change is the only way in which a transfer changes: the account's totals
// follow it.
func (t *tx) change(tr *ptTransfer, at time.Time, do func()) {
	before := tr.weight()
	do()
	tr.UpdatedAt, t.changed = at, true
	t.addMoney(tr.AccountID, tr.Currency, tr.weight().minus(before))
}

// newTransfer files a pending transfer. One that is pushed out of the book
// leaves its account as if its holds had cleared and its promise were broken.
func (t *tx) newTransfer(tr *ptTransfer) {
	tr.Status, tr.Expected, tr.CreatedAt = transferPending, tr.Amount, t.now
	t.addMoney(tr.AccountID, tr.Currency, tr.weight())
	tr.UpdatedAt, t.changed = t.now, true
	t.w.indexHolds(tr)
	if t.returned(tr) {
		t.w.soonest(t.now.Add(returnSettles))
	}
	dropped, full := t.w.Transfers.put(tr)
	if !full {
		return
	}
	w := dropped.weight()
	t.addMoney(dropped.AccountID, dropped.Currency, ptTotal{Held: -w.Held, Pending: -w.Pending})
	for _, h := range dropped.Holds {
		delete(t.w.prime.holds, h.ID)
	}
}
