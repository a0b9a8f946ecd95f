package engine

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"linkdesk/flow"
)

func (q partner) MoveDigest(req flow.MoveRequest) string {
	return fmt.Sprint(req.Kind, req.Method, req.Amount, req.Party.PartnerAccount)
}

// Move runs a key once and repeats its answer for ever, refusals apart: those are made up by the
// trouble of a step, before the work.
func (q partner) Move(_ context.Context, req flow.MoveRequest) (made flow.Transfer, call flow.Call, err error) {
	err = q.p.step("move", true, func() {
		w := q.p.w
		if _, ok := w.pulls[req.Key]; !ok {
			w.pulls[req.Key] = flow.Transfer{ID: fmt.Sprintf("ft-%d", len(w.pulls)+1), Kind: req.Kind, Amount: req.Amount, Status: cmp.Or(w.born, "pending")}
		}
		made = w.pulls[req.Key]
	})
	if t, done := q.p.w.pulls[req.Key]; done && err != nil && flow.FaultOf(err, "").Kind == flow.Refused {
		return t, call, nil
	}
	return made, flow.Call{Endpoint: "/v2/contributions"}, err
}

func (q partner) Cancel(_ context.Context, _ string, t flow.Transfer) (flow.Transfer, flow.Call, error) {
	t.Status = "cancelled"
	return t, flow.Call{}, q.p.step("cancel", true, func() { q.p.w.settle("cancelled") })
}

func (q partner) AskOwner(_ context.Context, _ string, t flow.Transfer) (flow.Transfer, flow.Call, error) {
	return t, flow.Call{}, q.p.step("ask_owner", true, func() {})
}

func (q partner) Deactivate(_ context.Context, _, id string) (flow.Submission, flow.Call, error) {
	return flow.Submission{ID: id, Inactive: true}, flow.Call{}, q.p.step("deactivate", true, func() {})
}

func (q partner) Ledger(context.Context, flow.Party, []flow.Transfer) (l flow.Ledger, calls []flow.Call, err error) {
	err = q.p.step("ledger", true, func() {
		q.p.w.looks++
		l = q.p.w.ledger
		for _, key := range slices.Sorted(maps.Keys(q.p.w.pulls)) {
			l.Transfers = append(l.Transfers, q.p.w.pulls[key])
		}
	})
	return l, []flow.Call{{Endpoint: "/v2/accounts"}}, err
}

func (q partner) Transfers(context.Context, string, int) ([]flow.Transfer, bool, flow.Call, error) {
	return nil, false, flow.Call{}, nil
}

// settle changes the status of every transfer. The caller holds the lock.
func (w *world) settle(status string) {
	for key, t := range w.pulls {
		t.Status = status
		w.pulls[key] = t
	}
}
