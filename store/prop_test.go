package store

import (
	"errors"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"linkdesk/flow"
)

// seeds are the random histories of one run: the one that the variable SEED names, or as many
// new ones as HISTORIES says.
func seeds(t *testing.T) []uint64 {
	t.Helper()
	if text := os.Getenv("SEED"); text != "" {
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatalf("SEED=%q is not a number", text)
		}
		return []uint64{seed}
	}
	n, err := strconv.Atoi(os.Getenv("HISTORIES"))
	if err != nil {
		n = 1
	}
	out := make([]uint64, n)
	for i := range out {
		out[i] = rand.Uint64N(1e9)
	}
	return out
}

// history is a random history that several consoles write, beside its model.
type history struct {
	*walker
	t      *testing.T
	seed   uint64
	stores []*Store
}

// newHistory prints the seed with which everything comes again.
func newHistory(t *testing.T, seed uint64, cases int) *history {
	t.Helper()
	t.Logf("again with: SEED=%d go test ./store -run '%s'", seed, t.Name())
	one := newStore(t)
	m := newModel()
	h := &history{newWalker(seed, m, cases), t, seed, []*Store{one, newStore(t, in(one)), newStore(t, in(one))}}
	for _, s := range h.stores {
		s.looks = 1 + h.r.IntN(9) // a look for a page often ends before the page is full
	}
	return h
}

func (h *history) store() *Store { return pick(h.walker, h.stores...) }

// grow makes so many appends and expects of each what the model says of it.
func (h *history) grow(appends int) {
	h.t.Helper()
	for range appends {
		a, wrong := h.next()
		got, err := h.store().Append(h.t.Context(), a)
		want, must := h.m.Append(h.t.Context(), a)
		switch {
		case wrong == nil && must != nil:
			h.t.Fatalf("the generator made an illegal append: %v\n%+v", must, a)
		case (err == nil) != (must == nil), wrong != nil && !errors.Is(err, wrong):
			h.t.Fatalf("Append of %+v: %v; want %v, %v", a, err, wrong, must)
		case !same(got, want):
			h.t.Fatalf("Append gave %+v; want %+v", got, want)
		}
		if err == nil {
			h.kept(a)
		}
		h.caseIs(a.Case)
	}
}

// TestRandomHistories: whatever legal history is written, by several consoles, everything that
// can be asked gives what plain reading of all events gives.
func TestRandomHistories(t *testing.T) {
	for _, seed := range seeds(t) {
		h := newHistory(t, seed, 16)
		pruned := 0
		for n := range 8 {
			h.grow(50)
			h.compare(10)
			if n%3 == 2 {
				pruned += h.prune()
				h.compare(10)
			}
		}
		h.compareAll()
		h.rebuiltTheSame()
		if r, err := h.store().Verify(t.Context()); err != nil || len(r.Faults) > 0 {
			t.Errorf("verify: %v, %v", r.Faults, err)
		}
		told := map[flow.EventKind]int{}
		for _, id := range h.m.newest() {
			for _, r := range h.m.at(id).records {
				told[r.Event.Kind()]++
			}
		}
		t.Logf("%d cases, %d pruned, %d kinds of events: %v", len(h.cases), pruned, len(told), told)
	}
}
