package tui_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// commands counts the commands of one kind that reached the desk.
func (s *stage) commands(k flow.CommandKind) int {
	n := 0
	for _, c := range s.desk.Commands() {
		if c.Kind() == k {
			n++
		}
	}
	return n
}

// gone fails the test unless the program has left by itself and without an error.
func (s *stage) gone() {
	s.t.Helper()
	if left, err := s.Left(); !left || err != nil {
		s.t.Errorf("left %v, error %v; the screen:\n%s", left, err, s.Screen())
	}
}

func TestEightPressesToSubmitted(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		presses := []string{"enter", "enter", "enter", "enter", "enter", "enter", "y"}
		if len(presses) > 8 {
			t.Fatalf("%d presses", len(presses))
		}
		s.through(presses...)
		s.Sees("✓ Submitted to Prime Trust", "1f0c8a52-8d4c-4d0e-9a55-0b2f6c1d7e10", "First Platypus Bank", "1111", "processor-sandbox-…a92c")
		s.through("enter").Sees("✓ Usable at Prime Trust", "nobody has to act")
		for _, c := range s.desk.Commands() {
			if m, ok := c.(flow.SetParty); ok && m.By != "scenario" {
				t.Errorf("the party is by %q, want scenario: nobody typed anything", m.By)
			}
			if m, ok := c.(flow.ChooseAccount); ok && m.AccountID != "acc-2" {
				t.Errorf("account %s was chosen, want the one of the story", m.AccountID)
			}
		}
	})
}

func TestSubmissionNeedsAYes(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toSubmission()
		for _, no := range []string{"enter", "esc", "n", "q"} {
			s.Press("enter").Sees("Submit to Prime Trust?").Press(no).SeesNot("Submit to Prime Trust?")
		}
		s.Press("enter").Paste("y").Sees("Submit to Prime Trust?")
		s.Press("x", "space", "ctrl+y").Sees("Submit to Prime Trust?").Press("enter")
		if n := s.commands(flow.CmdSubmit); n != 0 {
			t.Fatalf("%d submissions without a yes", n)
		}
		s.Press("enter").Burst("y", "y", "y").After(4 * workTime).Sees("✓ Submitted")
		if n := s.commands(flow.CmdSubmit); n != 1 {
			t.Errorf("%d submissions for one yes", n)
		}
	})
}

func TestHurriedFingersAskOnce(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toLinkToken().Burst("enter", "enter", "enter")
		if n := s.commands(flow.CmdMakeLinkToken); n != 1 {
			t.Errorf("%d link tokens asked for", n)
		}
		s.Sees("not now:")
	})
}

// A dialog asks about what was on the screen when it opened. If the case moves on
// meanwhile, the question is void.
func TestDialogEndsWhenTheCaseMovesOn(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toSubmission().Press("enter").Sees("Submit to Prime Trust?")
		if err := s.desk.Do(t.Context(), s.id(), flow.SubmitToken{By: "another console"}); err != nil {
			t.Fatal(err)
		}
		s.After(4 * workTime).SeesNot("Submit to Prime Trust?").Sees("✓ Submitted to Prime Trust")
	})
}

func TestWaitingEndsWithTheScreen(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toAccounts()
		if now, most := s.desk.Waits(); now != 1 || most != 1 {
			t.Errorf("on the case: %d waits, %d at most; want 1 and 1", now, most)
		}
		s.Press("esc")
		if now, _ := s.desk.Waits(); now != 0 {
			t.Errorf("back home: %d waits left", now)
		}
		s.Sees("Avery Quinn").Press("enter").Sees("choose this account")
	})
}

func TestProductionWantsTheName(t *testing.T) {
	play(t, flow.Production, fake.Hanging(flow.OpenLink), 80, 24, func(s *stage) {
		d := fake.Defaults()
		d.Handoff = flow.HandoffBrowser
		s.desk.SetDefaults(d)
		s.toHandoff().Sees("PRODUCTION", "confirm for Production")
		s.Press("enter").Paste("Avery Quinn").Press("enter").Sees("Nothing was done")
		s.Type("Avery Quinn").through("enter").Sees("hand over in a browser")
		s.Press("enter").Sees("PRODUCTION", "waiting for the customer")
		if confirmed, started := s.commands(flow.CmdConfirm), s.commands(flow.CmdStartHandoff); confirmed != 1 || started != 1 {
			t.Errorf("%d confirmations, %d hand-offs", confirmed, started)
		}
		s.Press("ctrl+c").gone()
	})
}

func TestTheCustomersAddress(t *testing.T) {
	const url = "http://127.0.0.1:43117/go/7f3c09a1d25be86440fd1c73aa90be15"
	play(t, flow.Demo, fake.Hanging(flow.OpenLink), 80, 24, func(s *stage) {
		s.toHandoff().Press("y").Sees("not now: no hand-off")
		s.Press("w").Sees("browser").Press("enter")
		s.desk.Offer(s.id(), url, "opened in your browser")
		s.After(time.Second)
		if row := strings.TrimSpace(s.Row("127.0.0.1")); row != url {
			t.Errorf("the address stands in %q, want it alone on its line", row)
		}
		s.Press("y").Sees("sent to the terminal, which does not confirm (u prints it)")
		if got := s.Clipboard(); len(got) != 1 {
			t.Errorf("%d clipboard writes", len(got))
		}
		s.Press("ctrl+c").gone()
	})
}

func TestTheTokenIsRevealedOnPurposeOnly(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toAccounts().Press("v").Sees("not now: there is no processor_token yet")
		s.through("enter").Press("v").Sees("Copy the processor token?").Press("enter")
		if s.SeesNot(fake.Token); s.commands(flow.CmdReveal) != 0 || len(s.Clipboard()) != 0 {
			t.Fatal("the token was revealed by a no")
		}
		s.Press("v", "y").Sees(fake.Token, "sent to the terminal, which does not")
		if s.commands(flow.CmdReveal) != 1 || len(s.Clipboard()) != 1 {
			t.Errorf("%d reveals journalled, %d clipboard writes", s.commands(flow.CmdReveal), len(s.Clipboard()))
		}
		s.Press("v").SeesNot(fake.Token)
		s.Press("v", "y").After(time.Minute).SeesNot(fake.Token)
		s.Press("v", "y").Sees(fake.Token).Press("esc", "enter").SeesNot(fake.Token).Sees("submit to Prime Trust")
	})
}

func TestLeaving(t *testing.T) {
	for name, test := range map[string]func(*stage){
		"q at rest":             func(s *stage) { s.Press("q") },
		"esc on the first page": func(s *stage) { s.Press("e").Press("ctrl+c") },
		"ctrl+c while typing":   func(s *stage) { s.Press("n", "ctrl+c") },
		"ctrl+c in a dialog":    func(s *stage) { s.toSubmission().Press("enter", "ctrl+c") },
		"ctrl+c in help":        func(s *stage) { s.Press("?", "ctrl+c") },
		"ctrl+c when too small": func(s *stage) { s.Resize(20, 5).Press("ctrl+c") },
		"q with open hand-off": func(s *stage) {
			s.toHandoff().Press("enter", "q").Sees("Leave now?", "the hand-off is open")
			s.Press("enter").SeesNot("Leave now?").Press("q", "y")
		},
		"q after leaving the case": func(s *stage) {
			s.toHandoff().Press("enter", "esc").Sees("Cases").Press("q").Sees("Leave now?", "Avery Quinn")
			s.Press("esc").SeesNot("Leave now?").Press("q", "y")
		},
	} {
		t.Run(name, func(t *testing.T) {
			play(t, flow.Demo, fake.Hanging(flow.OpenLink), 80, 24, func(s *stage) {
				test(s)
				s.gone()
				if got := s.Status(); len(got) > 0 && !strings.Contains(got[len(got)-1], "idle") {
					t.Errorf("the terminal is left with the status %q", got[len(got)-1])
				}
			})
		})
	}
}

func TestTypingIsText(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.Press("n", "tab", "ctrl+u").Type("q? nk").Sees("q? nk").Press("backspace").Paste("ickel\x1b[31m")
		if row := s.Row("Legal name"); !strings.Contains(row, "q? nickel") || strings.Contains(row, "\x1b") {
			t.Errorf("row %q", row)
		}
		s.Press("f1").Sees("next field").Paste("behind").Press("esc").Sees("Who is the counterparty?").SeesNot("behind")
	})
}

func TestTwoEnvironments(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		demo, sandbox := fake.New(flow.Demo, fake.Happy, workTime), fake.New(flow.Sandbox, fake.Happy, workTime)
		v := fake.Defaults()
		v.Party = flow.Party{PartnerAccount: v.Party.PartnerAccount, PartnerContact: v.Party.PartnerContact}
		sandbox.SetDefaults(v)
		desks := fake.One(demo)
		desks.List[1].Ready, desks.Open[flow.Sandbox] = true, sandbox
		s := begin(t, demo, desks, "", 80, 24)
		s.Sees("Where do you want to work?", "Production (not set up)").Press("enter").Sees("DEMO", "No cases yet")
		s.Press("n").Sees("● demo").Press("tab", "tab").Type("!").Press("shift+tab", "shift+tab", "right")
		s.Sees("SANDBOX", "● sandbox", "Avery Quinn!")
		s.Press("enter").Sees("client_user_id is empty").Type("customer-7").through("enter")
		s.Sees("SANDBOX", "make the link token").Press("esc").Sees("SANDBOX", "Cases", "Avery Quinn!")
		if page, _ := demo.List(t.Context(), flow.Query{}); len(page.Rows) != 0 {
			t.Error("a case was opened in Demo")
		}
	})
}
