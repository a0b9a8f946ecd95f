package store

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// leastFree is the room on the disk without which nothing irreversible should begin: a token
// that cannot be written down is lost.
const leastFree = 64 << 20

// Probe proves that a secret can be sealed and opened now: the directory takes writes, the
// disk has 64 MB to spare, the key is there and is the right one. The vault of a history that has
// none yet is made. It returns *SetupError, or what reading the history gives.
func (s *Store) Probe(ctx context.Context) error {
	if s.opt.ReadOnly {
		return &SetupError{What: "the history", Path: s.Path(), Why: "it was opened for reading only"}
	}
	if err := s.checkDir(); err != nil {
		return err
	}
	if free, known := freeBytes(s.opt.Dir); known && free < s.leastFree {
		return s.badDir(fmt.Sprintf("its disk has less than %d MB free: free some space first", s.leastFree>>20))
	}
	w, err := s.closedVault(ctx)
	if err == nil && w.check == nil {
		w, err = s.firstVault(ctx)
	}
	if err != nil || w.check == nil {
		return err
	}
	// Not from memory: a token that is sealed now must be readable after this program is gone.
	v, err := s.unwrap(w)
	if err != nil {
		return err
	}
	return v.selfTest()
}

// firstVault makes the vault of a history that has none, so that the place of its key has proved
// itself before a token is asked for. Where there is no history yet, the place is only tried.
func (s *Store) firstVault(ctx context.Context) (w wrapped, err error) {
	// First without the lock: a keyring may be slow and a person slower.
	if _, err := s.choose(); err != nil || s.isNew() {
		return w, err
	}
	unlock, err := s.lock(ctx.Done(), waitLimited, quiet)
	if err != nil {
		return w, err
	}
	defer unlock()
	if present, err := s.ready(); err != nil || !present {
		return w, err
	}
	fill := func(tx *bolt.Tx) error {
		if err := s.checkMeta(tx); err != nil {
			return err
		}
		if unfinishedIn(tx) {
			return errOldSchema
		}
		v, err := s.openVault(tx)
		if errors.Is(err, fs.ErrNotExist) {
			err = s.makeVault(tx, v)
		}
		if err == nil {
			w = readVault(tx)
		}
		return err
	}
	err = s.update(fill)
	if errors.Is(err, errOldSchema) { // an older backup was restored while this program runs
		if err = s.upgrade(); err == nil {
			err = s.update(fill)
		}
	}
	return w, err
}

// selfTest seals and opens a random text with the current key.
func (v *vault) selfTest() error {
	at, text := place(caseKey{}, 0, 0), []byte(rand.Text())
	back, err := v.open(at, v.seal(at, text))
	if err == nil && !bytes.Equal(back, text) {
		err = errSeal
	}
	return err
}

// update runs fn in one transaction that writes. The caller has the lock and has looked.
func (s *Store) update(fn func(*bolt.Tx) error) error {
	committing := false
	err := s.with(false, func(db *bolt.DB, f *os.File) error {
		err := s.commit(db, func(tx *bolt.Tx) error {
			err := fn(tx)
			committing = err == nil
			return err
		})
		if err == nil && !sameFile(f, s.Path()) {
			return s.damaged("it was removed or replaced while it was written to")
		}
		return err
	})
	if damaged := (*flow.DamagedError)(nil); err != nil && committing && !errors.As(err, &damaged) {
		return s.writeFailed(err)
	}
	return err
}
