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
	typed := f.form.Value("text")
	token, kind, is := flow.TokenIn(typed)
	f.clear(findLooking)
	f.n++
	n, desk := f.n, f.desk
	finder, knows := desk.(Searcher)
	sought := flow.Seek(typed)
	if is {
		f.kind = strings.ToLower(kind)
		if f.kind == "access" || !knows {
			f.state = findDone
			return Out{}
		}
		sought = flow.Sought{IDs: []string{token}, Typed: token}
	} else {
		f.sought, f.texts = sought, sought.Texts()
		s, _ := f.sifter()
		f.sifting = s != nil
	}
	if !knows {
		return f.goOn()
	}
	return Out{Jobs: []Job{{Limit: listLimit, Run: func(ctx context.Context) any {
		all, err := flow.LookUp(ctx, finder, sought)
		out := hits{of: f, n: n, err: err}
		if err == nil {
			out.rows, out.err = rowsOf(ctx, desk, finder, sought, all)
			out.alone, out.full = is || sought.Whole(all), len(all) >= foundAtOnce
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
	return f.goOn()
}

// lookOn looks at the next slice of rows. Each is a job of its own, which ends the search when it
// is not followed by another.
func (f *find) lookOn() Out {
	f.state, f.trouble = findLooking, ""
	desk, n := f.desk, f.n
	q := flow.Query{Limit: foundAtOnce, Before: f.next, Filter: flow.Filter{Text: f.texts[f.text]}}
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
	if f.text == 0 {
		f.looked += m.page.Looked // a second text looks at the same rows again
	}
	f.next = cmp.Or(m.page.Next, f.next)
	if !m.page.More {
		f.text, f.next = f.text+1, ""
	}
	for _, row := range m.page.Rows {
		if by, ok := f.sought.Row(row); ok {
			f.add(newFound(row, by))
		}
	}
	return f.goOn()
}
