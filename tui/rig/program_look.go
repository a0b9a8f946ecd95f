package rig

import (
	"bytes"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Screen is the whole screen as text.
func (p *Program) Screen() string {
	lines := strings.Split(ansi.Strip(p.screen.Render()), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \r")
	}
	return strings.Join(lines, "\n")
}

// Row is the first row that contains text. A missing row fails the test with
// the whole screen, because that is what its reader needs.
func (p *Program) Row(text string) string {
	p.t.Helper()
	for _, line := range strings.Split(p.Screen(), "\n") {
		if strings.Contains(line, text) {
			return line
		}
	}
	p.t.Fatalf("no row with %q on the screen:\n%s", text, p.Screen())
	return ""
}

// Sees fails the test unless every text is on the screen.
func (p *Program) Sees(texts ...string) *Program {
	p.t.Helper()
	for _, text := range texts {
		p.Row(text)
	}
	return p
}

// SeesNot fails the test if a text is on the screen.
func (p *Program) SeesNot(texts ...string) *Program {
	p.t.Helper()
	screen := p.Screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			p.t.Fatalf("%q is on the screen:\n%s", text, screen)
		}
	}
	return p
}

// Clipboard is every clipboard write so far, as sent (OSC 52).
func (p *Program) Clipboard() []string { return p.report(oscClipboard) }

// Status is every program status so far, as sent (OSC 7501).
func (p *Program) Status() []string { return p.report(oscStatus) }

// Sent counts how often the program has written a sequence. It is for what is meant for
// another terminal than the one in front; everything else is looked at on the screen.
func (p *Program) Sent(sequence string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return bytes.Count(p.sent, []byte(sequence))
}

// Plain reports whether the terminal shows its plain screen, not the alternate one.
func (p *Program) Plain() bool { return !p.screen.IsAltScreen() }

func (p *Program) report(n int) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.reports[n]...)
}
