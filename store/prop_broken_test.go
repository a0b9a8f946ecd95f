package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// failing makes the k-th commit of a store from now on the last one that is tried, and fail:
// before it is there, or after it is there and only the answer is lost. It counts the commits.
func failing(s *Store, k int, kept bool) (commits *int) {
	n := 0
	s.commit = func(db *bolt.DB, fn func(*bolt.Tx) error) error {
		if n++; n < k {
			return db.Update(fn)
		}
		if kept {
			if err := db.Update(fn); err != nil {
				return err
			}
		}
		return db.Update(func(tx *bolt.Tx) error { return errors.Join(fn(tx), errDisk) })
	}
	return &n
}

// brokenOff does work on copies of a history, which ends at its k-th piece for every k, and
// expects that the next start goes on to the same rows as without an interruption.
func brokenOff(t *testing.T, old []byte, work func(*Store) error) {
	t.Helper()
	put := func() *Store {
		o := Options{Dir: t.TempDir(), Env: flow.Demo, Actor: "alice", Now: contract.Start}
		if err := errors.Join(os.Chmod(o.Dir, 0o700), os.WriteFile(filepath.Join(o.Dir, "demo.db"), old, 0o600)); err != nil {
			t.Fatal(err)
		}
		s := newStore(t, at(o), func(o *Options) { o.ReadOnly = true }) // brings nothing up
		s.opt.ReadOnly, s.piece = false, 9
		return s
	}
	whole := put()
	pieces := failing(whole, 1<<30, false)
	if err := underLock(t, whole, func() error { return work(whole) }); err != nil {
		t.Fatal(err)
	}
	want := derivedRows(t, whole)
	if *pieces < 5 {
		t.Errorf("it is done in %d pieces only", *pieces)
	}
	for k := 1; k <= *pieces; k++ {
		for _, kept := range []bool{false, true} {
			s := put()
			failing(s, k, kept)
			if err := underLock(t, s, func() error { return work(s) }); !errors.Is(err, errDisk) {
				t.Fatalf("piece %d: %v", k, err)
			}
			next, err := Open(s.opt)
			if err != nil {
				t.Fatalf("after piece %d: %v", k, err)
			}
			if got := derivedRows(t, next); !bytes.Equal(got, want) {
				t.Fatalf("after an end at piece %d of %d (kept %v):\n%s", k, *pieces, kept, firstDifference(want, got))
			}
		}
	}
	// Every start gets one piece further.
	s := put()
	failing(s, 2, false)
	err := underLock(t, s, func() error { return work(s) })
	for n := 0; errors.Is(err, errDisk) && n < *pieces; n++ {
		failing(s, 2, false)
		err = underLock(t, s, s.upgrade)
	}
	if got := derivedRows(t, s); err != nil || !bytes.Equal(got, want) {
		t.Fatalf("piece by piece: %v:\n%s", err, firstDifference(want, got))
	}
}

// TestBrokenOffRebuild is F15: a rebuild, or an upgrade of every older schema, that ends
// anywhere is gone on with.
func TestBrokenOffRebuild(t *testing.T) {
	t.Run("rebuild", func(t *testing.T) {
		h := newHistory(t, seeds(t)[0], 8)
		h.grow(90)
		old, err := os.ReadFile(h.stores[0].Path())
		if err != nil {
			t.Fatal(err)
		}
		brokenOff(t, old, func(s *Store) error { return s.rebuild(nil) })
	})
	for _, name := range []string{"schema1.db.gz", "schema2.db.gz"} {
		t.Run(name, func(t *testing.T) {
			_, old := oldHistory(t, name)
			brokenOff(t, old, func(s *Store) error { return s.upgrade() })
		})
	}
}

// TestHalfRebuilt: between two pieces of a rebuild rows are missing, and nobody is told that
// what they stand for is not there. A console goes on with the rebuild; one that only looks says so.
func TestHalfRebuilt(t *testing.T) {
	for k := 2; k < 9; k++ {
		s := newStore(t)
		for n := range 4 {
			contract.Put(t, s, contract.Road(contract.ID(n), flow.Demo)[:3]...)
		}
		other := newStore(t, in(s))
		reader := newStore(t, in(s), func(o *Options) { o.ReadOnly = true })
		s.piece = 5
		failing(s, k, false)
		if err := underLock(t, s, func() error { return s.rebuild(nil) }); !errors.Is(err, errDisk) {
			t.Fatalf("piece %d: %v", k, err)
		}
		for name, ask := range map[string]func(context.Context, *Store) error{
			"List":   func(ctx context.Context, s *Store) error { _, err := s.List(ctx, flow.Query{}); return err },
			"Case":   func(ctx context.Context, s *Store) error { _, err := s.Case(ctx, contract.ID(3)); return err },
			"Lookup": func(ctx context.Context, s *Store) error { _, err := s.Lookup(ctx, "cp-118"); return err },
		} {
			if err := ask(t.Context(), reader); err != nil {
				damaged(t, err, "made again")
			} else {
				t.Errorf("piece %d: a reader's %s gave an answer", k, name)
			}
		}
		page, err := other.List(t.Context(), flow.Query{})
		if err != nil || len(page.Rows) != 4 {
			t.Errorf("piece %d: List gave %d rows, %v", k, len(page.Rows), err)
		}
		if page, err := reader.List(t.Context(), flow.Query{}); err != nil || len(page.Rows) != 4 {
			t.Errorf("piece %d: the reader's List gave %d rows, %v", k, len(page.Rows), err)
		}
	}
}
