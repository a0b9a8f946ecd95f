package store

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// together runs appends at once while the lock is held, so that they have to wait for one
// another, and returns what each came to.
func together(t *testing.T, s *Store, all ...flow.Append) []error {
	t.Helper()
	unlock, err := s.lock(nil, waitLimited, quiet)
	if err != nil {
		t.Fatal(err)
	}
	errs := make([]error, len(all))
	var wg sync.WaitGroup
	for i, a := range all {
		wg.Go(func() { _, errs[i] = s.Append(t.Context(), a) })
	}
	for n := 0; n < len(all); {
		s.mu.Lock()
		n = len(s.waiting)
		s.mu.Unlock()
	}
	unlock()
	wg.Wait()
	return errs
}

// commits counts the transactions of a store.
func commits(s *Store) *int {
	n := new(int)
	s.commit = func(db *bolt.DB, fn func(*bolt.Tx) error) error {
		*n++
		return db.Update(fn)
	}
	return n
}

// TestTogether: what waits at the same time is written in one transaction, one job that has
// to be refused leaves the others alone, and each hears of its own.
func TestTogether(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(0), flow.Demo)[0])
	n := commits(s)
	var all []flow.Append
	for i := 1; i <= 20; i++ {
		all = append(all, contract.Road(contract.ID(i), flow.Demo)[0])
	}
	for i, err := range together(t, s, all...) {
		if err != nil {
			t.Errorf("append %d: %v", i, err)
		}
	}
	if *n != 1 {
		t.Errorf("20 appends took %d transactions", *n)
	}
	stale := contract.Road(contract.ID(1), flow.Demo)[0]
	noKey := contract.Road(contract.ID(2), flow.Demo)[1]
	next := contract.Road(contract.ID(3), flow.Demo)[1]
	errs := together(t, s, next, stale, noKey)
	if errs[0] != nil || !errors.Is(errs[1], flow.ErrConflict) || errs[2] != nil {
		t.Errorf("got %v", errs)
	}
	for i := 1; i <= 3; i++ {
		c, err := s.Case(t.Context(), contract.ID(i))
		if want := map[int]uint32{1: 2, 2: 4, 3: 4}[i]; err != nil || c.Seq != want {
			t.Errorf("case %d is at %d, %v", i, c.Seq, err)
		}
	}
}

// TestTogetherOnOneCase: two appends of one case in one group follow each other, or the second
// is a conflict.
func TestTogetherOnOneCase(t *testing.T) {
	s := newStore(t)
	road := contract.Road(contract.ID(1), flow.Demo)
	contract.Put(t, s, road[0])
	errs := together(t, s, road[1], road[1], road[1])
	conflicts := 0
	for _, err := range errs {
		if errors.Is(err, flow.ErrConflict) {
			conflicts++
		} else if err != nil {
			t.Error(err)
		}
	}
	if c, err := s.Case(t.Context(), contract.ID(1)); err != nil || c.Seq != 4 || conflicts != 2 {
		t.Errorf("%d conflicts, at %d, %v", conflicts, c.Seq, err)
	}
}

// TestTogetherFailedCommit: when a commit fails, each job of the group finds out for itself
// whether it is there.
func TestTogetherFailedCommit(t *testing.T) {
	for name, late := range map[string]bool{"before the end": false, "at the very end": true} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			var all []flow.Append
			for i := range 5 {
				road := contract.Road(contract.ID(i), flow.Demo)
				contract.Put(t, s, road[0])
				all = append(all, road[1])
			}
			s.commit = func(db *bolt.DB, fn func(*bolt.Tx) error) error {
				if late {
					return errors.Join(db.Update(fn), errDisk)
				}
				return db.Update(func(tx *bolt.Tx) error { return errors.Join(fn(tx), errDisk) })
			}
			for i, err := range together(t, s, all...) {
				c, cerr := s.Case(t.Context(), contract.ID(i))
				if late && (err != nil || c.Seq != 4) || !late && (!errors.Is(err, errDisk) || c.Seq != 2) || cerr != nil {
					t.Errorf("append %d: %v; the case is at %d, %v", i, err, c.Seq, cerr)
				}
			}
		})
	}
}

// TestTogetherSpoilt: a job that fails in the middle of its writing takes nobody along.
func TestTogetherSpoilt(t *testing.T) {
	s := newStore(t, func(o *Options) { o.KeyFile = "/nowhere/at-all" })
	var all []flow.Append
	for i := range 3 {
		road := contract.Road(contract.ID(i), flow.Demo)
		contract.Put(t, s, road[0], road[1])
		all = append(all, road[2]) // seals a token, and there is no key
	}
	all[1].Seal = nil
	errs := together(t, s, all...)
	for i, err := range errs {
		var setup *SetupError
		if (i == 1) != (err == nil) || i != 1 && !errors.As(err, &setup) {
			t.Errorf("append %d: %v", i, err)
		}
		c, err := s.Case(t.Context(), contract.ID(i))
		if want := map[bool]uint32{true: 5, false: 4}[i == 1]; err != nil || c.Seq != want {
			t.Errorf("case %d is at %d, %v", i, c.Seq, err)
		}
	}
}

// BenchmarkTogether is one event of each of many cases at once; appends/s is what counts.
func BenchmarkTogether(b *testing.B) {
	for _, writers := range []int{1, 64} {
		b.Run(fmt.Sprint(writers), func(b *testing.B) {
			s := newStore(b)
			for i := range writers {
				contract.Put(b, s, contract.Road(contract.ID(i), flow.Demo)[:5]...)
			}
			next := make([]uint32, writers)
			b.ResetTimer()
			var wg sync.WaitGroup
			for w := range writers {
				wg.Go(func() {
					for n := w; n < b.N; n += writers {
						a := flow.Append{Case: contract.ID(w), Expect: 9 + next[w], At: contract.Start(), Actor: "alice", Events: []flow.Event{seen(next[w])}}
						if _, err := s.Append(b.Context(), a); err != nil {
							b.Error(err)
							return
						}
						next[w]++
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "appends/s")
		})
	}
}

// TestGiveUpLate: who gives up after somebody took the job along hears what became of it, since it
// may be written, and does not settle it a second time.
func TestGiveUpLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		j := newJob(work{})
		s.enqueue(j)
		taken := s.company(mostTogether)
		over := make(chan struct{})
		go func() {
			defer close(over)
			s.giveUp(j, errDisk)
		}()
		synctest.Wait()
		if len(taken) != 1 || taken[0] != j || j.settled() {
			t.Fatalf("%d were taken along; settled: %t", len(taken), j.settled())
		}
		j.settle([]flow.Record{{Seq: 1}}, nil)
		<-over
		if j.err != nil || len(j.out) != 1 {
			t.Errorf("got %v, %v", j.out, j.err)
		}
		alone := newJob(work{})
		s.enqueue(alone)
		if s.giveUp(alone, errDisk); !errors.Is(alone.err, errDisk) || len(s.waiting) != 0 {
			t.Errorf("got %v, %d wait", alone.err, len(s.waiting))
		}
	})
}
