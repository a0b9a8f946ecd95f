package screen

import (
	"slices"
	"strings"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// linkSeen is one of Link's own events in the last visit.
type linkSeen struct {
	flow.LinkEvent
	order time.Time     // where it stands among the others
	after time.Duration // since the hand-off began, by our clock
}

// linkEvents are the events of the last visit, oldest first. Polling finds several at once
// and not always in their order, so Link's own time counts where it is given. Only the
// distances between such times are taken from it: the two clocks need not agree.
func linkEvents(records []flow.Record) []linkSeen {
	var start, newest time.Time
	var out []linkSeen
	for _, r := range records {
		switch e := r.Event.(type) {
		case flow.HandoffStarted:
			start, newest, out = r.Time, time.Time{}, nil
		case flow.LinkEventSeen:
			seen := linkSeen{e.Event, e.Event.At, r.Time.Sub(start)}
			if seen.order.IsZero() {
				seen.order = newest
			} else if seen.order.After(newest) {
				newest = seen.order
			}
			out = append(out, seen)
		}
	}
	slices.SortStableFunc(out, func(a, b linkSeen) int { return a.order.Compare(b.order) })
	timed := slices.DeleteFunc(slices.Clone(out), func(s linkSeen) bool { return s.At.IsZero() })
	if len(timed) == 0 {
		return out
	}
	// The event that was found soonest tells best where Link's clock stands on ours.
	first, lag := timed[0].At, timed[0].after
	for _, s := range timed {
		lag = min(lag, s.after-s.At.Sub(first))
	}
	for i, s := range out {
		if !s.At.IsZero() {
			out[i].after = lag + s.At.Sub(first)
		}
	}
	return out
}

// addLinkEvents sets them, newest first.
func (c *Case) addLinkEvents(p *kit.Page, w int) {
	events := linkEvents(c.snap.Records)
	if p.Plain() {
		return // they were told as they came
	}
	if len(events) == 0 {
		if c.working() && c.snap.Case.Link.Handoff != flow.HandoffSandbox {
			p.Rule("Link")
			p.Text(kit.Dim, "Nothing from Link yet. It reports here as the customer goes on.")
		}
		return
	}
	p.Rule("Link")
	for _, e := range slices.Backward(events) {
		sign, words := "+"+clock(e.after), linkEventWords(e.LinkEvent)
		if long := words + " · " + e.RequestID; e.RequestID != "" && kit.Width(kit.Safe(sign+" "+long)) <= w {
			words = long
		}
		tone := kit.Plain
		if e.ErrorCode != "" {
			tone = kit.Warn
		}
		p.Item(tone, sign, words)
	}
}

// linkEventWords is one event of Link in a line: its name and what it was about. A name that
// nobody here knows is shown as it is.
func linkEventWords(e flow.LinkEvent) string {
	parts := []string{e.Name}
	for _, s := range []string{e.View, e.InstitutionName, e.MFAType, e.ErrorCode, e.ExitStatus} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

// requestWords is what support wants to know of an event.
func requestWords(e flow.LinkEvent) string {
	if e.RequestID == "" {
		return ""
	}
	return "request_id " + kit.Safe(e.RequestID)
}
