//go:build unix

package store

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"testing"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/sys/unix"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// calls makes every call of a store, for what refuses all of them.
func calls(t *testing.T, s *Store) map[string]error {
	t.Helper()
	_, caseErr := s.Case(t.Context(), contract.ID(1))
	_, recordsErr := s.Records(t.Context(), contract.ID(1))
	_, listErr := s.List(t.Context(), flow.Query{})
	_, secretErr := s.Secret(t.Context(), contract.ID(1), flow.LinkToken)
	_, appendErr := s.Append(t.Context(), contract.Road(contract.ID(1), flow.Demo)[3])
	again, openErr := Open(s.opt) // knows no key yet
	anewErr := openErr
	if openErr == nil {
		_, anewErr = again.Secret(t.Context(), contract.ID(1), flow.LinkToken)
	}
	look := s.opt
	look.ReadOnly = true
	_, lookErr := Open(look)
	return map[string]error{"Case": caseErr, "Records": recordsErr, "List": listErr, "Secret": secretErr, "Secret anew": anewErr, "Append": appendErr,
		"Probe": s.Probe(t.Context()), "Open": openErr, "Open for reading": lookErr}
}

// TestCutUntouched cuts a history at every page that it uses, one byte before and one behind.
// Every call says so, and the file stays as it is to the last byte.
func TestCutUntouched(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[:3]...)
	whole, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	page, cuts := int64(os.Getpagesize()), 0
	for at := page; at <= usedBytes(t, s); at += page {
		for _, size := range []int64{at - 1, at, at + 1} {
			if size >= usedBytes(t, s) {
				continue // only unused room is missing; TestCutOff reads that
			}
			cuts++
			before := sha256.Sum256(whole[:size])
			if err := os.WriteFile(s.Path(), whole[:size], 0o600); err != nil {
				t.Fatal(err)
			}
			for name, err := range calls(t, s) {
				if damaged(t, err, "restore a backup"); t.Failed() {
					t.Fatalf("%s, cut to %d bytes", name, size)
				}
			}
			if after, err := os.ReadFile(s.Path()); err != nil || sha256.Sum256(after) != before {
				t.Errorf("cut to %d bytes, it has %d now, %v", size, len(after), err)
			}
			if err := os.WriteFile(s.Path(), whole, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if cuts < 3*5 {
		t.Errorf("only %d cuts", cuts)
	}
}

// TestMoreThatIsNoHistory goes on where TestNotAHistory ends.
func TestMoreThatIsNoHistory(t *testing.T) {
	random := rand.NewChaCha8([32]byte{6})
	noise := make([]byte, 1<<16)
	_, _ = random.Read(noise)
	var zip bytes.Buffer
	w := gzip.NewWriter(&zip)
	_, _ = w.Write(noise)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	text := func(b []byte) func(string) error {
		return func(p string) error { return os.WriteFile(p, b, 0o600) }
	}
	node := func(kind uint32, device int) func(string) error {
		return func(p string) error {
			if err := os.Remove(p); err != nil {
				return err
			}
			return unix.Mknod(p, kind|0o600, device)
		}
	}
	for name, c := range map[string]struct {
		spoil func(path string) error
		words string
	}{
		"random":           {text(noise), "not a history"},
		"gzip":             {text(zip.Bytes()), "not a history"},
		"SQLite of a page": {text(append([]byte("SQLite format 3\x00"), make([]byte, 4080)...)), "not a history"},
		"a program":        {text(append([]byte("\x7fELF\x02\x01\x01"), noise...)), "not a history"},
		"one zero page":    {text(make([]byte, os.Getpagesize())), "not a history"},
		"another bbolt file": {func(p string) error {
			if err := os.Remove(p); err != nil {
				return err
			}
			db, err := bolt.Open(p, 0o600, nil)
			if err != nil {
				return err
			}
			return db.Close()
		}, `its part "meta" is missing`},
		"a device":        {node(unix.S_IFCHR, int(unix.Mkdev(1, 5))), "not a regular file"}, // /dev/zero, which never ends
		"a socket":        {node(unix.S_IFSOCK, 0), "not a regular file"},
		"group can read":  {func(p string) error { return os.Chmod(p, 0o640) }, "mode 0640): run chmod 600 "},
		"group can write": {func(p string) error { return os.Chmod(p, 0o620) }, "mode 0620): run chmod 600 "},
		"all can do all":  {func(p string) error { return os.Chmod(p, 0o777) }, "mode 0777): run chmod 600 "},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[:3]...)
			if err := c.spoil(s.Path()); err != nil {
				if name == "a device" && os.Geteuid() != 0 {
					t.Skipf("only root makes devices: %v", err)
				}
				t.Fatal(err)
			}
			before := tree(t, s.opt.Dir)
			for call, err := range calls(t, s) {
				if damaged(t, err, c.words); t.Failed() {
					t.Fatal(call)
				}
			}
			if after := tree(t, s.opt.Dir); after != before {
				t.Errorf("something was changed:\n%s\n%s", before, after)
			}
		})
	}
}
