package screen

import (
	"context"
	"slices"

	"linkdesk/flow"
)

// sifted is one look at the events.
type sifted struct {
	of   *find
	n    int
	page flow.SiftPage
	rows []foundCase
	err  error
}

// sifter is a desk whose events can be gone through, nil where there is none or nothing to look for.
func (f *find) sifter() (flow.Sifter, Searcher) {
	s, can := f.desk.(flow.Sifter)
	rows, also := f.desk.(Searcher)
	if !can || !also || !f.sought.Deep() {
		return nil, nil
	}
	return s, rows
}

// lookDeeper looks at the events: amounts, notes, errors of earlier and accounts that were not chosen.
// Each look is a job of its own, which ends the search when it is not followed by another.
func (f *find) lookDeeper() Out {
	s, rows := f.sifter()
	f.state, f.trouble = findLooking, ""
	n, q := f.n, flow.SiftQuery{Sought: f.sought, Before: f.before, Limit: foundAtOnce}
	return Out{Jobs: []Job{{Limit: listLimit, Run: func(ctx context.Context) any {
		page, err := s.Sift(ctx, q)
		out := sifted{of: f, n: n, page: page, err: err}
		if err == nil {
			out.rows, out.err = withRows(ctx, rows, page.Found)
		}
		return out
	}}}}
}

func (f *find) takeSifted(m sifted) Out {
	if m.err != nil {
		f.state, f.trouble, f.more = findStopped, listTrouble(m.err), true
		return Out{}
	}
	f.events += m.page.Looked
	f.before, f.sifting = m.page.Next, m.page.More
	for _, row := range m.rows {
		f.add(row)
	}
	return f.goOn()
}

// goOn takes the next look: at the events before the rows where an amount is likelier than a word.
func (f *find) goOn() Out {
	f.more = f.sifting || f.text < len(f.texts)
	switch {
	case !f.more:
		f.state = findDone
	case len(f.rows) >= f.most:
		f.state = findFull
	case f.sifting && (f.text >= len(f.texts) || f.sought.AmountFirst()):
		return f.lookDeeper()
	default:
		return f.lookOn()
	}
	f.grid.Follow(f.lines(), f.room())
	return Out{}
}

// add takes a case at its place in the order. Whoever has moved the cursor keeps the case under it.
func (f *find) add(row foundCase) {
	last := len(f.rows)
	old := slices.IndexFunc(f.rows, func(r foundCase) bool { return r.ID == row.ID })
	if old >= 0 {
		for _, m := range row.by {
			f.rows[old].also(m)
		}
		row = f.rows[old]
		f.rows = slices.Delete(f.rows, old, old+1)
	}
	at, _ := slices.BinarySearchFunc(f.rows, row, func(a, b foundCase) int { return flow.CompareFound(a.found, b.found) })
	f.rows = slices.Insert(f.rows, at, row)
	cursor := f.grid.Cursor()
	switch {
	case cursor == 0 || cursor >= last: // on the line that looks on
	case old == cursor:
		f.grid.Set(at, f.lines())
	case old < 0 && at <= cursor, old > cursor && at <= cursor:
		f.grid.Shift(1)
	case old >= 0 && old < cursor && at >= cursor:
		f.grid.Shift(-1)
	}
}
