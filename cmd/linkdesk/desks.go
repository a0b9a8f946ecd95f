package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/engine"
	"linkdesk/flow/glass"
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
	// opened is how much of a long opening is done, in percent.
	opened atomic.Int32
}

// desk is an engine with what a new case starts with. Screens compare desks, so there is one
// pointer for each office.
type desk struct {
	*engine.Engine
	// defaults change with the story of a Demo.
	defaults atomic.Pointer[screen.Defaults]
	store    *store.Store
	demo     *demoWorld      // nil outside Demo
	life     context.Context // of a case that plays by itself: the console's
	console  *desks          // nil where no console has it
	glass    *glass.Recorder // nil where nobody looks at calls
}

func (d *desk) Defaults() screen.Defaults { return *d.defaults.Load() }

// Reveal implements screen.Revealer. The screen journals it before it shows the token.
func (d *desk) Reveal(ctx context.Context, id flow.CaseID) (flow.Secret, error) {
	return d.store.Secret(ctx, id, flow.ProcessorToken)
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
	o, err := d.orderOf(env)
	if err != nil {
		return err
	}
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
	o, err := d.orderOf(env)
	if err != nil {
		return nil, err
	}
	o.glass = glass.New(time.Now)
	off := d.begun[env]
	delete(d.begun, env)
	if off == nil {
		d.opened.Store(0)
		o.onProgress = d.opening
		if off, err = beginOffice(d.ctx, o); err != nil {
			return nil, err
		}
	}
	if err := off.finish(d.ctx, o); err != nil {
		return nil, err
	}
	d.open[env] = off
	off.own.console = d
	if off.demo != nil {
		off.demo.watched()
		// How far the simulator's clock is ahead since an earlier demo; nothing waits for it.
		go func() { _, _ = off.own.Stage(d.ctx) }()
	}
	if !o.readOnly {
		go off.engine.Tail(d.ctx)
	}
	return off, nil
}

// playsItself begins the sentence that refuses it where this program may only look.
const playsItself = "a demo that plays by itself writes history"

// startAutoplay opens a case and lets it walk by itself while the console shows it.
func (d *desks) startAutoplay(ctx context.Context) (flow.CaseID, error) {
	if err := d.order.settings.mayWrite(flow.Demo, playsItself); err != nil {
		return "", err
	}
	off, err := d.office(flow.Demo)
	if err != nil {
		return "", err
	}
	return off.own.Autoplay(ctx)
}
