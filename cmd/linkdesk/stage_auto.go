package main

import (
	"context"

	"linkdesk/flow"
	"linkdesk/flow/link"
)

// player is a case that goes its way by itself.
type player struct {
	id   flow.CaseID
	stop context.CancelFunc
	done chan struct{}
}

// playing is the case that plays by itself, "" when none does.
func (d *demoWorld) playing() flow.CaseID {
	if d == nil {
		return ""
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.auto == nil {
		return ""
	}
	return d.auto.id
}

// leaveOff ends what plays by itself, or only the one case that is named, and returns when no
// further step of it is made.
func (d *demoWorld) leaveOff(id flow.CaseID) {
	if d == nil {
		return
	}
	d.mu.Lock()
	p := d.auto
	if p == nil || id != "" && p.id != id {
		d.mu.Unlock()
		return
	}
	d.auto = nil
	d.mu.Unlock()
	p.stop()
	<-p.done
}

// Plays implements screen.Director.
func (d *desk) Plays(id flow.CaseID) string {
	if id == "" || d.demo.playing() != id {
		return ""
	}
	return d.demo.paceNow().Name
}

// TakeOver implements screen.Director.
func (d *desk) TakeOver(_ context.Context, id flow.CaseID) { d.demo.leaveOff(id) }

// Do is the engine's, but whoever gives a command takes the case over first.
func (d *desk) Do(ctx context.Context, id flow.CaseID, cmd flow.Command) error {
	d.TakeOver(ctx, id)
	return d.Engine.Do(ctx, id, cmd)
}

// Autoplay implements screen.Director.
func (d *desk) Autoplay(ctx context.Context) (flow.CaseID, error) {
	if err := d.mayDirect(); err != nil {
		return "", err
	}
	d.demo.leaveOff("")
	def := d.Defaults()
	id, err := d.Open(ctx, flow.OpenCase{Env: flow.Demo, Processor: def.Processor, Adapter: def.Adapter, Handoff: def.Handoff, Scenario: def.Scenario})
	if err != nil {
		return "", err
	}
	own, stop := context.WithCancel(d.life)
	p := &player{id: id, stop: stop, done: make(chan struct{})}
	d.demo.mu.Lock()
	d.demo.auto = p
	d.demo.mu.Unlock()
	go func() {
		defer close(p.done)
		defer stop()
		_ = d.autoplay(own, id) // what goes wrong is in the case's journal, and the console shows it
		d.demo.mu.Lock()
		defer d.demo.mu.Unlock()
		if d.demo.auto == p {
			d.demo.auto = nil
		}
	}()
	return id, nil
}

// cast gives the hand-off of a case that plays by itself to the story's own customer, and that of
// every other case to whoever sits there.
type cast struct {
	link.Browser
	demo *demoWorld
}

// cast is the browser hand-off of a Demo; outside it is the browser's own.
func (d *demoWorld) cast(b link.Browser) flow.Handoff {
	if d == nil {
		return b
	}
	return cast{b, d}
}

// Run implements flow.Handoff.
func (c cast) Run(ctx context.Context, req flow.HandoffRequest, sink flow.HandoffSink) error {
	b := c.Browser
	if c.demo.playing() == req.Case {
		b.Open = c.demo.walk
	}
	return b.Run(ctx, req, sink)
}
