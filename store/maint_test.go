package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// upkeep is a history of n cases, every third of them closed, the k-th with all its events k minutes
// after the first.
func upkeep(t testing.TB, n int, change ...func(*Options)) *Store {
	t.Helper()
	s := newStore(t, change...)
	for i := 1; i <= n; i++ {
		steps := contract.Road(contract.ID(i), flow.Demo)
		if i%3 != 0 {
			steps = steps[:4+i%13]
		}
		for j := range steps {
			steps[j].At = steps[j].At.Add(time.Duration(i) * time.Minute)
		}
		contract.Put(t, s, steps...)
	}
	return s
}

// rowsOf is everything that a history holds, as text.
func rowsOf(t testing.TB, path string) string {
	t.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var b strings.Builder
	err = db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, x *bolt.Bucket) error {
			fmt.Fprintf(&b, "%s %d\n", name, x.Sequence())
			return x.ForEach(func(k, v []byte) error { fmt.Fprintf(&b, "  %x %x\n", k, v); return nil })
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// refused fails the test unless err is a *SetupError that says all of words.
func refused(t *testing.T, err error, words ...string) {
	t.Helper()
	var setup *SetupError
	if !errors.As(err, &setup) {
		t.Errorf("got %v; want a refusal", err)
		return
	}
	contains(t, err.Error(), words...)
}

// steps counts how often work tells its progress, and ends its context at the n-th time.
func steps(t *testing.T, o *Options, n int) (context.Context, *int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	told := new(int)
	o.OnProgress = func(string, uint64, uint64) {
		if *told++; *told == n {
			cancel()
		}
	}
	return ctx, told
}

// reopen is another store on the directory of s.
func reopen(t *testing.T, s *Store, change ...func(*Options)) *Store {
	t.Helper()
	o := s.opt
	for _, f := range change {
		f(&o)
	}
	again, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func TestABackupIsTheHistory(t *testing.T) {
	s := upkeep(t, 12)
	file := filepath.Join(t.TempDir(), "monday.backup")
	r, err := s.Backup(t.Context(), file, false)
	if err != nil || r.Cases != 12 || r.Events == 0 || !r.Newest.Equal(contract.Start().Add(12*time.Minute+17*time.Second).Truncate(time.Microsecond)) {
		t.Errorf("%+v, %v", r, err)
	}
	if fi, err := os.Stat(file); err != nil || fi.Size() != r.Size || modesMatter && fi.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", fi, err)
	}
	if rowsOf(t, file) != rowsOf(t, s.Path()) {
		t.Error("the backup is not the history")
	}
	if n := names(t, filepath.Dir(file)); n != "monday.backup" {
		t.Errorf("there are %s", n)
	}
	_, err = s.Backup(t.Context(), file, false)
	refused(t, err, "there already", "--force")
	contract.Put(t, s, contract.Road(contract.ID(99), flow.Demo)[:3]...)
	if r, err := s.Backup(t.Context(), file, true); err != nil || r.Cases != 13 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestABackupIsRefusedWhereItCannotBe(t *testing.T) {
	s := upkeep(t, 2)
	dir := t.TempDir()
	if err := os.Symlink(s.Path(), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(s.Path(), filepath.Join(dir, "same")); err != nil {
		t.Fatal(err)
	}
	before := names(t, s.opt.Dir)
	for file, word := range map[string]string{
		"": "no file", s.Path(): "histories themselves", s.file(".id"): "histories themselves", s.file(".db.monday"): "histories themselves",
		filepath.Join(s.opt.Dir, "SANDBOX.db"): "histories themselves", s.file("-sim.json"): "histories themselves",
		filepath.Join(dir, "link"): "not a regular file", dir: "not a regular file", filepath.Join(dir, "same"): "the history itself",
		filepath.Join(dir, "no", "where"): "its directory", filepath.Join(s.Path(), "x"): "is not a directory",
	} {
		_, err := s.Backup(t.Context(), file, true)
		refused(t, err, word)
	}
	if n := names(t, s.opt.Dir); n != before {
		t.Errorf("there are %s", n)
	}
	_, err := newStore(t).Backup(t.Context(), filepath.Join(dir, "new"), false)
	refused(t, err, "none yet")
}

// TestABackupOfDamageIsNone: what a restore would refuse is no backup.
func TestABackupOfDamageIsNone(t *testing.T) {
	s := upkeep(t, 3)
	change(t, s, func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte(bucketEvents))
		k, v := b.Cursor().First()
		v = append([]byte{}, v...)
		v[60] ^= 1
		return b.Put(append([]byte{}, k...), v)
	})
	dir := t.TempDir()
	_, err := s.Backup(t.Context(), filepath.Join(dir, "b"), false)
	damaged(t, err, "a backup of it would not be good", string(contract.ID(1)))
	if n := names(t, dir); n != "" {
		t.Errorf("there are %s", n)
	}
}

// TestCancelLeavesNothing ends each work at every moment at which it says how far it is.
func TestCancelLeavesNothing(t *testing.T) {
	s := upkeep(t, 40)
	out := t.TempDir()
	file := filepath.Join(out, "b")
	if _, err := s.Backup(t.Context(), file, false); err != nil {
		t.Fatal(err)
	}
	for name, work := range map[string]func(context.Context, Options) error{
		"backup": func(ctx context.Context, o Options) error {
			again, err := Open(o)
			if err == nil {
				_, err = again.Backup(ctx, filepath.Join(out, "c"), false)
			}
			return err
		},
		"compact": func(ctx context.Context, o Options) error {
			again, err := Open(o)
			if err == nil {
				_, err = again.Compact(ctx)
			}
			return err
		},
		"restore": func(ctx context.Context, o Options) error {
			_, err := Restore(ctx, o, RestoreOptions{File: file, Force: true})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			reopen(t, s) // removes what an earlier compacting kept
			old, files := rowsOf(t, s.Path()), names(t, s.opt.Dir)
			n := 1
			for ; ; n++ {
				o := s.opt
				ctx, told := steps(t, &o, n)
				err := work(ctx, o)
				if *told < n {
					if err != nil {
						t.Fatal(err)
					}
					break // it was never ended
				}
				if err == nil && *told == n {
					break // the last word comes when all is done
				}
				if !errors.Is(err, context.Canceled) {
					t.Errorf("ended at step %d of %d: %v", n, *told, err)
				}
				if rowsOf(t, s.Path()) != old || names(t, s.opt.Dir) != files || names(t, out) != "b" {
					t.Fatalf("ended at step %d: there are %s and %s", n, names(t, s.opt.Dir), names(t, out))
				}
			}
			if n < 4 {
				t.Errorf("%s tells its progress %d times", name, n)
			}
			_ = os.Remove(filepath.Join(out, "c"))
		})
	}
}
