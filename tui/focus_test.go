package tui_test

import (
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

func (s *stage) Focus() *stage { s.Program.Focus(); return s }

// Who comes back to the terminal sees what is, and does not wait for the next look.
func TestComingBackReadsAtOnce(t *testing.T) {
	for _, keys := range [][]string{nil, {"b"}} {
		play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
			s.desk.Past("Blue Heron", true, fake.Happy, flow.Submit)
			s.After(4 * time.Second).Press(keys...).After(11 * time.Second)
			s.desk.Past("Noor Haddad", false, fake.Happy, flow.Submit)
			s.After(0).SeesNot("Noor").Focus().Sees("Noor Haddad")
		})
	}
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toHandoff()
		s.desk.Fail(&flow.BusyError{Holder: "alice", Waited: time.Second})
		s.After(0).SeesNot("held by alice").Focus().Sees("held by alice")
		s.desk.Fail(nil)
		s.Focus().SeesNot("held by alice")
	})
}

// The customer may have come back from the page, so it is asked for at once.
func TestComingBackHastensTheHandoff(t *testing.T) {
	play(t, flow.Demo, fake.Hanging(flow.OpenLink), 80, 24, func(s *stage) {
		atLink(s)
		s.Focus()
		if n := s.desk.Hastened(); n != 1 {
			t.Errorf("hastened %d times", n)
		}
	})
}

func TestTheBarOfTheTerminal(t *testing.T) {
	play(t, flow.Demo, fake.Failing(flow.CreateProcessorToken, invalidProcessor()), 80, 24, func(s *stage) {
		s.toLinkToken()
		last := func(want string) {
			t.Helper()
			if all := s.Progress(); len(all) == 0 || all[len(all)-1] != want {
				t.Errorf("the bar is %q, want %q", all, want)
			}
		}
		s.Press("enter")
		last("9;4;3")
		s.After(4 * workTime)
		last("9;4;0")
		s.through("enter", "enter")
		last("9;4;2;100")
		s.Press("ctrl+c").gone()
		last("9;4;0")
	})
}
