package screen

import (
	"slices"

	"linkdesk/flow"
	"linkdesk/flow/snippet"
	"linkdesk/tui/kit"
)

const intentGlass kit.Intent = "glass"

// glass is the page with the calls behind the stops of a case. It belongs to the case, which goes
// on behind it.
type glass struct {
	calls  []sawCall // newest first
	grid   kit.Grid
	open   bool // one call on the whole page
	scroll int
	// set is the call under the cursor as it was last drawn: an answer may have thousands of lines,
	// which are not set anew for every frame.
	set     *kit.Page
	setFor  setting
	changed int // counts what is under the cursor
}

// setting is what a page was set for.
type setting struct {
	changed, w int
	dark, mono bool
}

// sawCall is a call with what the journal knows of it.
type sawCall struct {
	flow.Exchange
	stop  flow.Stop
	fault *flow.Fault // what it came to, nil when it was well
	past  bool        // this console has not seen it: of the exchange only what the journal keeps is there
	able  bool        // its request can be written as a command
}

// openGlass shows the calls, with the last one of the stop at which the case is under the cursor.
func (c *Case) openGlass() {
	c.glass = &glass{}
	c.lookThrough()
	at := slices.IndexFunc(c.glass.calls, func(x sawCall) bool { return x.stop == c.snap.Case.Stop() })
	c.glass.moveTo(max(at, 0))
}

// lookThrough takes over what was called since. The cursor stays on its call, whose line may be
// another one.
func (c *Case) lookThrough() {
	g := c.glass
	if g == nil {
		return
	}
	was, had := g.under()
	line := g.grid.Cursor()
	var seen []flow.Exchange
	if desk, ok := c.desk.(Glass); ok {
		seen = desk.Exchanges(c.id)
	}
	g.calls = callsOf(c.snap, seen)
	at := g.grid.Cursor()
	if i := g.place(was); had && i >= 0 {
		at = i
	}
	g.grid.Set(at, len(g.calls))
	if now, _ := g.under(); at != line || !now.same(was) || now.past != was.past || now.fault != was.fault {
		g.read()
	}
}

// same reports one call, seen or remembered by the journal.
func (x sawCall) same(o sawCall) bool {
	return x.Endpoint == o.Endpoint && x.RequestID == o.RequestID && x.Status == o.Status && x.At.Sub(o.At).Abs() < near
}

// place finds a call again, or gives -1. Tries that no answer came to are alike, so the nearest in
// time is taken.
func (g *glass) place(was sawCall) int {
	at := -1
	for i, x := range g.calls {
		if x.same(was) && (at < 0 || x.At.Sub(was.At).Abs() < g.calls[at].At.Sub(was.At).Abs()) {
			at = i
		}
	}
	return at
}

// under is the call under the cursor.
func (g *glass) under() (sawCall, bool) {
	if i := g.grid.Cursor(); i < len(g.calls) {
		return g.calls[i], true
	}
	return sawCall{}, false
}

// moveTo puts the cursor on a line; what is read there begins at its top.
func (g *glass) moveTo(line int) {
	g.grid.Set(line, len(g.calls))
	g.scroll = 0
	g.read()
}

// read says that something else may be under the cursor.
func (g *glass) read() { g.changed++ }

// curl is the call as a command, with what is said of it.
func (g *glass) curl() (text string, variables []string) {
	x, _ := g.under()
	return snippet.Curl(x.Exchange), snippet.Variables(x.Exchange)
}
