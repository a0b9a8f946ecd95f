package tui_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig"
)

// stormy are screens on which much goes on while the terminal changes its size.
func stormy() []string {
	return []string{"home_list", "handoff_open", "submission_dialog", "timeline", "amount_again", "qr_code"}
}

// TestResizeStorm changes the size 500 times faster than anything can be drawn, while the desk
// tells of events and keys are pressed. The console must come to rest with the very frame that
// one shows which had the last size all the time.
func TestResizeStorm(t *testing.T) {
	seed := rig.Seed(t)
	for _, sc := range scenes() {
		for i, name := range stormy() {
			if sc.name == name {
				t.Run(name, func(t *testing.T) {
					last := [][2]int{{100, 30}, {40, 12}}[i%2]
					storm(t, sc, rand.New(rand.NewPCG(seed, uint64(i))), last)
				})
			}
		}
	}
}

// offBeat is later than the last frame of what happens on the beat of the clock.
const offBeat = 130 * time.Millisecond

// storm plays a scene twice: through a storm, and at peace.
func storm(t *testing.T, sc scene, r *rand.Rand, last [2]int) {
	t.Helper()
	var after, fresh string
	sc.on(t, 80, 24, func(s *stage) {
		sizes := sizes(r)
		for len(sizes) < 499 {
			sizes = append(sizes, sizes...)
		}
		s.Storm(append(sizes[:499:499], last), func(n int) {
			if n%50 == 0 {
				s.happen()
			}
		})
		s.w, s.h = last[0], last[1]
		s.After(offBeat)
		after = rig.Grid(s.root.View(), s.w, s.h)
		if got := s.Screen() + "\n"; got != after {
			s.t.Errorf("the terminal shows\n%s\nthe console means\n%s", got, after)
		}
	})
	sc.on(t, last[0], last[1], func(s *stage) {
		for n := range 500 {
			if n%50 == 0 {
				s.happen()
			}
		}
		fresh = rig.Grid(s.After(0).After(offBeat).root.View(), s.w, s.h)
	})
	if after != fresh {
		t.Errorf("after the storm, %dx%d:\n%s\nat peace:\n%s", last[0], last[1], after, fresh)
	}
}

// happen lets the desk tell of something in the first case, where it has one at the customer's.
func (s *stage) happen() {
	page, err := s.desk.List(s.t.Context(), flow.Query{})
	if err != nil || len(page.Rows) == 0 {
		return
	}
	if snap, err := s.desk.View(s.t.Context(), s.id()); err == nil && snap.Case.Phase == flow.PhaseAtLink {
		event := flow.LinkEvent{Name: "TRANSITION_VIEW", View: "CREDENTIAL", RequestID: "Wf1a9nOcYpQ3zL7"}
		if err := s.desk.Happen(s.id(), flow.LinkEventSeen{Event: event}); err != nil {
			s.t.Fatal(err)
		}
	}
}
