package screen

import (
	"slices"

	"linkdesk/flow"
)

// windowRows is how many rows are held at a time. A history of a million cases is scrolled
// through without ever being in memory.
const windowRows = 1000

// side is an end of a window.
type side int

const (
	newerSide side = iota
	olderSide
)

func (s side) other() side { return olderSide - s }

// edge is what is known of the rows beyond one end of a window.
type edge struct {
	more    bool        // there are some, or may be: reading goes on at at
	at      flow.CaseID // where reading goes on, or where it came to the end
	beyond  int         // so many were there when they were seen
	counted bool        // and no others
}

// window is the part of the history that is in memory, newest first whatever the order on the
// screen is. It begins at one end of the history and moves along it: rows are joined at one side
// and those that are farthest from the reader are dropped.
type window struct {
	rows  []flow.Summary
	edges [2]edge
}

// beginWindow is the window of the first page from an end of the history.
func beginWindow(from side, page flow.Page) window {
	w := window{rows: page.Rows}
	w.edges[from].counted = true
	w.edges[from.other()] = edge{more: page.More, at: page.Next, counted: !page.More}
	return w
}

// join adds the page that lies beyond a side.
func (w *window) join(s side, page flow.Page) {
	e := &w.edges[s]
	if s == olderSide {
		w.rows = append(w.rows[:len(w.rows):len(w.rows)], page.Rows...)
	} else {
		w.rows = append(page.Rows[:len(page.Rows):len(page.Rows)], w.rows...)
	}
	e.beyond, e.more = max(e.beyond-len(page.Rows), 0), page.More
	if page.Next != "" {
		e.at = page.Next
	}
	if !page.More {
		e.beyond, e.counted = 0, true
	}
}

// trim drops rows at the end that is farther from the row at.
func (w *window) trim(at int) {
	over := len(w.rows) - windowRows
	if over <= 0 {
		return
	}
	s := newerSide
	if at < len(w.rows)/2 {
		s = olderSide
		w.rows = slices.Clone(w.rows[:windowRows])
		w.edges[s].at = w.rows[windowRows-1].ID
	} else {
		w.rows = slices.Clone(w.rows[over:])
		w.edges[s].at = w.rows[0].ID
	}
	w.edges[s].more = true
	w.edges[s].beyond += over
}

// replace puts rows in the place of those from lo on and older than hi. Empty bounds are none.
func (w *window) replace(rows []flow.Summary, lo, hi flow.CaseID) {
	from := 0
	if hi != "" {
		from = w.find(hi, true)
	}
	to := len(w.rows)
	if lo != "" {
		to = w.find(lo, true)
	}
	w.rows = slices.Concat(w.rows[:from], rows, w.rows[max(to, from):])
}

// find is the index of the first row that is older than a case, or is that case unless past it.
func (w *window) find(id flow.CaseID, past bool) int {
	i, exact := slices.BinarySearchFunc(w.rows, id, func(row flow.Summary, id flow.CaseID) int {
		switch { // newest first
		case row.ID > id:
			return -1
		case row.ID < id:
			return 1
		}
		return 0
	})
	if exact && past {
		i++
	}
	return i
}

// apart reports that more cases came in than the newest page has: what lies between it and the
// window was not read.
func (w *window) apart(page flow.Page) bool {
	n := len(page.Rows)
	if len(w.rows) > 0 {
		return page.More && w.rows[0].ID < page.Next
	}
	return page.More && n > 0 && page.Rows[n-1].ID == page.Next // a page that is full
}

// renew takes the newest page of the history into a window that reached the newest case. Where they
// are apart, the window does not reach it any more.
func (w *window) renew(page flow.Page) {
	o := &w.edges[olderSide]
	switch {
	case !page.More, len(w.rows) == 0 && w.apart(page):
		*w = beginWindow(newerSide, page)
	case w.apart(page):
		w.edges[newerSide] = edge{more: true, at: w.rows[0].ID, beyond: len(page.Rows)}
	default:
		w.replace(page.Rows, page.Next, "")
		if o.more && page.Next < o.at {
			o.at = page.Next
		}
	}
}
