package tui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// worldNames are names as people have them: wide, combined, from right to left, with pictures,
// and long. They are as flow.Clean gives them.
func worldNames() []string {
	out := []string{"日本橋商店 株式会社", "שָׁלוֹם כֹּהֵן", "محمد الأحمد", "👨\u200d👩\u200d👧 Family 👍🏽 ❤️", "e\u0301milie Nguye\u0302\u0303n",
		"Donaudampfschifffahrtsgesellschaftskapitänsgattin"}
	for i := range out {
		out[i] = flow.Clean(out[i])
	}
	return out
}

// worldly is Happy with a bank and accounts of such names.
func worldly(c flow.Case, e flow.Effect) []flow.Event {
	names := worldNames()
	out := fake.Happy(c, e)
	switch m := out[0].(type) {
	case flow.LinkSucceeded:
		m.InstitutionName = "בנק הפועלים 銀行"
		out[0] = m
	case flow.AccountsRead:
		accounts := append([]flow.Account(nil), m.Accounts...)
		for i := range accounts {
			accounts[i].Name, accounts[i].OfficialName = names[i], names[(i+1)%len(names)]
		}
		m.Accounts = accounts
		out[0] = m
	}
	return out
}

// named makes new cases for a counterparty of that name.
func named(name string) func(*fake.Desk) {
	return func(d *fake.Desk) {
		v := fake.Defaults()
		v.Party.LegalName = name
		d.SetDefaults(v)
	}
}

// worldScenes are lists, panes, dialogs and rails with such names.
func worldScenes() []scene {
	names := worldNames()
	return []scene{
		{name: "world_list", setup: func(d *fake.Desk) {
			for i, name := range names {
				d.Past(name, i%2 == 0, worldly, fake.OnRoad()[1+i%6])
			}
		}, play: func(s *stage) { s.After(time.Minute).Press("down") }},
		{name: "world_accounts", script: worldly, setup: named(names[0]), play: func(s *stage) { s.toAccounts() }},
		{name: "world_dialog", script: worldly, setup: named(names[1]), play: func(s *stage) { s.toSubmission().Press("enter") }},
		{name: "world_timeline", script: worldly, setup: named(names[2]), play: func(s *stage) { s.toFollowing().Press("t") }},
		{name: "world_form", setup: named(names[3]), play: func(s *stage) { s.Press("n", "tab") }},
		{name: "world_word", env: flow.Production, script: worldly, setup: func(d *fake.Desk) {
			v := fake.Defaults()
			v.Handoff, v.HandoffWhy, v.Party.LegalName = flow.HandoffBrowser, "a display was found", names[4]
			d.SetDefaults(v)
		}, play: func(s *stage) { s.toHandoff().Press("enter") }},
		{name: "world_long", script: worldly, setup: named(names[5]), play: func(s *stage) { s.toSubmission() }},
	}
}

// TestColumnsStayInLine looks at the bars between the columns of a case: no name moves them,
// whichever way the terminal counts its cells.
func TestColumnsStayInLine(t *testing.T) {
	for _, sc := range worldScenes() {
		if !slices.Contains([]string{"world_accounts", "world_timeline", "world_long"}, sc.name) {
			continue
		}
		t.Run(sc.name, func(t *testing.T) {
			sc.on(t, 120, 40, func(s *stage) {
				for _, count := range []func(string) int{ansi.StringWidth, ansi.StringWidthWc} {
					var first []int
					for _, row := range strings.Split(s.frame(), "\n") {
						if at := bars(row, count); first == nil {
							first = at
						} else if at != nil && !slices.Equal(at, first) {
							s.t.Errorf("bars at %v and at %v in %q", first, at, row)
						}
					}
					if first == nil {
						s.t.Error("there are no bars")
					}
				}
			})
		})
	}
}

// bars are the columns in which a row has a bar.
func bars(row string, count func(string) int) []int {
	var out []int
	for i, r := range row {
		if r == '│' {
			out = append(out, count(row[:i]))
		}
	}
	return out
}
