package contract

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"linkdesk/flow"
)

// list walks pages of every size and expects each case once, newest first.
func list(t *testing.T, j flow.Journal) {
	var want []flow.CaseID
	for n := range 7 {
		Put(t, j, Road(ID(n), flow.Demo)[0])
		want = append([]flow.CaseID{ID(n)}, want...)
	}
	for _, limit := range []int{0, 1, 2, 3, 7, 8} {
		var got []flow.CaseID
		q := flow.Query{Limit: limit}
		for {
			page, err := j.List(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if limit > 0 && len(page.Rows) > limit {
				t.Errorf("a page of %d holds %d rows", limit, len(page.Rows))
			}
			for _, row := range page.Rows {
				got = append(got, row.ID)
				q.Before = row.ID
			}
			if !page.More {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("limit %d: %v; want %v", limit, got, want)
		}
	}
	for name, c := range map[string]struct {
		before flow.CaseID
		rows   int
	}{"before the oldest": {ID(0), 0}, "before one that is not there": {ID(99), 7}} {
		page, err := j.List(t.Context(), flow.Query{Before: c.before})
		if err != nil || len(page.Rows) != c.rows || page.More {
			t.Errorf("%s: %d rows, more %v, %v", name, len(page.Rows), page.More, err)
		}
	}
}

func find(t *testing.T, j flow.Journal) {
	for n := 1; n <= 3; n++ {
		Put(t, j, Road(ID(n), flow.Demo)[0])
	}
	id := string(ID(2))
	for name, c := range map[string]struct {
		text string
		want flow.CaseID
		many int
	}{
		"whole":                 {id, ID(2), 0},
		"lower case and spaces": {" " + strings.ToLower(id) + " ", ID(2), 0},
		"prefix":                {id[:10], ID(2), 0},
		"suffix":                {id[20:], ID(2), 0},
		"four characters":       {id[22:], ID(2), 0},
		"three characters":      {id[23:], "", 0},
		"the letter O":          {strings.ReplaceAll(id[:10], "0", "o"), ID(2), 0},
		"all of them":           {id[:5], "", 3},
		"middle":                {id[4:12], "", 0},
		"other case":            {string(ID(4)), "", 0},
		"too long":              {id + "0", "", 0},
		"empty":                 {"", "", 0},
		"no id at all":          {"acme corp", "", 0},
	} {
		got, err := j.Find(t.Context(), c.text)
		var many *flow.AmbiguousError
		switch {
		case c.many > 0:
			if !errors.As(err, &many) || len(many.Matches) != c.many || many.Matches[0] != ID(3) {
				t.Errorf("%s: %v, %v", name, got, err)
			}
		case c.want == "":
			if !errors.Is(err, flow.ErrNoCase) {
				t.Errorf("%s: %v, %v", name, got, err)
			}
		case err != nil || got != c.want:
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}
