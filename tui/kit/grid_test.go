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

// The wheel moves the view, and the cursor goes along only where it would be left behind.
func TestGridFollowsTheWheel(t *testing.T) {
	const n, h = 20, 6
	for _, tc := range []struct{ cursor, delta, top, want int }{
		{0, 3, 3, 3}, {4, 3, 3, 4}, {0, -3, 0, 0}, {19, 3, 15, 19}, {19, -3, 12, 16}, {19, -99, 0, 4}, {2, 99, 15, 15},
	} {
		var g kit.Grid
		g.Set(tc.cursor, n)
		g.Follow(n, h)
		if g.Scroll(tc.delta, n, h); g.Top(n, h) != tc.top || g.Cursor() != tc.want {
			t.Errorf("from %d by %d: cursor %d, top %d; want %d, %d", tc.cursor, tc.delta, g.Cursor(), g.Top(n, h), tc.want, tc.top)
		}
	}
}

func TestGridKnowsItsLines(t *testing.T) {
	var g kit.Grid
	g.Set(9, 20)
	g.Follow(20, 6)
	for y, want := range map[int]int{0: -1, 1: 5, 5: 9, 6: -1, -1: -1} {
		if i, ok := g.At(y, 20, 6); ok != (want >= 0) || ok && i != want {
			t.Errorf("line %d is row %d, %v; want %d", y, i, ok, want)
		}
	}
	if _, ok := g.At(4, 2, 6); ok {
		t.Error("there is a row below the last one")
	}
	g.Shift(3)
	if i, _ := g.At(1, 20, 6); i != 8 || g.Cursor() != 12 {
		t.Errorf("shifted by 3: cursor %d, first row %d", g.Cursor(), i)
	}
}
