package screen

import (
	"strings"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// handoffHow is a way of handing over, in words for a key.
func handoffHow(k flow.HandoffKind) string {
	switch k {
	case flow.HandoffSandbox:
		return "to a test customer"
	case flow.HandoffBrowser:
		return "in a browser here"
	case flow.HandoffHosted:
		return "with a hosted page"
	}
	return string(k)
}

// handoffWhat explains a way of handing over.
func handoffWhat(k flow.HandoffKind) string {
	switch k {
	case flow.HandoffSandbox:
		return "A test customer links a test bank at once. No browser opens."
	case flow.HandoffBrowser:
		return "Plaid Link opens in a browser on this machine, and the customer sits down at it."
	case flow.HandoffHosted:
		return "Plaid hosts the page. The customer opens its address on any device, also on a phone."
	}
	return ""
}

// addHandoff is the pane before and during the customer's visit to Link.
func (c *Case) addHandoff(p *kit.Page, sc Scene) {
	cs := c.snap.Case
	_, due := c.due()
	kind := c.kind
	if due {
		kind = cs.Link.Handoff
	}
	p.Text(kit.Plain, handoffWhat(kind))
	p.Gap()
	p.PairTone(kit.Strong, "way", string(kind))
	if d := c.desk.Defaults(); !due && kind == d.Handoff && d.HandoffWhy != "" {
		p.Pair("why", d.HandoffWhy)
	}
	if !due {
		c.addWays(p)
	}
	left := clock(cs.Link.Expiration.Sub(sc.Now))
	if c.expired() {
		p.PairTone(kit.Warn, "link token", "ran out")
	} else if !cs.Link.Expiration.IsZero() {
		p.Pair("link token", "ends in "+left)
	}
	if c.snap.HandoffNote != "" {
		p.Pair("note", c.snap.HandoffNote)
	}
	c.addLinkEvents(p)
}

// addWays names the other ways of handing over.
func (c *Case) addWays(p *kit.Page) {
	var others []string
	for _, k := range c.kinds() {
		if k != c.kind {
			others = append(others, string(k))
		}
	}
	p.Pair("w changes to", strings.Join(others, ", "))
}

// addLinkEvents sets Link's own events of the last visit, newest first, each with the time
// since the hand-off began.
func (c *Case) addLinkEvents(p *kit.Page) {
	var start time.Time
	var lines []flow.LinkEventSeen
	var at []time.Time
	for _, r := range c.snap.Records {
		switch e := r.Event.(type) {
		case flow.HandoffStarted:
			start, lines, at = r.Time, nil, nil
		case flow.LinkEventSeen:
			lines, at = append(lines, e), append(at, r.Time)
		}
	}
	if len(lines) == 0 {
		if c.working() && c.snap.Case.Link.Handoff != flow.HandoffSandbox {
			p.Rule("Link")
			p.Text(kit.Dim, "Nothing from Link yet. It reports here as the customer goes on.")
		}
		return
	}
	p.Rule("Link")
	for i := len(lines) - 1; i >= 0; i-- {
		p.Item(kit.Plain, "+"+clock(at[i].Sub(start)), linkEventWords(lines[i].Event))
	}
}

// linkEventWords is one event of Link in a line: its name and what it was about.
func linkEventWords(e flow.LinkEvent) string {
	parts := []string{e.Name}
	for _, s := range []string{e.View, e.InstitutionName, e.MFAType, e.ErrorCode, e.ExitStatus} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}
