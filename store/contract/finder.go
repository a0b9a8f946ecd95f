package contract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"linkdesk/flow"
)

// JournalFinder is a journal that finds cases by any id.
type JournalFinder interface {
	flow.Journal
	flow.Finder
}

// Finder runs the contract of flow.Finder against the journals that open makes: each call must
// give an empty one of the environment Demo.
func Finder(t *testing.T, open func(t *testing.T) JournalFinder) {
	for name, test := range map[string]func(*testing.T, JournalFinder){
		"ids": lookup, "order": lookupOrder, "most": lookupMost,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func lookup(t *testing.T, j JournalFinder) {
	if got, err := j.Lookup(t.Context(), "ins_109508"); err != nil || len(got) != 0 {
		t.Errorf("an empty history: %v, %v", got, err)
	}
	token := Plain(Token(flow.ProcessorToken, 1))
	steps := Road(ID(1), flow.Demo)
	for _, a := range steps {
		for i, ev := range a.Events {
			if e, is := ev.(flow.ProcessorTokenCreated); is {
				e.TokenHash = Token(flow.ProcessorToken, 1).Hash()
				a.Events[i] = e
			}
		}
	}
	Put(t, j, steps...)
	Put(t, j, Road(ID(2), flow.Demo)[0])
	long := strings.Repeat("a", 300)
	Put(t, j, flow.Append{Case: ID(2), Expect: 2, At: Start(), Events: []flow.Event{flow.PartySet{Party: flow.Party{ClientUserID: long}}}})
	hit := func(n int, kind flow.RefKind, id string, seq uint32) flow.Hit {
		return flow.Hit{Case: ID(n), Kind: kind, ID: id, Seq: seq}
	}
	user := []flow.Hit{hit(2, flow.RefUser, "cp-118", 2), hit(1, flow.RefUser, "cp-118", 2)}
	for text, want := range map[string][]flow.Hit{
		"cp-118":                                user,
		" cp-118\n":                             user,
		"cp-1":                                  user,
		"cp-":                                   nil, // three characters
		"CP-118":                                nil,
		"p-118":                                 nil,
		"ins_109508":                            {hit(1, flow.RefInstitution, "ins_109508", 10)},
		"ins_109508\x00":                        nil,
		"ins_109508\x00\x01\x9a":                nil,
		"m8MDnv9okwxFNBV":                       {hit(1, flow.RefRequest, "m8MDnv9okwxFNBV", 5)}, // of several calls, the first
		"DWVAAPWq4RHGl":                         {hit(1, flow.RefItem, "DWVAAPWq4RHGlEaNyGKRTAnPLaEmo8Cvq7na6", 12)},
		"blgvvBlXw3cq5GMPwqB6s6q4dLKB9WcVqGDGo": {hit(1, flow.RefAccount, "blgvvBlXw3cq5GMPwqB6s6q4dLKB9WcVqGDGo", 14)},
		"0c0c1b3a":                              {hit(1, flow.RefPartner, "0c0c1b3a-90a1-4c0e-a9a1-0d3f3f0d5f5b", 21)},
		token:                                   {hit(1, flow.RefToken, Token(flow.ProcessorToken, 1).Hash(), 17)},
		token[:len(token)-1]:                    nil, // half a token is none
		Token(flow.ProcessorToken, 1).Hash():    nil, // whoever has a hash read it here
		string(ID(2)):                           {hit(2, flow.RefCase, string(ID(2)), 0)},
		strings.ToLower(string(ID(2))[20:]):     {hit(2, flow.RefCase, string(ID(2)), 0)},
		long:                                    nil,
		long[:256]:                              nil,
		"":                                      nil,
	} {
		if got, err := j.Lookup(t.Context(), text); err != nil || !slices.Equal(got, want) {
			t.Errorf("%.40q: %v, %v; want %v", text, got, err, want)
		}
	}
}

// lookupOrder: whole ids come first, then newer cases; an id counts after the case has another.
func lookupOrder(t *testing.T, j JournalFinder) {
	for n, user := range []string{"user-1", "user-12", "user-1", "user-2", "user-10"} {
		steps := Road(ID(n), flow.Demo)
		steps[0].Events[1] = flow.PartySet{Party: flow.Party{ClientUserID: user, LegalName: "Ada"}}
		Put(t, j, steps[0])
	}
	Put(t, j, flow.Append{Case: ID(0), Expect: 2, At: Start(), Events: []flow.Event{flow.PartySet{Party: flow.Party{ClientUserID: "user-99"}}}})
	for text, want := range map[string]string{"user-1": "2 0 4 1", "user-": "4 3 2 1 0 0", "user-9": "0", "user-12": "1"} {
		got, err := j.Lookup(t.Context(), text)
		var order []string
		for _, h := range got {
			for n := range 5 {
				if h.Case == ID(n) {
					order = append(order, fmt.Sprint(n))
				}
			}
		}
		if strings.Join(order, " ") != want || err != nil {
			t.Errorf("%s: cases %v, %v; want %s", text, order, err, want)
		}
	}
}

// lookupMost: of very many cases the newest are given, whatever their ids are.
func lookupMost(t *testing.T, j JournalFinder) {
	const cases = 130
	for n := range cases {
		a := Road(ID(n), flow.Demo)[0]
		a.Events[1] = flow.PartySet{Party: flow.Party{ClientUserID: fmt.Sprintf("user-%03d", n)}}
		if n == 2 {
			a.Events[1] = flow.PartySet{Party: flow.Party{ClientUserID: "user-"}}
		}
		Put(t, j, a)
	}
	for text, first := range map[string]int{"user-": 2, string(ID(0))[:7]: cases - 1} {
		got, err := j.Lookup(t.Context(), text)
		if err != nil || len(got) != 100 || got[0].Case != ID(first) || got[1].Case < ID(cases-2) {
			t.Fatalf("%s: %d hits, %v; the first %+v", text, len(got), err, got[:min(2, len(got))])
		}
		for i := 2; i < len(got); i++ {
			if got[i].Case >= got[i-1].Case {
				t.Errorf("%s: %s after %s", text, got[i].Case, got[i-1].Case)
			}
		}
	}
}
