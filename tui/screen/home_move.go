package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// wheelRows is how many rows one step of the wheel moves the view.
const wheelRows = 3

// row is the case in a line of the list.
func (h *Home) row(line int) flow.Summary {
	if h.oldestFirst {
		line = len(h.win.rows) - 1 - line
	}
	return h.win.rows[line]
}

// move moves the cursor. The ends of the list are the ends of the history, so a window that does
// not reach them is begun anew there.
func (h *Home) move(i kit.Intent) Out {
	n := len(h.win.rows)
	h.stopped = false
	switch i {
	case IntentUp:
		h.grid.Move(-1, n)
	case IntentDown:
		h.grid.Move(1, n)
	case IntentPageUp:
		h.grid.Move(-h.height, n)
	case IntentPageDown:
		h.grid.Move(h.height, n)
	case IntentFirst, IntentLast:
		at := h.first()
		if i == IntentLast {
			at = h.last()
		}
		if h.win.edges[at].more {
			return h.begin(at)
		}
		h.grid = resetGrid(at == h.last(), n, h.height)
	}
	return h.moved()
}

// enter opens the case under the cursor, or begins one where there is none.
func (h *Home) enter() Out {
	if len(h.win.rows) == 0 {
		return Out{Go: &Page{Kind: NewCasePage}}
	}
	return Out{Go: &Page{Kind: CasePage, Case: h.row(h.grid.Cursor()).ID}}
}

// moved follows the cursor and reads ahead of it.
func (h *Home) moved() Out {
	h.grid.Follow(len(h.win.rows), h.height+1)
	return h.readOn()
}

// point moves the view with the wheel, puts the cursor where somebody clicks, and opens the case on
// which it stands already.
func (h *Home) point(m Pointer) Out {
	n := len(h.win.rows)
	if m.Wheel != 0 {
		h.stopped = false
		h.grid.Scroll(m.Wheel*wheelRows, n, h.height+1)
		return h.readOn()
	}
	i, ok := h.grid.At(m.Y, n, h.height+1)
	switch {
	case !m.Click || !ok:
	case i == h.grid.Cursor():
		return h.enter()
	default:
		h.grid.Set(i, n)
		return h.moved()
	}
	return Out{}
}

// resetGrid is a grid with its cursor on the first or on the last of n rows.
func resetGrid(last bool, n, height int) (g kit.Grid) {
	if last {
		g.Set(n-1, n)
	}
	g.Follow(n, height+1)
	return g
}

// change changes the window and keeps cursor and view on their cases. At the very top the view
// stays where it is, so that what is new is seen to come in.
func (h *Home) change(what func()) {
	line, top := h.grid.Cursor(), h.grid.Top(len(h.win.rows), h.height+1)
	before := len(h.win.rows)
	var under flow.CaseID
	if before > 0 {
		under = h.row(line).ID
	}
	watching := top == 0 && !h.win.edges[h.first()].more
	what()
	at := h.win.find(under, false)
	h.win.trim(at)
	h.remember()
	n := len(h.win.rows)
	if before == 0 {
		h.grid = resetGrid(h.atEnd, n, h.height)
		return
	}
	at = h.win.find(under, false)
	if h.oldestFirst {
		at = n - 1 - at
	}
	if !watching {
		h.grid.Shift(at - line)
	}
	h.grid.Set(at, n)
	h.grid.Follow(n, h.height+1)
}

// remember keeps the newest case that was seen, from which on later ones are counted.
func (h *Home) remember() {
	if !h.win.edges[newerSide].more && len(h.win.rows) > 0 {
		h.newest = h.win.rows[0].ID
	}
}
