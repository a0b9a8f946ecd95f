// Package rig lets tests see what a person would see: single views drawn on a
// grid of cells, and whole programs on a virtual terminal in fake time.
// Only tests import it.
package rig

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Frame draws a view on a grid of w by h and returns the grid as text,
// followed by one line about what is not text: title, screen, cursor, status.
// It equals, cell for cell, what a program shows on a terminal of that size.
func Frame(v tea.View, w, h int) string {
	return Grid(v, w, h) + "-- " + facts(v) + "\n"
}

// Grid is the text part of Frame: h lines, each without trailing blanks.
func Grid(v tea.View, w, h int) string {
	screen := uv.NewScreenBuffer(w, h)
	screen.Method = ansi.GraphemeWidth
	uv.NewStyledString(v.Content).Draw(screen, screen.Bounds())
	var b strings.Builder
	for y := range h {
		b.WriteString(row(screen, y, w) + "\n")
	}
	return b.String()
}

// row reads one line of cells. The second cell of a wide character is empty.
func row(screen uv.ScreenBuffer, y, w int) string {
	var line strings.Builder
	for x := range w {
		switch cell := screen.CellAt(x, y); {
		case cell == nil:
			line.WriteByte(' ')
		case cell.Width > 0:
			line.WriteString(cell.Content)
		}
	}
	return strings.TrimRight(line.String(), " ")
}

// facts lists what a view asks of the terminal besides text.
func facts(v tea.View) string {
	out := fmt.Sprintf("title=%q alt=%v", v.WindowTitle, v.AltScreen)
	if v.Cursor != nil {
		out += fmt.Sprintf(" cursor=%d,%d", v.Cursor.X, v.Cursor.Y)
	}
	if v.MouseMode != tea.MouseModeNone {
		out += " mouse"
	}
	if b := v.ProgressBar; b != nil {
		out += fmt.Sprintf(" progress=%s", b.State)
		if b.State == tea.ProgressBarDefault {
			out += fmt.Sprintf(",%d", b.Value)
		}
	}
	if s := v.ProgramStatus; s != nil {
		out += fmt.Sprintf(" status=%s", s.State)
		if s.Kind != "" {
			out += "/" + string(s.Kind)
		}
		if s.Message != "" {
			out += fmt.Sprintf(" %q", s.Message)
		}
	}
	return out
}
