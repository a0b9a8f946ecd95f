package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// From these widths on a case is shown with its rail as a column, and with its timeline
// beside the pane.
const (
	railFrom     = 66
	timelineFrom = 108
	timelineWide = 38
)

// Face shows the case.
func (c *Case) Face(sc Scene) Face {
	cs := c.snap.Case
	f := Face{Env: c.desk.Env(), Title: "Case " + shortID(c.id), Subject: cs.Party.LegalName, Status: c.status(sc),
		Program: c.program(), Busy: c.busy(), Sent: OnItsWay(c.snap), Mouse: c.picking()}
	switch {
	case c.choosing != nil:
		f.Title, f.Body = "Test login", c.choosing.body(sc)
		return f
	case c.moving != nil || c.menu != nil:
		return c.moneyFace(sc, f)
	case c.glass != nil:
		return c.glassFace(sc, f)
	case c.noting != nil:
		return c.noteFace(sc, f)
	}
	f.Body = c.body(sc)
	if c.loaded {
		f.Right = statusCell(cs.Status()).Text
	}
	if (cs.Stop() == flow.StopHandoff || cs.Phase == flow.PhaseAtLink) && !cs.Link.Expiration.IsZero() && cs.Phase != flow.PhaseClosed {
		f.Right = "link token " + clock(cs.Link.Expiration.Sub(c.there(sc.Now)))
	}
	f.Status = c.playing(f.Status)
	f.Code = c.codePage()
	return f
}

// areas are the parts of the body; a part without room has no width or no height.
type areas struct{ rail, pane, timeline, band kit.Rect }

// areas divides a body of w by h. Narrow terminals have the rail in one line on top.
func (c *Case) areas(w, h int) areas {
	parts := kit.Rect{W: w, H: h}.Rows(kit.Fill(1), kit.Fixed(c.bandHeight(w)))
	out := areas{band: parts[1]}
	switch {
	case w < railFrom:
		rows := parts[0].Rows(kit.Fixed(1), kit.Fill(1))
		out.rail, out.pane = rows[0], rows[1]
	case w < timelineFrom || c.timeline:
		cols := parts[0].Columns(kit.Fixed(kit.RailWidth), kit.Fixed(2), kit.Fill(1))
		out.rail, out.pane = cols[0], cols[2]
	default:
		cols := parts[0].Columns(kit.Fixed(kit.RailWidth), kit.Fixed(2), kit.Fill(1), kit.Fixed(3), kit.Fixed(timelineWide))
		out.rail, out.pane, out.timeline = cols[0], cols[2], cols[4]
	}
	return out
}

// body draws the parts.
func (c *Case) body(sc Scene) string {
	a := c.areas(sc.W, sc.H)
	pane := c.middle(sc, a.pane).Show(a.pane.H, c.scroll)
	if sc.W < railFrom {
		return kit.Stack(kit.RailLine(sc.Theme, c.stops(sc.Now), c.stopIndex(), a.rail.W), pane, c.bandBlock(sc, a.band))
	}
	columns := []string{c.rail(sc, a.rail), bar(sc, a.pane.H), pane}
	if a.timeline.W > 0 {
		columns = append(columns, kit.Fit("", 1, a.pane.H), bar(sc, a.pane.H), c.timelinePage(sc, a.timeline.W).MoreBy("t").Show(a.timeline.H, 0))
	}
	return kit.Stack(kit.Beside(columns...), c.bandBlock(sc, a.band))
}

// bar is a thin line between two columns, with a cell of air after it.
func bar(sc Scene, h int) string {
	return kit.Fit(sc.Theme.Bar(h), 2, h)
}

// middle is the pane of the stop, or the whole timeline.
func (c *Case) middle(sc Scene, r kit.Rect) *kit.Page {
	if c.timeline {
		return c.timelinePage(sc, r.W)
	}
	return c.pane(sc, r.W, r.H)
}

// scrollTo moves the pane to a line, and no further than its last page.
func (c *Case) scrollTo(line int) {
	r := c.areas(c.w, c.h).pane
	c.scroll = c.middle(c.unseen(), r).Clamp(r.H, line)
}

// unseen is a scene to measure by what is drawn, not to be shown.
func (c *Case) unseen() Scene {
	return Scene{Theme: kit.NewTheme(true, true), W: c.w, H: c.h, Now: c.now}
}
