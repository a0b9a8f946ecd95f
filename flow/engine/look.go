package engine

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// look asks the partner about one submitted case and writes down what is new, and nothing when
// nothing is. It makes calls that may be repeated as often as one likes, so it needs no intent; the
// wish and the outcome are one transaction. A case at which somebody works is left alone. Whom nobody
// answers is told only with all. waiting is whether the case waits for something that time alone brings.
func (e *Engine) look(ctx context.Context, id flow.CaseID, all bool) (changed, waiting bool, err error) {
	c, err := e.cfg.Journal.Case(ctx, id)
	if err != nil {
		return false, false, err
	}
	waiting = !c.MayReturn(e.cfg.Now()) || c.Waiting()
	if c.Phase != flow.PhaseSubmitted || c.Open != nil || c.Halted {
		return false, waiting, nil
	}
	out, call, err := e.follow(flow.WithErrand(ctx, flow.Errand{Case: id, Effect: flow.Follow, Attempt: 1}), c)
	asked := flow.FollowAsked{By: "following"}
	var events []flow.Event
	switch {
	case err != nil:
		fault := explain.Hinted(named(flow.FaultOf(err, string(flow.Follow)), flow.Follow), c)
		if ctx.Err() != nil || historyTrouble(err) || !all && !told(fault) || c.Fault != nil && c.Fault.Code == fault.Code {
			return false, waiting, fault
		}
		events = []flow.Event{asked, flow.EffectFailed{Effect: flow.Follow, Fault: fault, Call: call}}
		err = fault
	case len(out.Events) == 1 && news(c, out.Events[0]):
		events = []flow.Event{asked, out.Events[0]}
	default:
		return false, waiting, nil
	}
	if written := e.noteDown(ctx, c, events); written != nil {
		return false, waiting, written
	}
	return err == nil, waiting, err
}

// noteDown appends what a look showed, if the case is still as it was when the look began.
func (e *Engine) noteDown(ctx context.Context, c flow.Case, events []flow.Event) error {
	l := e.of(c.ID)
	if err := l.write.enter(ctx); err != nil {
		return err
	}
	defer l.write.exit()
	if err := e.load(ctx, l); err != nil {
		return err
	}
	if l.c.Seq != c.Seq {
		return nil // somebody was faster, and the next look sees what is left to tell
	}
	if err := e.append(ctx, l, flow.Append{Events: events}, 0); !errors.Is(err, flow.ErrConflict) {
		return err
	}
	return nil
}

// news reports that a look showed something that the case does not know yet.
func news(c flow.Case, ev flow.Event) bool {
	seen, ok := ev.(flow.Followed)
	if !ok || c.FollowUp == nil || c.Fault != nil && c.Fault.Op == string(flow.Follow) || !reflect.DeepEqual(seen.FollowUp, *c.FollowUp) {
		return true
	}
	if seen.Ledger == nil {
		return false
	}
	for _, t := range seen.Ledger.Transfers {
		known, ok := c.Transfer(t.ID)
		if t.Asked == nil && known.Asked != nil {
			t.Asked, t.Kind = known.Asked, known.Kind // as it is kept
		}
		if ok && !same(known, t) {
			return true
		}
	}
	account := *seen.Ledger
	account.Transfers = nil
	return c.Ledger == nil || !same(*c.Ledger, account)
}

// same compares what was read now with what was written: as the journal would keep it, for which
// an empty list and none are one.
func same(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
