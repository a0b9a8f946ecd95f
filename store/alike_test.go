package store

import (
	"fmt"
	"slices"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/gen"
)

// TestAlikeIsWhatAReadingOfAllJournalsSays: of a bank, and of all, in looks one after the other.
func TestAlikeIsWhatAReadingOfAllJournalsSays(t *testing.T) {
	s, all := generated(t, 150)
	s.looks = 37
	journals := map[flow.CaseID][]flow.Record{}
	var ids []flow.CaseID
	for _, r := range all {
		if len(journals[r.Case]) == 0 {
			ids = append(ids, r.Case)
		}
		journals[r.Case] = append(journals[r.Case], r)
	}
	slices.Reverse(ids)
	bank, _ := gen.Bank(0)
	seen, helped := 0, map[flow.Remedy]int{}
	for _, key := range []string{"LINK_EXITED requires_credentials", "INVALID_MFA", "25002", "NO_ANSWER", "UNHEARD_OF"} {
		for _, of := range []string{bank, ""} {
			var want []flow.Past
			for _, id := range ids[1:] {
				atBank := of == ""
				for _, r := range journals[id] {
					atBank = atBank || slices.Contains(flow.RefsOf(r.Event), flow.Ref{Kind: flow.RefInstitution, ID: of})
				}
				if p, ok := flow.PastOf(journals[id], key); ok && atBank {
					want = append(want, p)
					seen, helped[p.By] = seen+1, helped[p.By]+1
				}
			}
			var got []flow.Past
			q := flow.AlikeQuery{Key: key, Not: ids[0], Bank: of}
			for more := true; more; {
				page, err := s.Alike(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				if page.Looked > s.looks {
					t.Fatalf("a look went through %d cases", page.Looked)
				}
				got, more, q.Before = append(got, page.Past...), page.More, page.Next
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s of %q:\n got %v\nwant %v", key, of, got, want)
			}
		}
	}
	if seen < 10 || helped[flow.RemedyVisit] == 0 || helped[flow.RemedyNone] == 0 {
		t.Errorf("the history is too plain to prove anything: %d, %v", seen, helped)
	}
}

// TestACaseBegunAnew: a case that was given up counts as solved where its customer came through in a newer one.
func TestACaseBegunAnew(t *testing.T) {
	s := newStore(t)
	tell := func(n int, through bool) {
		id := flow.CaseID(fmt.Sprintf("01J00000000000000000000%03d", n))
		events := []flow.Event{flow.CaseOpened{Env: flow.Demo, Processor: flow.PrimeTrust}, flow.PartySet{Party: flow.Party{ClientUserID: "cp-7", LegalName: "A"}},
			flow.LinkTokenAsked{}, flow.Intent{Effect: flow.CreateLinkToken, Attempt: 1}}
		if !through {
			events = append(events, flow.EffectFailed{Effect: flow.CreateLinkToken, Fault: &flow.Fault{Code: "INVALID_FIELD", Op: string(flow.CreateLinkToken)}})
		} else {
			events = append(events, flow.LinkTokenCreated{}, flow.HandoffStarted{}, flow.LinkSucceeded{}, flow.ItemExchanged{ItemID: "i"},
				flow.AccountsRead{Accounts: []flow.Account{{ID: "a", Type: "depository", Subtype: "checking"}}}, flow.AccountChosen{AccountID: "a"}, flow.ProcessorTokenCreated{Masked: "m"})
		}
		if _, err := s.Append(t.Context(), flow.Append{Case: id, Events: events}); err != nil {
			t.Fatal(err)
		}
	}
	by := func() flow.Remedy {
		page, err := s.Alike(t.Context(), flow.AlikeQuery{Key: "INVALID_FIELD"})
		if err != nil || len(page.Past) != 1 {
			t.Fatalf("%+v, %v", page, err)
		}
		return page.Past[0].By
	}
	tell(1, true) // an older one helps nobody
	tell(2, false)
	if got := by(); got != flow.RemedyNone {
		t.Errorf("before: %q", got)
	}
	tell(3, true)
	if got := by(); got != flow.RemedyNewCase {
		t.Errorf("after: %q", got)
	}
}
