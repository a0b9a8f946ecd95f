package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"
)

// settle finds out whether a commit that failed took place after all. bbolt's last step is
// to write a header; when only the sync after it fails, the change can be read all the same.
// It is not on the disk for that: the system forgets after a failed sync what was to be written, so
// that the next sync would succeed and mean nothing. What can be read is therefore written
// once more, to other places of the disk, before it counts.
func (s *Store) settle(group []*job, cause error) {
	there := make([]bool, len(group))
	any := false
	err := s.with(false, func(db *bolt.DB, _ *os.File) error {
		return db.View(func(tx *bolt.Tx) error {
			if err := s.checkMeta(tx); err != nil {
				return err
			}
			for i, j := range group {
				var err error
				if there[i], err = s.isWritten(tx, j.work); err != nil {
					return err
				}
				any = any || there[i]
			}
			return nil
		})
	})
	var again error
	if err == nil && any {
		again = s.writeAnew()
	}
	for i, j := range group {
		switch {
		case err != nil:
			j.settle(nil, fmt.Errorf("%w; and it cannot be read again to see what became of it: %w", cause, err))
		case there[i] && again != nil:
			j.settle(nil, fmt.Errorf("%w; it can be read, and whether it outlives a power cut is not known: %w", cause, again))
		case there[i]:
			j.settle(j.records, nil)
		case len(j.entries) == 0:
			j.settle(nil, fmt.Errorf("%w; whether the secrets were changed is not known", cause))
		default:
			j.settle(nil, fmt.Errorf("%w; nothing of it was kept", cause))
		}
	}
}

// isWritten reports whether the newest entry of the work is in the history: it stands for all of it,
// and one transaction for the secrets. Another job of the group may have gone on with the same
// case behind it.
func (s *Store) isWritten(tx *bolt.Tx, w work) (bool, error) {
	n := len(w.entries)
	if n == 0 {
		return false, nil
	}
	records, _, err := s.readRecords(tx, w.key)
	return err == nil && len(records) >= int(w.entries[n-1].seq) && s.holds(tx, w.entries[n-1]), err
}

// holds reports whether exactly this entry is at its place in its case.
func (s *Store) holds(tx *bolt.Tx, e entry) bool {
	cur := tx.Bucket([]byte(bucketOfCase)).Cursor()
	k, _ := cur.Seek(e.caseKey[:])
	for n := uint32(1); n < e.seq && k != nil; n++ {
		k, _ = cur.Next()
	}
	if !bytes.HasPrefix(k, e.caseKey[:]) {
		return false
	}
	value := tx.Bucket([]byte(bucketEvents)).Get(k[len(e.caseKey):])
	return bytes.HasSuffix(value, e.chain[:])
}

// writeAnew puts a copy of the history in its place, every byte of it written and synced anew.
// The caller has the lock, and the file is closed.
func (s *Store) writeAnew() error {
	again := s.file(".db.again")
	for _, old := range []string{again, unfinished(again)} { // of a program that died; the lock says that none runs
		if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	f, err := os.OpenFile(s.Path(), os.O_RDONLY|noFollow, 0)
	if err != nil {
		return err
	}
	err = copyNew(f, again)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(again, s.Path())
	}
	if err != nil {
		_ = os.Remove(again)
		return err
	}
	return syncDir(s.opt.Dir)
}

// stillWhole looks whether the open history has all the bytes that its headers speak of.
func (s *Store) stillWhole(f *os.File) error {
	fi, err := f.Stat()
	if err == nil {
		err = preflight(s.Path(), fi.Size())
	}
	if err != nil {
		return s.damaged("it was cut off or changed while it was written to: %s", reason(err))
	}
	return nil
}
