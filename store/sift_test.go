package store

import (
	"context"
	"errors"
	"slices"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/contract"
	"linkdesk/store/gen"
)

// generated puts the first n generated cases into a new history, and gives their journals.
func generated(t *testing.T, n int) (*Store, []flow.Record) {
	t.Helper()
	s := newStore(t)
	var all []flow.Record
	for i := range n {
		story, err := gen.Make(bulkSeed, i)
		if err != nil {
			t.Fatal(err)
		}
		var events []flow.Event
		for _, r := range story.Records {
			events = append(events, r.Event)
		}
		id := story.Case.ID
		if i%9 == 0 {
			events = append(events, flow.Noted{Text: "called the bank about " + string(id[20:]), By: "operator"})
		}
		contract.Put(t, s, flow.Append{Case: id, At: contract.Start(), Events: events})
		records, err := s.Records(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, records...)
	}
	return s, all
}

// TestSiftFindsWhatIsInTheEvents: looks of a few events each find together what a plain reading of all
// journals finds, the newest first, each event once.
func TestSiftFindsWhatIsInTheEvents(t *testing.T) {
	s, all := generated(t, 120)
	s.sifts = 37
	slices.Reverse(all)
	amount, mask := "", ""
	for _, r := range all {
		switch e := r.Event.(type) {
		case flow.MoneyAsked:
			amount = e.Wish.Amount.String()
		case flow.AccountsRead:
			mask = e.Accounts[len(e.Accounts)-1].Mask
		}
	}
	for _, text := range []string{"called the BANK", amount, "x" + mask, "25002", "INVALID_MFA", "requires_code", "no such text"} {
		sought := flow.Seek(text)
		var want []flow.Found
		for _, r := range all {
			if m, ok := sought.Event(r); ok {
				want = append(want, flow.Found{Case: r.Case, Match: m})
			}
		}
		if len(want) == 0 && text != "no such text" {
			t.Errorf("%q is in no event", text)
		}
		var got []flow.Found
		looked, q := 0, flow.SiftQuery{Sought: sought, Limit: 5}
		for more := true; more; {
			page, err := s.Sift(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if page.Looked > s.sifts || len(page.Found) > 5 {
				t.Fatalf("a look went through %d events and found %d", page.Looked, len(page.Found))
			}
			got, looked, more, q.Before = append(got, page.Found...), looked+page.Looked, page.More, page.Next
		}
		if !slices.Equal(got, want) || looked != len(all) {
			t.Errorf("%q: %d of %d events were looked at\n got %v\nwant %v", text, looked, len(all), got, want)
		}
	}
}

func TestSiftEndsWhenNobodyWaits(t *testing.T) {
	s, _ := generated(t, 3)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Sift(ctx, flow.SiftQuery{Sought: flow.Seek("noon")}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if page, err := newStore(t).Sift(t.Context(), flow.SiftQuery{Sought: flow.Seek("noon")}); err != nil || page.More || page.Looked != 0 {
		t.Errorf("a history that does not exist yet: %+v, %v", page, err)
	}
}
