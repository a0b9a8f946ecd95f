package store

import (
	"fmt"
	"os"

	bolt "go.etcd.io/bbolt"
)

// upgrade brings a history of an older schema up to this program's, after a copy of it was put
// beside it, and finishes what an earlier upgrade or rebuild began. A program that dies anywhere
// leaves the old history, or one that the next start goes on with. The caller has the lock.
func (s *Store) upgrade() error {
	var old uint32
	unfinished := false
	err := s.read(func(tx *bolt.Tx) error {
		old, unfinished = versionOf(tx), unfinishedIn(tx)
		return nil
	})
	if err != nil || !unfinished {
		return err
	}
	return s.with(false, func(db *bolt.DB, f *os.File) error {
		if old < schema {
			if err := s.backup(f, old); err != nil {
				return &SetupError{What: "the history", Path: s.Path(), Why: fmt.Sprintf(
					"it must be brought from schema %d to %d, and the backup that is made first cannot be written: %s", old, schema, reason(err))}
			}
		}
		return s.bringUp(db, s.opt.Done)
	})
}

// bringUp is upgrade without the copy, for a file that is open. Done ends it between two pieces.
func (s *Store) bringUp(db *bolt.DB, done <-chan struct{}) error {
	old := uint32(0)
	if err := db.View(func(tx *bolt.Tx) error { old = versionOf(tx); return s.checkMeta(tx) }); err != nil {
		return err
	}
	if old < schema {
		if err := s.commit(db, s.startUpgrade); err != nil {
			return s.writeFailed(err)
		}
	}
	return s.finishRebuild(db, done)
}

// startUpgrade makes the parts that are new and marks the history as one of this schema that
// is not finished, so that an older program refuses it from here on. The order of events is
// as it was since schema 1; everything else is made from it.
func (s *Store) startUpgrade(tx *bolt.Tx) error {
	if err := s.checkMeta(tx); err != nil {
		return err
	}
	for _, name := range derived(schema) {
		if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
			return err
		}
	}
	if err := putVersion(tx, schema); err != nil {
		return err
	}
	return rebuilding{pass: passCases}.put(tx)
}
