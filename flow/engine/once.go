package engine

import (
	"context"
	"errors"
	"fmt"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// once makes one call and writes its outcome. It reports whether this effect is settled; if
// not, the fault was waited out and the effect is due again.
func (e *Engine) once(ctx context.Context, l *live, c flow.Case, eff flow.Effect, tries int) (bool, error) {
	out, call, err := e.perform(ctx, l, c, eff)
	if err == nil {
		if len(out.Events) == 0 { // a hand-off that wrote its own outcome, or was cancelled
			return true, nil
		}
		return true, e.keep(l, out)
	}
	if ctx.Err() != nil && eff.Kind == flow.OpenLink {
		return true, nil // ended by us: the journal has the reason, or the next start goes on
	}
	if historyTrouble(err) {
		// The history itself is the trouble, so nothing can be said in it. The intent stays open
		// and is taken up again.
		return true, err
	}
	fault := explain.Hinted(named(flow.FaultOf(err, string(eff.Kind)), eff.Kind), c)
	if wait, ok := e.again(eff.Kind, tries, fault); ok {
		ev := flow.EffectRetried{Effect: eff.Kind, Fault: fault, Call: call, WaitMS: wait.Milliseconds()}
		if err := e.keep(l, record(ev)); err != nil {
			return false, err
		}
		l.sent.Store(false) // a wait can be cancelled
		e.sleep(ctx, wait)
		return false, nil
	}
	var ev flow.Event = flow.EffectFailed{Effect: eff.Kind, Fault: fault, Call: call}
	if fault.Kind == flow.Unknown && !eff.Kind.Repeatable() {
		ev = flow.EffectUnknown{Effect: eff.Kind, Fault: fault, Call: call}
	}
	a := record(ev)
	a.Case, a.Expect = c.ID, c.Seq
	if next, err := fit(c, a); err == nil && eff.Kind == flow.OpenNewAccount && next.Open == nil {
		a.Forget = []flow.SecretKind{flow.ApplicationKind} // it is asked for anew, and is too private to lie about meanwhile
	}
	return true, e.keep(l, a)
}

// historyTrouble reports that an error is the history's own.
func historyTrouble(err error) bool {
	var busy *flow.BusyError
	var damaged *flow.DamagedError
	return errors.As(err, &busy) || errors.As(err, &damaged)
}

// named stamps the effect on a copy of the fault, since providers' adapters name their calls.
func named(f *flow.Fault, kind flow.EffectKind) *flow.Fault {
	c := *f
	c.Op = string(kind)
	return &c
}

// perform makes the call in a way that a panic in an adapter becomes a fault. What was sent
// may have arrived, so a panic counts as a lost answer.
func (e *Engine) perform(ctx context.Context, l *live, c flow.Case, eff flow.Effect) (out flow.Append, call flow.Call, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &flow.Fault{Kind: flow.Unknown, Code: "INTERNAL", Who: flow.Operator,
				Message: fmt.Sprintf("the program itself failed during the call (%T)", r)}
		}
	}()
	if eff.Kind != flow.OpenLink {
		// A sent request is never cancelled: the adapters bound it by their own time limits.
		ctx = context.WithoutCancel(ctx)
	}
	ctx = flow.WithErrand(ctx, flow.Errand{Case: c.ID, Effect: eff.Kind, Attempt: eff.Attempt})
	return e.call(ctx, l, c, eff)
}
