package tui_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

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
