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
func handoffWhat(k flow.HandoffKind, env flow.Environment) string {
	if k == flow.HandoffHosted && env == flow.Demo {
		return "The simulated Plaid hosts the page. In Demo only a browser on this machine can open its address."
	}
	switch k {
	case flow.HandoffSandbox:
		return "A test customer links a test bank at once. No browser opens."
	case flow.HandoffBrowser:
		return "Plaid Link runs in a browser on this machine, and the customer sits down at it."
	case flow.HandoffHosted:
		return "Plaid hosts the page. The customer opens its address on any device, also on a phone."
	}
	return ""
}

// soon is how little time a link token may have left before the countdown warns.
const soon = 5 * time.Minute

// addHandoff is the pane before and during the customer's visit to Link. While it lasts, what
// changes comes first on small terminals, because the explanation has been read by then.
func (c *Case) addHandoff(p *kit.Page, sc Scene, w, h int) {
	cs := c.snap.Case
	_, due := c.due()
	kind := c.kind
	if due {
		kind = cs.Link.Handoff
	}
	if !due || h >= 12 {
		p.Text(kit.Plain, handoffWhat(kind, cs.Env))
		p.Gap()
	}
	p.PairTone(kit.Strong, "way", string(kind))
	if d := c.desk.Defaults(); !due && kind == d.Handoff && d.HandoffWhy != "" {
		p.Pair("why", d.HandoffWhy)
	}
	if !due {
		c.addLogin(p, kind, " (i)")
		c.addWays(p)
	}
	if !due && kind != flow.HandoffSandbox && !cs.Link.Expiration.IsZero() && cs.Link.Hosted != (kind == flow.HandoffHosted) {
		p.Pair("link token", "a new one is made for this way")
	} else {
		c.addCountdown(p, c.there(sc.Now))
	}
	c.addOpened(p, due)
	if note := c.snap.HandoffNote; note != "" {
		p.PairTone(c.noteTone(), "note", note)
	}
	if due {
		c.addLogin(p, kind, "")
	}
	if kind != flow.HandoffSandbox {
		c.addCues(p, due)
	}
	c.addLinkEvents(p, w)
}

// addOpened says whether a browser was opened for the customer, while the hand-off is open.
func (c *Case) addOpened(p *kit.Page, due bool) {
	switch {
	case !due:
		return
	case !c.snap.Running:
		p.PairTone(kit.Warn, "left", "Nobody watches this hand-off right now; enter goes on with it.")
		return
	}
	for i := len(c.snap.Records) - 1; i >= 0; i-- {
		switch e := c.snap.Records[i].Event.(type) {
		case flow.HandoffStarted:
			return
		case flow.HandoffOpened:
			switch {
			case e.Handoff == flow.HandoffSandbox:
			case e.Opened:
				p.Pair("browser", "one was opened on this machine")
			default:
				p.Pair("browser", "none was opened; the address is below")
			}
			return
		}
	}
}

// addCountdown says how long the link token lasts.
func (c *Case) addCountdown(p *kit.Page, now time.Time) {
	end := c.snap.Case.Link.Expiration
	switch left := end.Sub(now); {
	case c.expired():
		p.PairTone(kit.Warn, "link token", "ran out")
	case end.IsZero():
	case left < soon:
		p.PairTone(kit.Warn, "link token", "ends in "+clock(left)+", soon")
	default:
		p.Pair("link token", "ends in "+clock(left))
	}
}

// noteTone tells what the flight says of itself from the remark it was opened with: the
// latter is no trouble.
func (c *Case) noteTone() kit.Tone {
	tone := kit.Warn
	for _, r := range c.snap.Records {
		if e, ok := r.Event.(flow.HandoffOpened); ok && kit.Safe(e.Note) == kit.Safe(c.snap.HandoffNote) {
			tone = kit.Plain
		}
	}
	return tone
}

// addLogin names the test login that is used without a visit to Link, and the key that changes it,
// while one does.
func (c *Case) addLogin(p *kit.Page, kind flow.HandoffKind, key string) {
	if kind != flow.HandoffSandbox {
		return
	}
	if words := c.loginWords(); words != "" {
		p.Pair("test bank"+key, words)
	}
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
