package kit_test

import (
	"strings"
	"testing"

	"linkdesk/tui/kit"
)

func chrome() kit.Chrome {
	return kit.Chrome{
		Badge:  kit.Badge{Word: "PRODUCTION", Level: kit.Alarm},
		Title:  "Cases",
		Right:  "1 of 12",
		Status: kit.Line{Tone: kit.Good, Text: "✓ copied"},
		Scopes: []kit.Table{
			{Scope: "cases", Keys: []kit.Key{
				{Press: []string{"enter"}, Help: "open", Hint: true},
				{Press: []string{"n"}, Help: "new case", Hint: true},
				{Press: []string{"r"}, Help: "retry", Hint: true, Off: "nothing failed"},
				{Press: []string{"home"}, Help: "first"},
			}},
			{Scope: "program", Keys: []kit.Key{{Press: []string{"?"}, Help: "help", Hint: true}, {Press: []string{"q"}, Help: "quit", Hint: true}}},
		},
	}
}

func TestFrame(t *testing.T) {
	got := trimLines(chrome().Frame(kit.NewTheme(true, false), 50, 16, "body"))
	rule := strings.Repeat("═", 36)
	want := " PRODUCTION  Cases                        1 of 12\n" + rule + " PRODUCTION ══\n body" + strings.Repeat("\n", 11) +
		"══ PRODUCTION " + rule + "\n ✓ copied\n enter open  n new case  ? help  q quit"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A calm place has thin rules, and room for a remark in the lower one. What is special about the
// console stands beside the badge.
func TestCalmFrame(t *testing.T) {
	c := chrome()
	c.Badge, c.Mark, c.Water = kit.Badge{Word: "DEMO"}, kit.Badge{Word: "READ-ONLY", Level: kit.Care}, "nothing here is real"
	lines := strings.Split(trimLines(c.Frame(kit.NewTheme(true, true), 50, 16, "body")), "\n")
	want := map[int]string{0: " DEMO   READ-ONLY  Cases                  1 of 12", 1: strings.Repeat("─", 50), 13: strings.Repeat("─", 26) + " nothing here is real ──"}
	for i, w := range want {
		if lines[i] != w {
			t.Errorf("row %d: %q, want %q", i, lines[i], w)
		}
	}
}

// Where there is no room for rules, the line on top raises the alarm alone.
func TestTheSmallFrameAlarmsToo(t *testing.T) {
	for _, mono := range []bool{true, false} {
		theme := kit.NewTheme(true, mono)
		top, _, _ := strings.Cut(chrome().Frame(theme, 50, 12, ""), "\n")
		calm := chrome()
		calm.Badge.Level = kit.Calm
		quiet, _, _ := strings.Cut(calm.Frame(theme, 50, 12, ""), "\n")
		if strings.HasSuffix(top, " ") || !strings.HasSuffix(quiet, " ") {
			t.Errorf("mono=%v: the line ends with %q in Production and %q elsewhere", mono, top, quiet)
		}
	}
}

// Hints are where they are drawn.
func TestHintsAreWhereTheyAreDrawn(t *testing.T) {
	for w := kit.MinWidth; w < 120; w += 7 {
		c := chrome()
		lines := strings.Split(trimLines(c.Frame(kit.NewTheme(true, false), w, 16, "")), "\n")
		row := []rune(lines[15])
		for _, s := range c.Hints(w) {
			if got, want := string(row[s.X:s.X+s.W]), s.Key.Label()+" "+s.Key.Help; got != want {
				t.Errorf("%d wide: %q stands where %q is clicked", w, got, want)
			}
		}
	}
}

// The frame is exactly as large as the terminal, whatever it is.
func TestFrameFitsEverySize(t *testing.T) {
	for w := kit.MinWidth; w < 200; w += 13 {
		for h := kit.MinHeight; h < 60; h += 7 {
			lines := strings.Split(chrome().Frame(kit.NewTheme(false, true), w, h, strings.Repeat("long line ", 40)), "\n")
			if len(lines) != h {
				t.Fatalf("%dx%d: %d rows", w, h, len(lines))
			}
			for i, line := range lines {
				if kit.Width(line) != w {
					t.Fatalf("%dx%d: row %d has %d cells: %q", w, h, i, kit.Width(line), line)
				}
			}
			if !strings.Contains(lines[0], "PRODUCTION") {
				t.Fatalf("%dx%d: no badge", w, h)
			}
			if !strings.Contains(lines[h-1], "help") {
				t.Fatalf("%dx%d: no way to help", w, h)
			}
		}
	}
}

func TestTooSmallSurvivesAnything(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {1, 1}, {5, 1}, {39, 11}, {-3, 2}} {
		got := kit.TooSmall(size[0], size[1])
		for _, line := range strings.Split(got, "\n") {
			if kit.Width(line) > max(size[0], 0) {
				t.Errorf("%v: %q is too wide", size, line)
			}
		}
	}
	if got := kit.TooSmall(39, 11); !strings.Contains(got, "39x11, needs 40x12") {
		t.Errorf("does not say what is needed:\n%s", got)
	}
}

func TestRailSaysStatesInWords(t *testing.T) {
	stops := []kit.Stop{{"environment", kit.Done, "3m"}, {"hand-off", kit.Working, "9s"}, {"account", kit.Failed, ""}, {"submission", kit.Uncertain, ""}, {"following", kit.Pending, "2h"}}
	for _, mono := range []bool{true, false} {
		got := trimLines(kit.Rail(kit.NewTheme(true, mono), stops, 1, kit.RailWidth, 5))
		want := strings.Join([]string{
			"  ✓ environment        3m",
			"▸ ◐ hand-off      working",
			"  ✗ account        failed",
			"  ? submission  uncertain",
			"  ○ following          2h",
		}, "\n")
		if got != want {
			t.Errorf("mono=%v: got\n%s\nwant\n%s", mono, got, want)
		}
	}
	if got := trimLines(kit.RailLine(kit.NewTheme(true, false), stops, 1, 40)); got != "✓◐✗?○ 2/5 hand-off working" {
		t.Errorf("in one line: %q", got)
	}
	if kit.State(99).Word() != "uncertain" {
		t.Error("an unknown state claims to be known")
	}
}

func TestHelpListsReasons(t *testing.T) {
	got := trimLines(kit.Help(kit.NewTheme(true, false), 60, chrome().Scopes...).Show(20, 0))
	for _, want := range []string{"cases ──", "enter", "not now: nothing failed", "program ──", "quit"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
