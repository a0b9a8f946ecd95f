package screen

import (
	"fmt"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// boardLine is one line of the board: the name of a group, a case, or the way to older cases.
type boardLine struct {
	group *boardGroup
	row   *boardRow
	more  bool
}

// keys are the table of the board.
func (b *board) keys() []kit.Table {
	enter := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "open", Hint: true}
	switch line, ok := b.under(); {
	case !ok:
		enter.Off = "there is no case here"
	case line.more:
		enter.Help = "look further back"
	}
	keys := append([]kit.Key{enter,
		{Press: []string{"b", "esc"}, Show: "b", Intent: intentToList, Help: "the list", Hint: true}}, moves("case")...)
	return []kit.Table{{Scope: "Board", Keys: append(keys, pages()...)}}
}

// face shows the board.
func (b *board) face(sc Scene) Face {
	f := Face{Env: b.desk.Env(), Title: "Board", Mouse: true}
	switch {
	case b.trouble != "":
		f.Status = kit.Line{Tone: kit.Warn, Text: "? " + b.trouble}
	case b.read.IsZero():
		f.Status = kit.Line{Tone: kit.Dim, Text: "reading the cases …"}
	default:
		f.Status = kit.Line{Tone: kit.Dim, Text: "by who must act now, newest first"}
	}
	lines := b.lines()
	f.Body = b.grid.Draw(sc.Theme, boardColumns(), len(lines), func(i int) []kit.Cell { return b.cells(lines[i], sc.Now) }, sc.W, sc.H)
	return f
}

func boardColumns() []kit.Column {
	return []kit.Column{
		{Title: "acts, status", Width: 15},
		{Title: "counterparty", Min: 16},
		{Title: "bank", Width: 19, Drop: 5},
		{Title: "mask", Width: 6, Drop: 4},
		{Title: "at", Width: 15, Drop: 3},
		{Title: "changed", Width: 7, Drop: 1, Right: true},
		{Title: "next check", Width: 10, Drop: 2, Right: true},
	}
}

// cells set one line of the board.
func (b *board) cells(l boardLine, now time.Time) []kit.Cell {
	switch {
	case l.more:
		return []kit.Cell{{}, {Tone: kit.Dim, Text: "… look further back"}}
	case l.row == nil:
		tone := kit.Dim
		if len(l.group.rows) > 0 {
			tone = kit.Strong
		}
		name := whoName(l.group.who, b.desk.Defaults().Processor)
		if l.group.who == flow.Customer {
			name = "counterparty"
		}
		return []kit.Cell{{Tone: tone, Text: name}, {Tone: kit.Dim, Text: l.group.count()}}
	}
	s := l.row
	status, name := statusCell(s.Status), kit.Cell{Text: s.Name}
	status.Text = "  " + status.Text
	if s.Name == "" {
		name = kit.Cell{Tone: kit.Dim, Text: "not named yet"}
	}
	next := ""
	switch {
	case s.look.IsZero():
	case !s.look.After(now):
		next = "due"
	default:
		next = clock(s.look.Sub(now))
	}
	return []kit.Cell{status, name, {Text: s.Institution}, {Text: mask(s.Mask)}, {Tone: kit.Dim, Text: s.Stop.Title()}, {Tone: kit.Dim, Text: age(now, s.Updated)}, {Tone: kit.Dim, Text: next}}
}

// count says how many cases of a group are shown, and whether there are more.
func (g *boardGroup) count() string {
	switch n := len(g.rows); {
	case !g.read:
		return "…"
	case n == 0 && g.more:
		return "none of the newest"
	case n == 0:
		return "none"
	case g.more:
		return fmt.Sprintf("%d and more", n)
	case n == 1:
		return "1 case"
	default:
		return fmt.Sprintf("%d cases", n)
	}
}
