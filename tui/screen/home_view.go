package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// narrow is the width below which the list has no room for all that tells cases apart, so that the
// line of status says it of the case under the cursor.
const narrow = 60

// Face shows the list, or what this program is for when there is nothing to list.
func (h *Home) Face(sc Scene) Face {
	if h.front != nil {
		return h.front.face(sc)
	}
	f := Face{Env: h.desk.Env(), Title: "Cases", Mouse: true, Subject: h.subject(), Status: h.status(sc)}
	if len(h.win.rows) == 0 {
		f.Body = h.empty(sc)
		return f
	}
	f.Right = h.position()
	f.Body = h.grid.Draw(sc.Theme, homeColumns(), len(h.win.rows), func(i int) []kit.Cell { return homeRow(h.row(i), sc) }, sc.W, sc.H)
	return f
}

func (h *Home) status(sc Scene) kit.Line {
	switch {
	case h.trouble != "":
		return kit.Line{Tone: kit.Warn, Text: "? " + h.trouble}
	case h.looking():
		return kit.Line{Tone: kit.Accent, Text: "◐ looked through " + cases(h.looked)}
	case h.stopped:
		return kit.Line{Tone: kit.Dim, Text: "Stopped after " + cases(h.looked) + ". ↓ looks on."}
	case !h.loaded:
		return kit.Line{Tone: kit.Dim, Text: "reading the cases …"}
	case len(h.win.rows) == 0:
		return kit.Line{}
	case sc.W < narrow:
		return kit.Line{Tone: kit.Dim, Text: brief(h.row(h.grid.Cursor()))}
	}
	return kit.Line{Tone: kit.Dim, Text: h.waiting()}
}

// position says where the cursor is, as far as it is known: from the first case of the list, or from
// the last one.
func (h *Home) position() string {
	n, line := len(h.win.rows), h.grid.Cursor()+1
	before, behind := h.win.edges[h.first()], h.win.edges[h.last()]
	switch {
	case before.counted:
		out := thousands(before.beyond+line) + " of " + thousands(before.beyond+n+behind.beyond)
		if !behind.counted {
			out += "+"
		}
		if before.beyond > 0 && !h.filter.Empty() {
			out = "about " + out // cases that are out of sight may fit the filter no more
		}
		return out
	case behind.counted:
		word := "oldest"
		if h.oldestFirst {
			word = "newest"
		}
		if left := n - line + behind.beyond; left > 0 {
			return thousands(left) + " from the " + word
		}
		return "the " + word
	}
	return ""
}

// homeColumns are the columns of the list, in the order of reading.
func homeColumns() []kit.Column {
	return []kit.Column{
		{Title: "status", Width: 13},
		{Title: "counterparty", Min: 14},
		{Title: "bank", Width: 19, Drop: 4},
		{Title: "mask", Width: 6, Drop: 3},
		{Title: "at", Width: 15, Drop: 5},
		{Title: "case", Width: 9, Drop: 6},
		{Title: "acts", Width: 8, Drop: 2},
		{Title: "age", Width: 4, Drop: 1, Right: true},
	}
}

// homeRow is one case of the list.
func homeRow(s flow.Summary, sc Scene) []kit.Cell {
	who := kit.Cell{Tone: kit.Dim, Text: whoWord(s.Who)}
	if s.Who == flow.Operator {
		who.Tone = kit.Strong
	}
	return []kit.Cell{
		statusCell(s.Status), nameCell(s), {Text: s.Institution}, {Text: mask(s.Mask)}, {Tone: kit.Dim, Text: s.Stop.Title()},
		{Tone: kit.Dim, Text: shortID(s.ID)}, who, {Tone: kit.Dim, Text: age(sc.Now, s.Created)},
	}
}

func nameCell(s flow.Summary) kit.Cell {
	if s.Name == "" {
		return kit.Cell{Tone: kit.Dim, Text: "not named yet"}
	}
	return kit.Cell{Text: s.Name}
}
