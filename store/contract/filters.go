package contract

import (
	"slices"
	"testing"
	"time"

	"linkdesk/flow"
)

// filters asks for every kind of filter, alone and together, in pages of one and of many, both
// ways: the answer is what flow.Filter.Matches says of each row.
func filters(t *testing.T, j flow.Journal) {
	if got := Walk(t, j, flow.Query{Filter: flow.Filter{Status: flow.StatusOpen}}); len(got) != 0 {
		t.Errorf("an empty history: %v", got)
	}
	Put(t, j, book()...)
	day := func(n int) time.Time { return Start().AddDate(0, 0, n) }
	for name, c := range map[string]struct {
		filter flow.Filter
		want   []int
	}{
		"nothing asked":               {flow.Filter{}, []int{6, 5, 4, 3, 2, 1, 0}},
		"open":                        {flow.Filter{Status: flow.StatusOpen}, []int{5, 4, 1}},
		"usable":                      {flow.Filter{Status: flow.StatusUsable}, []int{3}},
		"closed":                      {flow.Filter{Status: flow.StatusClosed}, []int{0}},
		"failed":                      {flow.Filter{Status: flow.StatusFailed}, nil},
		"a status that is none":       {flow.Filter{Status: "Open"}, nil},
		"the operator acts":           {flow.Filter{Who: flow.Operator}, []int{6, 5, 4, 2, 1}},
		"nobody acts":                 {flow.Filter{Who: flow.Nobody}, []int{3, 0}},
		"open, and the operator acts": {flow.Filter{Status: flow.StatusOpen, Who: flow.Operator}, []int{5, 4, 1}},
		"a bank by its id":            {flow.Filter{Institution: "ins_109508"}, []int{6, 3, 0}},
		"by an id in another case":    {flow.Filter{Institution: "INS_109508"}, nil},
		"by a part of its id":         {flow.Filter{Institution: "ins_10950"}, nil},
		"by its name":                 {flow.Filter{Institution: "First Platypus Bank"}, []int{6, 3, 0}},
		"by a part of its name":       {flow.Filter{Institution: "BANK"}, []int{6, 5, 3, 0}},
		"of two banks":                {flow.Filter{Institution: "first "}, []int{6, 3, 2, 0}},
		"a zero byte":                 {flow.Filter{Institution: "ins_109508\x00"}, nil},
		"since then":                  {flow.Filter{Since: day(3)}, []int{6, 5, 4, 3}},
		"a microsecond too late":      {flow.Filter{Since: day(3).Add(time.Microsecond)}, []int{6, 5, 4}},
		"since ever":                  {flow.Filter{Since: time.Unix(-1, 0)}, []int{6, 5, 4, 3, 2, 1, 0}},
		"since tomorrow":              {flow.Filter{Since: day(99)}, nil},
		"since the year 20000":        {flow.Filter{Since: time.Date(20000, 1, 1, 0, 0, 0, 0, time.UTC)}, nil},
		"a name":                      {flow.Filter{Text: "löwe"}, []int{2, 1, 0}},
		"two words, two columns":      {flow.Filter{Text: " ada  gingham "}, []int{2}},
		"a client_user_id":            {flow.Filter{Text: "cp-118"}, []int{2, 0}},
		"a mask":                      {flow.Filter{Text: "0006"}, []int{6}},
		"an end of an id":             {flow.Filter{Text: "000004"}, []int{4}},
		"a status as text":            {flow.Filter{Text: "token_ready"}, []int{2}},
		"white space":                 {flow.Filter{Text: " \t"}, []int{6, 5, 4, 3, 2, 1, 0}},
		"everything together":         {flow.Filter{Status: flow.StatusSubmitted, Who: flow.Operator, Institution: "ins_109508", Since: day(1), Text: "carla"}, nil},
		"everything but the name":     {flow.Filter{Status: flow.StatusUsable, Who: flow.Nobody, Institution: "ins_109508", Since: day(1), Text: "carla"}, []int{3}},
	} {
		var want []flow.CaseID
		for _, n := range c.want {
			want = append(want, IDAt(day(n), n))
		}
		for _, limit := range []int{0, 1, 2} {
			if got := Walk(t, j, flow.Query{Limit: limit, Filter: c.filter}); !slices.Equal(got, want) {
				t.Errorf("%s, pages of %d: %v; want %v", name, limit, got, want)
			}
			if got := Walk(t, j, flow.Query{Limit: limit, Filter: c.filter, After: IDAt(day(-1), 0)}); !slices.Equal(got, want) {
				t.Errorf("%s, back in pages of %d: %v; want %v", name, limit, got, want)
			}
		}
	}
}

// early: a case may be a moment older by its id than by its first record, since the id is made
// before that is written. Since goes by the record.
func early(t *testing.T, j flow.Journal) {
	a := Road(IDAt(Start().Add(-3*time.Second), 1), flow.Demo)[0]
	Put(t, j, a)
	for _, q := range []flow.Query{{}, {After: IDAt(Start().AddDate(0, 0, -1), 0)}} {
		q.Filter.Since = a.At
		if got := Walk(t, j, q); len(got) != 1 {
			t.Errorf("%+v: %v", q, got)
		}
	}
}
