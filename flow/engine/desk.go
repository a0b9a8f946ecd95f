package engine

import (
	"context"
	"errors"

	"linkdesk/flow"
)

// List returns a page of cases, newest first.
func (e *Engine) List(ctx context.Context, q flow.Query) (flow.Page, error) {
	return e.cfg.Journal.List(ctx, q)
}

// Open begins a case. Errors: an Input fault, or the journal's.
func (e *Engine) Open(ctx context.Context, cmd flow.OpenCase) (flow.CaseID, error) {
	now := e.cfg.Now()
	events, err := flow.Decide(flow.Case{}, cmd, now)
	if err != nil {
		return "", err
	}
	// Without a way to seal tokens the road would end in its middle.
	if err := e.cfg.Journal.Probe(ctx); err != nil {
		return "", err
	}
	id := e.cfg.NewID(now)
	l := e.of(id)
	if err := l.write.enter(ctx); err != nil {
		return "", err
	}
	defer l.write.exit()
	return id, e.append(ctx, l, flow.Append{Events: events}, 0)
}

// Do journals what a command means and lets the due work run in the background. Errors:
// *flow.Refusal, an Input fault, flow.ErrConflict, the journal's, or ctx's.
func (e *Engine) Do(ctx context.Context, id flow.CaseID, cmd flow.Command) error {
	l := e.of(id)
	if err := e.before(ctx, l, cmd); err != nil {
		return err
	}
	if err := e.decide(ctx, l, cmd); err != nil {
		return err
	}
	if cmd.Kind() != flow.CmdNote { // a note wakes nothing up
		e.start(l)
	}
	return nil
}

// before does what must be sure before a command is even written.
func (e *Engine) before(ctx context.Context, l *live, cmd flow.Command) error {
	switch m := cmd.(type) {
	case flow.MakeLinkToken:
		// A token that could not be kept would be lost with the customer's login behind it.
		return e.cfg.Journal.Probe(ctx)
	case flow.Relink, flow.OpenAccount, flow.Rotate:
		return e.cfg.Journal.Probe(ctx)
	case flow.StartHandoff:
		l.mu.Lock()
		l.sandbox = m.Sandbox
		l.mu.Unlock()
		return e.cfg.Journal.Probe(ctx)
	}
	return nil
}

// decide turns the command into events and writes them. A command is decided anew when
// another console was faster.
func (e *Engine) decide(ctx context.Context, l *live, cmd flow.Command) error {
	if err := l.write.enter(ctx); err != nil {
		return err
	}
	defer l.write.exit()
	for tries := 0; ; tries++ {
		if err := e.load(ctx, l); err != nil {
			return err
		}
		if err := e.mayCancel(l, cmd); err != nil {
			return err
		}
		events, err := flow.Decide(l.c, cmd, e.cfg.Now())
		if err != nil {
			return err
		}
		a := flow.Append{Events: events, Shred: cmd.Kind() == flow.CmdClose}
		if cmd.Kind() == flow.CmdSetParty {
			a.Forget = []flow.SecretKind{flow.ApplicationKind} // there is an account without it
		}
		if m, ok := cmd.(flow.OpenAccount); ok {
			m.Application.Salt = e.cfg.NewKey()
			application, err := m.Application.Sealed()
			if err != nil {
				return err
			}
			a.Seal = []flow.SealedSecret{{Kind: flow.ApplicationKind, Secret: application}}
		}
		err = e.append(ctx, l, a, 0)
		if err == nil && cmd.Kind() == flow.CmdCancel && l.cancel != nil {
			l.cancel()
		}
		if !errors.Is(err, flow.ErrConflict) || tries == 3 {
			return err
		}
	}
}

// mayCancel refuses to cancel what cannot be called back: a request on its way, of this
// process or of another one.
func (e *Engine) mayCancel(l *live, cmd flow.Command) error {
	if cmd.Kind() != flow.CmdCancel {
		return nil
	}
	if l.sent.Load() {
		return &flow.Refusal{Command: flow.CmdCancel, Why: "the request is on its way: its answer is awaited, so that nothing is done twice"}
	}
	return e.ours(l.c)
}

// Wake lets the due work of an interrupted case run. It is refused while the process that
// began that work still lives.
func (e *Engine) Wake(ctx context.Context, id flow.CaseID) error {
	l := e.of(id)
	c, err := e.cfg.Journal.Case(ctx, id)
	if err != nil {
		return err
	}
	if err := e.ours(c); err != nil {
		return err
	}
	e.start(l)
	return nil
}
