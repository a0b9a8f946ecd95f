package engine

import (
	"context"
	"errors"
	"fmt"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// start lets a goroutine work on the case unless one does already. The caller must not
// hold l.write.
func (e *Engine) start(l *live) {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-l.idle:
	default:
		return
	}
	if e.ctx.Err() != nil {
		return
	}
	ctx, cancel := context.WithCancel(e.ctx)
	idle := make(chan struct{})
	l.idle, l.cancel, l.err = idle, cancel, nil
	e.wg.Go(func() {
		defer cancel()
		for !e.leave(l, idle, e.work(ctx, l), ctx.Err() != nil) {
		}
	})
}

// leave ends the work on a case unless some became due after the last look: a wish that is
// written while the worker leaves must find either the worker or nobody.
func (e *Engine) leave(l *live, idle chan struct{}, err error, ended bool) bool {
	l.write.Lock()
	defer l.write.Unlock()
	if _, due := flow.Due(l.c); due && err == nil && !ended {
		return false
	}
	l.touch(func() {
		l.err, l.url, l.note = err, "", ""
		if err != nil {
			l.busy = flow.Clean(err.Error())
		}
		close(idle)
	})
	return true
}

// work does what is due until the case rests, ctx ends or the journal fails.
func (e *Engine) work(ctx context.Context, l *live) error {
	for tries := 1; ctx.Err() == nil; tries++ {
		l.write.Lock()
		if err := e.load(ctx, l); err != nil {
			l.write.Unlock()
			return err
		}
		eff, due := flow.Due(l.c)
		if !due {
			l.write.Unlock()
			return nil
		}
		c, err := e.intend(ctx, l, &eff)
		l.write.Unlock()
		if errors.Is(err, flow.ErrConflict) {
			continue // another console was faster: look again what is due
		}
		if err != nil {
			return err
		}
		rest, err := e.once(ctx, l, c, eff, tries)
		if err != nil {
			return err
		}
		if rest {
			tries = 0
		}
	}
	return nil
}

// intend writes the intent of an effect, with the key and digest it must be repeated with.
// The caller holds l.write.
func (e *Engine) intend(ctx context.Context, l *live, eff *flow.Effect) (flow.Case, error) {
	if eff.Kind.Keyed() {
		if eff.Key == "" {
			eff.Key = e.cfg.NewKey()
		}
		digest, err := e.digest(ctx, l.c, *eff)
		if err != nil {
			return l.c, err
		}
		if eff.Digest != "" && eff.Digest != digest {
			return l.c, flow.Faultf(string(eff.Kind), flow.Internal, "INTERNAL",
				"the request to repeat is not the one that was sent; nothing was sent")
		}
		eff.Digest = digest
	}
	in := flow.Intent{Effect: eff.Kind, Attempt: eff.Attempt, Key: eff.Key, Digest: eff.Digest}
	err := e.append(ctx, l, flow.Append{Events: []flow.Event{in}, Patient: true}, 0)
	return l.c, err
}

// once makes one call and writes its outcome. It reports whether this effect is settled; if
// not, the fault was waited out and the effect is due again.
func (e *Engine) once(ctx context.Context, l *live, c flow.Case, eff flow.Effect, tries int) (bool, error) {
	out, call, fault := e.perform(ctx, l, c, eff)
	if fault == nil {
		if len(out.Events) == 0 { // a hand-off that wrote its own outcome, or was cancelled
			return true, nil
		}
		return true, e.keep(l, out)
	}
	if ctx.Err() != nil && eff.Kind == flow.OpenLink {
		return true, nil // ended by us: the journal has the reason, or the next start goes on
	}
	fault = explain.Hinted(named(fault, eff.Kind), c)
	if wait, ok := e.again(eff.Kind, tries, fault); ok {
		ev := flow.EffectRetried{Effect: eff.Kind, Fault: fault, Call: call, WaitMS: wait.Milliseconds()}
		if err := e.keep(l, flow.Append{Events: []flow.Event{ev}}); err != nil {
			return false, err
		}
		e.sleep(ctx, wait)
		return false, nil
	}
	var ev flow.Event = flow.EffectFailed{Effect: eff.Kind, Fault: fault, Call: call}
	if fault.Kind == flow.Unknown && !eff.Kind.Repeatable() {
		ev = flow.EffectUnknown{Effect: eff.Kind, Fault: fault, Call: call}
	}
	return true, e.keep(l, flow.Append{Events: []flow.Event{ev}})
}

// named stamps the effect on a copy of the fault, since providers' adapters name their calls.
func named(f *flow.Fault, kind flow.EffectKind) *flow.Fault {
	c := *f
	c.Op = string(kind)
	return &c
}

// perform makes the call in a way that a panic in an adapter becomes a fault. What was sent
// may have arrived, so a panic counts as a lost answer.
func (e *Engine) perform(ctx context.Context, l *live, c flow.Case, eff flow.Effect) (out flow.Append, call flow.Call, fault *flow.Fault) {
	defer func() {
		if r := recover(); r != nil {
			fault = &flow.Fault{Kind: flow.Unknown, Code: "INTERNAL", Who: flow.Operator,
				Message: fmt.Sprintf("the program itself failed during the call (%T)", r)}
		}
	}()
	if eff.Kind != flow.OpenLink {
		// A sent request is never cancelled: the adapters bound it by their own time limits.
		ctx = context.WithoutCancel(ctx)
		l.sent.Store(true)
		defer l.sent.Store(false)
	}
	out, call, err := e.call(ctx, l, c, eff)
	return out, call, flow.FaultOf(err, string(eff.Kind))
}
