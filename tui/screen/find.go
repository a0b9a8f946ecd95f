package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

const (
	// quietTime is how long the hands rest before a search begins, so that typing asks once.
	quietTime = 150 * time.Millisecond
	// foundAtOnce is how many cases are found before somebody has to ask for more.
	foundAtOnce = 100
)

// find looks for cases by anything that somebody has in hand. It lies in front of the list. Ids are
// looked up first, then the rows are gone through, and then the events for what no row shows, the newest first,
// one slice after the other.
type find struct {
	desk Desk
	form *kit.Form
	grid kit.Grid
	w, h int

	n       int         // numbers the searches, so that an answer to another one is dropped
	sought  flow.Sought // what was searched for; empty at the beginning
	kind    string      // of the token that was searched for; such a text is shown nowhere
	state   findState
	rows    []foundCase // in the order in which they are likely to be meant
	texts   []string    // what the rows are looked through for, and text which of them is next
	text    int
	looked  int         // cases whose rows were looked at
	next    flow.CaseID // where the look at the rows goes on
	events  int         // events that were looked at, and before where that goes on
	before  uint64
	sifting bool // there are older events to look at
	more    bool // there is more to look at
	most    int  // so many cases, and the search rests
	capped  bool // more cases have such an id than were given
	trouble string
}

// findState is how far a search is.
type findState int

const (
	findIdle    findState = iota // nothing was asked
	findTyping                   // the hands are not quiet yet
	findLooking                  // a slice is under way
	findFull                     // enough was found for now
	findStopped                  // somebody ended it
	findDone                     // there is nothing more to look at
)

func newFind(desk Desk) *find {
	return &find{desk: desk, form: kit.NewForm(kit.Field{Name: "text", Label: "Find"}), h: 11}
}

// start does nothing: whoever comes back from a case finds the result as it was.
func (f *find) start() Out { return Out{} }

// lines are the cases found, and the way to more.
func (f *find) lines() int {
	if f.canGoOn() {
		return len(f.rows) + 1
	}
	return len(f.rows)
}

// canGoOn reports that the search rests before its end.
func (f *find) canGoOn() bool {
	return f.state == findFull || f.state == findStopped && f.more
}

func (f *find) act(i kit.Intent) Out {
	switch n, page := f.lines(), max(f.room()-1, 1); i {
	case IntentUp:
		f.grid.Move(-1, n)
	case IntentDown:
		f.grid.Move(1, n)
	case IntentPageUp:
		f.grid.Move(-page, n)
	case IntentPageDown:
		f.grid.Move(page, n)
	case intentStopLooking:
		f.n, f.state, f.more = f.n+1, findStopped, true
	case IntentEnter:
		return f.enter()
	}
	f.grid.Follow(f.lines(), f.room())
	return Out{}
}

// enter searches at once, opens the case under the cursor, or looks on.
func (f *find) enter() Out {
	switch line := f.grid.Cursor(); {
	case f.state == findTyping:
		return f.search()
	case line < len(f.rows):
		return Out{Go: &Page{Kind: CasePage, Case: f.rows[line].ID}}
	case f.canGoOn() && f.looked == 0 && f.events == 0:
		return f.search()
	case f.canGoOn():
		f.most = len(f.rows) + foundAtOnce
		return f.goOn()
	}
	return Out{}
}

func (f *find) update(msg any) Out {
	switch m := msg.(type) {
	case Resized:
		f.w, f.h = m.W, m.H
		f.grid.Follow(f.lines(), f.room())
	case quiet:
		if m.of == f && m.n == f.n && f.state == findTyping {
			return f.search()
		}
	case hits:
		if m.of == f && m.n == f.n {
			return f.takeHits(m)
		}
	case slice:
		if m.of == f && m.n == f.n {
			return f.takeSlice(m)
		}
	case sifted:
		if m.of == f && m.n == f.n {
			return f.takeSifted(m)
		}
	case Crashed:
		f.state, f.trouble = findStopped, m.Err.Error()
	case tea.KeyPressMsg, tea.PasteMsg:
		return f.typed(m)
	case Pointer:
		return f.point(m)
	}
	return Out{}
}
