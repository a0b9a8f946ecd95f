package tui_test

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"linkdesk/flow"
	"linkdesk/tui"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
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

func TestInterruptedWorkGoesOn(t *testing.T) {
	hang := true
	script := func(c flow.Case, e flow.Effect) []flow.Event {
		if hang {
			return nil
		}
		return fake.Happy(c, e)
	}
	play(t, flow.Demo, script, 80, 24, func(s *stage) {
		s.toLinkToken().Press("enter").Sees("asking Plaid for a link token")
		s.desk.Interrupt(s.id())
		s.After(0).Sees("interrupted: press enter")
		hang = false
		s.through("enter").Sees("hand over to a test customer")
	})
}

func TestStopAndTryAgain(t *testing.T) {
	play(t, flow.Demo, fake.Hanging(flow.CreateLinkToken), 80, 24, func(s *stage) {
		s.toLinkToken().Press("enter").through("x").Sees("✗ Stopped", "try again")
		s.Press("enter").Sees("asking Plaid for a link token")
		if n := s.commands(flow.CmdRetry); n != 1 {
			t.Errorf("%d retries", n)
		}
	})
}

func TestAnotherPartnerIsTheWayOn(t *testing.T) {
	refused := fake.Failing(flow.CreateProcessorToken, invalidProcessor())
	script := func(c flow.Case, e flow.Effect) []flow.Event {
		if c.Processor == flow.PrimeTrust {
			return refused(c, e)
		}
		return fake.Happy(c, e)
	}
	play(t, flow.Demo, script, 80, 24, func(s *stage) {
		s.toSubmission().Sees("Refused", "INVALID_PROCESSOR", "request_id", "400")
		s.Press("enter", "enter").Sees("Name a partner")
		s.Type("dwolla").through("enter").Sees("The processor token is ready", "processor-sandbox-…a92c")
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
		s.Press("y").Sees("sent to the clipboard")
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
		s.Press("v", "y").Sees(fake.Token, "sent to the clipboard")
		if s.commands(flow.CmdReveal) != 1 || len(s.Clipboard()) != 1 {
			t.Errorf("%d reveals journalled, %d clipboard writes", s.commands(flow.CmdReveal), len(s.Clipboard()))
		}
		s.Press("v").SeesNot(fake.Token)
		s.Press("v", "y").After(time.Minute).SeesNot(fake.Token)
		s.Press("v", "y").Sees(fake.Token).Press("esc", "enter").SeesNot(fake.Token).Sees("submit to Prime Trust")
	})
}

// hostile is text that wants to steer the terminal, from everywhere text comes from.
const hostile = "\x1b]52;c;aGFjaw==\a\x1b[2J\u009b31m\u202eevil\r\n✔ submitted\x00"

// hostileWorld answers like Happy with hostile words, as if no one had cleaned them.
func hostileWorld(c flow.Case, e flow.Effect) []flow.Event {
	if e.Kind == flow.Submit {
		return []flow.Event{flow.EffectFailed{Effect: flow.Submit, Fault: &flow.Fault{Kind: flow.Refused, Code: hostile, Type: hostile, Message: hostile,
			Hint: hostile, Display: hostile, RequestID: hostile, Who: flow.Who(hostile), HTTPStatus: 422}, Call: flow.Call{Endpoint: hostile, RequestID: hostile}}}
	}
	out := fake.Happy(c, e)
	switch m := out[0].(type) {
	case flow.LinkSucceeded:
		m.InstitutionName, m.SessionID = hostile, hostile
		out[0] = m
	case flow.AccountsRead:
		for i := range m.Accounts {
			m.Accounts[i].Name, m.Accounts[i].OfficialName, m.Accounts[i].Mask = hostile, hostile, hostile
		}
	case flow.ProcessorTokenCreated:
		m.Masked = hostile
		out[0] = m
	}
	return out
}

func TestHostileTextCannotSteerTheTerminal(t *testing.T) {
	play(t, flow.Demo, hostileWorld, 120, 40, func(s *stage) {
		v := fake.Defaults()
		v.HandoffWhy = hostile
		s.desk.SetDefaults(v)
		look := func() {
			t.Helper()
			view := s.root.View()
			text := sgr.ReplaceAllString(view.Content, "") + view.WindowTitle
			for _, r := range text {
				if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
					t.Fatalf("%U reaches the terminal from\n%q", r, text)
				}
			}
		}
		s.desk.Past(hostile, true, hostileWorld, flow.Submit)
		s.After(5 * time.Second)
		look()
		s.through("n", "enter", "enter")
		look()
		s.desk.Offer(s.id(), hostile, hostile)
		s.through("enter")
		look()
		s.through("enter", "enter")
		look()
		s.through("y")
		look()
		s.through("t")
		look()
	})
}

// sgr matches the colour sequences that styles are made of, and nothing else.
var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

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
		s.Press("f1").Sees("next field").Press("esc").Sees("Who is the counterparty?")
	})
}

func TestHistoryIsBusyForAWhile(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toLinkToken()
		s.desk.Fail(&flow.BusyError{Holder: "alice, pid 412", Waited: 2 * time.Second})
		s.Press("enter").Sees("the history is busy: held by alice, pid 412")
		s.desk.Fail(nil)
		s.After(3 * time.Second).through("enter").Sees("hand over to a test customer")
	})
}

// broken is a desk whose cases cannot even be looked at.
type broken struct{ *fake.Desk }

func (broken) View(context.Context, flow.CaseID) (flow.Snapshot, error) { panic("token access-x") }

// brokenDesks opens it.
type brokenDesks struct{ *fake.Desks }

func (b brokenDesks) Desk(ctx context.Context, env flow.Environment) (screen.Desk, error) {
	return broken{b.Open[env]}, nil
}

func TestPanicInAJobIsANotice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		desk := fake.New(flow.Demo, fake.Happy, workTime)
		desk.Past("Avery Quinn", false, fake.Happy, flow.Submit)
		var logged []any
		root := tui.New(t.Context(), tui.Options{Desks: brokenDesks{fake.One(desk)}, Env: flow.Demo, Now: time.Now().UTC(),
			OnPanic: func(v any, _ []byte) { logged = append(logged, v) }})
		p := rig.Start(t, root, 80, 24)
		p.Press("enter").Sees("broke down").SeesNot("access-x")
		if len(logged) == 0 {
			t.Error("the log did not hear of it")
		}
		p.Press("ctrl+x").SeesNot("broke down").Press("esc").Sees("Cases")
	})
}

// late is a desk that answers List only when it is let go.
type lateDesks struct {
	*fake.Desks
	err error
}

func (d lateDesks) Desk(context.Context, flow.Environment) (screen.Desk, error) { return nil, d.err }

func TestEnvironmentThatDoesNotOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		desks := lateDesks{fake.One(fake.New(flow.Demo, fake.Happy, workTime)), errors.New("the key file is missing: run linkdesk doctor")}
		p := rig.Start(t, tui.New(t.Context(), tui.Options{Desks: desks, Env: flow.Demo, Now: time.Now().UTC()}), 80, 24)
		p.Sees("Where do you want to work?", "✗ The key file is missing: run linkdesk doctor.")
		p.Press("esc")
		if left, err := p.Left(); !left || err != nil {
			t.Errorf("left %v, error %v", left, err)
		}
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

func TestNoColour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		desk := fake.New(flow.Production, fake.Happy, workTime)
		fillHistory(desk)
		s := begin(t, desk, fake.One(desk), flow.Production, 80, 24, tea.WithColorProfile(colorprofile.ASCII))
		s.Sees("PRODUCTION", "✗ failed", "▸")
		if content := s.root.View().Content; strings.Contains(content, "38;2;") || strings.Contains(content, "48;2;") {
			t.Error("colours are set without colour")
		}
	})
}

// TestEverySizeSurvives draws screens at 200 sizes from one cell to more than any wall has,
// every eighth of them on each of eight screens.
func TestEverySizeSurvives(t *testing.T) {
	drawn := 0
	for _, sc := range scenes() {
		if !slices.Contains([]string{"home_list", "new_case_wrong", "handoff_open", "accounts", "invalid_processor", "production_confirm", "timeline", "help"}, sc.name) {
			continue
		}
		drawn++
		t.Run(sc.name, func(t *testing.T) {
			sc.on(t, 80, 24, func(s *stage) {
				// The model alone from here on: what a terminal does with 200 sizes
				// is not in question.
				if err := s.End(); err != nil {
					s.t.Fatal(err)
				}
				for i := drawn - 1; i < 200; i += 8 {
					w, h := 1+(i*37)%300, 1+(i*13)%100
					s.root.Update(tea.WindowSizeMsg{Width: w, Height: h})
					checkFits(t, s.root.View(), w, h)
				}
			})
		})
	}
}

func checkFits(t *testing.T, v tea.View, w, h int) {
	t.Helper()
	lines := strings.Split(v.Content, "\n")
	if len(lines) != h {
		t.Fatalf("%dx%d: %d rows", w, h, len(lines))
	}
	for i, line := range lines {
		if got := kit.Width(line); got > w {
			t.Fatalf("%dx%d: row %d has %d cells: %q", w, h, i, got, line)
		}
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
		t.Fatalf("%dx%d: the cursor is at %d,%d", w, h, c.X, c.Y)
	}
}

// TestKeyTables holds the tables of every scene to their rules: one meaning per key and
// scope, words for every row, and help that lists what works.
func TestKeyTables(t *testing.T) {
	for _, sc := range scenes() {
		t.Run(sc.name, func(t *testing.T) {
			sc.on(t, 80, 24, func(s *stage) {
				for _, scope := range s.root.Keys() {
					checkTable(t, scope)
				}
			})
		})
	}
}

func checkTable(t *testing.T, scope kit.Table) {
	t.Helper()
	seen := map[string]kit.Intent{}
	for _, k := range scope.Keys {
		if k.Help == "" || k.Label() == "" || k.Intent == "" && k.Off == "" {
			t.Errorf("%s: %v has no help, no label or no meaning", scope.Scope, k.Press)
		}
		if strings.HasSuffix(k.Off, ".") || strings.ToLower(k.Help) != k.Help && !strings.Contains(k.Help, "P") && !strings.Contains(scope.Scope, "Dialog") {
			t.Errorf("%s: %q / %q are not short phrases", scope.Scope, k.Help, k.Off)
		}
		for _, press := range k.Press {
			if other, twice := seen[press]; twice {
				t.Errorf("%s: %q means %q and %q", scope.Scope, press, other, k.Intent)
			}
			seen[press] = k.Intent
			rig.Key(press)
		}
	}
}

func BenchmarkFrame120x40(b *testing.B) {
	desk := fake.New(flow.Demo, fake.Happy, 0)
	id := desk.Past("Avery Quinn", false, fake.Happy, flow.Submit)
	view := screen.NewCaseView(desk, id)
	for _, job := range view.Start().Jobs {
		view.Update(job.Run(b.Context()))
	}
	chrome := kit.Chrome{Badge: screen.Badge(flow.Demo), Title: "Case", Scopes: view.Keys()}
	theme, body := kit.NewTheme(true, false), kit.Body(120, 40)
	b.ReportAllocs()
	for b.Loop() {
		face := view.Face(screen.Scene{Theme: theme, W: body.W, H: body.H})
		chrome.Frame(theme, 120, 40, face.Body)
	}
}
