package store

import (
	"errors"
	"os"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestWrittenAnewAfterACrash: what a program left that died while it wrote the history anew is not
// in the way of the next one.
func TestWrittenAnewAfterACrash(t *testing.T) {
	s := newStore(t)
	road := contract.Road(contract.ID(1), flow.Demo)
	contract.Put(t, s, road[0])
	for _, left := range []string{".db.again", ".db.again.new"} {
		if err := os.WriteFile(s.file(left), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.commit = func(db *bolt.DB, fn func(*bolt.Tx) error) error { return errors.Join(db.Update(fn), errDisk) }
	if got, err := s.Append(t.Context(), road[1]); err != nil || len(got) != 2 {
		t.Errorf("%v, %v", got, err)
	}
	if !missing(s.file(".db.again")) || !missing(s.file(".db.again.new")) {
		t.Errorf("there are %s", names(t, s.opt.Dir))
	}
}
