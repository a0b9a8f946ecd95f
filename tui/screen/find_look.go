package screen

import (
	"cmp"
	"context"
	"strings"
	"time"

	"linkdesk/flow"
)

// quiet says that the hands have rested since a key.
type quiet struct {
	of *find
	n  int
}

// hits are the cases of an id.
type hits struct {
	of    *find
	n     int
	rows  []foundCase
	alone bool // the words of the rows have no part of such an id
	full  bool // more cases may have such an id
	err   error
}

// slice is one look at the words of rows.
type slice struct {
	of   *find
	n    int
	page flow.Page
	err  error
}

// rest waits until the hands are quiet.
func (f *find) rest() Out {
	n := f.n
	return Out{Jobs: []Job{{Limit: listLimit, Run: func(ctx context.Context) any {
		select {
		case <-time.After(quietTime):
		case <-ctx.Done():
		}
		return quiet{f, n}
	}}}}
}

// search begins with the ids.
func (f *find) search() Out {
	text := bare(f.form.Value("text"))
	_, kind, token := flow.TokenIn(text)
	f.clear(findLooking)
	f.n++
	n, desk := f.n, f.desk
	finder, is := desk.(Searcher)
	if token {
		f.kind = strings.ToLower(kind)
		if f.kind == "access" || !is {
			f.state = findDone
			return Out{}
		}
	} else {
		f.text = text
	}
	if !is {
		return f.lookOn()
	}
	return Out{Jobs: []Job{{Limit: listLimit, Run: func(ctx context.Context) any {
		all, err := lookUp(ctx, finder, text)
		out := hits{of: f, n: n, err: err}
		if err == nil {
			out.rows, out.err = rowsOf(ctx, finder, all)
			out.alone, out.full = token || alone(all, text), len(all) >= foundAtOnce
		}
		return out
	}}}}
}

func (f *find) takeHits(m hits) Out {
	if m.err != nil {
		f.state, f.trouble, f.more = findStopped, listTrouble(m.err), true
		return Out{}
	}
	for _, row := range m.rows {
		f.add(row)
	}
	f.capped = m.full
	if m.alone {
		f.state = findDone
		return Out{}
	}
	return f.lookOn()
}

func (f *find) add(row foundCase) {
	if !f.listed[row.ID] {
		f.listed[row.ID] = true
		f.rows = append(f.rows, row)
	}
}

// lookOn looks at the words of the next slice. Each is a job of its own, which ends the search when it
// is not followed by another.
func (f *find) lookOn() Out {
	f.state, f.trouble = findLooking, ""
	desk, n := f.desk, f.n
	q := flow.Query{Limit: foundAtOnce, Before: f.next, Filter: flow.Filter{Text: f.text}}
	return Out{Jobs: []Job{{Limit: listLimit, Run: func(ctx context.Context) any {
		page, err := desk.List(ctx, q)
		return slice{f, n, page, err}
	}}}}
}

func (f *find) takeSlice(m slice) Out {
	if m.err != nil {
		f.state, f.trouble, f.more = findStopped, listTrouble(m.err), true
		return Out{}
	}
	f.looked += m.page.Looked
	f.more, f.next = m.page.More, cmp.Or(m.page.Next, f.next)
	for _, row := range m.page.Rows {
		f.add(foundCase{row, strings.Join(flow.Filter{Text: f.text}.Found(row), ", ")})
	}
	switch {
	case !f.more:
		f.state = findDone
	case len(f.rows) >= f.most:
		f.state = findFull
	default:
		return f.lookOn()
	}
	f.grid.Follow(f.lines(), f.room())
	return Out{}
}
