package store

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// plaidChecking is the account that cases 1 and 3 of testdata/schema1.db.gz have linked; case
// 2 waits for its exchange. The last program of schema 1 wrote that file.
func plaidChecking() []flow.LinkAccount { return contract.Named("plaid checking", "0000") }

const platypus = "ins_109508"

func schema1(t *testing.T) (Options, []byte) {
	t.Helper()
	return oldHistory(t, "schema1.db.gz")
}

// oldHistory puts an old history into a directory of the test and returns its bytes. The last
// program of each schema wrote it: three cases on the road of package contract, without tokens.
func oldHistory(t *testing.T, name string) (Options, []byte) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	zip, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(zip)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Dir: t.TempDir(), Env: flow.Demo, Actor: "alice", Now: contract.Start}
	if err := errors.Join(os.Chmod(o.Dir, 0o700), os.WriteFile(filepath.Join(o.Dir, "demo.db"), b, 0o600)); err != nil {
		t.Fatal(err)
	}
	return o, b
}

func at(o Options) func(*Options) { return func(to *Options) { *to = o } }

// foundIn asks for the account of the old history.
func foundIn(t *testing.T, s *Store, want ...flow.CaseID) {
	t.Helper()
	got, err := s.Linked(t.Context(), "", platypus, plaidChecking())
	var ids []flow.CaseID
	for _, d := range got {
		ids = append(ids, d.Case)
	}
	if err != nil || !slices.Equal(ids, want) {
		t.Errorf("Linked = %v, %v; want %v", ids, err, want)
	}
}

func schemaOf(t *testing.T, s *Store) (version uint32) {
	t.Helper()
	if err := s.view(t.Context(), func(tx *bolt.Tx) error {
		version = versionOf(tx)
		return nil
	}); err != nil {
		t.Error(err)
	}
	return version
}

func backupIs(t *testing.T, o Options, name string, want []byte) {
	t.Helper()
	path := filepath.Join(o.Dir, name)
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s has %d bytes, %v; want the %d of the old history", name, len(got), err, len(want))
	}
	if fi, err := os.Stat(path); err != nil || modesMatter && fi.Mode().Perm() != 0o600 {
		t.Errorf("%s: %v, %v", name, fi.Mode(), err)
	}
}

// TestOldHistoryForReading: nothing is changed, everything is read, and Linked has no answer.
func TestOldHistoryForReading(t *testing.T) {
	o, old := schema1(t)
	s := newStore(t, at(o), func(o *Options) { o.ReadOnly = true })
	foundIn(t, s)
	if page, err := s.List(t.Context(), flow.Query{}); err != nil || len(page.Rows) != 3 {
		t.Errorf("List: %d rows, %v", len(page.Rows), err)
	}
	for n, records := range map[int]int{1: 17, 2: 11, 3: 25} {
		if got, err := s.Records(t.Context(), contract.ID(n)); err != nil || len(got) != records {
			t.Errorf("case %d: %d records, %v", n, len(got), err)
		}
	}
	if n := names(t, o.Dir); n != "demo.db" {
		t.Errorf("there are %s", n)
	}
	backupIs(t, o, "demo.db", old)
}

// TestUpgrade: a history of schema 1 that is opened for writing is brought up once, with a
// copy of it beside it.
func TestUpgrade(t *testing.T) {
	o, old := schema1(t)
	s := newStore(t, at(o))
	foundIn(t, s, contract.ID(3), contract.ID(1))
	backupIs(t, o, "demo.db.schema1.bak", old)
	if v := schemaOf(t, s); v != schema {
		t.Errorf("schema %d", v)
	}
	contract.Put(t, s, contract.Road(contract.ID(2), flow.Demo)[7]) // the exchange, without an account so far
	contract.Put(t, s, contract.Road(contract.ID(2), flow.Demo)[8:10]...)
	foundIn(t, newStore(t, at(o)), contract.ID(3), contract.ID(2), contract.ID(1))
	if n := names(t, o.Dir); n != "demo.db demo.db.schema1.bak demo.id demo.key demo.lock" {
		t.Errorf("there are %s", n)
	}
}

// TestUpgradeWhileOpen: an old backup that is put back under a running program is brought up
// by its next append; until then it is read as it is.
func TestUpgradeWhileOpen(t *testing.T) {
	o, old := schema1(t)
	s := newStore(t, at(o))
	if err := os.Rename(s.file(".db.schema1.bak"), s.Path()); err != nil {
		t.Fatal(err)
	}
	foundIn(t, s)
	contract.Put(t, s, contract.Road(contract.ID(4), flow.Demo)[0])
	foundIn(t, s, contract.ID(3), contract.ID(1))
	backupIs(t, o, "demo.db.schema1.bak", old)
}

// TestUpgradeBackups: no file loses its name to a backup, and what is a copy already is not
// copied again.
func TestUpgradeBackups(t *testing.T) {
	for name, c := range map[string]struct {
		before func(bak string, old []byte) error
		want   string // names that begin with demo.db.
	}{
		"a copy of it": {func(bak string, old []byte) error { return os.WriteFile(bak, old, 0o600) }, "demo.db.schema1.bak"},
		"another file": {func(bak string, old []byte) error { return os.WriteFile(bak, []byte("mine"), 0o600) },
			"demo.db.schema1-2.bak demo.db.schema1.bak"},
		"one byte differs": {func(bak string, old []byte) error {
			other := bytes.Clone(old)
			other[len(other)-1] ^= 1
			return os.WriteFile(bak, other, 0o600)
		}, "demo.db.schema1-2.bak demo.db.schema1.bak"},
		"a directory": {func(bak string, _ []byte) error { return os.Mkdir(bak, 0o700) }, "demo.db.schema1-2.bak demo.db.schema1.bak"},
		"half of one": {func(bak string, old []byte) error { return os.WriteFile(bak+".new", old[:5000], 0o600) }, "demo.db.schema1.bak"},
		"a broken link": {func(bak string, _ []byte) error { return os.Symlink("/nowhere", bak) },
			"demo.db.schema1-2.bak demo.db.schema1.bak"},
	} {
		t.Run(name, func(t *testing.T) {
			o, old := schema1(t)
			bak := filepath.Join(o.Dir, "demo.db.schema1.bak")
			if err := c.before(bak, old); err != nil {
				t.Fatal(err)
			}
			foreign, _ := os.ReadFile(bak)
			s := newStore(t, at(o))
			foundIn(t, s, contract.ID(3), contract.ID(1))
			var made []string
			for _, n := range strings.Fields(names(t, o.Dir)) {
				if strings.HasPrefix(n, "demo.db.") {
					made = append(made, n)
				}
			}
			if got := strings.Join(made, " "); got != c.want {
				t.Errorf("there are %s; want %s", got, c.want)
			}
			backupIs(t, o, made[0], old) // the number sorts before the dot
			if now, _ := os.ReadFile(bak); len(made) > 1 && !bytes.Equal(now, foreign) {
				t.Error("the file that was there was changed")
			}
		})
	}
}

// TestNameNew: a name that is taken stays with its file.
func TestNameNew(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	for _, path := range []string{a, b} {
		if err := os.WriteFile(path, []byte(path), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := nameNew(a, b); !errors.Is(err, os.ErrExist) {
		t.Errorf("got %v", err)
	}
	if got, err := os.ReadFile(b); err != nil || string(got) != b {
		t.Errorf("it holds %q, %v", got, err)
	}
}

// TestUpgradeFails: without a backup or without a commit the old history stays as it was.
func TestUpgradeFails(t *testing.T) {
	t.Run("no backup", func(t *testing.T) {
		if !modesMatter {
			t.Skip("no limit on the size of files on this system")
		}
		o, old := schema1(t)
		cmd, lines, _ := start(t, "upgrade without room", &Store{opt: o})
		if !lines.Scan() {
			t.Fatal("the child said nothing")
		}
		contains(t, lines.Text(), fmt.Sprintf("from schema 1 to %d", schema), "the backup that is made first cannot be written", "Nothing was written")
		if err := cmd.Wait(); err == nil {
			t.Error("the child brought it up")
		}
		backupIs(t, o, "demo.db", old)
		if n := names(t, o.Dir); n != "demo.db demo.lock" {
			t.Errorf("there are %s", n)
		}
	})
	t.Run("no commit", func(t *testing.T) {
		o, old := schema1(t)
		s := newStore(t, at(o), func(o *Options) { o.ReadOnly = true })
		s.opt.ReadOnly = false
		s.commit = func(db *bolt.DB, fn func(*bolt.Tx) error) error {
			return db.Update(func(tx *bolt.Tx) error { return errors.Join(fn(tx), errDisk) })
		}
		_, err := s.Append(t.Context(), contract.Road(contract.ID(4), flow.Demo)[0])
		if !errors.Is(err, errDisk) {
			t.Fatalf("got %v", err)
		}
		if v := schemaOf(t, s); v != 1 {
			t.Errorf("schema %d", v)
		}
		s.commit = (*bolt.DB).Update
		contract.Put(t, s, contract.Road(contract.ID(4), flow.Demo)[0])
		foundIn(t, s, contract.ID(3), contract.ID(1))
		backupIs(t, o, "demo.db.schema1.bak", old)
	})
}

// TestUpgradeDamagedRow: a row that is damaged is made again from events that are sound.
func TestUpgradeDamagedRow(t *testing.T) {
	o, _ := schema1(t)
	key, _ := parseCase(contract.ID(3))
	reader := newStore(t, at(o), func(o *Options) { o.ReadOnly = true })
	change(t, reader, func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte(bucketCases))
		v := bytes.Clone(b.Get(key[:]))
		v[len(v)/2] ^= 1
		return b.Put(key[:], v)
	})
	foundIn(t, newStore(t, at(o)), contract.ID(3), contract.ID(1))
}

// TestUpgradeDamagedCase: a case whose events are damaged, or some of them missing, says so
// after the upgrade as before, and keeps nobody else from being found or written.
func TestUpgradeDamagedCase(t *testing.T) {
	for name, spoil := range map[string]func(*bolt.Tx, caseKey) error{
		"changed": func(tx *bolt.Tx, key caseKey) error {
			k, _ := tx.Bucket([]byte(bucketOfCase)).Cursor().Seek(key[:])
			b := tx.Bucket([]byte(bucketEvents))
			v := bytes.Clone(b.Get(k[len(key):]))
			v[len(v)/2] ^= 1
			return b.Put(k[len(key):], v)
		},
		"the end is missing": func(tx *bolt.Tx, key caseKey) error {
			var last []byte
			b := tx.Bucket([]byte(bucketOfCase))
			cur := b.Cursor()
			for k, _ := cur.Seek(key[:]); bytes.HasPrefix(k, key[:]); k, _ = cur.Next() {
				last = bytes.Clone(k)
			}
			return b.Delete(last)
		},
	} {
		t.Run(name, func(t *testing.T) {
			o, _ := schema1(t)
			key, _ := parseCase(contract.ID(3))
			reader := newStore(t, at(o), func(o *Options) { o.ReadOnly = true })
			change(t, reader, func(tx *bolt.Tx) error { return spoil(tx, key) })
			upgradedDamaged(t, newStore(t, at(o)))
		})
	}
}

func upgradedDamaged(t *testing.T, s *Store) {
	t.Helper()
	foundIn(t, s, contract.ID(1))
	_, err := s.Records(t.Context(), contract.ID(3))
	damaged(t, err, string(contract.ID(3)))
	if page, err := s.List(t.Context(), flow.Query{}); err != nil || len(page.Rows) != 3 {
		t.Errorf("List: %d rows, %v", len(page.Rows), err)
	}
	contract.Put(t, s, contract.Road(contract.ID(4), flow.Demo)[0])
}

// TestMissingIndex: a history has all of its indexes, or it is damaged.
func TestMissingIndex(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[0])
	change(t, s, func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte(bucketAccounts)) })
	_, err := Open(s.opt)
	damaged(t, err, bucketAccounts, "verify --rebuild")
}
