package rig

import (
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Click presses and lets go of the left button on a cell. A terminal that was not asked for the
// mouse tells the program nothing of it.
func (p *Program) Click(x, y int) *Program {
	at := uv.Mouse{X: x, Y: y, Button: uv.MouseLeft}
	p.screen.SendMouse(uv.MouseClickEvent(at))
	p.screen.SendMouse(uv.MouseReleaseEvent(at))
	p.settle()
	return p
}

// ClickOn clicks on the first cell of a text, from the bottom up: hints stand there. A missing text
// fails the test.
func (p *Program) ClickOn(text string) *Program {
	p.t.Helper()
	rows := strings.Split(p.Screen(), "\n")
	for y := len(rows) - 1; y >= 0; y-- {
		if before, _, found := strings.Cut(rows[y], text); found {
			return p.Click(ansi.StringWidth(before), y)
		}
	}
	p.t.Fatalf("no %q to click on:\n%s", text, p.Screen())
	return p
}

// Wheel turns the wheel over a cell: down for a positive number of notches, up for a negative one.
func (p *Program) Wheel(x, y, notches int) *Program {
	button := uv.MouseWheelDown
	if notches < 0 {
		button, notches = uv.MouseWheelUp, -notches
	}
	for range notches {
		p.screen.SendMouse(uv.MouseWheelEvent{X: x, Y: y, Button: button})
	}
	p.settle()
	return p
}

// Focus brings the terminal to the front, after it was away.
func (p *Program) Focus() *Program {
	p.screen.Blur()
	p.screen.Focus()
	p.settle()
	return p
}

// Progress is every report to the terminal's progress bar so far, as sent (OSC 9;4).
func (p *Program) Progress() []string { return p.report(oscProgress) }

// HasMouse reports whether the program asks the terminal for the mouse now.
func (p *Program) HasMouse() bool {
	return p.lastOf(ansi.SetModeMouseButtonEvent) > p.lastOf(ansi.ResetModeMouseButtonEvent)
}

// lastOf is where the program wrote a sequence last, -1 when never.
func (p *Program) lastOf(sequence string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.LastIndex(string(p.sent), sequence)
}
