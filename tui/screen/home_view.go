package screen

import (
	"strconv"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Face shows the list, or what this program is for when there is nothing to list.
func (h *Home) Face(sc Scene) Face {
	if h.board != nil {
		return h.board.face(sc)
	}
	f := Face{Env: h.desk.Env(), Title: "Cases"}
	switch {
	case h.trouble != "":
		f.Status = kit.Line{Tone: kit.Warn, Text: "? " + h.trouble}
	case !h.loaded:
		f.Status = kit.Line{Tone: kit.Dim, Text: "reading the cases …"}
	case len(h.rows) > 0:
		f.Status = kit.Line{Tone: kit.Dim, Text: waiting(h.rows)}
	}
	if len(h.rows) == 0 {
		f.Body = h.empty(sc)
		return f
	}
	f.Right = h.grid.Position(len(h.rows))
	if h.more {
		f.Right += "+"
	}
	rows := make([][]kit.Cell, len(h.rows))
	// Only the rows in the window are set; a long list costs no more than a short one.
	top := h.grid.Top(len(h.rows), sc.H)
	for i := top; i < min(top+sc.H, len(h.rows)); i++ {
		rows[i] = homeRow(h.rows[i], sc)
	}
	f.Body = h.grid.View(sc.Theme, homeColumns(), rows, sc.W, sc.H)
	return f
}

// homeColumns are the columns of the list, in the order of reading.
func homeColumns() []kit.Column {
	return []kit.Column{
		{Title: "status", Width: 13},
		{Title: "counterparty", Min: 16},
		{Title: "bank", Width: 19, Drop: 4},
		{Title: "mask", Width: 6, Drop: 3},
		{Title: "at", Width: 15, Drop: 5},
		{Title: "acts", Width: 8, Drop: 1},
		{Title: "age", Width: 4, Drop: 2, Right: true},
	}
}

// homeRow is one case of the list.
func homeRow(s flow.Summary, sc Scene) []kit.Cell {
	who := kit.Cell{Tone: kit.Dim, Text: whoWord(s.Who)}
	if s.Who == flow.Operator {
		who.Tone = kit.Strong
	}
	name := kit.Cell{Text: s.Name}
	if s.Name == "" {
		name = kit.Cell{Tone: kit.Dim, Text: "not named yet"}
	}
	return []kit.Cell{
		statusCell(s.Status), name, {Text: s.Institution}, {Text: mask(s.Mask)},
		{Tone: kit.Dim, Text: s.Stop.Title()}, who, {Tone: kit.Dim, Text: age(sc.Now, s.Created)},
	}
}

// waiting counts what waits for the reader.
func waiting(rows []flow.Summary) string {
	n := 0
	for _, r := range rows {
		if r.Who == flow.Operator {
			n++
		}
	}
	switch n {
	case 0:
		return "nothing waits for you"
	case 1:
		return "1 case waits for you"
	}
	return strconv.Itoa(n) + " cases wait for you"
}

// empty teaches: it is the first thing a new operator sees.
func (h *Home) empty(sc Scene) string {
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	if !h.loaded {
		return p.Show(sc.H, 0)
	}
	p.Heading(kit.Plain, "No cases yet.")
	p.Gap()
	p.Action(kit.Key{Press: []string{"enter"}, Help: "start a case"})
	p.Gap()
	p.Text(kit.Plain, "A case onboards the bank account of one counterparty: the customer links a bank in Plaid Link, you choose the account, and its processor token goes to "+partner(h.desk.Defaults().Processor)+".")
	p.Gap()
	switch h.desk.Env() {
	case flow.Demo:
		p.Text(kit.Dim, "This is the Demo: banks, customer and partner are simulated inside this program. It needs no keys and no network, and nothing here is real.")
	case flow.Sandbox:
		p.Text(kit.Dim, "This is the Sandbox: test banks at Plaid, with your Sandbox keys. No real money and no real customers.")
	case flow.Production:
		p.Text(kit.Bad, "This is PRODUCTION: real banks, real customers, real money.")
	}
	p.Gap()
	p.Text(kit.Dim, "Every step is kept as history. You can leave at any stop and go on later from there.")
	return p.Show(sc.H, 0)
}
