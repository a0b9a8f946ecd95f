package tui_test

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui"
	"linkdesk/tui/rig"
	"linkdesk/tui/rig/fake"
)

// mainCases are the main screens as cases of a history: how far each has come, and the keys that
// lead to the screen from there.
func mainCases() map[string]struct {
	script fake.Script
	last   flow.EffectKind
	keys   []string
} {
	refused := fake.Failing(flow.CreateProcessorToken, invalidProcessor())
	return map[string]struct {
		script fake.Script
		last   flow.EffectKind
		keys   []string
	}{
		"home_list":         {},
		"handoff":           {fake.Happy, flow.CreateLinkToken, nil},
		"accounts":          {fake.Happy, flow.ReadAccounts, nil},
		"submitted":         {fake.Happy, flow.Submit, nil},
		"timeline":          {fake.Happy, flow.Submit, []string{"t"}},
		"invalid_processor": {refused, flow.CreateProcessorToken, nil},
	}
}

// BenchmarkFrame is one whole frame at 120x40. The target is one millisecond.
func BenchmarkFrame(b *testing.B) {
	for name, c := range mainCases() {
		b.Run(name, func(b *testing.B) {
			desk := fake.New(flow.Demo, fake.Happy, 0)
			fillHistory(desk)
			opts := tui.Options{Desks: fake.One(desk), Env: flow.Demo, Now: time.Now().UTC()}
			if c.script != nil {
				opts.Case = desk.Past("Avery Quinn", false, c.script, c.last)
			}
			root := tui.New(b.Context(), opts)
			pump(root, root.Init())
			root.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
			for _, key := range c.keys {
				_, cmd := root.Update(rig.Key(key))
				pump(root, cmd)
			}
			b.ReportAllocs()
			for b.Loop() {
				root.View()
			}
		})
	}
}

// pump gives a model what its commands bring, until they bring nothing for a while.
func pump(m tea.Model, cmd tea.Cmd) {
	msgs := make(chan tea.Msg, 64)
	run := func(cmd tea.Cmd) {
		if cmd != nil {
			go func() { msgs <- cmd() }()
		}
	}
	run(cmd)
	for {
		select {
		case msg := <-msgs:
			if batch, ok := msg.(tea.BatchMsg); ok {
				for _, cmd := range batch {
					run(cmd)
				}
				continue
			}
			_, cmd := m.Update(msg)
			run(cmd)
		case <-time.After(100 * time.Millisecond):
			return
		}
	}
}
