package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/engine"
	"linkdesk/store"
	"linkdesk/tui/screen"
)

// desks opens the environments of a console when they are first needed.
type desks struct {
	order order
	ctx   context.Context // the console's life, which the engines share
	mu    sync.Mutex
	open  map[flow.Environment]*office
	// begun are offices whose history is open and that are not wired yet.
	begun map[flow.Environment]*office
}

// desk is an engine with what a new case starts with. Screens compare desks, so there is one
// pointer for each office.
type desk struct {
	*engine.Engine
	defaults screen.Defaults
	store    *store.Store
	demo     *demoWorld
}

func (d *desk) Defaults() screen.Defaults { return d.defaults }

// Pass implements screen.TimeKeeper.
func (d *desk) Pass(ctx context.Context, span time.Duration) error {
	if d.demo == nil || !d.demo.advance(ctx, span) {
		return &flow.Fault{Op: "clock", Kind: flow.Config, Code: "NO_CLOCK", Who: flow.Operator, Message: "the simulator's clock could not be moved on"}
	}
	return nil
}

// Reveal implements screen.Revealer. The screen journals it before it shows the token.
func (d *desk) Reveal(ctx context.Context, id flow.CaseID) (flow.Secret, error) {
	return d.store.Secret(ctx, id, flow.ProcessorToken)
}

// Environments implements screen.Desks. A console of one environment lists only that.
func (d *desks) Environments() []screen.EnvironmentInfo {
	var out []screen.EnvironmentInfo
	for _, env := range flow.Environments() {
		if d.order.env != "" && d.order.env != env {
			continue
		}
		o := d.order
		o.env = env
		info := screen.EnvironmentInfo{Env: env, Ready: true, Note: environmentNote(env)}
		if _, err := o.places(d.ctx); err != nil {
			info.Ready, info.Note = false, err.Error()
			var missing *missingKeys
			if errors.As(err, &missing) && !o.readOnly {
				info.Setup, info.Note = true, missing.short()
			}
		}
		out = append(out, info)
	}
	return out
}

func environmentNote(env flow.Environment) string {
	switch env {
	case flow.Demo:
		return "an embedded simulator: no keys, no network, nothing real"
	case flow.Sandbox:
		return "Plaid's test banks with your keys"
	}
	return "real banks and real people"
}

// Desk implements screen.Desks.
func (d *desks) Desk(_ context.Context, env flow.Environment) (screen.Desk, error) {
	off, err := d.office(env)
	if err != nil {
		return nil, err
	}
	return off.desk, nil
}

// begin opens the history of an environment, and leaves the rest to the first who asks for its office.
func (d *desks) begin(env flow.Environment) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	o := d.order
	o.env = env
	off, err := beginOffice(d.ctx, o)
	if err == nil {
		d.begun = map[flow.Environment]*office{env: off}
	}
	return err
}

func (d *desks) office(env flow.Environment) (*office, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if off, ok := d.open[env]; ok {
		return off, nil
	}
	o := d.order
	o.env = env
	off := d.begun[env]
	delete(d.begun, env)
	if off == nil {
		var err error
		if off, err = beginOffice(d.ctx, o); err != nil {
			return nil, err
		}
	}
	if err := off.finish(d.ctx, o); err != nil {
		return nil, err
	}
	d.open[env] = off
	if !o.readOnly {
		go off.engine.Tail(d.ctx)
	}
	return off, nil
}

// startAutoplay opens a case and lets it walk by itself while the console shows it.
func (d *desks) startAutoplay(ctx context.Context) (flow.CaseID, error) {
	if d.order.readOnly {
		return "", usage(errors.New("a demo that plays by itself writes history: it cannot be --read-only"))
	}
	off, err := d.office(flow.Demo)
	if err != nil {
		return "", err
	}
	def := off.defaults
	id, err := off.engine.Open(ctx, flow.OpenCase{Env: flow.Demo, Processor: def.Processor, Adapter: def.Adapter,
		Handoff: def.Handoff, Scenario: def.Scenario})
	if err != nil {
		return "", err
	}
	// What goes wrong is in the case's journal, and the console shows it.
	go func() { _ = off.autoplay(ctx, id) }()
	return id, nil
}
