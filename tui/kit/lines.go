package kit

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// NewLines starts a page that is read aloud, printed or felt instead of looked at: every part is
// a sentence or a "label: value" in lines of at most w columns, without colour, signs, columns and
// empty lines. The same panes fill it. A word that is longer than a line stays whole, because part
// of an id is worth nothing.
func NewLines(w int) *Page { return &Page{theme: NewTheme(true, true), w: max(w, 1), plain: true} }

// Plain reports a page that NewLines made.
func (p *Page) Plain() bool { return p.plain }

// Lines are those of the page so far.
func (p *Page) Lines() []string { return p.lines }

// signs are those that a screen puts before words that say the same.
const signs = "✓✗!?·○◐↑↻›▸●"

// unsigned is text without a sign before it.
func unsigned(text string) string {
	text = strings.TrimSpace(text)
	sign, words, ok := strings.Cut(text, " ")
	if ok && strings.Contains(signs, sign) {
		return strings.TrimSpace(words)
	}
	return text
}

func (p *Page) say(text string) { p.lines = append(p.lines, Lines(text, p.w)...) }

func (p *Page) sayPair(label, value string) {
	if value = unsigned(value); value == "" {
		value = "none"
	}
	if label != "" {
		value = label + ": " + value
	}
	p.say(value)
}

// sayBlock says lines that were drawn for a screen.
func (p *Page) sayBlock(block string) {
	for line := range strings.SplitSeq(ansi.Strip(block), "\n") {
		if line = unsigned(line); line != "" {
			p.say(line)
		}
	}
}

// Lines breaks text at spaces into lines of at most w columns; lines after the first are
// indented, so that they are not taken for something new. A longer word stays whole, and the dots
// before an account's last digits become a word.
func Lines(text string, w int) []string {
	const indent = "  "
	var out []string
	line := ""
	for word := range strings.FieldsSeq(strings.ReplaceAll(Safe(text), "••", "ending ")) {
		switch {
		case line == "":
			line = word
		case strings.TrimSpace(line) == "":
			line += word
		case Width(line)+1+Width(word) <= w:
			line += " " + word
		default:
			out, line = append(out, line), indent+word
		}
	}
	return append(out, line)
}
