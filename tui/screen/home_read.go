package screen

import (
	"context"
	"errors"
	"time"

	"linkdesk/flow"
)

const (
	// listLimit bounds one look at the list; a busy history answers within it or says so.
	listLimit = 10 * time.Second
	// refreshEvery is how often what is seen is read again, because other consoles write to the
	// same history.
	refreshEvery = 3 * time.Second
	// readRows is how many rows are read ahead at a time, which takes about a millisecond.
	readRows = 200
	// leastAhead is how many rows there are beyond the view at least, as long as the history has them.
	leastAhead = 15
)

// listed is a page: beyond a side of the window, or the first of a new one.
type listed struct {
	gen   int
	side  side
	fresh bool // the window begins with it, at that side
	page  flow.Page
	err   error
}

// first is the side of the history at which the list begins on the screen, last the other one.
func (h *Home) first() side {
	if h.oldestFirst {
		return olderSide
	}
	return newerSide
}

func (h *Home) last() side { return h.first().other() }

// show begins a list of the cases that fit a filter.
func (h *Home) show(f flow.Filter) Out {
	h.filter, h.front = f, nil
	h.win, h.loaded, h.newest = window{}, false, ""
	h.grid.Set(0, 0)
	return h.begin(h.first())
}

// begin begins a new window at a side of the history. What is on the screen stays until the first
// page is there.
func (h *Home) begin(at side) Out {
	h.gen++
	h.looked, h.sparse, h.stopped, h.atEnd = 0, false, false, at == h.last()
	return h.list(at, true)
}

// list reads one page. Each page is a job of its own and one short transaction, so that a search
// through a long history can be ended between two of them.
func (h *Home) list(at side, fresh bool) Out {
	h.busy = true
	q := flow.Query{Filter: h.filter}
	switch edge := h.win.edges[at]; {
	case fresh && at == olderSide:
		q.After = flow.Beginning
	case fresh:
	case at == olderSide:
		q.Limit, q.Before = readRows, edge.at
	default:
		q.Limit, q.After = readRows, edge.at
	}
	desk, gen := h.desk, h.gen
	return Out{Jobs: []Job{{Limit: listLimit, Run: func(ctx context.Context) any {
		page, err := desk.List(ctx, q)
		return listed{gen, at, fresh, page, err}
	}}}}
}

// listed takes a page and reads on.
func (h *Home) listed(m listed) Out {
	if m.gen != h.gen {
		return Out{}
	}
	h.busy, h.read = false, h.now
	if m.err != nil {
		h.trouble = listTrouble(m.err)
		return Out{}
	}
	h.trouble, h.looked = "", h.looked+m.page.Looked
	h.sparse = m.page.More && m.page.Looked > len(m.page.Rows)
	if m.fresh {
		h.loaded = true
		h.win = beginWindow(m.side, m.page)
		h.grid = resetGrid(h.atEnd, len(h.win.rows), h.height)
		h.remember()
	} else {
		h.change(func() { h.win.join(m.side, m.page) })
	}
	return h.readOn()
}

// readOn reads more where the cursor comes close to an end of the window. A look that found too
// little is followed by the next one.
func (h *Home) readOn() Out {
	if h.busy || h.stopped || !h.loaded {
		return Out{}
	}
	n, above := len(h.win.rows), h.grid.Cursor()
	top := h.grid.Top(n, h.height+1)
	// A page counts from the cursor, a step of the wheel from the edge of the view.
	page := max(h.height, leastAhead)
	switch {
	case h.win.edges[h.last()].more && (n-1-above < page || n-top-h.height < leastAhead):
		return h.list(h.last(), false)
	case h.win.edges[h.first()].more && (above < page || top < leastAhead):
		return h.list(h.first(), false)
	}
	h.looked, h.sparse = 0, false
	return Out{}
}

// looking reports a search through so many cases that one look was not enough.
func (h *Home) looking() bool { return h.busy && h.sparse }

// listTrouble says why the list could not be read. A busy history is the usual reason, and
// is waited out.
func listTrouble(err error) string {
	var busy *flow.BusyError
	if errors.As(err, &busy) {
		return "waiting for the history, held by " + busy.Holder
	}
	return sentence(err.Error())
}
