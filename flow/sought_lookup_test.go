package flow

import (
	"context"
	"slices"
	"testing"
)

// shelfOf is a Finder with a few ids.
type shelfOf []Hit

func (all shelfOf) Lookup(_ context.Context, text string) ([]Hit, error) {
	var out []Hit
	for _, h := range all {
		if len(text) >= 4 && len(h.ID) >= len(text) && h.ID[:len(text)] == text {
			out = append(out, h)
		}
	}
	return out, nil
}

func TestLookUpTriesEveryCandidate(t *testing.T) {
	user, request := Hit{"01A", RefUser, "cp-118-2", 2}, Hit{"01B", RefRequest, "Wf1a9nOcYpQ3zL7", 5}
	longer, bank := Hit{"01C", RefRequest, "Wf1a9nOcYpQ3zL7x9", 5}, Hit{"01D", RefInstitution, "ins_56", 3}
	shelf := shelfOf{user, request, longer, bank}
	for text, c := range map[string]struct {
		want  []Hit
		whole bool
	}{
		"Wf1a9nOc":                    {[]Hit{request, longer}, false},
		"Wf1a9nOcYpQ3zL7":             {[]Hit{request, longer}, true},
		"request_id: Wf1a9nOcYpQ3zL7": {[]Hit{request}, true},
		"cp-118-2":                    {[]Hit{user}, false},
		`{"institution_id": "ins_56", "request_id": "Wf1a9nOcYpQ3zL7", "session": "gone-1234"}`: {[]Hit{request, bank}, true},
		`{"client_user_id": "cp-118-2"}`: {[]Hit{user}, false},
		"nobody":                         {nil, false},
	} {
		got, err := LookUp(t.Context(), shelf, Seek(text))
		slices.SortFunc(got, func(a, b Hit) int { return int(a.Kind)*100 + int(a.Case[2]) - int(b.Kind)*100 - int(b.Case[2]) })
		if err != nil || !slices.Equal(got, c.want) || Seek(text).Whole(got) != c.whole {
			t.Errorf("%q: %v, whole %v, %v", text, got, Seek(text).Whole(got), err)
		}
	}
}

func TestAHitSaysWhatItWasOf(t *testing.T) {
	records := []Record{{Seq: 1, Event: CaseOpened{}}, {Seq: 2, Event: ItemExchanged{}}}
	for h, want := range map[Hit]string{
		{Kind: RefRequest, Seq: 2}: "the exchange", {Kind: RefItem, Seq: 2}: "", {Kind: RefRequest, Seq: 3}: "", {Kind: RefCase}: "",
	} {
		if got := AboutHit(h, records); got != want {
			t.Errorf("%+v: %q", h, got)
		}
	}
}
