package tui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

func (s *stage) Drum(gap time.Duration, keys ...string) *stage {
	s.Program.Drum(gap, keys...)
	return s
}

// unsubmitted fails the test unless the question of the submission is open and nothing was sent.
func (s *stage) unsubmitted() *stage {
	s.t.Helper()
	if n := s.commands(flow.CmdSubmit); n != 0 {
		s.t.Fatalf("%d submissions; the screen:\n%s", n, s.Screen())
	}
	return s.Sees("Submit to Prime Trust?")
}

func TestABurstAnswersNoQuestion(t *testing.T) {
	for _, burst := range [][]string{{"enter", "y"}, {"enter", "y", "y", "y"}, {"enter", "enter", "y"}, {"enter", "n"}, {"enter", "q", "y"}} {
		play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
			s.toSubmission().Burst(burst...).After(4 * workTime)
			s.unsubmitted().Press("y").After(4 * workTime).Sees("✓ Submitted")
			if n := s.commands(flow.CmdSubmit); n != 1 {
				t.Errorf("%v, and then a yes: %d submissions", burst, n)
			}
		})
	}
}

// Whoever types on is told why nothing happens, and the wait begins anew with each key.
func TestTheWaitLastsAsLongAsTheHandsMove(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toSubmission().Drum(150*time.Millisecond, "enter", "y", "x", "y", "x", "y").Sees("too soon: let your hands rest").unsubmitted()
		s.After(0).SeesNot("too soon").Press("n").SeesNot("Submit to Prime Trust?")
	})
}

// A keyboard that never rests does not lock the question for ever; the key that is held still
// answers nothing.
func TestTheWaitEnds(t *testing.T) {
	noise := slices.Repeat([]string{"x", "z"}, 8)
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toSubmission().Drum(100*time.Millisecond, append([]string{"enter"}, noise...)...).Burst("n").SeesNot("Submit to Prime Trust?")
	})
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toSubmission().Drum(100*time.Millisecond, append([]string{"enter"}, noise[:13]...)...).Burst("n").unsubmitted()
	})
}

func TestAKeyHeldDownAnswersNoQuestion(t *testing.T) {
	const delay = 500 * time.Millisecond
	for _, gap := range []time.Duration{16, 33, 40, 92} {
		gap *= time.Millisecond
		play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
			for n := 2; n < 60; n += 19 {
				s.toSubmissionOnce().Hold("enter", n, delay, gap)
				s.unsubmitted().Press("enter").SeesNot("Submit to Prime Trust?")
			}
			// It went down too soon, and repeats while the question could be answered.
			s.Drum(10*time.Millisecond, "enter").Drum(delay, "y").Drum(gap, slices.Repeat([]string{"y"}, 150)...).After(0).unsubmitted()
			s.Press("y").After(4 * workTime).Sees("✓ Submitted")
		})
	}
}

// toSubmissionOnce goes to the submission, if the case is not there yet.
func (s *stage) toSubmissionOnce() *stage {
	if !strings.Contains(s.Screen(), "submit to Prime Trust") {
		s.toSubmission()
	}
	return s
}

func TestTypedQuestionsWaitToo(t *testing.T) {
	play(t, flow.Production, fake.Hanging(flow.OpenLink), 80, 24, func(s *stage) {
		d := fake.Defaults()
		d.Handoff = flow.HandoffBrowser
		s.desk.SetDefaults(d)
		s.toHandoff().Burst("enter", "A", "v", "enter", "esc").Sees("This is PRODUCTION", "> ").SeesNot("> Av", "Nothing was done")
		s.Hold("enter", 40, 500*time.Millisecond, 33*time.Millisecond).SeesNot("Nothing was done")
		s.Type("Avery Quinn").through("enter").Sees("hand over")
		if n := s.commands(flow.CmdConfirm); n != 1 {
			t.Errorf("%d confirmations", n)
		}
	})
}

func TestTheQuestionWhetherToLeaveWaitsToo(t *testing.T) {
	play(t, flow.Demo, fake.Hanging(flow.OpenLink), 80, 24, func(s *stage) {
		s.toHandoff().Press("enter").Burst("q", "y").Sees("Leave now?").Hold("q", 30, 500*time.Millisecond, 33*time.Millisecond).Sees("Leave now?")
		s.Press("y").gone()
	})
}
