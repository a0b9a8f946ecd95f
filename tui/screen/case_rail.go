package screen

import (
	"fmt"
	"slices"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// rail is the road and, below it, what does not change from stop to stop.
func (c *Case) rail(sc Scene, r kit.Rect) string {
	cs, stops := c.snap.Case, c.stops(sc.Now)
	p := kit.NewPage(sc.Theme, r.W)
	p.Block(kit.Rail(sc.Theme, stops, c.stopIndex(), r.W, len(stops)))
	if c.loaded {
		p.Gap()
		p.Labels(8)
		p.PairTone(kit.Strong, "  acts", whoName(cs.Who(), cs.Processor))
		if cs.Item.InstitutionName != "" {
			p.Pair("  bank", kit.Cut(kit.Safe(cs.Item.InstitutionName), r.W-11))
		}
		if a, ok := cs.Account(); ok {
			p.Pair("  account", mask(a.Mask))
		}
		p.Pair("  opened", ago(sc.Now, cs.Created))
	}
	return p.Show(r.H, 0)
}

// stops is the road as the rail draws it.
func (c *Case) stops(now time.Time) []kit.Stop {
	cs := c.snap.Case
	var out []kit.Stop
	for _, s := range flow.Stops() {
		stop := kit.Stop{Name: s.Title(), State: kitState(cs.StopState(s)), Note: stopTook(cs, s, now)}
		if stop.State == kit.Working && !c.snap.Running {
			stop.State = kit.Pending // nobody works on it; the line of status says how it goes on
		}
		out = append(out, stop)
	}
	return out
}

func (c *Case) stopIndex() int { return max(slices.Index(flow.Stops(), c.snap.Case.Stop()), 0) }

// stopTook is how long a stop took that is done, and how long the case has stood at the one it is at.
// What went by in less than a second is not worth a word.
func stopTook(cs flow.Case, s flow.Stop, now time.Time) string {
	t := cs.Times[s]
	switch {
	case !t.Started.IsZero() && !t.Ended.IsZero():
		return span(t.Ended.Sub(t.Started))
	case s != cs.Stop() || cs.Phase == flow.PhaseClosed || now.IsZero():
		return ""
	}
	since := cs.Created
	for _, t := range cs.Times {
		if t.Ended.After(since) {
			since = t.Ended
		}
	}
	if !t.Started.IsZero() {
		since = t.Started
	}
	return span(now.Sub(since))
}

// span is a length of time in one word, for a narrow column.
func span(d time.Duration) string {
	switch {
	case d < time.Second:
		return ""
	case d < time.Minute:
		return fmt.Sprintf("%ds", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%dm", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%dh", int(d.Hours()))
	}
	return fmt.Sprintf("%dd", int(d.Hours()/24))
}
