package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}

// TestNothingIsWrittenBeforeTheFirstAppend: --help, a wrong flag and a look at an empty list
// leave no trace, and neither does a first append that is refused.
func TestNothingIsWrittenBeforeTheFirstAppend(t *testing.T) {
	s := newStore(t, func(o *Options) { o.Dir = filepath.Join(o.Dir, "a", "b") })
	if err := s.Probe(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := s.List(t.Context(), flow.Query{}); err != nil {
		t.Error(err)
	}
	if _, err := s.Find(t.Context(), string(contract.ID(1))); !errors.Is(err, flow.ErrNoCase) {
		t.Error(err)
	}
	opened := flow.CaseOpened{Env: flow.Sandbox, Processor: flow.PrimeTrust, Handoff: flow.HandoffBrowser}
	for name, a := range map[string]flow.Append{
		"another environment": {Case: contract.ID(1), Events: []flow.Event{opened}},
		"not an opening":      {Case: contract.ID(1), Events: []flow.Event{flow.LinkTokenAsked{}}},
		"not new":             {Case: contract.ID(1), Expect: 3, Events: []flow.Event{flow.LinkTokenAsked{}}},
		"secrets alone":       {Case: contract.ID(1), Forget: []flow.SecretKind{flow.LinkToken}},
		"no id":               {Case: "case-1", Events: []flow.Event{opened}},
	} {
		if _, err := s.Append(t.Context(), a); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if records, err := s.Append(t.Context(), flow.Append{Case: contract.ID(1)}); records != nil || err != nil {
		t.Errorf("an append of nothing gave %v, %v", records, err)
	}
	if n := names(t, filepath.Dir(filepath.Dir(s.opt.Dir))); n != "" {
		t.Errorf("it made %s", n)
	}

	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[:3]...)
	if n := names(t, s.opt.Dir); n != "demo.db demo.id demo.key demo.lock" {
		t.Errorf("it made %s", n)
	}
	for _, name := range []string{"", "demo.db", "demo.id", "demo.key", "demo.lock"} {
		fi, err := os.Stat(filepath.Join(s.opt.Dir, name))
		if err != nil || modesMatter && fi.Mode().Perm()&0o077 != 0 {
			t.Errorf("%q: %v, %v", name, fi.Mode(), err)
		}
	}
}

// TestNewHistory: what is lost, empty or damaged is begun again only when that was asked
// for, what was there is kept, and the permission is good for one time.
func TestNewHistory(t *testing.T) {
	garbage := func(p string) error { return os.WriteFile(p, []byte(strings.Repeat("ruined", 9999)), 0o600) }
	noSchema := func(p string) error {
		db, err := bolt.Open(p, 0o600, nil)
		if err != nil {
			return err
		}
		defer func() { _ = db.Close() }()
		return db.Update(func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte(bucketMeta)) })
	}
	for name, spoil := range map[string]func(string) error{
		"missing": os.Remove, "empty": func(p string) error { return os.Truncate(p, 0) }, "garbage": garbage, "no meta": noSchema,
	} {
		t.Run(name, func(t *testing.T) {
			road := contract.Road(contract.ID(2), flow.Demo)
			old := newStore(t)
			contract.Put(t, old, contract.Road(contract.ID(1), flow.Demo)[:3]...)
			if err := spoil(old.Path()); err != nil {
				t.Fatal(err)
			}
			_, err := Open(old.opt)
			damaged(t, err)
			again := func(o *Options) { o.Dir, o.NewHistory = old.opt.Dir, true }
			s, second := newStore(t, again), newStore(t, again)
			if page, err := s.List(t.Context(), flow.Query{}); err != nil || len(page.Rows) != 0 {
				t.Errorf("%v, %v", page, err)
			}
			if strings.Contains(names(t, old.opt.Dir), "aside") {
				t.Error("a look moved the old history aside")
			}
			contract.Put(t, s, road[:3]...)
			if aside := strings.Contains(names(t, old.opt.Dir), "demo.db.aside-2026"); aside != (name != "missing") {
				t.Errorf("there are %s", names(t, old.opt.Dir))
			}
			// A second console with the same wish joins the new history.
			if _, err := second.Case(t.Context(), contract.ID(2)); err != nil {
				t.Error(err)
			}
			contract.Put(t, second, contract.Road(contract.ID(3), flow.Demo)[:3]...)
			plain, err := newStore(t, in(old)).Secret(t.Context(), contract.ID(2), flow.LinkToken)
			if err != nil || contract.Plain(plain) != contract.Plain(contract.Token(flow.LinkToken, 1)) {
				t.Errorf("%v", err)
			}
			// The old console knows that this is not its history.
			_, err = old.Case(t.Context(), contract.ID(2))
			damaged(t, err, "another history")
			// A loss from now on is a loss.
			if err := os.Remove(s.Path()); err != nil {
				t.Fatal(err)
			}
			_, err = s.Append(t.Context(), road[3])
			damaged(t, err, "gone")
		})
	}
	t.Run("a sound one is left alone", func(t *testing.T) {
		s := newStore(t)
		contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[0])
		contract.Put(t, newStore(t, in(s), func(o *Options) { o.NewHistory = true }), contract.Road(contract.ID(1), flow.Demo)[1])
		if _, err := s.Records(t.Context(), contract.ID(1)); err != nil {
			t.Error(err)
		}
	})
}

func TestForeignHistories(t *testing.T) {
	put := func(t *testing.T, s *Store) { contract.Put(t, s, contract.Road(contract.ID(1), s.opt.Env)[0]) }
	t.Run("a newer schema", func(t *testing.T) {
		s := newStore(t)
		put(t, s)
		change(t, s, func(tx *bolt.Tx) error {
			return tx.Bucket([]byte(bucketMeta)).Put([]byte(metaSchema), binary.BigEndian.AppendUint32(nil, schema+1))
		})
		_, err := Open(s.opt)
		damaged(t, err, fmt.Sprintf("a newer linkdesk wrote it (schema %d", schema+1))
	})
	t.Run("of another environment", func(t *testing.T) {
		s := newStore(t)
		put(t, s)
		o := s.opt
		o.Env = flow.Production
		if err := os.Rename(s.Path(), filepath.Join(o.Dir, "production.db")); err != nil {
			t.Fatal(err)
		}
		_, err := Open(o)
		damaged(t, err, `history of "demo"`, "place of production")
	})
	t.Run("of another directory", func(t *testing.T) {
		s, other := newStore(t), newStore(t)
		put(t, s)
		put(t, other)
		if err := os.Rename(other.Path(), s.Path()); err != nil {
			t.Fatal(err)
		}
		_, err := Open(s.opt)
		damaged(t, err, "not the history that was here before", s.file(".id"))
		_, err = s.Case(t.Context(), contract.ID(1))
		damaged(t, err, "another history")
		if err := os.Remove(s.file(".id")); err != nil {
			t.Fatal(err)
		}
		mended := newStore(t, in(s))
		contract.Put(t, mended, contract.Road(contract.ID(1), flow.Demo)[1])
		if missing(s.file(".id")) {
			t.Error("the id was not written again")
		}
	})
}

// TestTwoStores: two consoles on one directory begin at once, share a history and a key, and
// lose nothing of each other.
func TestTwoStores(t *testing.T) {
	one := newStore(t)
	stores := []*Store{one, newStore(t, in(one)), newStore(t, in(one))}
	var wg sync.WaitGroup
	for n, s := range stores {
		wg.Go(func() {
			for _, a := range contract.Road(contract.ID(n), flow.Demo)[:12] {
				a.Patient = true
				if _, err := s.Append(t.Context(), a); err != nil {
					t.Errorf("store %d: %v", n, err)
					return
				}
			}
		})
	}
	wg.Wait()
	for _, s := range stores {
		for n := range stores {
			c, err := s.Case(t.Context(), contract.ID(n))
			if err != nil || c.Phase != flow.PhaseTokenReady {
				t.Errorf("case %d: %s, %v", n, c.Phase, err)
			}
			if token, err := s.Secret(t.Context(), contract.ID(n), flow.ProcessorToken); err != nil || token.Empty() {
				t.Errorf("case %d: %v", n, err)
			}
		}
	}
}

// TestCancelledContext: an outcome is written though its context has ended.
func TestCancelledContext(t *testing.T) {
	s := newStore(t)
	road := contract.Road(contract.ID(1), flow.Demo)
	ctx, cancel := context.WithCancel(t.Context())
	contract.Put(t, s, road[0])
	s.commit = func(db *bolt.DB, fn func(*bolt.Tx) error) error {
		cancel()
		return db.Update(fn)
	}
	for _, a := range road[1:3] {
		if _, err := s.Append(ctx, a); err != nil {
			t.Errorf("after %d: %v", a.Expect, err)
		}
	}
	if _, err := s.Case(ctx, contract.ID(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("a read under a cancelled context: %v", err)
	}
	if c, err := s.Case(t.Context(), contract.ID(1)); err != nil || c.Phase != flow.PhaseTokenMade {
		t.Errorf("%s, %v", c.Phase, err)
	}
}

func TestReadOnly(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[:3]...)
	if err := os.Remove(s.file(".lock")); err != nil {
		t.Fatal(err)
	}
	before := names(t, s.opt.Dir)
	r := newStore(t, in(s), func(o *Options) { o.ReadOnly, o.NewHistory = true, true })
	if records, err := r.Records(t.Context(), contract.ID(1)); err != nil || len(records) != 5 {
		t.Errorf("%d records, %v", len(records), err)
	}
	if token, err := r.Secret(t.Context(), contract.ID(1), flow.LinkToken); err != nil || token.Empty() {
		t.Error(err)
	}
	_, err := r.Append(t.Context(), contract.Road(contract.ID(2), flow.Demo)[0])
	for _, err := range []error{err, r.Probe(t.Context())} {
		if setup := (*SetupError)(nil); !errors.As(err, &setup) {
			t.Errorf("got %v", err)
		}
	}
	if after := names(t, s.opt.Dir); after != before {
		t.Errorf("there were %s, and are %s", before, after)
	}
	empty := newStore(t, func(o *Options) { o.ReadOnly, o.Dir = true, filepath.Join(o.Dir, "none") })
	if page, err := empty.List(t.Context(), flow.Query{}); err != nil || len(page.Rows) != 0 {
		t.Errorf("%v, %v", page, err)
	}
}

func TestDirectories(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	open := func(mode os.FileMode) string {
		dir := filepath.Join(t.TempDir(), "data dir")
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	for name, c := range map[string]struct {
		dir  string
		want []string
	}{
		"none":                {"", []string{"no directory is named"}},
		"a file":              {file, []string{"it is not a directory"}},
		"below a file":        {filepath.Join(file, "a", "b"), []string{"not a directory"}},
		"writable by others":  {open(0o777), []string{"mode 0777", "chmod go-w '/", "Nothing was written"}},
		"writable by a group": {open(0o770), []string{"mode 0770"}},
		"readable by others":  {open(0o755), nil},
		"private":             {open(0o700), nil},
		"to be made":          {filepath.Join(open(0o700), "x"), nil},
		"a NUL in its name":   {"a\x00b", []string{"invalid argument"}},
		"a very long name":    {filepath.Join(t.TempDir(), strings.Repeat("n", 300)), []string{"name too long"}},
		"an escape in a name": {file + "\x1b[31m", nil},
	} {
		_, err := Open(Options{Dir: c.dir, Env: flow.Demo})
		var setup *SetupError
		switch {
		case len(c.want) == 0 && err != nil:
			t.Errorf("%s: %v", name, err)
		case len(c.want) > 0 && !errors.As(err, &setup):
			t.Errorf("%s: %v", name, err)
		case len(c.want) > 0:
			contains(t, err.Error(), c.want...)
		}
	}
	if _, err := Open(Options{Dir: t.TempDir(), Env: "development"}); err == nil {
		t.Error("there is no development environment")
	}
}

// TestInterruptedCreation: what a power cut leaves of a creation is in nobody's way.
func TestInterruptedCreation(t *testing.T) {
	road := contract.Road(contract.ID(1), flow.Demo)
	for name, c := range map[string]struct {
		made  bool
		spoil func(s *Store) error
	}{
		"half a new file":     {false, func(s *Store) error { return os.WriteFile(s.file(".db.new"), []byte("half"), 0o600) }},
		"an empty new file":   {false, func(s *Store) error { return os.WriteFile(s.file(".db.new"), nil, 0o600) }},
		"a link in its place": {false, func(s *Store) error { return os.Symlink(s.file(".lock"), s.file(".db.new")) }},
		"only a lock":         {false, func(s *Store) error { return os.WriteFile(s.file(".lock"), nil, 0o600) }},
		"only a key": {false, func(s *Store) error {
			_, err := s.KeyFilePlace("").Make("1")
			return err
		}},
		"no id yet": {true, func(s *Store) error { return os.Remove(s.file(".id")) }},
	} {
		t.Run(name, func(t *testing.T) {
			s, from := newStore(t), 0
			if c.made {
				contract.Put(t, s, road[0])
				from = 1
			}
			if err := c.spoil(s); err != nil {
				t.Fatal(err)
			}
			contract.Put(t, newStore(t, in(s)), road[from:12]...)
			if n := names(t, s.opt.Dir); n != "demo.db demo.id demo.key demo.lock" {
				t.Errorf("there are %s", n)
			}
		})
	}
}
