package screen

import (
	"strconv"
	"strings"

	"linkdesk/tui/kit"
)

// glassWide is the width of the list beside a call.
const glassWide = 57

// glassFace shows the list of calls with the one under the cursor.
func (c *Case) glassFace(sc Scene, f Face) Face {
	g, cs := c.glass, c.snap.Case
	f.Title, f.Right = "Calls", g.grid.Position(len(g.calls))
	f.Status = kit.Line{Tone: kit.Dim, Text: pick(sc.W, "Everything that is not known to be harmless is masked.", "What may be a secret is masked.")}
	if c.working() || c.trouble != "" || c.snap.Busy != "" {
		f.Status = c.status(sc)
	}
	x, ok := g.under()
	list, call := g.areas(sc.W, sc.H)
	switch {
	case !ok:
		p := kit.NewPage(sc.Theme, min(sc.W, 76))
		p.Text(kit.Plain, "No call to a provider was made for this case yet.")
		f.Body = p.Show(sc.H, 0)
	case call.H == 0:
		f.Body = g.list(sc, list)
	case list.H == 0:
		f.Body = g.page(sc, x, call.W, cs).Show(call.H, g.scroll)
	case call.X == 0:
		f.Body = kit.Stack(g.list(sc, list), sc.Theme.Rule(list.W), g.page(sc, x, call.W, cs).Show(call.H, g.scroll))
	default:
		f.Body = kit.Beside(g.list(sc, list), kit.Fit("", 1, list.H), bar(sc, list.H), g.page(sc, x, call.W, cs).Show(call.H, g.scroll))
	}
	return f
}

// areas are the list and the call: beside each other or below each other where there is room,
// else one of them.
func (g *glass) areas(w, h int) (list, call kit.Rect) {
	all := kit.Rect{W: w, H: h}
	switch {
	case g.open:
		return kit.Rect{}, all
	case w >= timelineFrom:
		cols := all.Columns(kit.Fixed(glassWide), kit.Fixed(3), kit.Fill(1))
		return cols[0], cols[2]
	case h >= 16:
		rows := all.Rows(kit.Fixed(min(len(g.calls)+1, 6)), kit.Fixed(1), kit.Fill(1))
		return rows[0], rows[2]
	}
	return all, kit.Rect{}
}

// list draws the calls.
func (g *glass) list(sc Scene, r kit.Rect) string {
	cols := []kit.Column{{Title: "time", Width: 8}, {Title: "", Width: 6}, {Title: "call", Min: 28}, {Title: "ms", Width: 6, Right: true, Drop: 1},
		{Title: "try", Width: 3, Right: true, Drop: 2}, {Title: "request_id", Width: 15, Drop: 3}}
	rows := make([][]kit.Cell, len(g.calls))
	for i, x := range g.calls {
		outcome := x.outcome()
		try := ""
		if x.Attempt > 0 {
			try = strconv.Itoa(x.Attempt)
		}
		rows[i] = []kit.Cell{{Tone: kit.Dim, Text: x.At.In(sc.Now.Location()).Format("15:04:05")}, outcome, {Text: shortCall(x.Endpoint)},
			{Tone: kit.Dim, Text: strconv.FormatInt(x.Took.Milliseconds(), 10)}, {Tone: kit.Dim, Text: try}, {Tone: kit.Dim, Text: x.RequestID}}
	}
	return g.grid.View(sc.Theme, cols, rows, r.W, r.H)
}

// outcome is the status of a call with a sign.
func (x sawCall) outcome() kit.Cell {
	switch {
	case x.Status == 0:
		return kit.Cell{Tone: kit.Warn, Text: "? none"}
	case x.Status < 300 && x.Problem == "" && x.fault == nil:
		return kit.Cell{Tone: kit.Good, Text: "✓ " + strconv.Itoa(x.Status)}
	case x.Status < 300:
		return kit.Cell{Tone: kit.Warn, Text: "? " + strconv.Itoa(x.Status)}
	}
	return kit.Cell{Tone: kit.Bad, Text: "✗ " + strconv.Itoa(x.Status)}
}

// shortCall is an endpoint for a line: the ids in it give way before its words do.
func shortCall(endpoint string) string {
	parts := strings.Split(endpoint, "/")
	for i, part := range parts {
		if len(part) == 36 && strings.Count(part, "-") == 4 {
			parts[i] = part[:4] + "…" + part[32:]
		}
	}
	return strings.Replace(strings.Join(parts, "/"), "/v2/", "", 1)
}
