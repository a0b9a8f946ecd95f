package tui_test

import (
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// hosted is an address as a hosted session has one, n characters long.
func hosted(n int) string {
	return ("https://secure.plaid.com/hl/" + strings.Repeat("lp7f3c09a1d25be86440fd1c73aa90be15", 8))[:n]
}

// waiting is a hosted visit that has just begun, at an address.
func (s *stage) waiting(url string) *stage {
	s.toHandoff().Press("w", "w", "enter").After(3 * workTime) // a hosted page has a link token of its own
	s.desk.Offer(s.id(), url, "")
	return s.After(time.Second)
}

// handoffScenes are the hand-offs with an address, and what can be done with it.
func handoffScenes() []scene {
	hanging := fake.Hanging(flow.OpenLink)
	return []scene{
		{name: "handoff_browser", play: func(s *stage) { s.toHandoff().Press("w") }},
		{name: "handoff_hosted", script: sixMinutes, play: func(s *stage) {
			s.waiting(hosted(62)).After(55 * time.Second)
			s.desk.Offer(s.id(), hosted(62), "3 checks failed since 10:02: the connection was refused; still waiting")
			for _, e := range []flow.LinkEvent{
				{ID: "1", Name: "OPEN", At: time.Date(2024, 5, 1, 10, 0, 0, 0, time.UTC), RequestID: "m8MDnv9okwxFNBV"},
				{ID: "3", Name: "ERROR", View: "CREDENTIAL", InstitutionName: "First Platypus Bank", ErrorCode: "INVALID_CREDENTIALS", At: time.Date(2024, 5, 1, 10, 0, 51, 0, time.UTC), RequestID: "aB3dn2kQwxFNBV1"},
				{ID: "2", Name: "SOMETHING_NEW", View: "A_PANE_OF_TOMORROW", At: time.Date(2024, 5, 1, 10, 0, 7, 0, time.UTC)},
			} {
				s.happens(e)
			}
			s.After(10 * time.Second)
		}},
		{name: "handoff_long_address", script: hanging, play: func(s *stage) { s.waiting(hosted(130)) }},
		{name: "qr_code", script: hanging, play: func(s *stage) { s.waiting(hosted(62)).Press("c") }},
		{name: "qr_code_long", script: hanging, play: func(s *stage) { s.waiting(hosted(130)).Press("c") }},
		{name: "test_login", play: func(s *stage) { s.toHandoff().Press("i", "down", "down", "tab", "down", "down", "down") }},
		{name: "test_login_chosen", play: func(s *stage) {
			s.toHandoff().Press("i", "down", "down", "tab", "down", "down", "down", "enter")
		}},
	}
}

// sixMinutes is a hand-off without an end whose link token lasts six minutes.
func sixMinutes(c flow.Case, e flow.Effect) []flow.Event {
	out := fake.Hanging(flow.OpenLink)(c, e)
	if len(out) > 0 {
		if made, ok := out[0].(flow.LinkTokenCreated); ok {
			made.Expiration = c.Updated.Add(6 * time.Minute)
			out[0] = made
		}
	}
	return out
}

func (s *stage) happens(e flow.LinkEvent) {
	s.t.Helper()
	if err := s.desk.Happen(s.id(), flow.LinkEventSeen{Event: e}); err != nil {
		s.t.Fatal(err)
	}
}

// waitingAgain hands over once more, with a hosted page.
func (s *stage) waitingAgain(url string) {
	s.Press("w", "r").After(time.Second)
	s.Press("enter").After(time.Second)
	s.desk.Offer(s.id(), url, "")
	s.After(time.Second)
}

func TestTheTestLoginIsCarriedAlong(t *testing.T) {
	play(t, flow.Sandbox, fake.Hanging(flow.OpenLink), 80, 24, func(s *stage) {
		s.toHandoff().Sees("First Platypus Bank · user_good")
		s.Press("i", "down", "esc").Sees("First Platypus Bank · user_good").SeesNot("Gingham")
		s.Press("i", "down", "tab", "end", "up").Press("enter").Sees("First Gingham Credit Union ·", "user_small_business")
		// The page begins at the choice, also after other hand-offs were looked at.
		s.Press("w").Sees("In Link the customer types", "user_small_business / pass").Press("w", "w", "i", "enter").Press("enter")
		s.After(time.Second).Sees("First Gingham Credit Union ·", "user_small_business")
		var got flow.SandboxLogin
		for _, c := range s.desk.Commands() {
			if m, ok := c.(flow.StartHandoff); ok {
				got = m.Sandbox
			}
		}
		password := ""
		got.Password.Use(func(b []byte) { password = string(b) })
		if got.InstitutionID != "ins_109509" || got.Username != "user_small_business" || password != "pass_good" {
			t.Errorf("handed over with %s, %s, %s", got.InstitutionID, got.Username, password)
		}
	})
	play(t, flow.Production, fake.Happy, 80, 24, func(s *stage) {
		s.toHandoff().SeesNot("user_good").Press("i").SeesNot("Test bank")
	})
}

func TestTheCountdownTicks(t *testing.T) {
	play(t, flow.Sandbox, sixMinutes, 80, 24, func(s *stage) {
		s.waiting(hosted(62))
		before := s.Row("ends in")
		s.After(2 * time.Second)
		if after := s.Row("ends in"); after == before {
			t.Errorf("it stands still at %q", after)
		}
		s.SeesNot(", soon").After(time.Minute).Sees(", soon").After(5 * time.Minute).Sees("ran out")
	})
}
