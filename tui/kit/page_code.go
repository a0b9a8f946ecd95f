package kit

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Code adds one line as it stands, with its blanks. A line that is too long goes on below, a bit
// further in than it began.
func (p *Page) Code(tone Tone, text string) {
	text = Safe(text)
	if p.plain {
		p.lines = append(p.lines, text) // its blanks mean something, and so does its end
		return
	}
	rest := strings.TrimLeft(text, " ")
	lead := strings.Repeat(" ", min(len(text)-len(rest), p.w/3))
	for first := true; first || rest != ""; first = false {
		head := ansi.Cut(rest, 0, p.w-len(lead))
		if head == "" {
			head = rest // not even one character fits; Fit cuts it
		}
		p.lines = append(p.lines, p.theme.Paint(tone, lead+head))
		rest = strings.TrimPrefix(rest, head)
		if first {
			lead += strings.Repeat(" ", min(4, max(p.w/3-len(lead), 0)))
		}
	}
}
