package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// newStore opens a history of Demo in a directory of the test, and checks it when the test is
// over: bbolt's own consistency, and that everything derived can be made again from the events.
func newStore(t testing.TB, change ...func(*Options)) *Store {
	t.Helper()
	o := Options{Dir: t.TempDir(), Env: flow.Demo, Actor: "alice", Now: contract.Start}
	if err := os.Chmod(o.Dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, f := range change {
		f(&o)
	}
	s, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if !t.Failed() {
			checkFile(t, s)
		}
	})
	return s
}

// in makes a second store on the directory of the first.
func in(s *Store) func(*Options) { return func(o *Options) { o.Dir = s.opt.Dir } }

// checkFile proves the file of a store, where there is one that claims to be sound.
func checkFile(t testing.TB, s *Store) {
	t.Helper()
	if s.isNew() || s.sound() != nil {
		return
	}
	db, err := bolt.Open(s.Path(), 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = db.View(func(tx *bolt.Tx) error {
		var faults []error
		for err := range tx.Check() {
			faults = append(faults, err)
		}
		return errors.Join(append(faults, rebuilt(s, tx))...)
	})
	if err != nil {
		t.Errorf("the history is not consistent: %v", err)
	}
}

// rebuilt derives every case from its events and compares all derived rows byte for byte.
// A history that a test broke on purpose is left alone: loadRecords says so.
func rebuilt(s *Store, tx *bolt.Tx) error {
	if unfinishedIn(tx) {
		return nil // it is made again by the next start, and compared then
	}
	want := map[string]int{}
	err := tx.Bucket([]byte(bucketCases)).ForEach(func(k, _ []byte) error {
		records, err := s.loadRecords(tx, caseKey(k))
		if err != nil {
			return err
		}
		want[bucketOfCase] += len(records)
		rows, _ := s.deriveCase(tx, caseKey(k))
		for _, r := range rows {
			want[r.bucket]++
			if got := tx.Bucket([]byte(r.bucket)).Get(r.key); !bytes.Equal(got, r.value) {
				return fmt.Errorf("a row of %s is not what the events give:\n%s\n%s", r.bucket, got, r.value)
			}
		}
		return nil
	})
	if d := (*flow.DamagedError)(nil); errors.As(err, &d) {
		return nil
	}
	for _, name := range derived(schema) {
		if n := tx.Bucket([]byte(name)).Stats().KeyN; err == nil && n != want[name] {
			err = fmt.Errorf("%s has %d rows, and the events give %d", name, n, want[name])
		}
	}
	return err
}

// damaged fails the test unless err is a *flow.DamagedError whose reason has all of words.
func damaged(t *testing.T, err error, words ...string) {
	t.Helper()
	var d *flow.DamagedError
	if !errors.As(err, &d) {
		t.Errorf("got %v; want a damaged history", err)
		return
	}
	contains(t, d.Why, words...)
}

func contains(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !bytes.Contains([]byte(text), []byte(w)) {
			t.Errorf("%q does not say %q", text, w)
		}
	}
}

// change opens the file past all checks and changes it.
func change(t *testing.T, s *Store, fn func(*bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(s.Path(), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if err := db.Update(fn); err != nil {
		t.Fatal(err)
	}
}

// flip turns over one byte of a file.
func flip(t *testing.T, f *os.File, at int64) {
	t.Helper()
	b := make([]byte, 1)
	if _, err := f.ReadAt(b, at); err != nil {
		t.Fatal(err)
	}
	b[0] ^= 0x41
	if _, err := f.WriteAt(b, at); err != nil {
		t.Fatal(err)
	}
}
