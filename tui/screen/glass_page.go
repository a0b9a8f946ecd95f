package screen

import (
	"fmt"
	"strconv"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// page is the call as it was last drawn, or set anew.
func (g *glass) page(sc Scene, x sawCall, w int, c flow.Case) *kit.Page {
	if now := (setting{g.changed, w, sc.Theme.Dark, sc.Theme.Mono}); g.set == nil || g.setFor != now {
		g.set, g.setFor = g.setCall(sc, x, w, c), now
	}
	return g.set
}

// setCall sets a call for reading.
func (g *glass) setCall(sc Scene, x sawCall, w int, c flow.Case) *kit.Page {
	p := kit.NewPage(sc.Theme, w)
	g.fill(p, sc, x, c)
	return p
}

// fill sets a call on a page.
func (g *glass) fill(p *kit.Page, sc Scene, x sawCall, c flow.Case) {
	outcome := x.outcome()
	p.Heading(outcome.Tone, outcome.Text+"  "+x.Endpoint)
	p.Labels(len("request_id"))
	answer := fmt.Sprintf("%d after %d ms", x.Status, x.Took.Milliseconds())
	if x.Status == 0 {
		answer = fmt.Sprintf("none after %d ms", x.Took.Milliseconds())
	}
	if x.Problem != "" {
		answer += ": " + x.Problem
	}
	p.Pair("answer", answer)
	if x.RequestID != "" {
		p.Pair("request_id", x.RequestID)
	}
	p.Pair("time", x.At.In(sc.Now.Location()).Format("2006-01-02 15:04:05"))
	made := called(x, c)
	if x.Attempt > 1 {
		made += ", try " + strconv.Itoa(x.Attempt)
	}
	p.Pair("for", made)
	if f := x.fault; f != nil {
		p.Item(kit.Bad, "✗", f.Code+": "+kit.Quote(f.Message))
	}
	if x.past {
		g.past(p, x)
		return
	}
	p.Rule("request")
	p.Code(kit.Plain, x.Method+" "+x.URL)
	message(p, x.Request)
	p.Rule("answer")
	if x.Problem != "" {
		p.Text(kit.Warn, sentence(x.Problem))
	}
	message(p, x.Answer)
}

// past says where the bodies of an earlier call are, and what can be had instead.
func (g *glass) past(p *kit.Page, x sawCall) {
	p.Gap()
	p.Text(kit.Plain, "The bodies were seen by the console that made this call, and are kept nowhere.")
	if !x.able {
		return
	}
	p.Rule("as curl, written again from the case of today")
	text, _ := g.curl()
	for _, line := range strings.Split(text, "\n") {
		p.Code(kit.Plain, line)
	}
}

// message sets one direction.
func message(p *kit.Page, m flow.Message) {
	body := m.Lines()
	for _, h := range m.Headers {
		p.Code(kit.Dim, h.Name+": "+h.Value)
	}
	if len(body) > 0 {
		p.Gap()
	}
	for _, line := range body {
		p.Code(kit.Plain, line)
	}
	if m.Note != "" {
		p.Text(kit.Warn, sentence(m.Note))
	}
}
