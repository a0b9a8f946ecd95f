package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

const (
	// pruneCases and pruneEvents bound one transaction of a pruning, a long case excepted.
	pruneCases  = 500
	pruneEvents = 10000
	// roomWorth is the part of a file, in percent, that has to be free before compacting pays.
	roomWorth = 25
)

// PrunePlan is what a pruning would do.
type PrunePlan struct {
	Cases, Events  int       // that would go
	Oldest, Newest time.Time // when the first and the last of those cases changed last
	Open           int       // as old, but not closed: they stay
}

// PruneReport is what a pruning did.
type PruneReport struct {
	Cases, Events int
	Kept          []flow.CaseID // whose events are damaged, so that nobody can say what would go
	Compacted     bool
}

// PrunePlan says what Prune would do now, and changes nothing.
func (s *Store) PrunePlan(ctx context.Context, before time.Time) (PrunePlan, error) {
	var p PrunePlan
	err := s.view(ctx, func(tx *bolt.Tx) (err error) {
		_, p, err = s.prunable(ctx, tx, before)
		return err
	})
	return p, noneYet(err, nil)
}

// Prune removes the closed cases whose last change is older than before, those that are so
// longest first. Each leaves a tomb. When a quarter of the file is free then, it is compacted.
//
// It has the lock for its whole length. Cases go in transactions of 500 at most, each whole: when
// ctx ends, or the process, what was pruned until then stays so.
func (s *Store) Prune(ctx context.Context, before time.Time, by string) (PruneReport, error) {
	var r PruneReport
	unlock, err := s.lockToChange(ctx)
	if err != nil {
		return r, noneYet(err, nil)
	}
	defer unlock()
	var old []aged
	err = s.read(func(tx *bolt.Tx) (err error) {
		old, _, err = s.prunable(ctx, tx, before)
		return err
	})
	if err != nil {
		return r, err
	}
	err = s.with(false, func(db *bolt.DB, _ *os.File) error { return s.pruneAll(ctx, db, old, by, &r) })
	if err != nil {
		return r, err
	}
	if free, pages, err := s.freePages(); err != nil || free*100 < pages*roomWorth {
		return r, err
	}
	if _, err = s.compact(ctx); err == nil {
		r.Compacted = true
	}
	return r, err
}

func (s *Store) pruneAll(ctx context.Context, db *bolt.DB, old []aged, by string, r *PruneReport) error {
	for done := 0; done < len(old); {
		s.tellProgress("pruning", uint64(done), uint64(len(old)))
		if ctx.Err() != nil {
			return ctx.Err()
		}
		piece := old[done:]
		for n, events := 0, 0; n < len(piece); n++ {
			if events += piece[n].events; n > 0 && (n == pruneCases || events > pruneEvents) {
				piece = piece[:n]
			}
		}
		var gone PruneReport
		err := s.commit(db, func(tx *bolt.Tx) error {
			gone = PruneReport{}
			for _, a := range piece {
				if err := s.bury(tx, a.key, by, &gone); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return s.writeFailed(err)
		}
		r.Cases, r.Events, r.Kept = r.Cases+gone.Cases, r.Events+gone.Events, append(r.Kept, gone.Kept...)
		done += len(piece)
	}
	s.tellProgress("pruning", uint64(len(old)), uint64(len(old)))
	return nil
}

// bury removes one case and leaves its tomb. A case whose events are not what they should be
// stays as it is, because its tomb would bear witness to something that nobody has proved.
func (s *Store) bury(tx *bolt.Tx, key caseKey, by string, r *PruneReport) error {
	rows, n := s.deriveCase(tx, key)
	c, head, err := s.loadCase(tx, key)
	at := places(tx, key)
	if damaged := (*flow.DamagedError)(nil); err != nil && !errors.As(err, &damaged) {
		return err
	}
	if err != nil || rows == nil || n != len(at) || n == 0 || c.Status() != flow.StatusClosed {
		r.Kept = append(r.Kept, key.id())
		return nil
	}
	for _, place := range at {
		rows = append(rows, row{bucketEvents, sequenceKey(place), nil}, row{bucketOfCase, append(bytes.Clone(key[:]), sequenceKey(place)...), nil})
	}
	for _, x := range rows {
		if err := tx.Bucket([]byte(x.bucket)).Delete(x.key); err != nil {
			return err
		}
	}
	if _, err := removeAll(tx.Bucket([]byte(bucketSecret)), key[:]); err != nil {
		return err
	}
	tombs, err := tx.CreateBucketIfNotExists([]byte(bucketTombs))
	if err != nil {
		return err
	}
	r.Cases, r.Events = r.Cases+1, r.Events+n
	return tombs.Put(key[:], encodeTomb(key, tomb{status: statusNumber(c.Status()), events: uint32(n), first: at[0], last: at[n-1],
		head: head, micros: s.now().UnixMicro(), by: flow.Clean(by)}))
}
