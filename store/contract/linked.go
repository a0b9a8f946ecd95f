package contract

import (
	"slices"
	"testing"
	"time"

	"linkdesk/flow"
)

// bank is the bank of the road.
const bank = "ins_109508"

// Visit is Road with accounts of that name and mask: seen is what Link listed, read what the
// bank gave after the exchange.
func Visit(id flow.CaseID, bank string, seen, read []flow.LinkAccount) []flow.Append {
	steps := Road(id, flow.Demo)
	for _, a := range steps {
		for i, ev := range a.Events {
			switch e := ev.(type) {
			case flow.LinkSucceeded:
				e.InstitutionID, e.Accounts = bank, seen
				a.Events[i] = e
			case flow.AccountsRead:
				e.Accounts = nil
				for _, r := range read {
					e.Accounts = append(e.Accounts, flow.Account{ID: "acc-" + r.Mask, Name: r.Name, Mask: r.Mask, Type: "depository", Subtype: "checking"})
				}
				a.Events[i] = e
			}
		}
	}
	return steps
}

// Named is an account as Linked compares it.
func Named(name, mask string) []flow.LinkAccount {
	return []flow.LinkAccount{{Name: name, Mask: mask}}
}

// The appends of Road after which Link has given a public token, it is exchanged, the accounts
// are read, and the case is closed.
const (
	afterLink     = 6
	afterExchange = 8
	afterRead     = 10
)

// linked: which cases hold an account, and what counts as the same one.
func linked(t *testing.T, j flow.Journal) {
	if got, err := j.Linked(t.Context(), ID(1), bank, Named("Checking", "0000")); err != nil || len(got) != 0 {
		t.Errorf("an empty history: %v, %v", got, err)
	}
	seen, read := Named("Plaid  Savings", "1111"), Named("Plaid Straße ΣΑΣ", "0000")
	closed := Visit(ID(1), bank, seen, read)
	Put(t, j, closed...)
	Put(t, j, Visit(ID(0), bank, nil, read)[:afterRead]...)
	Put(t, j, Visit(ID(2), bank, seen, read)[:afterLink]...) // no exchange
	Put(t, j, Visit(ID(3), bank, seen, read)[:afterExchange]...)
	Put(t, j, Visit(ID(4), "ins_2", seen, read)[:afterRead]...)
	Put(t, j, Visit(ID(5), bank, seen, Named("Plaid Straße ΣΑΣ", ""))[:afterRead]...)
	left := Visit(ID(6), bank, seen, read)[:afterLink]
	Put(t, j, left...)
	last := left[len(left)-1]
	Put(t, j, flow.Append{Case: ID(6), Expect: last.Expect + 1, At: Start(), Shred: true, Events: []flow.Event{flow.CaseClosed{At: flow.StopAccount, By: "operator"}}})
	for name, c := range map[string]struct {
		bank     string
		accounts []flow.LinkAccount
		want     []flow.CaseID
	}{
		"listed by Link":          {bank, seen, []flow.CaseID{ID(5), ID(3), ID(1)}},
		"read at the bank":        {bank, read, []flow.CaseID{ID(1), ID(0)}},
		"case and white space":    {bank, Named(" plaid STRAßE\u00a0 σας ", "0000"), []flow.CaseID{ID(1), ID(0)}},
		"two accounts, one row":   {bank, append(Named("PLAID savings", "1111"), read...), []flow.CaseID{ID(5), ID(3), ID(1), ID(0)}},
		"twice the same":          {bank, append(Named("PLAID savings", "1111"), seen...), []flow.CaseID{ID(5), ID(3), ID(1)}},
		"another bank":            {"ins_2", seen, []flow.CaseID{ID(4)}},
		"another mask":            {bank, Named("Plaid Savings", "1112"), nil},
		"a mask with a space":     {bank, Named("Plaid Savings", "1111 "), nil},
		"another name":            {bank, Named("PlaidSavings", "1111"), nil},
		"no mask":                 {bank, Named("Plaid Straße ΣΑΣ", ""), nil},
		"no bank":                 {"", seen, nil},
		"a bank in another case":  {"INS_109508", seen, nil},
		"nothing":                 {bank, nil, nil},
		"the fields moved by one": {bank + "P", Named("laid Savings", "1111"), nil},
	} {
		got, err := j.Linked(t.Context(), "", c.bank, c.accounts)
		if ids := casesOf(got); err != nil || !slices.Equal(ids, c.want) {
			t.Errorf("%s: %v, %v; want %v", name, ids, err, c.want)
		}
	}
	got, err := j.Linked(t.Context(), ID(3), bank, append(Named("plaid savings", "1111"), read...))
	want := []flow.Duplicate{
		{Case: ID(5), InstitutionName: "First Platypus Bank", Name: "Plaid  Savings", Mask: "1111", At: Start().Add((afterRead - 1) * time.Second)},
		{Case: ID(1), InstitutionName: "First Platypus Bank", Name: "Plaid Straße ΣΑΣ", Mask: "0000", At: closed[len(closed)-1].At},
		{Case: ID(0), InstitutionName: "First Platypus Bank", Name: "Plaid Straße ΣΑΣ", Mask: "0000", At: Start().Add((afterRead - 1) * time.Second)},
	}
	for i := range want {
		want[i].At = want[i].At.Truncate(time.Microsecond)
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("without the case itself: %+v, %v; want %+v", got, err, want)
	}
}

func casesOf(found []flow.Duplicate) (ids []flow.CaseID) {
	for _, d := range found {
		ids = append(ids, d.Case)
	}
	return ids
}

// linkedAgain: a case that goes back to Link and comes out at another bank holds what its new
// Item has; until then, what the old one had.
func linkedAgain(t *testing.T, j flow.Journal) {
	first, second := Named("Checking", "0000"), Named("Savings", "1111")
	holds := func(when, institution string, accounts []flow.LinkAccount, want ...flow.CaseID) {
		t.Helper()
		got, err := j.Linked(t.Context(), "", institution, accounts)
		if ids := casesOf(got); err != nil || !slices.Equal(ids, want) {
			t.Errorf("%s: %v, %v; want %v", when, ids, err, want)
		}
	}
	old, again := Visit(ID(1), bank, first, first)[:afterRead], Visit(ID(1), "ins_2", second, second)[1:afterRead]
	Put(t, j, old...)
	last := old[len(old)-1]
	for i, a := range again {
		a.Expect += last.Expect + uint32(len(last.Events)) - 2 // the opening has two events
		Put(t, j, a)
		switch i + 2 {
		case afterLink - 1: // on the way to another bank
			holds("at Link again", bank, first, ID(1))
		case afterLink:
			holds("before the second exchange", "ins_2", second)
			holds("before the second exchange, at the first bank", bank, second)
		case afterExchange, afterRead:
			holds("after the second exchange", "ins_2", second, ID(1))
			holds("after the second exchange, at the first bank", bank, first)
		}
	}
	for n := 2; n <= 14; n++ {
		Put(t, j, Visit(ID(n), bank, first, nil)[:afterExchange]...)
	}
	var newest []flow.CaseID
	for n := 14; n > 4; n-- {
		newest = append(newest, ID(n))
	}
	holds("ten at most", bank, first, newest...)
}
