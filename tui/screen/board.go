package screen

import (
	"context"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

const (
	// boardEvery is how often the groups are read again.
	boardEvery = 10 * time.Second
	// boardPage is how many cases of a group are read at a time. One look goes through so many
	// cases of the history and not more, so that a page may be shorter than that, or empty, and
	// not be the end: who wants to see more goes on from there.
	boardPage = 20
)

// board is the list by who must act now. It lives in Home, which hands it keys and results.
type board struct {
	desk    Desk
	groups  []boardGroup
	grid    kit.Grid // over the lines below the groups' names
	loading bool
	read    time.Time
	now     time.Time
	height  int // of the lines, for page moves
	trouble string
}

// boardGroup are the cases of one party, newest first.
type boardGroup struct {
	who  flow.Who
	rows []boardRow
	read bool
	more bool        // there are older ones, from next on
	next flow.CaseID // where the last look ended
}

// boardRow is a case, and when the desk looks at it by itself.
type boardRow struct {
	flow.Summary
	look time.Time
}

// boarded are pages of groups, by party.
type boarded struct {
	before flow.CaseID // empty: the newest cases of all groups
	pages  map[flow.Who]flow.Page
	looks  map[flow.CaseID]time.Time
	err    error
}

func newBoard(desk Desk) *board {
	b := &board{desk: desk, height: 10}
	for _, who := range flow.Parties() {
		b.groups = append(b.groups, boardGroup{who: who})
	}
	return b
}

// list reads a page of some groups. One read is under way at most.
func (b *board) list(before flow.CaseID, who ...flow.Who) Out {
	if b.loading {
		return Out{}
	}
	b.loading = true
	desk := b.desk
	return Out{Jobs: []Job{{Limit: listLimit, Run: func(ctx context.Context) any {
		out := boarded{before: before, pages: map[flow.Who]flow.Page{}, looks: map[flow.CaseID]time.Time{}}
		for _, w := range who {
			page, err := desk.List(ctx, flow.Query{Limit: boardPage, Before: before, Filter: flow.Filter{Who: w}})
			if err != nil {
				out.err = err
				return out
			}
			out.pages[w] = page
			for _, row := range page.Rows {
				if f, ok := desk.(Follower); ok {
					out.looks[row.ID], _ = f.NextLook(row.ID)
				}
			}
		}
		return out
	}}}}
}

// start reads the board, also after coming back from one of its cases.
func (b *board) start() Out { return b.all() }

// all reads the newest cases of all groups.
func (b *board) all() Out { return b.list("", flow.Parties()...) }

// update takes pages, ticks and the pointer.
func (b *board) update(msg any) Out {
	switch m := msg.(type) {
	case Tick:
		b.now = m.Now
		if b.now.Sub(b.read) >= boardEvery {
			return b.all()
		}
	case Focused:
		return b.all()
	case Resized:
		b.height = max(m.H-1, 1)
		b.grid.Follow(len(b.lines()), b.height+1)
	case Pointer:
		return b.point(m)
	case Crashed:
		b.loading, b.trouble = false, m.Err.Error()
	case boarded:
		b.loading, b.read = false, b.now
		if m.err != nil {
			b.trouble = listTrouble(m.err)
			return Out{}
		}
		b.trouble = ""
		b.merge(m)
	}
	return Out{}
}
