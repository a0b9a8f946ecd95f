package screen

import "linkdesk/tui/kit"

// head is how many lines stand above the cases found; room is what is left for those.
func (f *find) head() int {
	if f.h >= 17 {
		return 2
	}
	return 1
}

func (f *find) room() int { return max(f.h-f.head(), 1) }

func (f *find) keys() []kit.Table {
	enter := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "open", Hint: true}
	switch line := f.grid.Cursor(); {
	case f.state == findIdle:
		enter.Off = "there is nothing to search for yet"
	case f.state == findTyping:
		enter.Help = "search"
	case line < len(f.rows):
	case f.canGoOn():
		enter.Help = "look on"
	case f.state == findLooking:
		enter.Off = "nothing is found yet"
	default:
		enter.Off = "no case was found"
	}
	esc := toList()
	if f.state == findLooking {
		esc.Intent, esc.Help = intentStopLooking, "stop looking"
	}
	keys := []kit.Key{enter,
		{Press: []string{"up"}, Show: "↑", Intent: IntentUp, Help: "case above"},
		{Press: []string{"down"}, Show: "↓", Intent: IntentDown, Help: "case below"}}
	return []kit.Table{{Scope: "Find", Leak: kit.LeakControl, Keys: append(append(keys, pages()...), esc)}}
}

func (f *find) face(sc Scene) Face {
	out := Face{Env: f.desk.Env(), Title: "Find a case", Mouse: true, Status: f.status(sc)}
	head := kit.NewPage(sc.Theme, sc.W)
	head.Labels(len("Find"))
	out.Cursor = f.form.View(sc.Theme, head, false)
	top := head.Show(f.head(), 0)
	if n := f.lines(); n > 0 {
		out.Right = f.grid.Position(len(f.rows))
		if (f.more || f.capped) && len(f.rows) > 0 {
			out.Right += "+"
		}
		out.Body = kit.Stack(top, f.grid.Draw(sc.Theme, findColumns(sc.W), n, func(i int) []kit.Cell { return f.cells(i, sc) }, sc.W, f.room()))
		return out
	}
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	f.say(p)
	out.Body = kit.Stack(top, kit.Fit(p.Show(f.room(), 0), sc.W, f.room()))
	return out
}

// findColumns are the columns of what was found. What a case was found by says more the more room it has.
func findColumns(w int) []kit.Column {
	by := 15
	switch {
	case w >= 110:
		by = 48
	case w >= 70:
		by = 27
	}
	return []kit.Column{
		{Title: "status", Width: 13, Drop: 1},
		{Title: "counterparty", Min: 14},
		{Title: "found by", Width: by},
		{Title: "mask", Width: 6, Drop: 3},
		{Title: "age", Width: 4, Drop: 2, Right: true},
	}
}

func (f *find) cells(i int, sc Scene) []kit.Cell {
	if i >= len(f.rows) {
		return []kit.Cell{{}, {Tone: kit.Dim, Text: "… look on"}}
	}
	s := f.rows[i]
	return []kit.Cell{statusCell(s.Status), nameCell(s.Summary), {Tone: kit.Dim, Text: s.words()}, {Text: mask(s.Mask)},
		{Tone: kit.Dim, Text: age(sc.Now, s.Created)}}
}
