package engine

import (
	"context"
	"errors"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// start lets a goroutine work on the case unless one does already. The caller must not be
// inside l.write.
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
	idle := make(chan struct{})
	l.idle, l.err, l.busy = idle, nil, ""
	e.wg.Go(func() {
		for !e.leave(l, idle, e.stint(l)) {
		}
	})
}

// stint is work until the case rests or the operator cancels.
func (e *Engine) stint(l *live) error {
	ctx, cancel := context.WithCancel(e.ctx)
	defer cancel()
	if err := l.write.enter(ctx); err != nil {
		return nil
	}
	l.cancel = cancel
	l.write.exit()
	return e.work(ctx, l)
}

// leave ends the work on a case unless some became due after the last look: a wish that is
// written while the worker leaves must find either the worker or nobody.
func (e *Engine) leave(l *live, idle chan struct{}, err error) bool {
	if l.write.enter(e.outcomes) == nil {
		defer l.write.exit()
		if _, due := flow.Due(l.c); due && err == nil && e.ctx.Err() == nil {
			return false
		}
	}
	l.touch(func() {
		l.err, l.url, l.note = err, "", ""
		if historyTrouble(err) {
			l.busy = flow.Clean(err.Error())
		}
		close(idle)
	})
	return true
}

// work does what is due until the case rests, ctx ends or the journal fails.
func (e *Engine) work(ctx context.Context, l *live) error {
	for tries := 1; ctx.Err() == nil; tries++ {
		c, eff, err := e.next(ctx, l)
		var fault *flow.Fault
		switch {
		case errors.Is(err, flow.ErrConflict):
			tries-- // another console was faster: look again what is due
			continue
		case errors.As(err, &fault):
			// The work cannot even be tried; that is an outcome too.
			told := explain.Hinted(named(fault, eff.Kind), c)
			var ev flow.Event = flow.EffectFailed{Effect: eff.Kind, Fault: told}
			if eff.Recover && eff.Kind.Keyed() {
				// An earlier process may have sent it: its key must not be given up.
				ev = flow.EffectUnknown{Effect: eff.Kind, Fault: told}
			}
			err = e.keep(l, record(ev))
		case err != nil && ctx.Err() != nil:
			return nil // an intent that was written is carried out all the same
		}
		if err != nil || eff.Kind == "" {
			return err
		}
		if fault != nil {
			continue
		}
		rest, err := e.once(ctx, l, c, eff, tries)
		l.sent.Store(false)
		if err != nil {
			return err
		}
		e.remember(ctx, l, eff)
		if rest {
			tries = 0
		}
	}
	return nil
}

// next looks what is due and writes its intent. An empty effect means that the case rests.
func (e *Engine) next(ctx context.Context, l *live) (flow.Case, flow.Effect, error) {
	if err := l.write.enter(ctx); err != nil {
		return flow.Case{}, flow.Effect{}, err
	}
	defer l.write.exit()
	if err := e.load(ctx, l); err != nil {
		return l.c, flow.Effect{}, err
	}
	eff, due := flow.Due(l.c)
	if !due {
		return l.c, flow.Effect{}, nil
	}
	if err := e.ours(l.c); err != nil {
		return l.c, eff, err
	}
	err := e.intend(ctx, l, &eff)
	return l.c, eff, err
}

// intend writes the intent of an effect, with the key and digest it must be repeated with.
// From then on the call counts as sent. The caller is inside l.write.
func (e *Engine) intend(ctx context.Context, l *live, eff *flow.Effect) error {
	if eff.Kind.Keyed() {
		if eff.Key == "" {
			eff.Key = e.cfg.NewKey()
		}
		digest, err := e.digest(ctx, l.c, *eff)
		if err != nil {
			return err
		}
		if eff.Digest != "" && eff.Digest != digest {
			return flow.Faultf(string(eff.Kind), flow.Internal, "INTERNAL",
				"the request to repeat is not the one that was sent; nothing was sent")
		}
		eff.Digest = digest
	}
	in := flow.Intent{Effect: eff.Kind, Attempt: eff.Attempt, Key: eff.Key, Digest: eff.Digest}
	if eff.Kind == flow.RotateAccess || eff.Kind == flow.RemoveItem {
		in.Keys = e.cfg.Keys
	}
	a := flow.Append{Events: []flow.Event{in}, Patient: true}
	if err := e.append(ctx, l, a, 0); err != nil {
		return err
	}
	l.sent.Store(eff.Kind != flow.OpenLink)
	return nil
}

// ours refuses work that another process has begun and may still be doing.
func (e *Engine) ours(c flow.Case) error {
	if c.Open == nil || c.Halted || e.cfg.Life == nil || c.Worker == e.cfg.Actor {
		return nil
	}
	switch e.cfg.Life(c.Worker) {
	case Running:
		return &flow.Refusal{Command: flow.CmdRetry, Why: "another console works on this case right now (" + flow.Clean(c.Worker) + ")"}
	case Elsewhere:
		return &flow.Refusal{Command: flow.CmdRetry, Why: "a console on another machine has begun this work and its end is not known (" + flow.Clean(c.Worker) +
			"): when it is sure that it runs no more, go on with linkdesk run --resume " + string(c.ID) + " --take-over"}
	}
	return nil
}
