package store

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestATextIsNoKey: a zero byte in what is asked for must not reach from the id of a row into
// the case behind it, which looked like damage.
func TestATextIsNoKey(t *testing.T) {
	s := newStore(t)
	id := contract.IDAt(contract.Start(), 1) // with zero bytes in its key
	contract.Put(t, s, contract.Visit(id, platypus, nil, nil)[:6]...)
	key, _ := parseCase(id)
	for n := range key {
		text := platypus + "\x00" + string(key[:n])
		if hits, err := s.Lookup(t.Context(), text); err != nil || len(hits) != 0 {
			t.Errorf("Lookup of the id and %d bytes: %v, %v", n, hits, err)
		}
		if page, err := s.List(t.Context(), flow.Query{Filter: flow.Filter{Institution: text}}); err != nil || len(page.Rows) != 0 {
			t.Errorf("List of the id and %d bytes: %v, %v", n, page, err)
		}
	}
}

func (h *history) findIs(text string) {
	h.t.Helper()
	got, err := h.store().Find(h.t.Context(), text)
	want, must := h.m.Find(h.t.Context(), text)
	var many, mustBe *flow.AmbiguousError
	switch {
	case errors.As(must, &mustBe):
		if !errors.As(err, &many) || many.Text != mustBe.Text || !slices.Equal(many.Matches, mustBe.Matches) {
			h.t.Fatalf("Find(%q) = %v; want %v", text, err, mustBe.Matches)
		}
	case got != want, !errors.Is(err, must):
		h.t.Fatalf("Find(%q) = %v, %v; want %v, %v", text, got, err, want, must)
	}
}

// lookupIs compares the hits. Those of one case have no order of their own, and where there
// are more than are given, any of the last case may be among them.
func (h *history) lookupIs(text string) {
	h.t.Helper()
	got, err := h.store().Lookup(h.t.Context(), text)
	text = strings.TrimSpace(text)
	all := h.m.hits(text)
	want := all[:min(len(all), mostHits)]
	if err != nil || len(got) != len(want) {
		h.t.Fatalf("Lookup(%q): %d hits, %v; want %d", text, len(got), err, len(want))
	}
	for i := range got {
		if got[i].Case != want[i].Case || rank(got[i], text) != rank(want[i], text) || !slices.Contains(all, got[i]) {
			h.t.Fatalf("Lookup(%q) = %+v; want %+v", text, got, want)
		}
	}
	sorted := slices.Clone(got)
	sortHits(sorted, text)
	if len(all) <= mostHits && !slices.Equal(sorted, want) {
		h.t.Fatalf("Lookup(%q) = %+v; want %+v", text, got, want)
	}
}

func (h *history) linkedIs() {
	h.t.Helper()
	not, bank, accounts := pick(h.walker, h.cases...), pick(h.walker, banks...)[0], h.shared()
	got, err := h.store().Linked(h.t.Context(), not, bank, accounts)
	want, _ := h.m.Linked(h.t.Context(), not, bank, accounts)
	if err != nil || !slices.Equal(got, want) {
		h.t.Fatalf("Linked(%s, %s, %v) = %+v, %v; want %+v", not, bank, accounts, got, err, want)
	}
}
