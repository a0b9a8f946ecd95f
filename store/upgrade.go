package store

import (
	"bytes"
	"fmt"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// upgrade brings a history of an older schema up to this program's, in one transaction, after
// a copy of it was put beside it. A program that dies anywhere leaves the old history or the
// new one. The caller has the lock.
func (s *Store) upgrade() error {
	var old uint32
	err := s.read(func(tx *bolt.Tx) error {
		old = versionOf(tx)
		return nil
	})
	if err != nil || old == schema {
		return err
	}
	return s.with(false, func(db *bolt.DB, f *os.File) error {
		if err := s.backup(f, old); err != nil {
			return &SetupError{What: "the history", Path: s.Path(), Why: fmt.Sprintf(
				"it must be brought from schema %d to %d, and the backup that is made first cannot be written: %s", old, schema, reason(err))}
		}
		err := s.commit(db, func(tx *bolt.Tx) error {
			if err := s.checkMeta(tx); err != nil {
				return err
			}
			if err := indexAccounts(tx); err != nil {
				return err
			}
			return putVersion(tx, schema)
		})
		if err != nil {
			return s.writeFailed(err)
		}
		return nil
	})
}

// indexAccounts makes the index of linked accounts from the rows of the cases. A case whose
// row is damaged is left out: it says so itself when somebody opens it, and it must not keep
// the other cases from being written.
func indexAccounts(tx *bolt.Tx) error {
	index, err := tx.CreateBucket([]byte(bucketAccounts))
	if err != nil {
		return err
	}
	var rows []row
	err = tx.Bucket([]byte(bucketCases)).ForEach(func(k, v []byte) error {
		if len(k) != len(caseKey{}) {
			return nil
		}
		if c, _, err := decodeCase(caseKey(k), v); err == nil {
			rows = append(rows, accountRows(caseKey(k), c)...)
		}
		return nil
	})
	if err != nil {
		return err
	}
	// Until the commit all rows stand in one sorted array: in order each goes to its end, while
	// every other order moves half of the array for each of them.
	slices.SortFunc(rows, func(a, b row) int { return bytes.Compare(a.key, b.key) })
	for _, r := range rows {
		if err := index.Put(r.key, r.value); err != nil {
			return err
		}
	}
	return nil
}
