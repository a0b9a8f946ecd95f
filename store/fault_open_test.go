//go:build unix

package store

import (
	"errors"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestGoneWhileOpen takes the file away from under a transaction: removed, renamed over by
// another history, cut off. No append is told to have worked, and no read shows anything.
func TestGoneWhileOpen(t *testing.T) {
	road := contract.Road(contract.ID(1), flow.Demo)
	for name, take := range map[string]func(t *testing.T, path string) error{
		"removed": func(_ *testing.T, path string) error { return os.Remove(path) },
		"renamed": func(_ *testing.T, path string) error { return os.Rename(path, path+".moved") },
		"renamed over": func(t *testing.T, path string) error {
			other := newStore(t)
			contract.Put(t, other, road[:3]...)
			return os.Rename(other.Path(), path)
		},
		"emptied": func(_ *testing.T, path string) error { return os.Truncate(path, 0) },
		"cut off": func(_ *testing.T, path string) error { return os.Truncate(path, int64(3*os.Getpagesize())) },
	} {
		for moment, commit := range map[string]func(db *bolt.DB, fn func(*bolt.Tx) error, take func() error) error{
			"before": func(db *bolt.DB, fn func(*bolt.Tx) error, take func() error) error {
				return errors.Join(take(), db.Update(fn))
			},
			"within": func(db *bolt.DB, fn func(*bolt.Tx) error, take func() error) error {
				return db.Update(func(tx *bolt.Tx) error { return errors.Join(fn(tx), take()) })
			},
			"behind": func(db *bolt.DB, fn func(*bolt.Tx) error, take func() error) error {
				return errors.Join(db.Update(fn), take())
			},
		} {
			t.Run(name+" "+moment, func(t *testing.T) {
				s := newStore(t)
				contract.Put(t, s, road[:3]...)
				s.commit = func(db *bolt.DB, fn func(*bolt.Tx) error) error {
					return commit(db, fn, func() error { return take(t, s.Path()) })
				}
				got, err := s.Append(t.Context(), road[3])
				// What is cut off when all is written was written, and the next call says that it is gone.
				if moment != "behind" || name != "emptied" && name != "cut off" {
					if got != nil {
						t.Errorf("%d records were written", len(got))
					}
					damaged(t, err)
				}
				s.commit = (*bolt.DB).Update
				for call, err := range calls(t, s) {
					if damaged(t, err); t.Failed() {
						t.Fatal(call)
					}
				}
			})
		}
	}
}

// TestCutWhileRead cuts the file off under a read transaction, whose pages are then not in
// any file. The system answers with a signal, which ends here as an error.
func TestCutWhileRead(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[:3]...)
	key, _ := parseCase(contract.ID(1))
	err := s.view(t.Context(), func(tx *bolt.Tx) error {
		if err := os.Truncate(s.Path(), 0); err != nil {
			return err
		}
		_, err := s.loadRecords(tx, key)
		return err
	})
	damaged(t, err, "only a damaged file explains")
	for call, err := range calls(t, s) {
		if damaged(t, err, "empty"); t.Failed() {
			t.Fatal(call)
		}
	}
}

// TestClockGoesBackAndForth: records are in the order in which they were written and cases in
// the order of their ids, whatever the clock says; it is shown as it was.
func TestClockGoesBackAndForth(t *testing.T) {
	now := contract.Start()
	s := newStore(t, func(o *Options) { o.Now = func() time.Time { return now } })
	jumps := []time.Duration{0, -time.Hour, 10 * 365 * 24 * time.Hour, -2 * time.Hour, 0}
	var want []time.Time
	for i, a := range contract.Road(contract.ID(2), flow.Demo)[:len(jumps)] {
		now = contract.Start().Add(jumps[i])
		a.At = now
		contract.Put(t, s, a)
		for range a.Events {
			want = append(want, now.Truncate(time.Microsecond))
		}
	}
	// An older and a newer case, each opened at the wrong end of time.
	for n, at := range map[int]time.Duration{1: jumps[2], 3: jumps[1]} {
		now = contract.Start().Add(at)
		a := contract.Road(contract.ID(n), flow.Demo)[0]
		a.At = now
		contract.Put(t, s, a)
	}
	records, err := s.Records(t.Context(), contract.ID(2))
	if err != nil {
		t.Fatal(err)
	}
	var got []time.Time
	for i, r := range records {
		if int(r.Seq) != i+1 {
			t.Errorf("record %d is at place %d", r.Seq, i+1)
		}
		got = append(got, r.Time)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the times are %v; want %v", got, want)
	}
	c, err := s.Case(t.Context(), contract.ID(2))
	if replayed, rerr := flow.Replay(records); err != nil || rerr != nil || !reflect.DeepEqual(c, replayed) {
		t.Errorf("the case is %+v, %v; its records say %+v, %v", c, err, replayed, rerr)
	}
	page, err := s.List(t.Context(), flow.Query{})
	var ids []flow.CaseID
	for _, row := range page.Rows {
		ids = append(ids, row.ID)
	}
	if want := []flow.CaseID{contract.ID(3), contract.ID(2), contract.ID(1)}; err != nil || !slices.Equal(ids, want) {
		t.Errorf("the list is %v, %v; want %v", ids, err, want)
	}
}
