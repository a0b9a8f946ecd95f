package main

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
	"linkdesk/tui"
	"linkdesk/tui/rig"
)

// consoleOn runs the whole console in fake time: the screen, the engine, the history on disk,
// both clients, and the simulator behind them without a socket.
func consoleOn(t *testing.T, dir string, opts sim.Options) (*rig.Program, *desks) {
	t.Helper()
	return consoleThrough(t, dir, opts, func(inner http.RoundTripper) http.RoundTripper { return inner })
}

// consoleThrough is consoleOn with something between the clients and the simulator.
func consoleThrough(t *testing.T, dir string, opts sim.Options, through func(http.RoundTripper) http.RoundTripper) (*rig.Program, *desks) {
	t.Helper()
	opts.Seed = 7
	s, err := sim.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	scenario, err := sim.FindScenario(opts.Scenario)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	d := &desks{ctx: ctx, open: map[flow.Environment]*office{}, order: order{env: flow.Demo, dir: dir, transport: through(s.Transport()),
		demo: demoOrder{world: &demoWorld{scenario: scenario, seeded: s.Seeded(), url: "http://127.0.0.1:1"}}}}
	t.Cleanup(func() {
		d.close(ctx, t.Output())
		cancel()
	})
	return rig.Start(t, tui.New(ctx, tui.Options{Desks: d, Env: flow.Demo, Now: time.Now()}), 100, 30), d
}

// road is the keys from the first frame to the end of the road, with what each shows.
var road = []struct{ key, shows string }{
	{"enter", "client_user_id"},
	{"enter", "make the link token"},
	{"enter", "hand over"},
	{"enter", "choose this account"},
	{"enter", "submit to Prime Trust"},
	{"enter", "Submit to Prime Trust?"},
	{"y", "Submitted to Prime Trust"},
}

// TestAtMostEightKeysLeadToTheSubmission walks the road as an operator does, with no typing
// but choosing.
func TestAtMostEightKeysLeadToTheSubmission(t *testing.T) {
	if len(road) > 8 {
		t.Fatalf("the road takes %d keys", len(road))
	}
	synctest.Test(t, func(t *testing.T) {
		p, _ := consoleOn(t, t.TempDir(), sim.Options{})
		p.Sees("DEMO", "start a case")
		for _, step := range road {
			p.Press(step.key)
			p.Sees(step.shows)
		}
		if token := tokenShape.FindString(p.Screen()); token != "" {
			t.Errorf("a token in clear is on the screen: %.24s...", token)
		}
	})
}

// TestEachFailureIsShownWithItsCode plays scenarios that end badly and looks for what an operator
// needs: the code, the request id and what to do.
func TestEachFailureIsShownWithItsCode(t *testing.T) {
	for _, x := range []struct {
		name string
		opts sim.Options
		keys int // how much of the road is walked before it shows
		want []string
	}{
		{"wrong keys", sim.Options{Scenario: "wrong-keys"}, 3, []string{"INVALID_API_KEYS", "request_id"}},
		{"bank down", sim.Options{Scenario: "bank-down"}, 4, []string{"INSTITUTION_DOWN", "request_id"}},
		{"today", sim.Options{Era: sim.EraToday}, 5, []string{"INVALID_PROCESSOR", "liquidation", "request_id"}},
		{"name mismatch", sim.Options{Scenario: "name-mismatch"}, 7, []string{"25002", "request_id"}},
		{"broken item", sim.Options{Scenario: "broken-item"}, 7, []string{"25001", "request_id"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p, _ := consoleOn(t, t.TempDir(), x.opts)
				for _, step := range road[:x.keys] {
					p.Press(step.key)
				}
				p.After(time.Minute) // transient faults are waited out first
				p.Sees(x.want...)
			})
		})
	}
}

// TestAConsoleShowsWhatAnotherConsoleDid: both commands write one history, and a console that is open
// hears of the other's work.
func TestAConsoleShowsWhatAnotherConsoleDid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		first, _ := consoleOn(t, dir, sim.Options{})
		second, _ := consoleOn(t, dir, sim.Options{})
		for _, step := range road {
			first.Press(step.key)
		}
		second.After(5 * time.Second)
		second.Sees("submitted", "Alberta Bobbeth")
	})
}

// TestTheTokenIsShownOnPurposeOnly: masked everywhere, shown after a deliberate key, and that
// somebody did is in the journal.
func TestTheTokenIsShownOnPurposeOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := consoleOn(t, t.TempDir(), sim.Options{})
		for _, step := range road {
			p.Press(step.key)
		}
		p.Press("v", "y").After(time.Second)
		if !tokenShape.MatchString(p.Screen()) {
			t.Errorf("the token is not shown:\n%s", p.Screen())
		}
		p.After(time.Minute)
		if tokenShape.MatchString(p.Screen()) {
			t.Errorf("the token is still shown a minute later:\n%s", p.Screen())
		}
		page, err := d.open[flow.Demo].store.List(t.Context(), flow.Query{})
		if err != nil || len(page.Rows) != 1 {
			t.Fatalf("%+v %v", page, err)
		}
		records, err := d.open[flow.Demo].store.Records(t.Context(), page.Rows[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		shown := 0
		for _, r := range records { // a look in the background may stand behind it
			if r.Event.Kind() == "processor_token_revealed" {
				shown++
			}
		}
		if shown != 1 {
			t.Errorf("the journal says %d times that the token was shown", shown)
		}
	})
}
