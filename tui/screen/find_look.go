package screen

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"
	"unicode"

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
	text := f.form.Value("text")
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

// lookUp asks for the whole text, and for the ids in it where it is more than one: an answer of Plaid's
// that was pasted as it is, a line of a log. A token is cut out of what stands around it.
func lookUp(ctx context.Context, finder flow.Finder, text string) ([]flow.Hit, error) {
	if token, _, is := flow.TokenIn(text); is {
		return finder.Lookup(ctx, token)
	}
	all, err := finder.Lookup(ctx, text)
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' })
	if err != nil || len(all) > 0 || len(words) < 2 {
		return all, err
	}
	const longEnough, enough = 8, 16
	for _, word := range words[:min(len(words), enough)] {
		if len(word) < longEnough {
			continue
		}
		some, err := finder.Lookup(ctx, word)
		if err != nil {
			return nil, err
		}
		for _, h := range some {
			if strings.EqualFold(h.ID, word) {
				all = append(all, h)
			}
		}
	}
	return all, nil
}

// rowsOf are the cases of hits, each once, with all that it was found by.
func rowsOf(ctx context.Context, s Searcher, all []flow.Hit) ([]foundCase, error) {
	var out []foundCase
	at := map[flow.CaseID]int{}
	for _, h := range all {
		if i, ok := at[h.Case]; ok {
			if !strings.Contains(out[i].by, foundBy(h)) {
				out[i].by += ", " + foundBy(h)
			}
			continue
		}
		row, err := s.Row(ctx, h.Case)
		switch {
		case errors.Is(err, flow.ErrNoCase):
			continue // pruned since
		case err != nil:
			return nil, err
		}
		at[h.Case] = len(out)
		out = append(out, foundCase{row, foundBy(h)})
	}
	return out, nil
}

// foundBy says what an id is. A token has nothing that could be shown.
func foundBy(h flow.Hit) string {
	if h.Kind == flow.RefToken {
		return "token"
	}
	return h.Kind.String() + " " + h.ID
}

// alone reports that an id was given whole which no row shows, so that a look at all rows is in vain.
func alone(all []flow.Hit, text string) bool {
	for _, h := range all {
		if h.ID != text {
			continue
		}
		switch h.Kind {
		case flow.RefUser: // it is in the rows, and may be a part of others
		default:
			return true
		}
	}
	return false
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
