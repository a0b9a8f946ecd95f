package tui_test

import (
	"testing"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// stays fails the test if the program has ended.
func (s *stage) stays() *stage {
	s.t.Helper()
	if left, err := s.Left(); left {
		s.t.Fatalf("it has left, error %v", err)
	}
	return s
}

// A submission that is on its way is left only on purpose: by an answer, or by a second ctrl+c.
func TestLeavingWhileASubmissionIsOnItsWay(t *testing.T) {
	for name, test := range map[string]func(*stage){
		"q": func(s *stage) {
			s.Press("q").Sees("Leave now?", "a submission to Prime Trust is on its way").Press("enter").stays().SeesNot("Leave now?").Press("q", "y")
		},
		"ctrl+c": func(s *stage) {
			s.Press("ctrl+c").stays().Sees("Leave now?", "a submission to Prime Trust is on its way").Press("esc").stays().SeesNot("Leave now?").Press("ctrl+c", "y")
		},
		"ctrl+c twice":      func(s *stage) { s.Press("ctrl+c").stays().Press("ctrl+c") },
		"a burst of ctrl+c": func(s *stage) { s.Burst("ctrl+c", "ctrl+c", "ctrl+c").stays().Sees("Leave now?").Press("ctrl+c") },
		"behind a page":     func(s *stage) { s.Press("?", "ctrl+c").stays().Sees("Leave now?").Press("ctrl+c") },
		"in a question": func(s *stage) {
			s.Press("d").Press("ctrl+c").stays().Sees("Leave now?").Press("ctrl+c")
		},
		"after leaving the case": func(s *stage) {
			s.Press("esc").Sees("Cases").Press("ctrl+c").stays().Sees("a submission to Prime Trust is on its way").Press("enter").stays().Press("ctrl+c", "ctrl+c")
		},
	} {
		t.Run(name, func(t *testing.T) {
			play(t, flow.Demo, fake.Hanging(flow.Submit), 80, 24, func(s *stage) {
				s.toSubmission().Press("enter", "y").Sees("submitting to Prime Trust")
				test(s)
				s.gone()
			})
		})
	}
}

// What can be taken up again, and what nobody of this console works on, is left at once.
func TestCtrlCLeavesHarmlessWorkAtOnce(t *testing.T) {
	play(t, flow.Demo, fake.Hanging(flow.CreateProcessorToken), 80, 24, func(s *stage) {
		s.toAccounts().Press("enter").Sees("asking Plaid for the processor token").Press("ctrl+c").gone()
	})
	play(t, flow.Demo, fake.Hanging(flow.CreateProcessorToken), 80, 24, func(s *stage) {
		s.toAccounts().Press("enter", "esc").Sees("Cases").Press("ctrl+c").gone()
	})
	play(t, flow.Demo, fake.Hanging(flow.Submit), 80, 24, func(s *stage) {
		s.toSubmission().Press("enter", "y")
		s.desk.Interrupt(s.id())
		s.After(0).Press("ctrl+c").gone()
	})
}

// Every call whose repetition is not harmless has a name of its own, and no other has one.
func TestWhatIsOnItsWayHasAName(t *testing.T) {
	seen := map[string]flow.EffectKind{}
	for _, p := range flow.Phases() {
		snap := flow.Snapshot{Case: flow.Case{Phase: p, Processor: flow.PrimeTrust}, Running: true}
		effect, due := flow.Due(snap.Case)
		name := screen.OnItsWay(snap)
		if want := due && !effect.Kind.Repeatable(); (name != "") != want {
			t.Errorf("%s: %q", p, name)
		}
		if other := seen[name]; name != "" && other != "" {
			t.Errorf("%s and %s are both %q", other, effect.Kind, name)
		}
		seen[name] = effect.Kind
		if snap.Running = false; screen.OnItsWay(snap) != "" {
			t.Errorf("%s: on its way though nobody works", p)
		}
	}
	if len(seen) < 9 {
		t.Errorf("only %d names", len(seen))
	}
}
