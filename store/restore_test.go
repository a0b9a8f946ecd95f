package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// backedUp is a history and a backup of it, after which the history went on.
func backedUp(t *testing.T, n int) (s *Store, file string) {
	t.Helper()
	s = upkeep(t, n)
	if _, err := s.Compact(t.Context()); err != nil { // free pages prove nothing
		t.Fatal(err)
	}
	_ = os.Remove(s.beforeCompact())
	file = filepath.Join(t.TempDir(), "b")
	if _, err := s.Backup(t.Context(), file, false); err != nil {
		t.Fatal(err)
	}
	contract.Put(t, s, contract.Road(contract.ID(900), flow.Demo)[:3]...)
	return s, file
}

func TestARestoredHistoryWaitsForLooks(t *testing.T) {
	s, file := backedUp(t, 12)
	now, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	_, err = Restore(t.Context(), s.opt, RestoreOptions{File: file, By: "alice"})
	refused(t, err, "there is a history in its place", "--force")
	r, err := Restore(t.Context(), s.opt, RestoreOptions{File: file, Force: true, By: "alice"})
	if err != nil || r.Cases != 12 || r.Halted != 8 || r.Aside == "" {
		t.Fatalf("%+v, %v", r, err)
	}
	if kept, err := os.ReadFile(r.Aside); err != nil || string(kept) != string(now) {
		t.Errorf("the file moved aside is another: %v", err)
	}
	again := reopen(t, s)
	for i := 1; i <= 12; i++ {
		c, err := again.Case(t.Context(), contract.ID(i))
		if err != nil || c.Restored() == (i%3 == 0) {
			t.Errorf("case %d: restored %v, %v", i, c.Restored(), err)
		}
		if _, due := flow.Due(c); due || i%3 != 0 && !c.RestoredFrom.Equal(r.Newest) {
			t.Errorf("case %d: due %v, from %v", i, due, c.RestoredFrom)
		}
	}
	if _, err := again.Case(t.Context(), contract.ID(900)); err != flow.ErrNoCase {
		t.Errorf("the case that was opened after the backup: %v", err)
	}
	plain, err := again.Secret(t.Context(), contract.ID(2), flow.LinkToken)
	if err != nil || contract.Plain(plain) != contract.Plain(contract.Token(flow.LinkToken, 1)) {
		t.Errorf("its tokens do not open: %v", err)
	}
	// A console that has the history open goes on with it, and finds that its case moved on.
	if _, err := s.Append(t.Context(), flow.Append{Case: contract.ID(900), Expect: 5, Events: []flow.Event{seen(1)}}); err != flow.ErrConflict {
		t.Errorf("an append to a case that is gone: %v", err)
	}
	if n := names(t, s.opt.Dir); strings.Contains(n, ".new") {
		t.Errorf("there are %s", n)
	}
}

// TestARestoreNeedsNoHistory: lost, damaged, or on a machine that never had one.
func TestARestoreNeedsNoHistory(t *testing.T) {
	for name, spoil := range map[string]func(s *Store) error{
		"lost":    func(s *Store) error { return os.Remove(s.Path()) },
		"damaged": func(s *Store) error { return os.WriteFile(s.Path(), []byte(strings.Repeat("ruined", 9999)), 0o600) },
		"empty":   func(s *Store) error { return os.Truncate(s.Path(), 0) },
		"new":     func(s *Store) error { s.opt.Dir = filepath.Join(t.TempDir(), "a", "b"); return nil },
	} {
		t.Run(name, func(t *testing.T) {
			s, file := backedUp(t, 3)
			if err := spoil(s); err != nil {
				t.Fatal(err)
			}
			r, err := Restore(t.Context(), s.opt, RestoreOptions{File: file, Force: name == "damaged" || name == "empty"})
			if err != nil || r.Cases != 3 {
				t.Fatalf("%+v, %v", r, err)
			}
			if c, err := reopen(t, s).Case(t.Context(), contract.ID(1)); err != nil || !c.Restored() {
				t.Errorf("%v, %v", c.Restored(), err)
			}
		})
	}
}

// TestAnOlderBackupIsBroughtUp: what an older version backed up is restored as this one keeps it.
func TestAnOlderBackupIsBroughtUp(t *testing.T) {
	s := upkeep(t, 5)
	old := s.at(filepath.Join(t.TempDir(), "old"))
	text, err := os.ReadFile(s.Path())
	if err == nil {
		err = os.WriteFile(old.path, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	change(t, old, func(tx *bolt.Tx) error {
		for _, name := range derived(schema) {
			if name != bucketOfCase && name != bucketCases && name != bucketList {
				if err := tx.DeleteBucket([]byte(name)); err != nil {
					return err
				}
			}
		}
		return putVersion(tx, 1)
	})
	r, err := Restore(t.Context(), s.opt, RestoreOptions{File: old.path, Force: true})
	if err != nil || r.Cases != 5 {
		t.Fatalf("%+v, %v", r, err)
	}
	if v := schemaOf(t, s); v != schema {
		t.Errorf("schema %d", v)
	}
}

// TestABadBackupChangesNothing is fault F18: whatever is wrong with a backup, it is refused and the
// history in place is byte for byte what it was.
func TestABadBackupChangesNothing(t *testing.T) {
	s, good := backedUp(t, 12)
	text, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	other := upkeep(t, 2)
	otherFile := filepath.Join(t.TempDir(), "other")
	if _, err := other.Backup(t.Context(), otherFile, false); err != nil {
		t.Fatal(err)
	}
	sandbox := newStore(t, func(o *Options) { o.Env = flow.Sandbox })
	contract.Put(t, sandbox, contract.Road(contract.ID(1), flow.Sandbox)[:3]...)
	sandboxFile := filepath.Join(t.TempDir(), "sandbox")
	if _, err := sandbox.Backup(t.Context(), sandboxFile, false); err != nil {
		t.Fatal(err)
	}
	was, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	files := names(t, s.opt.Dir)
	unchanged := func(what string) {
		t.Helper()
		now, err := os.ReadFile(s.Path())
		if err != nil || string(now) != string(was) || names(t, s.opt.Dir) != files {
			t.Errorf("%s: the history changed (%v), there are %s", what, err, names(t, s.opt.Dir))
		}
	}
	o := s.opt
	o.Child = inChild
	restore := func(file string) error {
		_, err := Restore(t.Context(), o, RestoreOptions{File: file, Force: true})
		return err
	}
	refused(t, restore(otherFile), "another history", "--new-history")
	unchanged("another history")
	refused(t, restore(sandboxFile), "a backup of sandbox")
	unchanged("another environment")
	refused(t, restore(filepath.Join(t.TempDir(), "none")), "no such file")
	refused(t, restore(s.Path()), "the history itself")
	refused(t, restore(t.TempDir()), "not a regular file")
	unchanged("no backup")

	bad := filepath.Join(t.TempDir(), "bad")
	spoil := func(what string, b []byte) {
		t.Helper()
		if err := os.WriteFile(bad, b, 0o600); err != nil {
			t.Fatal(err)
		}
		damaged(t, restore(bad))
		unchanged(what)
	}
	spoil("empty", nil)
	spoil("text", []byte(strings.Repeat("ruined", 9999)))
	for _, size := range []int{1, 4095, 8192, len(text) / 2, len(text) - backupEnd - 1} {
		spoil(fmt.Sprintf("cut at %d", size), text[:size])
	}
	// Every byte is proved by something, and that of a plain copy too if it matters: not if it is
	// of unused room, or of a sealed token.
	for at := 20; at < len(text)-backupEnd; at += 6007 {
		b := []byte(string(text))
		b[at] ^= 0x41
		spoil(fmt.Sprintf("byte %d", at), b)
	}
	spoil("byte of the sum", append([]byte(string(text[:len(text)-1])), text[len(text)-1]^1))
	matters, flips := 0, 0
	for at := 20; at < len(text)-backupEnd; at += 4001 {
		b := []byte(string(text[:len(text)-backupEnd]))
		b[at] ^= 0x41
		if err := os.WriteFile(bad, b, 0o600); err != nil {
			t.Fatal(err)
		}
		flips++
		if err := restore(bad); err != nil {
			matters++
			unchanged(fmt.Sprintf("byte %d of a plain copy", at))
			continue
		}
		if err := os.WriteFile(s.Path(), was, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, name := range strings.Fields(names(t, s.opt.Dir)) {
			if strings.Contains(name, "aside") {
				_ = os.Remove(filepath.Join(s.opt.Dir, name))
			}
		}
	}
	if matters < flips/4 {
		t.Errorf("only %d of %d bytes of a plain copy matter", matters, flips)
	}
	t.Logf("%d of %d bytes that were turned over made a plain copy a bad backup", matters, flips)

	if r, err := Restore(t.Context(), s.opt, RestoreOptions{File: otherFile, Force: true, NewHistory: true}); err != nil || r.Cases != 2 {
		t.Errorf("%+v, %v", r, err)
	}
	if page, err := reopen(t, s).List(t.Context(), flow.Query{}); err != nil || len(page.Rows) != 2 {
		t.Errorf("%d cases, %v", len(page.Rows), err)
	}
}
