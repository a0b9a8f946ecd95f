package kit

import (
	"fmt"
	"strings"
)

// Column describes one column of a Grid.
type Column struct {
	Title string
	Width int  // cells; 0 takes what the others leave
	Min   int  // least width of a column that takes what is left; 0 is minFlex
	Drop  int  // when room is short the highest goes first; 0 is never dropped
	Right bool // numbers stand at the right edge
}

// Cell is the text of one row in one column.
type Cell struct {
	Tone Tone
	Text string
}

// Grid is a list in columns with a cursor. It holds only where the reader is;
// the rows belong to whoever draws them.
type Grid struct {
	cursor, top int
}

const (
	columnGap = 2
	minFlex   = 10 // a flexible column narrower than this says nothing
)

// Cursor is the index of the row under the cursor.
func (g *Grid) Cursor() int { return g.cursor }

// Move shifts the cursor within n rows. It stops at both ends.
func (g *Grid) Move(delta, n int) { g.Set(g.cursor+delta, n) }

// Set puts the cursor on row i of n, or on the nearest row there is.
func (g *Grid) Set(i, n int) { g.cursor = max(min(i, n-1), 0) }

// Position says where the cursor is, for a status corner: "3 of 120".
func (g *Grid) Position(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", min(g.cursor, n-1)+1, n)
}

// Top is the first row that is drawn when h rows, header included, are shown.
// It follows the cursor and keeps the last page full.
func (g *Grid) Top(n, h int) int {
	room := max(h-1, 1)
	top := min(g.top, g.cursor)
	if g.cursor >= top+room {
		top = g.cursor - room + 1
	}
	return max(min(top, n-room), 0)
}

// Follow fixes the scroll position after the cursor moved or the size changed.
func (g *Grid) Follow(n, h int) { g.top = g.Top(n, h) }

// View draws a header and the rows around the cursor into w by h.
func (g *Grid) View(t Theme, cols []Column, rows [][]Cell, w, h int) string {
	return g.Draw(t, cols, len(rows), func(i int) []Cell { return rows[i] }, w, h)
}

// Draw is View for n rows of which only those that are seen are asked for, so that a long list
// costs no more than a short one.
func (g *Grid) Draw(t Theme, cols []Column, n int, row func(int) []Cell, w, h int) string {
	widths := columnWidths(cols, w-2)
	header := make([]Cell, len(cols))
	for i, c := range cols {
		header[i] = Cell{Dim, c.Title}
	}
	lines := []string{"  " + gridLine(t, cols, widths, header, true)}
	for i := g.Top(n, h); i < n && len(lines) < h; i++ {
		if i == g.cursor {
			plain := gridLine(t, cols, widths, row(i), false)
			lines = append(lines, t.sel.paint(Pad("▸ "+plain, w)))
			continue
		}
		lines = append(lines, "  "+gridLine(t, cols, widths, row(i), true))
	}
	return Fit(strings.Join(lines, "\n"), w, h)
}

// gridLine sets one row. The row under the cursor is set without tones: its
// own colours would fight with the highlight.
func gridLine(t Theme, cols []Column, widths []int, cells []Cell, toned bool) string {
	var b strings.Builder
	for i, c := range cols {
		if widths[i] == 0 || i >= len(cells) {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(strings.Repeat(" ", columnGap))
		}
		set := Pad
		if c.Right {
			set = PadLeft
		}
		text := set(Safe(cells[i].Text), widths[i])
		if toned {
			text = t.Paint(cells[i].Tone, text)
		}
		b.WriteString(text)
	}
	return b.String()
}

// columnWidths drops columns until the rest fits into w, then gives the
// flexible columns what is left. A dropped column has width 0.
func columnWidths(cols []Column, w int) []int {
	kept := make([]bool, len(cols))
	for i := range kept {
		kept[i] = true
	}
	for needed(cols, kept) > w {
		worst := -1
		for i, c := range cols {
			if kept[i] && c.Drop > 0 && (worst < 0 || c.Drop > cols[worst].Drop) {
				worst = i
			}
		}
		if worst < 0 {
			break
		}
		kept[worst] = false
	}
	var sizes []Size
	for i, c := range cols {
		switch {
		case !kept[i]:
			sizes = append(sizes, Fixed(0))
		case c.Width == 0:
			sizes = append(sizes, Fill(1))
		default:
			sizes = append(sizes, Fixed(c.Width))
		}
	}
	return divide(w-gaps(kept), sizes)
}

// needed is the least width the kept columns can be read in.
func needed(cols []Column, kept []bool) int {
	sum := gaps(kept)
	for i, c := range cols {
		if kept[i] && c.Width == 0 {
			sum += max(c.Min, minFlex)
		} else if kept[i] {
			sum += c.Width
		}
	}
	return sum
}

// gaps is the room between the kept columns.
func gaps(kept []bool) int {
	n := -1
	for _, k := range kept {
		if k {
			n++
		}
	}
	return max(n, 0) * columnGap
}
