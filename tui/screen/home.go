package screen

import (
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Home lists the cases of one environment with who must act. The list is a window over the whole
// history; the board, the search and the filter lie in front of it.
type Home struct {
	desk  Desk
	said  bool // the desk's notice was shown
	many  bool // more than one environment can be chosen
	front front
	now   time.Time

	filter      flow.Filter
	oldestFirst bool
	win         window
	grid        kit.Grid
	w, height   int // of the list when it was last drawn

	loaded  bool
	busy    bool        // a read is under way
	gen     int         // numbers the windows, so that a read for another one is dropped
	looked  int         // cases that the reads in a row have looked through
	sparse  bool        // the last of them found less than it was asked for, so the next one goes on
	stopped bool        // nothing more is read until somebody goes on
	atEnd   bool        // the cursor belongs on the last row as long as there is none
	newest  flow.CaseID // the newest case that was ever in the window
	read    time.Time   // when the list was refreshed
	trouble string      // why it could not be read
	from    flow.CaseID // the case that was left last: the cursor belongs on it, also when it is new
}

// front is what lies in front of the list.
type front interface {
	start() Out
	keys() []kit.Table
	act(kit.Intent) Out
	update(msg any) Out
	face(Scene) Face
}

// NewHome makes the list of a desk. many tells whether another environment can be chosen.
func NewHome(desk Desk, many bool) *Home { return &Home{desk: desk, many: many, height: 10} }

// Start reads the cases, also after coming back from one of them.
func (h *Home) Start() Out {
	if h.front != nil {
		return h.front.start()
	}
	out := h.refresh()
	if notice := h.desk.Defaults().Notice; notice != "" && !h.said {
		h.said = true
		out.Say = kit.Line{Tone: kit.Dim, Text: notice}
	}
	return out
}

// Act moves in the list and leads on.
func (h *Home) Act(i kit.Intent) Out {
	h.from = ""
	if i == intentBoard && h.front != nil {
		i = intentToList // the key that leads there leads back
	}
	switch {
	case i == intentToList:
		h.front = nil
		return h.refresh()
	case h.front != nil:
		return h.front.act(i)
	}
	switch i {
	case intentBoard:
		return h.turnTo(newBoard(h.desk))
	case intentFindCase:
		return h.turnTo(newFind(h.desk))
	case intentFilter:
		return h.turnTo(newFilterPage(h))
	case intentOrder:
		h.oldestFirst = !h.oldestFirst
		return h.begin(h.first())
	case intentAll:
		return h.show(flow.Filter{})
	case intentStopLooking:
		h.gen, h.busy, h.stopped = h.gen+1, false, true
		return Out{}
	case IntentBack:
		return Out{Back: true}
	case IntentNew:
		return Out{Go: &Page{Kind: NewCasePage}}
	case IntentEnvironment:
		return Out{Go: &Page{Kind: EnvironmentPage}}
	case intentStage:
		return Out{Go: &Page{Kind: StagePage}}
	case IntentEnter:
		return h.enter()
	}
	return h.move(i)
}

// turnTo puts something in front of the list.
func (h *Home) turnTo(f front) Out {
	h.front = f
	out := f.start() // before the time, which would make it read a second time
	f.update(Resized{W: h.w, H: h.height + 1})
	f.update(Tick{Now: h.now})
	return out
}

// Update takes pages, ticks and the pointer.
func (h *Home) Update(msg any) Out {
	switch m := msg.(type) {
	case Tick:
		h.now = m.Now
	case Resized:
		h.w, h.height = m.W, max(m.H-1, 1)
		h.grid.Follow(len(h.win.rows), h.height+1)
	case Crashed:
		h.busy, h.trouble = false, m.Err.Error()
	case listed:
		return h.listed(m)
	case refreshed:
		out := h.refreshed(m)
		h.aim()
		return out
	case CameFrom:
		h.from = m.Case
		h.aim()
		return Out{}
	}
	if h.front != nil {
		return h.front.update(msg)
	}
	switch m := msg.(type) {
	case Tick:
		if m.Now.Sub(h.read) >= refreshEvery {
			return h.refresh()
		}
	case Focused:
		return h.refresh()
	case Resized:
		return h.readOn()
	case Pointer:
		return h.point(m)
	}
	return Out{}
}

// Asking reports no dialog.
func (h *Home) Asking() *Ask { return nil }

// FindsTokens implements TokenFinder: the search takes a token, and hides it.
func (h *Home) FindsTokens() bool {
	_, finding := h.front.(*find)
	return finding
}

// aim puts the cursor on the case that was left last, once it is in the window. Whoever moves on has
// no more use for that.
func (h *Home) aim() {
	if h.from == "" {
		return
	}
	for i := range h.win.rows {
		if h.row(i).ID == h.from {
			h.from = ""
			h.grid.Set(i, len(h.win.rows))
			h.grid.Follow(len(h.win.rows), h.height+1)
			return
		}
	}
}
