package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

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
	out := Face{Env: f.desk.Env(), Title: "Find a case", Status: f.status(sc)}
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

// say stands where no case is.
func (f *find) say(p *kit.Page) {
	switch {
	case f.state == findLooking:
		p.Text(kit.Dim, "Looking …")
		return
	case f.state == findTyping && f.text == "" && f.kind == "":
		return
	case f.kind == "access":
		p.Text(kit.Plain, "This is an access_token. Cases are not known by those, so it was not looked up.")
		p.Gap()
		p.Text(kit.Dim, "Search for the item_id instead, or for the link_token, public_token or processor_token.")
		return
	case f.kind != "":
		p.Text(kit.Plain, "No case has this "+f.kind+"_token.")
		p.Gap()
		p.Text(kit.Dim, "It has to be whole. It stays hidden here; only its hash was compared.")
		return
	case f.state == findDone:
		p.Heading(kit.Plain, "No case has "+kit.Quote(kit.Cut(f.text, 40))+".")
		p.Gap()
	}
	p.Text(kit.Plain, "Type or paste what you have in hand:")
	for _, what := range f.searchable() {
		p.Item(kit.Dim, "·", what)
	}
}

// searchable is what can be searched for, in fewer words where there are few lines.
func (f *find) searchable() []string {
	if f.h < 17 {
		return []string{"name, bank, mask, code, status", "any id from its front: request_id, item_id, account_id, client_user_id",
			"a case by either end of its id", "a whole token: it stays hidden"}
	}
	return []string{
		"a name, a bank, the last digits of an account, an error code, a status: words or parts of them",
		"a request_id, link_session_id, item_id, account_id, client_user_id, institution_id, an id of " + partner(f.desk.Defaults().Processor) + "'s: from its front",
		"a case: the front or the end of its id",
		"a link_token, public_token or processor_token: whole; it stays hidden and only its hash is compared",
	}
}

func (f *find) status(sc Scene) kit.Line {
	switch {
	case f.trouble != "":
		return kit.Line{Tone: kit.Warn, Text: "? " + f.trouble}
	case f.state == findLooking && f.looked > 0:
		return kit.Line{Tone: kit.Accent, Text: "◐ looked through " + cases(f.looked)}
	case f.state == findLooking:
		return kit.Line{Tone: kit.Accent, Text: "◐ looking up the ids"}
	case f.state == findStopped && f.looked == 0:
		return kit.Line{Tone: kit.Dim, Text: "Stopped."}
	case f.state == findStopped:
		return kit.Line{Tone: kit.Dim, Text: "Stopped after " + cases(f.looked) + "."}
	case sc.W < narrow && f.grid.Cursor() < len(f.rows):
		return kit.Line{Tone: kit.Dim, Text: brief(f.rows[f.grid.Cursor()].Summary)}
	case f.state == findFull:
		return kit.Line{Tone: kit.Dim, Text: cases(len(f.rows)) + " found so far. The last line looks on."}
	case f.state == findDone && f.looked > 0 && len(f.rows) == 0:
		return kit.Line{Tone: kit.Dim, Text: "All " + cases(f.looked) + " were looked through."}
	case f.state == findDone && f.looked > 0:
		return kit.Line{Tone: kit.Dim, Text: cases(len(f.rows)) + " found. All " + cases(f.looked) + " were looked through."}
	case f.state == findDone && f.capped:
		return kit.Line{Tone: kit.Dim, Text: "These are the newest " + thousands(len(f.rows)) + ". A filter shows all cases of a bank."}
	case f.state == findDone && len(f.rows) > 0:
		return kit.Line{Tone: kit.Dim, Text: cases(len(f.rows)) + " found."}
	}
	return kit.Line{}
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
	return []kit.Cell{statusCell(s.Status), nameCell(s.Summary), {Tone: kit.Dim, Text: s.by}, {Text: mask(s.Mask)},
		{Tone: kit.Dim, Text: age(sc.Now, s.Created)}}
}

var _ = []front{(*find)(nil), (*board)(nil), (*filterPage)(nil)}

var _ flow.Finder = Searcher(nil)
