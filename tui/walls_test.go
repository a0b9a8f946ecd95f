package tui_test

import (
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
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
