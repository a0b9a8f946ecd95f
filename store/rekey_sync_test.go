package store

import (
	"errors"
	"os"
	"syscall"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// TestRekeyAfterAFailedSync: the old key goes only when the history that needs it no more was
// written anew: a sync that failed left on the disk what nobody can see.
func TestRekeyAfterAFailedSync(t *testing.T) {
	for name, can := range map[string]bool{"written anew": true, "it cannot be": false} {
		t.Run(name, func(t *testing.T) {
			s := sealed(t)
			if !can { // something in the way that is not ours to remove
				if err := os.MkdirAll(s.file(".db.again")+"/x", 0o700); err != nil {
					t.Fatal(err)
				}
			}
			before, err := os.Stat(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			s.commit = func(db *bolt.DB, fn func(*bolt.Tx) error) error {
				return errors.Join(db.Update(fn), syscall.EIO)
			}
			_, err = s.Rekey(t.Context(), s.KeyFilePlace(""), false)
			after, serr := os.Stat(s.Path())
			if serr != nil || (err == nil) != can || os.SameFile(before, after) == can {
				t.Errorf("got %v; the same file: %t, %v", err, os.SameFile(before, after), serr)
			}
			if missing(s.file(".key")) != can {
				t.Errorf("the old key: gone is %t", missing(s.file(".key")))
			}
			opens(t, newStore(t, in(s)))
		})
	}
}
