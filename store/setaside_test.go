package store

import (
	"context"
	"errors"
	"os"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestSetAside: the history is kept under another name, a new one begins in its place, and a
// console that still has the old one in mind writes into neither.
func TestSetAside(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)...)
	other := newStore(t, in(s))
	before, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	var fresh *Store
	aside, err := s.SetAside(t.Context(), func(context.Context) error {
		fresh = newStore(t, in(s))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := os.ReadFile(aside); err != nil || string(kept) != string(before) {
		t.Errorf("the old history is not what it was: %v", err)
	}
	if page, err := fresh.List(t.Context(), flow.Query{}); err != nil || len(page.Rows) != 0 {
		t.Errorf("the new history holds %d cases, %v", len(page.Rows), err)
	}
	for name, old := range map[string]*Store{"the same": s, "another": other} {
		_, err := old.Append(t.Context(), contract.Road(contract.ID(2), flow.Demo)[0])
		if damaged := (*flow.DamagedError)(nil); !errors.As(err, &damaged) {
			t.Errorf("%s store writes on: %v", name, err)
		}
	}
	contract.Put(t, fresh, contract.Road(contract.ID(3), flow.Demo)...)
	if _, err := other.Append(t.Context(), contract.Road(contract.ID(2), flow.Demo)[0]); err == nil {
		t.Error("another console writes into the new history")
	}
	if second, err := fresh.SetAside(t.Context(), func(context.Context) error { return nil }); err != nil || second == aside {
		t.Errorf("the second time: %s, %v", second, err)
	}
}

// TestSetAsideIsTakenBack: when what comes next fails, everything is as it was.
func TestSetAsideIsTakenBack(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)...)
	files := names(t, s.opt.Dir)
	no := errors.New("no")
	if aside, err := s.SetAside(t.Context(), func(context.Context) error { return no }); !errors.Is(err, no) || aside != "" {
		t.Errorf("%q, %v", aside, err)
	}
	if now := names(t, s.opt.Dir); now != files {
		t.Errorf("there are %s, and there were %s", now, files)
	}
	contract.Put(t, s, contract.Road(contract.ID(2), flow.Demo)...)
	if again := newStore(t, in(s)); again.compareID() != nil {
		t.Error("the history has another id")
	}
}

// TestSetAsideWithoutAHistory has nothing to move, and what comes next is done all the same.
func TestSetAsideWithoutAHistory(t *testing.T) {
	s := newStore(t)
	done := false
	aside, err := s.SetAside(t.Context(), func(context.Context) error { done = true; return nil })
	if aside != "" || err != nil || !done {
		t.Errorf("%q, %v, done %t", aside, err, done)
	}
	look := newStore(t, in(s), func(o *Options) { o.ReadOnly = true })
	if _, err := look.SetAside(t.Context(), func(context.Context) error { t.Error("done"); return nil }); err == nil {
		t.Error("a store that only looks moved the history")
	}
}
