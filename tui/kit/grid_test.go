package kit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"linkdesk/tui/kit"
)

func cases(n int) [][]kit.Cell {
	rows := make([][]kit.Cell, n)
	for i := range rows {
		rows[i] = []kit.Cell{{Text: fmt.Sprintf("case %d", i)}, {Tone: kit.Good, Text: "done"}, {Text: "2 h"}}
	}
	return rows
}

func columns() []kit.Column {
	return []kit.Column{{Title: "case"}, {Title: "status", Width: 8}, {Title: "age", Width: 4, Drop: 1, Right: true}}
}

func TestGridView(t *testing.T) {
	var g kit.Grid
	g.Move(1, 3)
	got := ansi.Strip(g.View(kit.NewTheme(true, false), columns(), cases(3), 32, 5))
	want := strings.Join([]string{
		"  case            status     age",
		"  case 0          done       2 h",
		"▸ case 1          done       2 h",
		"  case 2          done       2 h",
		"                                ",
	}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestGridDropsColumns(t *testing.T) {
	var g kit.Grid
	got := ansi.Strip(g.View(kit.NewTheme(true, false), columns(), cases(1), 26, 2))
	if strings.Contains(got, "age") || !strings.Contains(got, "status") {
		t.Errorf("at 26 columns only age should be gone:\n%s", got)
	}
}

// The cursor is always on the screen, and the last page is full.
func TestGridScrolls(t *testing.T) {
	var g kit.Grid
	const n, h = 20, 6
	for _, step := range []int{1, 5, 30, -1, -7, -30, 12, 3} {
		g.Move(step, n)
		g.Follow(n, h)
		top := g.Top(n, h)
		if c := g.Cursor(); c < top || c >= top+h-1 || c < 0 || c >= n {
			t.Fatalf("after %+d: cursor %d, window from %d", step, c, top)
		}
		if top > n-(h-1) {
			t.Fatalf("after %+d: window from %d leaves the last page short", step, top)
		}
	}
	if got := g.Position(n); got != "16 of 20" {
		t.Errorf("position %q", got)
	}
	g.Set(5, 0)
	if g.Cursor() != 0 || g.Position(0) != "" {
		t.Errorf("in an empty list: cursor %d, position %q", g.Cursor(), g.Position(0))
	}
}
