package store

import (
	"errors"
	"fmt"
	"os"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// write commits the work. The caller has the lock, so nobody else writes in between when
// the outcome has to be found out.
func (s *Store) write(w work) ([]flow.Record, error) {
	committing := false
	err := s.with(false, func(db *bolt.DB, f *os.File) error {
		err := s.commit(db, func(tx *bolt.Tx) error {
			if err := s.checkMeta(tx); err != nil {
				return err
			}
			if unfinishedIn(tx) {
				return errOldSchema
			}
			if err := s.put(tx, w); err != nil {
				return err
			}
			committing = true
			return nil
		})
		if err != nil {
			return err
		}
		// A file that was removed or replaced while it was open takes writes for ever, and nobody
		// will find them.
		if !sameFile(f, s.Path()) {
			return s.damaged("it was removed or replaced while it was written to, and what was to be written is in no file")
		}
		return nil
	})
	var damaged *flow.DamagedError
	switch {
	case err == nil:
		return w.records, nil
	case !committing || errors.As(err, &damaged):
		return nil, err
	}
	return s.settle(w, s.writeFailed(err))
}

// settle finds out whether a commit that failed took place after all. bbolt's last step is
// to write a header; when only the sync after it fails, the change is there and stays.
func (s *Store) settle(w work, cause error) ([]flow.Record, error) {
	there := false
	err := s.with(false, func(db *bolt.DB, f *os.File) error {
		if err := f.Sync(); err != nil {
			return err
		}
		return db.View(func(tx *bolt.Tx) error {
			if err := s.checkMeta(tx); err != nil {
				return err
			}
			c, head, err := s.loadCase(tx, w.key)
			if errors.Is(err, flow.ErrNoCase) {
				return nil
			}
			// The chain of the last entry stands for all of them, and one transaction for the secrets.
			n := len(w.entries)
			there = err == nil && n > 0 && c.Seq == w.entries[n-1].seq && head == w.entries[n-1].chain
			return err
		})
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w; and it cannot be read again to see what became of it: %w", cause, err)
	case there:
		return w.records, nil
	case len(w.entries) == 0:
		return nil, fmt.Errorf("%w; whether the secrets were changed is not known", cause)
	}
	return nil, fmt.Errorf("%w; nothing of it was kept", cause)
}

// put writes the work in one transaction and gives the entries their chain.
func (s *Store) put(tx *bolt.Tx, w work) error {
	c, head, err := s.loadCase(tx, w.key)
	if err != nil && !errors.Is(err, flow.ErrNoCase) {
		return err
	}
	stale := rowsOfState(w.key, c)
	if c, err = w.apply(c); err != nil {
		return err
	}
	events, ofCase := tx.Bucket([]byte(bucketEvents)), tx.Bucket([]byte(bucketOfCase))
	events.FillPercent = 0.95 // it only grows at its end
	for i := range w.entries {
		n, err := events.NextSequence()
		if err != nil {
			return err
		}
		if err := events.Put(sequenceKey(n), w.entries[i].link(head, n)); err != nil {
			return err
		}
		if err := ofCase.Put(append(w.key[:], sequenceKey(n)...), []byte{1}); err != nil {
			return err
		}
		if err := putNew(tx, refRows(w.key, w.records[i])); err != nil {
			return err
		}
		head = w.entries[i].chain
	}
	if len(w.entries) > 0 {
		rows, err := project(w.key, c, head)
		if err != nil {
			return err
		}
		if err := replaceRows(tx, stale, rows); err != nil {
			return err
		}
	}
	return s.putSecrets(tx, w)
}
