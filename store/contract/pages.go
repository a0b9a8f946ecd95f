package contract

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"linkdesk/flow"
)

// IDAt gives the n-th id of a moment: an id begins with the time at which its case was opened.
func IDAt(at time.Time, n int) flow.CaseID {
	const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	text := make([]byte, 10)
	for i, ms := len(text)-1, at.UnixMilli(); i >= 0; i, ms = i-1, ms>>5 {
		text[i] = digits[ms&31]
	}
	return flow.CaseID(fmt.Sprintf("%s%s%06d", text, "Z6TQ8XW2BC", n))
}

// book is cases in several states, banks and months, oldest first: the n-th was opened n days
// after Start, has gone so many steps of the road, and is of a bank with that name.
func book() []flow.Append {
	var all []flow.Append
	for n, c := range []struct {
		steps          int
		bank, bankName string
		user, name     string
	}{
		{18, "ins_109508", "First Platypus Bank", "cp-118", "Ada Löwe"},
		{3, "", "", "cp-119", "Bert Löwe"},
		{12, "ins_109509", "First Gingham Credit Union", "cp-118", "ADA LÖWE"},
		{17, "ins_109508", "First Platypus Bank", "cp-1", "Carla"},
		{1, "", "", "cp-2", "Dora"},
		{10, "ins_4", "Tartan Bank", "cp-3", "Emil"},
		{15, "ins_109508", "First Platypus Bank", "cp-4", "First Gingham Ltd"},
	} {
		at := Start().AddDate(0, 0, n)
		for _, a := range Visit(IDAt(at, n), c.bank, nil, Named("Checking", fmt.Sprintf("%04d", n)))[:c.steps] {
			a.At = at.Add(a.At.Sub(Start()))
			for i, ev := range a.Events {
				switch e := ev.(type) {
				case flow.PartySet:
					e.Party = flow.Party{ClientUserID: c.user, LegalName: c.name}
					a.Events[i] = e
				case flow.LinkSucceeded:
					e.InstitutionName = c.bankName
					a.Events[i] = e
				case flow.AccountChosen:
					e.AccountID = fmt.Sprintf("acc-%04d", n)
					a.Events[i] = e
				}
			}
			all = append(all, a)
		}
	}
	return all
}

// pagesBack walks back and forth in pages of every size and expects every case once.
func pagesBack(t *testing.T, j flow.Journal) {
	Put(t, j, book()...)
	var want []flow.CaseID
	for n := 6; n >= 0; n-- {
		want = append(want, IDAt(Start().AddDate(0, 0, n), n))
	}
	for _, limit := range []int{0, 1, 2, 3, 6, 7, 8} {
		if got := Walk(t, j, flow.Query{Limit: limit, After: IDAt(Start().AddDate(0, 0, -1), 0)}); !slices.Equal(got, want) {
			t.Errorf("to newer cases in pages of %d: %v; want %v", limit, got, want)
		}
		if got := Walk(t, j, flow.Query{Limit: limit, After: flow.Beginning}); !slices.Equal(got, want) {
			t.Errorf("from the oldest case on in pages of %d: %v; want %v", limit, got, want)
		}
		if got := Walk(t, j, flow.Query{Limit: limit}); !slices.Equal(got, want) {
			t.Errorf("to older cases in pages of %d: %v; want %v", limit, got, want)
		}
	}
	page, err := j.List(t.Context(), flow.Query{Limit: 2, After: want[4]})
	if err != nil || len(page.Rows) != 2 || page.Rows[0].ID != want[2] || page.Rows[1].ID != want[3] || !page.More || page.Next != want[2] {
		t.Errorf("the page before %s: %+v, %v", want[4], page, err)
	}
	page, err = j.List(t.Context(), flow.Query{Limit: 1, After: flow.Beginning})
	if err != nil || len(page.Rows) != 1 || page.Rows[0].ID != want[6] || !page.More {
		t.Errorf("the oldest page: %+v, %v", page, err)
	}
	page, err = j.List(t.Context(), flow.Query{After: want[0]})
	if err != nil || len(page.Rows) != 0 || page.More {
		t.Errorf("newer than the newest: %+v, %v", page, err)
	}
	if _, err := j.List(t.Context(), flow.Query{Before: want[0], After: want[4]}); err == nil {
		t.Error("a page before one case and after another was given")
	}
}

// Walk lists what a query gives in all of its pages, newest first, and fails the test when a
// page is not in order, is too long or leads nowhere.
func Walk(t testing.TB, j flow.Journal, q flow.Query) (ids []flow.CaseID) {
	t.Helper()
	back := q.After != ""
	for {
		page, err := j.List(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if q.Limit > 0 && len(page.Rows) > q.Limit || page.Looked < len(page.Rows) {
			t.Errorf("a page of %d holds %d rows of %d that were looked at", q.Limit, len(page.Rows), page.Looked)
		}
		var some []flow.CaseID
		for _, row := range page.Rows {
			some = append(some, row.ID)
		}
		if ids = append(ids, some...); back {
			ids = append(some, ids[:len(ids)-len(some)]...)
		}
		if !page.More {
			return ids
		}
		if page.Next == "" || back && page.Next <= q.After || !back && q.Before != "" && page.Next >= q.Before {
			t.Fatalf("the page behind %+v begins at %q, so it leads nowhere", q, page.Next)
		}
		if q.Before = page.Next; back {
			q.Before, q.After = "", page.Next
		}
	}
}
