package tui_test

import (
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// onStage runs a test on a console whose desk has a stage.
func onStage(t *testing.T, setup func(*fake.Desk), test func(*stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		desk := fake.New(flow.Demo, fake.Happy, workTime)
		setup(desk)
		test(begin(t, desk, fake.One(desk), flow.Demo, 100, 30))
	})
}

// TestTheStageLeadsToANewCase and back: the case is on top of the list, whatever led to it.
func TestTheStageLeadsToANewCase(t *testing.T) {
	onStage(t, directed, func(s *stage) {
		s.toStage().Type("consent refused").Press("enter").Sees("New case").through("enter").Sees("make the link token")
		s.Press("esc").Sees("Avery Quinn", "s stage").SeesNot("--scenario")
		if got := s.desk.Defaults().Scenario; got != "oauth-refused" {
			t.Errorf("the desk plays %q", got)
		}
	})
}

// TestNobodyPressesAKey: the story goes to its end by itself, and the keys are the operator's then.
func TestNobodyPressesAKey(t *testing.T) {
	onStage(t, directed, func(s *stage) {
		s.toStage().Press("ctrl+p").After(time.Second).Sees("▶ plays by itself; x takes over (normal)", "x take over")
		s.After(time.Minute).Sees("Submitted").SeesNot("plays by itself", "take over")
	})
}

// TestAnyCommandTakesOver: a dialog must not ask while the story goes on behind it.
func TestAnyCommandTakesOver(t *testing.T) {
	for _, key := range []string{"x", "d", "p", "l"} {
		onStage(t, directed, func(s *stage) {
			s.toStage().Press("ctrl+p").After(3 * time.Second).Press(key)
			if id := s.id(); s.desk.Plays(id) != "" {
				t.Errorf("%s: the case plays on by itself", key)
			}
		})
	}
	onStage(t, directed, func(s *stage) {
		s.toStage().Press("ctrl+p").After(2*time.Second).Press("t", "pgdown", "t", "?", "esc", "esc")
		if s.desk.Plays(s.id()) == "" {
			t.Error("looking around ended autoplay")
		}
		// The stage that is opened meanwhile says so, and the case can be gone back to.
		s.Press("s").Sees("plays by itself; ctrl+p ends that")
	})
}

// TestACleanStartNeedsAYes, and works at another desk then.
func TestACleanStartNeedsAYes(t *testing.T) {
	onStage(t, func(d *fake.Desk) { d.Directed(); fillHistory(d) }, func(s *stage) {
		s.toStage().Press("ctrl+r", "enter").Sees("speed (tab)").Press("ctrl+r", "esc").Press("ctrl+r").Paste("y").Sees("Begin the Demo anew?")
		s.through("y").Sees("No cases yet", "demo.db.aside-").Press("enter", "enter").After(workTime).Sees("make the link token")
		if n := len(s.desk.Commands()); n != 0 {
			t.Errorf("%d commands went to the old desk", n)
		}
	})
}

// TestWhatToTypeIsNeverShownInProduction: neither before nor during a visit.
func TestWhatToTypeIsNeverShownInProduction(t *testing.T) {
	for _, env := range flow.Environments() {
		play(t, env, fake.Hanging(flow.OpenLink), 100, 30, func(s *stage) {
			v := fake.Defaults()
			v.Handoff = flow.HandoffBrowser
			s.desk.SetDefaults(v)
			s.toHandoff()
			if env == flow.Production {
				s.Type("").Press("enter").Type("Avery Quinn").through("enter")
			}
			look := func(word string) {
				s.t.Helper()
				if env == flow.Production {
					s.SeesNot(word, "user_good", "415-555")
				} else {
					s.Sees(word, "user_good", "415-555-0011")
				}
			}
			s.Sees("hand over in a browser here")
			look("In Link the customer types")
			s.through("enter")
			look("in Link, try")
		})
	}
}
