package main

import (
	"context"
	"errors"
	"net/http"
	"time"

	"linkdesk/flow/sim"
	"linkdesk/tui/screen"
)

// paces are how quickly the simulated world can go on: slow lets a room read along, fast is for
// whoever only wants the end of the story.
func paces() []screen.Pace {
	return []screen.Pace{
		{Name: "slow", Step: 4 * time.Second, Pane: 1500 * time.Millisecond, Call: 600 * time.Millisecond},
		{Name: "normal", Step: 1500 * time.Millisecond, Pane: 500 * time.Millisecond},
		{Name: "fast", Step: 200 * time.Millisecond},
	}
}

// watched begins the waits that let people read along. A run without a screen has none.
func (d *demoWorld) watched() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.pace == nil {
		d.pace = &paces()[1]
	}
}

// paceNow is the present pace; the zero one waits for nothing.
func (d *demoWorld) paceNow() screen.Pace {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.pace == nil {
		return screen.Pace{}
	}
	return *d.pace
}

// SetPace implements screen.Director. Only a simulator is slowed down, never a provider.
func (d *desk) SetPace(ctx context.Context, name string) error {
	if err := d.mayDirect(); err != nil {
		return err
	}
	for _, p := range paces() {
		if p.Name != name {
			continue
		}
		if err := d.demo.steer(ctx, http.MethodPost, "latency", map[string]string{"latency": p.Call.String()}, nil); err != nil {
			return err
		}
		d.demo.mu.Lock()
		d.demo.pace = &p
		d.demo.mu.Unlock()
		return nil
	}
	return errors.New("there is no such pace")
}

// walk is the story's own customer, who goes through Link as quickly as people can follow.
func (d *demoWorld) walk(ctx context.Context, address string) error {
	c := &sim.Customer{Scenario: d.story(), Client: &http.Client{Timeout: 30 * time.Second, Transport: d.visitor},
		Pause: func(ctx context.Context) error { return rest(ctx, d.paceNow().Pane) }}
	return c.Walk(ctx, address)
}

// rest waits, and ends with ctx.
func rest(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
