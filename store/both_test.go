package store

import (
	"slices"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/gen"
)

// TestBoth: pages of a bank and a state are those of a look at every row, in both directions and
// from any case on.
func TestBoth(t *testing.T) {
	s := newStore(t)
	const cases = 1500
	bulk(t, s, cases)
	all := func(q flow.Query) (found []flow.Summary) {
		for {
			page, err := s.List(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			rows, next := page.Rows, &q.Before
			if q.After != "" {
				slices.Reverse(rows)
				next = &q.After
			}
			if found = append(found, rows...); !page.More {
				return found
			}
			*next = page.Next
		}
	}
	middle := gen.ID(bulkSeed, cases/2)
	for _, place := range []int{0, 1, 2, 7, 40} {
		bank, _ := gen.Bank(place)
		for _, q := range []flow.Query{{}, {Before: middle}, {After: middle}} {
			q.Limit, q.Filter.Institution = 1000, bank
			ofBank := all(q)
			for _, status := range statuses() {
				q.Limit, q.Filter.Status = 7, status
				want := slices.DeleteFunc(slices.Clone(ofBank), func(r flow.Summary) bool { return r.Status != status })
				if got := all(q); !slices.Equal(got, want) {
					t.Errorf("%s, %s from %+v: %d cases; want %d", bank, status, q, len(got), len(want))
				}
			}
		}
	}
}
