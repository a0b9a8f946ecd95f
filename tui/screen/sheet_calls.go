package screen

import (
	"strings"

	"linkdesk/tui/kit"
)

// Calls are the calls behind the stops of the case, oldest first and each in a line, and then the last one
// of the stop at which the case is: request, answer, and the same as a curl command. What may be a secret is
// masked.
func (s *Sheet) Calls(w int) []string {
	c := s.c
	c.openGlass()
	g := c.glass
	defer func() { c.glass = nil }()
	p := kit.NewLines(w)
	if len(g.calls) == 0 {
		p.Text(kit.Plain, "No call to a provider was made for this case yet.")
		return p.Lines()
	}
	sc := Scene{Theme: kit.NewTheme(true, true), W: w, H: tall, Now: c.now}
	for i := len(g.calls) - 1; i >= 0; i-- {
		x := g.calls[i]
		words := x.At.In(sc.Now.Location()).Format("15:04:05") + " " + x.Endpoint + ", answer " + strings.TrimLeft(x.outcome().Text, "✓✗? ")
		if x.RequestID != "" {
			words += ", request_id " + x.RequestID
		}
		p.Text(kit.Plain, words)
	}
	x, _ := g.under()
	g.fill(p, sc, x, c.snap.Case)
	if text, _ := g.curl(); !x.past {
		p.Rule("as curl")
		for line := range strings.SplitSeq(text, "\n") {
			p.Code(kit.Plain, line)
		}
	}
	return p.Lines()
}
