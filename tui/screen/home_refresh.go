package screen

import (
	"context"

	"linkdesk/flow"
)

// refreshed is what is seen, read again.
type refreshed struct {
	gen    int
	newest *flow.Page // of the history; nil where the window does not reach it
	seen   *flow.Page // the rows on the screen; nil where newest has them
	lo, hi flow.CaseID
	came   *flow.Page // newer cases above a window that has left them
	err    error
}

// refresh reads again what is on the screen and, where the window reaches it, the newest case on.
// One read is under way at most.
func (h *Home) refresh() Out {
	switch {
	case h.busy:
		return Out{}
	case !h.loaded:
		return h.begin(h.first())
	}
	h.busy, h.read = true, h.now
	desk, filter, ask := h.desk, h.filter, refreshed{gen: h.gen}
	atNewest := !h.win.edges[newerSide].more
	count := 0
	ask.lo, ask.hi, count = h.seen()
	since := h.newest
	if atNewest || !h.win.edges[newerSide].counted {
		since = ""
	}
	return Out{Jobs: []Job{{Limit: listLimit, Run: func(ctx context.Context) any {
		list := func(q flow.Query) *flow.Page {
			if ask.err != nil {
				return nil
			}
			q.Filter = filter
			page, err := desk.List(ctx, q)
			ask.err = err
			return &page
		}
		if atNewest {
			ask.newest = list(flow.Query{})
		}
		if p := ask.newest; ask.lo != "" && (p == nil || p.More && p.Next > ask.lo) {
			ask.seen = list(flow.Query{Before: ask.hi, Limit: count})
		}
		if since != "" {
			ask.came = list(flow.Query{After: since, Limit: 1000})
		}
		return ask
	}}}}
}

// seen are the rows on the screen, from lo on and older than hi. The newest row of the window has
// nothing before it that could be named: it is left out, and comes with the newest page.
func (h *Home) seen() (lo, hi flow.CaseID, count int) {
	rows := h.win.rows
	from := h.grid.Top(len(rows), h.height+1)
	to := min(from+h.height, len(rows))
	if h.oldestFirst {
		from, to = len(rows)-to, len(rows)-from
	}
	from = max(from, 1)
	if from >= to {
		return "", "", 0
	}
	return rows[to-1].ID, rows[from-1].ID, to - from
}

// refreshed puts what was read again in its place.
func (h *Home) refreshed(m refreshed) Out {
	if m.gen != h.gen {
		return Out{}
	}
	h.busy = false
	if m.err != nil {
		h.trouble = listTrouble(m.err)
		return Out{}
	}
	h.trouble = ""
	if m.newest != nil && h.win.apart(*m.newest) && !h.oldestFirst && h.grid.Cursor() == 0 {
		// Whoever watches the newest cases gets them; whoever reads further down stays there.
		h.win = beginWindow(newerSide, *m.newest)
		h.remember()
		return h.readOn()
	}
	h.change(func() {
		if m.seen != nil {
			h.putSeen(m)
		}
		if m.newest != nil {
			h.win.renew(*m.newest)
		}
		if m.came != nil && m.came.Next != "" {
			h.newest = m.came.Next
			h.win.edges[newerSide].beyond += len(m.came.Rows)
		}
	})
	return h.readOn()
}

// putSeen puts the rows of the screen in their place, as far as the look came.
func (h *Home) putSeen(m refreshed) {
	lo, rows := m.lo, m.seen.Rows
	if m.seen.More {
		lo = max(lo, m.seen.Next)
	}
	for len(rows) > 0 && rows[len(rows)-1].ID < lo {
		rows = rows[:len(rows)-1]
	}
	h.win.replace(rows, lo, m.hi)
}
