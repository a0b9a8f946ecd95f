package tui_test

import (
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// TestACaseOfAnotherEnvironmentIsAskedAfter: a submission is under way in Sandbox, the operator goes to Demo
// and quits there.
func TestACaseOfAnotherEnvironmentIsAskedAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one := fake.New(flow.Sandbox, fake.Hanging(flow.Submit), workTime)
		desks := fake.One(one)
		desks.Open[flow.Demo] = fake.New(flow.Demo, fake.Happy, workTime)
		for i := range desks.List {
			desks.List[i].Ready = desks.List[i].Env != flow.Production
		}
		s := begin(t, one, desks, flow.Sandbox, 80, 24)
		s.toSubmission().Press("enter", "y").Sees("submitting to Prime Trust")
		s.Press("esc").After(time.Second).Press("e").After(time.Second).Press("home", "enter").After(2 * time.Second)
		s.Sees("DEMO").Press("q").After(3 * time.Second).Sees("Leave now?")
		if left, _ := s.Left(); left {
			t.Error("left without asking")
		}
	})
}

// TestATokenIsPastedInOnePlaceOnly: any other field would show it, and some would keep it.
func TestATokenIsPastedInOnePlaceOnly(t *testing.T) {
	const token = "access-sandbox-9f2c0f2f-7abd-4913-907f-0222c166cbc6"
	play(t, flow.Demo, fake.Happy, 100, 30, func(s *stage) {
		for _, keys := range [][]string{{"n"}, {"f"}} {
			s.Press(keys...).Paste("see " + token)
			if s.Sent("9f2c0f2f") > 0 {
				t.Fatalf("after %v the token is on the screen:\n%s", keys, s.Screen())
			}
			s.Sees("not pasted").Press("esc").After(time.Second)
		}
		s.Press("/").Paste(token)
		if s.Sent("9f2c0f2f") > 0 {
			t.Fatalf("the search shows it:\n%s", s.Screen())
		}
		s.Sees("••••")
	})
}
