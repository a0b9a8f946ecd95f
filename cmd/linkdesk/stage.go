package main

import (
	"context"
	"errors"
	"net/http"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
	"linkdesk/tui/screen"
)

// errNoStage is for a desk that no Demo stands behind.
var errNoStage = errors.New("only Demo has a stage")

// errLooks is for a console that was started to look only.
var errLooks = errors.New("this console only looks: it was started with --read-only")

// mayDirect says why the simulator cannot be told anything from here.
func (d *desk) mayDirect() error {
	switch {
	case d.demo == nil:
		return errNoStage
	case d.Defaults().ReadOnly != "":
		return errLooks
	}
	return nil
}

// Stage implements screen.Director.
func (d *desk) Stage(ctx context.Context) (screen.Stage, error) {
	if d.demo == nil {
		return screen.Stage{}, errNoStage
	}
	var state struct {
		Era      string `json:"era"`
		Scenario string `json:"scenario"`
		Seed     uint64 `json:"seed"`
		Advanced string `json:"advanced"`
	}
	d.demo.turning.Lock()
	defer d.demo.turning.Unlock()
	if err := d.demo.steer(ctx, http.MethodGet, "state", nil, &state); err != nil {
		return screen.Stage{}, err
	}
	if err := d.demo.hear(state.Advanced); err != nil {
		return screen.Stage{}, err
	}
	// Whoever else uses an outside simulator may have chosen another story.
	if played, err := sim.FindScenario(state.Scenario); err == nil && played.Name != d.demo.story().Name {
		d.turnTo(played)
	}
	st := screen.Stage{Playing: state.Scenario, Paces: paces(), Pace: d.demo.paceNow().Name, Seed: state.Seed,
		Era: d.era(state.Era), Auto: d.demo.playing()}
	if d.demo.outside {
		st.Where = flow.Clean(d.demo.url)
	}
	for _, s := range sim.Scenarios() {
		st.Stories = append(st.Stories, screen.Story{Group: s.Group, Name: s.Name, Title: s.Title, Text: s.Story})
	}
	return st, nil
}

// era says what Plaid is like and how the other one is had: what a processor token may be made for
// is laid down when a simulator starts.
func (d *desk) era(era string) string {
	how := "demo"
	if d.demo.outside {
		how = "sim"
	}
	if era == sim.EraToday {
		return "today: no prime_trust at Plaid; the other: " + how + " --era 2023"
	}
	return "2023: Plaid lists prime_trust; the other: " + how + " --era today"
}

// Play implements screen.Director.
func (d *desk) Play(ctx context.Context, story string) error {
	if err := d.mayDirect(); err != nil {
		return err
	}
	scenario, err := sim.FindScenario(story)
	if err != nil || story == "" {
		return errors.Join(err, errors.New("no story is named"))
	}
	d.demo.turning.Lock()
	defer d.demo.turning.Unlock()
	if err := d.demo.steer(ctx, http.MethodPost, "scenario", map[string]string{"scenario": story}, nil); err != nil {
		return err
	}
	d.turnTo(scenario)
	return nil
}

// turnTo makes new cases begin with another story.
func (d *desk) turnTo(scenario sim.Scenario) {
	d.demo.mu.Lock()
	d.demo.scenario = scenario
	d.demo.mu.Unlock()
	def := d.Defaults()
	d.demo.tell(&def)
	d.defaults.Store(&def)
}

// Pass implements screen.TimeKeeper and screen.Director.
func (d *desk) Pass(ctx context.Context, span time.Duration) error {
	if err := d.mayDirect(); err != nil {
		return err
	}
	return d.demo.pass(ctx, span)
}

// Ahead implements screen.Director.
func (d *desk) Ahead() time.Duration {
	if d.demo == nil {
		return 0
	}
	d.demo.mu.Lock()
	defer d.demo.mu.Unlock()
	return d.demo.ahead
}
