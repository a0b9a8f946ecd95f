package screen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"linkdesk/flow"
)

// shelf is a history of numbers, oldest first, that is read as a store reads it.
type shelf struct {
	ids  []flow.CaseID
	most int // rows that one look goes through
	fits func(flow.CaseID) bool
}

func (s *shelf) add() { s.ids = append(s.ids, flow.CaseID(fmt.Sprintf("%026d", len(s.ids)+1))) }

func (s *shelf) list(q flow.Query) (page flow.Page) {
	ids := slices.Clone(s.ids)
	if q.After == "" {
		slices.Reverse(ids)
	}
	for _, id := range ids[s.skip(q):] {
		if len(page.Rows) == q.Limit || page.Looked == s.most {
			page.More = true
			break
		}
		page.Next, page.Looked = id, page.Looked+1
		if s.fits(id) {
			page.Rows = append(page.Rows, flow.Summary{ID: id})
		}
	}
	if q.After != "" {
		slices.Reverse(page.Rows)
	}
	return page
}

// skip is how many cases lie before a query's cursor.
func (s *shelf) skip(q flow.Query) int {
	switch {
	case q.After != "":
		i, exact := slices.BinarySearch(s.ids, q.After)
		if exact {
			i++
		}
		return i
	case q.Before != "":
		i, _ := slices.BinarySearch(s.ids, q.Before)
		return len(s.ids) - i
	}
	return 0
}

// all are the cases that fit, newest first.
func (s *shelf) all() (out []flow.CaseID) {
	for _, id := range slices.Backward(s.ids) {
		if s.fits(id) {
			out = append(out, id)
		}
	}
	return out
}

// TestTheWindowHasNoHole moves windows about at random while cases come in: their rows are always a
// piece of the history without a gap, and what they say of the rest is true.
func TestTheWindowHasNoHole(t *testing.T) {
	for seed := range uint64(24) {
		r := rand.New(rand.NewPCG(seed, 7))
		s := &shelf{most: 1 + r.IntN(400), fits: func(flow.CaseID) bool { return true }}
		if r.IntN(2) == 0 {
			n := 2 + r.IntN(30)
			s.fits = func(id flow.CaseID) bool { return int(id[24]-'0')*10+int(id[25]-'0') < 100/n }
		}
		for range max(r.IntN(4000)-500, 0) {
			s.add()
		}
		from := side(r.IntN(2))
		begin := func(from side) window {
			q := flow.Query{Limit: 50}
			if from == olderSide {
				q.After = flow.Beginning
			}
			return beginWindow(from, s.list(q))
		}
		w := begin(from)
		for step := range 100 {
			switch r.IntN(8) {
			case 0:
				for range r.IntN(80) {
					s.add()
				}
				if !w.edges[newerSide].more {
					w.renew(s.list(flow.Query{Limit: 50}))
					w.trim(0)
				}
			case 1:
				if r.IntN(10) == 0 {
					w = begin(side(r.IntN(2)))
				}
			default:
				at := side(r.IntN(2))
				if r.IntN(3) > 0 {
					at = from.other()
				}
				if !w.edges[at].more {
					continue
				}
				q := flow.Query{Limit: 200, Before: w.edges[at].at}
				place := len(w.rows) - 1
				if at == newerSide {
					q.Before, q.After = "", w.edges[at].at
					place = 0
				}
				page := s.list(q)
				if at == newerSide {
					place += len(page.Rows)
				}
				w.join(at, page)
				w.trim(place)
			}
			checkWindow(t, s, w, fmt.Sprintf("seed %d, step %d", seed, step))
			if t.Failed() {
				return
			}
		}
	}
}

func checkWindow(t *testing.T, s *shelf, w window, when string) {
	t.Helper()
	all := s.all()
	if len(w.rows) > windowRows {
		t.Errorf("%s: %d rows", when, len(w.rows))
	}
	if len(w.rows) == 0 {
		return
	}
	first := slices.Index(all, w.rows[0].ID)
	for i, row := range w.rows {
		if first < 0 || first+i >= len(all) || all[first+i] != row.ID {
			t.Fatalf("%s: row %d of the window is %s, which does not follow", when, i, row.ID)
		}
	}
	newer, older := w.edges[newerSide], w.edges[olderSide]
	left := len(all) - first - len(w.rows)
	if !older.more && left > 0 || older.counted && older.beyond != left || older.beyond > left {
		t.Errorf("%s: %d older cases, and the window says %+v", when, left, older)
	}
	if !older.more && !older.counted || !newer.more && !newer.counted {
		t.Errorf("%s: an end of the history is reached and not known: %+v", when, w.edges)
	}
	if newer.beyond > first {
		t.Errorf("%s: %d newer cases, and the window says %+v", when, first, newer)
	}
}

// Cases leave a filter, so the newest page may reach further back than the window did.
func TestTheNewestPageMayReachFurther(t *testing.T) {
	gone := map[flow.CaseID]bool{}
	s := &shelf{most: 1000, fits: func(id flow.CaseID) bool { return !gone[id] }}
	for range 100 {
		s.add()
	}
	w := beginWindow(newerSide, s.list(flow.Query{Limit: 50}))
	for _, id := range s.ids[70:] {
		gone[id] = true
	}
	w.renew(s.list(flow.Query{Limit: 50}))
	checkWindow(t, s, w, "after thirty cases left")
	w.join(olderSide, s.list(flow.Query{Limit: 50, Before: w.edges[olderSide].at}))
	checkWindow(t, s, w, "a page further")
}

func TestAnEmptyListFillsUp(t *testing.T) {
	s := &shelf{most: 20, fits: func(flow.CaseID) bool { return true }}
	w := beginWindow(newerSide, s.list(flow.Query{Limit: 50}))
	for range 120 {
		s.add()
	}
	w.renew(s.list(flow.Query{Limit: 50}))
	checkWindow(t, s, w, "120 cases came in")
	// A search that found nothing has been through everything, and does not begin anew.
	s.fits = func(flow.CaseID) bool { return false }
	w = window{edges: [2]edge{{counted: true}, {at: s.ids[0], counted: true}}}
	if w.renew(s.list(flow.Query{Limit: 50})); w.edges[olderSide].more {
		t.Error("it looks through everything again")
	}
}

func TestReplaceKeepsItsBounds(t *testing.T) {
	rows := func(ids ...flow.CaseID) (out []flow.Summary) {
		for _, id := range ids {
			out = append(out, flow.Summary{ID: id})
		}
		return out
	}
	for name, tc := range map[string]struct {
		put    []flow.Summary
		lo, hi flow.CaseID
		want   string
	}{
		"the middle":         {rows("6", "5"), "4", "7", "[9 7 6 5 2]"},
		"nothing is left":    {nil, "4", "7", "[9 7 2]"},
		"from the newest on": {rows("11", "10"), "6", "", "[11 10 4 2]"},
		"to the oldest":      {rows("3"), "", "7", "[9 7 3]"},
		"all":                {rows("1"), "", "", "[1]"},
		"an empty stretch":   {rows("8"), "8", "9", "[9 8 7 6 4 2]"},
	} {
		w := window{rows: rows("9", "7", "6", "4", "2")}
		w.replace(tc.put, tc.lo, tc.hi)
		var ids []flow.CaseID
		for _, r := range w.rows {
			ids = append(ids, r.ID)
		}
		if got := fmt.Sprint(ids); got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
}
