package tui_test

import (
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

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
