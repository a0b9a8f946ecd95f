package store

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestPruneTakesOldClosedCasesOnly, with all of their rows, and the rest is proved as before.
func TestPruneTakesOldClosedCasesOnly(t *testing.T) {
	s := upkeep(t, 30)
	before := contract.Start().Add(20*time.Minute + 17*time.Second)
	p, err := s.PrunePlan(t.Context(), before)
	if err != nil || p.Cases != 6 || p.Open != 14 || p.Events != 6*len(recordsOf(t, s, 3)) ||
		!p.Newest.Equal(contract.Start().Add(18*time.Minute+17*time.Second).Truncate(time.Microsecond)) {
		t.Fatalf("%+v, %v", p, err)
	}
	r, err := s.Prune(t.Context(), before, "alice")
	if err != nil || r.Cases != 6 || r.Events != p.Events || len(r.Kept) > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	for i := 1; i <= 30; i++ {
		_, err := s.Case(t.Context(), contract.ID(i))
		if gone := i%3 == 0 && i <= 18; gone != errors.Is(err, flow.ErrNoCase) {
			t.Errorf("case %d: %v", i, err)
		}
	}
	tombs, err := s.Pruned(t.Context(), string(contract.ID(3)))
	if err != nil || len(tombs) != 1 || tombs[0].By != "alice" || tombs[0].Events != p.Events/6 || !tombs[0].At.Equal(contract.Start().Truncate(time.Microsecond)) {
		t.Errorf("%+v, %v", tombs, err)
	}
	if tombs, err := s.Pruned(t.Context(), string(contract.ID(1))); err != nil || len(tombs) > 0 {
		t.Errorf("a case that is there: %+v, %v", tombs, err)
	}
	id := string(contract.ID(6))
	if tombs, err := s.Pruned(t.Context(), id[len(id)-6:]); err != nil || len(tombs) != 1 {
		t.Errorf("the end of an id: %+v, %v", tombs, err)
	}
	report, err := s.Verify(t.Context())
	if err != nil || len(report.Faults) > 0 || report.Cases != 24 {
		t.Errorf("%+v, %v", report, err)
	}
	again, err := s.Prune(t.Context(), before, "alice")
	if err != nil || again.Cases != 0 {
		t.Errorf("%+v, %v", again, err)
	}
	// The history goes on, and a case is never born a second time.
	contract.Put(t, s, contract.Road(contract.ID(77), flow.Demo)...)
}

func recordsOf(t *testing.T, s *Store, n int) []flow.Record {
	t.Helper()
	records, err := s.Records(t.Context(), contract.ID(n))
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// TestVerifyMissesWhatWasNotPruned: a case that goes with all of its rows and without a tomb, and
// a tomb that somebody changed or took away, are found.
func TestVerifyMissesWhatWasNotPruned(t *testing.T) {
	for name, spoil := range map[string]func(*Store, *bolt.Tx) error{
		"a case without a tomb": func(s *Store, tx *bolt.Tx) error {
			key, _ := parseCase(contract.ID(6))
			if err := s.bury(tx, key, "mallory", &PruneReport{}); err != nil {
				return err
			}
			return tx.Bucket([]byte(bucketTombs)).Delete(key[:])
		},
		"a tomb that is gone": func(_ *Store, tx *bolt.Tx) error {
			key, _ := parseCase(contract.ID(3))
			return tx.Bucket([]byte(bucketTombs)).Delete(key[:])
		},
		"all tombs": func(_ *Store, tx *bolt.Tx) error { return tx.DeleteBucket([]byte(bucketTombs)) },
		"a changed tomb": func(_ *Store, tx *bolt.Tx) error {
			key, _ := parseCase(contract.ID(3))
			b := tx.Bucket([]byte(bucketTombs))
			v := slices.Clone(b.Get(key[:]))
			v[5] ^= 1
			return b.Put(key[:], v)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := upkeep(t, 9)
			if r, err := s.Prune(t.Context(), contract.Start().Add(5*time.Minute), "alice"); err != nil || r.Cases != 1 {
				t.Fatalf("%+v, %v", r, err)
			}
			change(t, s, func(tx *bolt.Tx) error { return spoil(s, tx) })
			r, err := s.Verify(t.Context())
			if err != nil || len(r.Damaged()) == 0 {
				t.Errorf("%+v, %v", r, err)
			}
		})
	}
}

// TestPruneKeepsWhatNobodyProved: a case with a damaged event stays, and is named.
func TestPruneKeepsWhatNobodyProved(t *testing.T) {
	s := upkeep(t, 6)
	key, _ := parseCase(contract.ID(3))
	change(t, s, func(tx *bolt.Tx) error {
		at := sequenceKey(places(tx, key)[4])
		b := tx.Bucket([]byte(bucketEvents))
		v := slices.Clone(b.Get(at))
		v[40] ^= 1
		return b.Put(at, v)
	})
	r, err := s.Prune(t.Context(), contract.Start().Add(time.Hour), "alice")
	if err != nil || r.Cases != 1 || !slices.Equal(r.Kept, []flow.CaseID{contract.ID(3)}) {
		t.Errorf("%+v, %v", r, err)
	}
	_, err = s.Records(t.Context(), contract.ID(3))
	damaged(t, err, "record 5")
}

// TestACancelledPruneLeavesWholeCases ends a pruning between its transactions.
func TestACancelledPruneLeavesWholeCases(t *testing.T) {
	s := newStore(t)
	many(t, s, 1200)
	o := s.opt
	ctx, _ := steps(t, &o, 3)
	again, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	closeAll(t, again)
	r, err := again.Prune(ctx, contract.Start().Add(time.Hour), "alice")
	if !errors.Is(err, context.Canceled) || r.Cases == 0 || r.Cases >= 1200 || r.Cases%pruneCases != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	report, err := s.Verify(t.Context())
	if err != nil || len(report.Faults) > 0 {
		t.Errorf("%+v, %v", report, err)
	}
	rest, err := s.Prune(t.Context(), contract.Start().Add(time.Hour), "alice")
	if err != nil || rest.Cases+r.Cases < 1200 || !rest.Compacted {
		t.Errorf("%+v, %v", rest, err)
	}
}

// closeAll closes every case, many in one transaction.
func closeAll(t *testing.T, s *Store) {
	t.Helper()
	err := s.with(false, func(db *bolt.DB, _ *os.File) error {
		for last, more := []byte(nil), true; more; {
			err := db.Update(func(tx *bolt.Tx) error {
				keys, at, err := s.openCases(tx, last)
				last, more = at, at != nil
				for _, key := range keys {
					c, _, lerr := s.loadCase(tx, key)
					w, perr := s.prepare(flow.Append{Case: key.id(), Expect: c.Seq, At: contract.Start(), Events: []flow.Event{flow.CaseClosed{At: c.Stop(), By: "alice"}}})
					if err = errors.Join(err, lerr, perr, s.put(tx, w)); err != nil {
						return err
					}
				}
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
