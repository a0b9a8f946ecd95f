package main

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
	"linkdesk/tui/screen"
)

// outsideDesks are those of a console whose Demo is pointed at a simulator that runs elsewhere.
func outsideDesks(t *testing.T, s *sim.Sim) (*office, *desks) {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	for _, name := range []string{"PLAID", "LINK", "PRIMETRUST"} {
		t.Setenv("LINKDESK_"+name+"_URL", server.URL)
	}
	a := &app{}
	d := &desks{ctx: t.Context(), open: map[flow.Environment]*office{}, order: order{env: flow.Demo, dir: t.TempDir(), settings: a.settings()}}
	t.Cleanup(func() { d.close(t.Context(), t.Output()) })
	off, err := d.office(flow.Demo)
	if err != nil {
		t.Fatal(err)
	}
	return off, d
}

// TestTheStageDirectsAnOutsideSimulator: the story, the speed, the clock and the clean start are
// those of linkdesk sim, and what somebody else changed there is seen.
func TestTheStageDirectsAnOutsideSimulator(t *testing.T) {
	s, err := sim.New(sim.Options{Seed: 7, Scenario: "bank-down"})
	if err != nil {
		t.Fatal(err)
	}
	off, _ := outsideDesks(t, s)
	d := off.own
	if got := d.Defaults().Scenario; got != "bank-down" {
		t.Errorf("a new case begins with the story %q", got)
	}
	if err := d.Play(t.Context(), "name-mismatch"); err != nil || s.Scenario().Name != "name-mismatch" || d.Defaults().Party.LegalName != "Robin Mismatch" {
		t.Errorf("%v: the simulator plays %s for %s", err, s.Scenario().Name, d.Defaults().Party.LegalName)
	}
	if err := d.SetPace(t.Context(), "slow"); err != nil || s.Latency() != paces()[0].Call {
		t.Errorf("%v: %s", err, s.Latency())
	}
	if err := d.Pass(t.Context(), 4*time.Hour); err != nil || d.Ahead() != 4*time.Hour {
		t.Errorf("%v: ahead by %s", err, d.Ahead())
	}
	if err := s.Play("oauth"); err != nil {
		t.Fatal(err)
	}
	st, err := d.Stage(t.Context())
	if err != nil || st.Playing != "oauth" || st.Pace != "slow" || !strings.HasPrefix(st.Where, "http://127.0.0.1:") || len(st.Stories) != len(sim.Scenarios()) ||
		d.Defaults().Handoff != flow.HandoffBrowser || len(d.Defaults().Cues) == 0 {
		t.Errorf("%+v %v; a new case is handed over by %s", st, err, d.Defaults().Handoff)
	}
	if err := d.Play(t.Context(), "hapy"); err == nil {
		t.Error("a story that there is not")
	}
	fresh, kept, err := d.CleanStart(t.Context())
	if err != nil || kept != "" || fresh == screen.Desk(off.desk) {
		t.Fatalf("%q %v", kept, err)
	}
	if st, err := fresh.(screen.Director).Stage(t.Context()); err != nil || st.Playing != "oauth" || fresh.(screen.Director).Ahead() != 0 {
		t.Errorf("after a clean start: %+v %v", st, err)
	}
}

// TestWhoLooksDirectsNothing.
func TestWhoLooksDirectsNothing(t *testing.T) {
	d := &desks{ctx: t.Context(), open: map[flow.Environment]*office{}, order: order{env: flow.Demo, dir: t.TempDir(), readOnly: true}}
	t.Cleanup(func() { d.close(t.Context(), t.Output()) })
	off, err := d.office(flow.Demo)
	if err != nil {
		t.Fatal(err)
	}
	_, auto := off.own.Autoplay(t.Context())
	_, _, clean := off.own.CleanStart(t.Context())
	for what, err := range map[string]error{"autoplay": auto, "clean start": clean, "story": off.own.Play(t.Context(), "oauth"), "speed": off.own.SetPace(t.Context(), "slow"),
		"clock": off.own.Pass(t.Context(), time.Hour)} {
		if err == nil {
			t.Errorf("%s: a console that only looks did it", what)
		}
	}
}
