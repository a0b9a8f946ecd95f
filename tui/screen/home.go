package screen

import (
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

const (
	// listLimit bounds one page of the list; a busy history answers within it or says so.
	listLimit = 10 * time.Second
	// refreshEvery is how often the newest cases are read again, because other consoles
	// write to the same history.
	refreshEvery = 3 * time.Second
	// maxRows bounds what scrolling can load; older cases are found by searching.
	maxRows = 5000
	// readAhead is how close to the end the cursor comes before older cases are read.
	readAhead = 15
)

// IntentNew and IntentEnvironment are the two other ways on from Home.
const (
	IntentNew         kit.Intent = "new_case"
	IntentEnvironment kit.Intent = "environment"
)

// Home lists the cases of one environment, newest first, with who must act.
type Home struct {
	desk    Desk
	said    bool // the desk's notice was shown
	rows    []flow.Summary
	more    bool
	grid    kit.Grid
	height  int // of the list when it was last drawn; only for page moves
	loaded  bool
	loading bool
	read    time.Time // when the newest page was read
	now     time.Time
	trouble string // why the list could not be read
	board   *board // by who must act, while that is shown
	many    bool   // more than one environment can be chosen
}

// NewHome makes the list of a desk. many tells whether another environment can be chosen.
func NewHome(desk Desk, many bool) *Home { return &Home{desk: desk, many: many, height: 10} }

// Start reads the newest cases, also after coming back from one of them.
func (h *Home) Start() Out {
	if h.board != nil {
		return h.board.all()
	}
	out := h.list("")
	if notice := h.desk.Defaults().Notice; notice != "" && !h.said {
		h.said = true
		out.Say = kit.Line{Tone: kit.Dim, Text: notice}
	}
	return out
}

// Keys is the table of Home.
func (h *Home) Keys() []kit.Table {
	if h.board != nil {
		return h.board.keys()
	}
	enter := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "open", Hint: true}
	if len(h.rows) == 0 {
		enter.Help = "start a case"
		if !h.loaded {
			enter.Off = "the cases are still being read"
		}
	}
	open := kit.Key{Press: []string{"n"}, Intent: IntentNew, Help: "new case", Hint: true}
	if why := h.desk.Defaults().ReadOnly; why != "" {
		open.Off = why
		if len(h.rows) == 0 {
			enter.Off = why
		}
	}
	keys := []kit.Key{enter, open, {Press: []string{"b"}, Intent: intentBoard, Help: "board", Hint: len(h.rows) > 0}}
	env := kit.Key{Press: []string{"e"}, Intent: IntentEnvironment, Help: "environment", Hint: true}
	if !h.many {
		env.Off = "there is no other environment"
	}
	keys = append(append(append(keys, env), stageKey(h.desk, "s")...), moves("case")...)
	keys = append(keys,
		kit.Key{Press: []string{"pgup"}, Intent: IntentPageUp, Help: "a page up"},
		kit.Key{Press: []string{"pgdown"}, Show: "pgdn", Intent: IntentPageDown, Help: "a page down"})
	return []kit.Table{{Scope: "Cases", Keys: keys}}
}

// Act moves in the list and leads on.
func (h *Home) Act(i kit.Intent) Out {
	if i == intentBoard {
		return h.turn()
	}
	if h.board != nil {
		return h.board.act(i, h.height)
	}
	n := len(h.rows)
	switch i {
	case IntentUp:
		h.grid.Move(-1, n)
	case IntentDown:
		h.grid.Move(1, n)
	case IntentPageUp:
		h.grid.Move(-h.height, n)
	case IntentPageDown:
		h.grid.Move(h.height, n)
	case IntentFirst:
		h.grid.Set(0, n)
	case IntentLast:
		h.grid.Set(n, n)
	case IntentNew:
		return Out{Go: &Page{Kind: NewCasePage}}
	case IntentEnvironment:
		return Out{Go: &Page{Kind: EnvironmentPage}}
	case intentStage:
		return Out{Go: &Page{Kind: StagePage}}
	case IntentEnter:
		if n == 0 {
			return Out{Go: &Page{Kind: NewCasePage}}
		}
		return Out{Go: &Page{Kind: CasePage, Case: h.rows[h.grid.Cursor()].ID}}
	}
	h.grid.Follow(n, h.height+1)
	return h.readAhead()
}

// Update takes pages and ticks.
func (h *Home) Update(msg any) Out {
	switch m := msg.(type) {
	case boarded:
		return h.boardUpdate(m)
	case Tick:
		h.now = m.Now
		if h.board != nil {
			return h.boardUpdate(m)
		}
		if m.Now.Sub(h.read) >= refreshEvery {
			return h.list("")
		}
	case Focused:
		return h.Start()
	case Crashed:
		h.loading, h.trouble = false, m.Err.Error()
		return h.boardUpdate(m)
	case listed:
		h.loading, h.read = false, h.now
		if m.err != nil {
			h.trouble = listTrouble(m.err)
			return Out{}
		}
		h.loaded, h.trouble = true, ""
		h.merge(m)
	case Resized:
		h.height = max(m.H-1, 1)
		h.grid.Follow(len(h.rows), h.height+1)
	}
	return Out{}
}

// Asking reports no dialog.
func (h *Home) Asking() *Ask { return nil }
