//go:build unix

package store

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// tree is every name in a directory with the mode and the hash of what it stands for.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		fi, err := d.Info()
		if err != nil {
			return err
		}
		var content []byte
		if fi.Mode().IsRegular() && !strings.HasSuffix(path, ".lock") {
			if content, err = os.ReadFile(path); err != nil {
				return err
			}
		}
		fmt.Fprintf(&b, "%s %s %x\n", path, fi.Mode(), sha256.Sum256(content))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestNotAHistory puts things in the place of a good history. Each is refused in words, at
// the start and by every call of a store that was open before, and nothing is changed.
func TestNotAHistory(t *testing.T) {
	text := func(content string) func(string) error {
		return func(path string) error {
			return os.WriteFile(path, []byte(content), 0o600)
		}
	}
	instead := func(make func(string) error) func(string) error {
		return func(path string) error {
			if err := os.Rename(path, path+".old"); err != nil {
				return err
			}
			return make(path)
		}
	}
	for name, c := range map[string]struct {
		spoil func(path string) error
		words []string
	}{
		"size 0":          {func(p string) error { return os.Truncate(p, 0) }, []string{"empty", "--new-history"}},
		"one byte":        {text("x"), []string{"too short"}},
		"missing":         {os.Remove, []string{""}},
		"text":            {text(strings.Repeat("Dear diary, ", 1000)), []string{"not a history"}},
		"zeros":           {text(strings.Repeat("\x00", 1<<16)), []string{"not a history"}},
		"SQLite":          {text("SQLite format 3\x00" + strings.Repeat("\x01", 1<<14)), []string{"not a history"}},
		"directory":       {instead(func(p string) error { return os.Mkdir(p, 0o700) }), []string{"it is a directory"}},
		"link":            {instead(func(p string) error { return os.Symlink(p+".old", p) }), []string{"symbolic link"}},
		"broken link":     {instead(func(p string) error { return os.Symlink("/nowhere", p) }), []string{"symbolic link"}},
		"pipe":            {instead(func(p string) error { return unix.Mkfifo(p, 0o600) }), []string{"not a regular file"}},
		"others can read": {func(p string) error { return os.Chmod(p, 0o644) }, []string{"mode 0644", "chmod 600 "}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			road := contract.Road(contract.ID(1), flow.Demo)
			contract.Put(t, s, road[0])
			if err := c.spoil(s.Path()); err != nil {
				t.Fatal(err)
			}
			before := tree(t, s.opt.Dir)
			_, err := Open(s.opt)
			damaged(t, err, c.words...)
			_, err = s.Append(t.Context(), road[1])
			damaged(t, err, strings.ReplaceAll(c.words[0], "missing", "gone"))
			_, err = s.Case(t.Context(), contract.ID(1))
			damaged(t, err)
			_, err = s.List(t.Context(), flow.Query{})
			damaged(t, err)
			damaged(t, s.Probe(t.Context()))
			if after := tree(t, s.opt.Dir); after != before {
				t.Errorf("something was changed:\n%s\n%s", before, after)
			}
		})
	}
}

// TestForeignFile: what belongs to somebody else is not trusted. The test asks as another user
// rather than giving files away, which only root may do.
func TestForeignFile(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[0])
	_, err := open(s.opt, s.uid+1)
	if err == nil {
		t.Fatal("a foreign directory was taken")
	}
	contains(t, err.Error(), "the data directory", "another user")
	s.uid++
	_, err = s.Case(t.Context(), contract.ID(1))
	damaged(t, err, "another user")
	s.uid--
}

// TestCutOff cuts a history at and beside every page that it uses: an error in words with
// the file untouched, or, where only unused room was cut, all the data.
func TestCutOff(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)...)
	whole, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	page, refused := os.Getpagesize(), 0
	for at := page; at <= len(whole) && at <= 40*page; at += page {
		for _, size := range []int{at - 1, at, at + 1} {
			if size > len(whole) {
				continue
			}
			if err := os.WriteFile(s.Path(), whole[:size], 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := Open(s.opt)
			if err != nil {
				refused++
				damaged(t, err, "restore a backup")
				continue
			}
			if records, err := s.Records(t.Context(), contract.ID(1)); err != nil || len(records) != 25 {
				t.Errorf("cut to %d bytes: %d records, %v", size, len(records), err)
			}
		}
	}
	if refused < 3*8 {
		t.Errorf("only %d cuts were refused", refused)
	}
	if err := os.WriteFile(s.Path(), whole, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestHeaderFlips turns over every byte of both headers in turn. bbolt alone would go back
// by one transaction for some of them and lose what was acknowledged.
func TestHeaderFlips(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[:3]...)
	f, err := os.OpenFile(s.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for _, page := range []int64{0, int64(os.Getpagesize())} {
		for i := range int64(headerSize) {
			at := page + headerAt + i
			flip(t, f, at)
			_, err := Open(s.opt)
			damaged(t, err)
			flip(t, f, at)
		}
	}
	if _, err := Open(s.opt); err != nil {
		t.Error(err)
	}
}

// TestDeadPages writes zeros over every page in turn. bbolt panics on some of them; a caller
// sees the right data or a damaged history.
func TestDeadPages(t *testing.T) {
	s := newStore(t)
	road := contract.Road(contract.ID(1), flow.Demo)
	contract.Put(t, s, road[:12]...)
	whole, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	want, err := s.Records(t.Context(), contract.ID(1))
	if err != nil {
		t.Fatal(err)
	}
	page, broken := os.Getpagesize(), 0
	for at := 2 * page; at < len(whole) && at < 64*page; at += page {
		spoilt := append([]byte{}, whole...)
		clear(spoilt[at : at+page])
		if err := os.WriteFile(s.Path(), spoilt, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := s.Records(t.Context(), contract.ID(1))
		if err == nil && len(got) != len(want) {
			t.Errorf("page %d: %d records instead of %d", at/page, len(got), len(want))
		}
		if err != nil {
			broken++
			damaged(t, err)
		}
		if _, err := s.Append(t.Context(), road[12]); err != nil {
			damaged(t, err)
		}
		if _, err := s.List(t.Context(), flow.Query{}); err != nil {
			damaged(t, err)
		}
	}
	if broken < 3 {
		t.Errorf("only %d pages were missed", broken)
	}
	if err := os.WriteFile(s.Path(), whole, 0o600); err != nil {
		t.Fatal(err)
	}
}
