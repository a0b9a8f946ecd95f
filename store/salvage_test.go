package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// original is a history to be damaged: its bytes, and its events in the order of each case.
type original struct {
	s      *Store
	whole  []byte
	page   int
	events map[caseKey][][]byte // key and value
}

func newOriginal(t *testing.T) original {
	t.Helper()
	o := original{s: newStore(t), events: map[caseKey][][]byte{}}
	o.s.growStep = 16 << 10
	o.s.opt.Maintenance = true
	a, b := contract.Road(contract.ID(1), flow.Demo), contract.Road(contract.ID(2), flow.Demo)
	for i := range a {
		contract.Put(t, o.s, a[i])
		if i < 12 {
			contract.Put(t, o.s, b[i])
		}
	}
	contract.Put(t, o.s, contract.Road(contract.ID(3), flow.Demo)[:4]...)
	o.read(t)
	return o
}

func (o *original) read(t *testing.T) {
	t.Helper()
	var err error
	if o.whole, err = os.ReadFile(o.s.Path()); err != nil {
		t.Fatal(err)
	}
	o.page = os.Getpagesize()
	change(t, o.s, func(tx *bolt.Tx) error {
		return tx.Bucket([]byte(bucketEvents)).ForEach(func(k, v []byte) error {
			key := caseKey(v[1:])
			o.events[key] = append(o.events[key], append(bytes.Clone(k), v...))
			return nil
		})
	})
	if o.whole, err = os.ReadFile(o.s.Path()); err != nil {
		t.Fatal(err)
	}
}

// salvaged damages the history and salvages it. All that is in the new file must be of the
// original, and of each case everything must be there that the damaged file still has.
func (o *original) salvaged(t *testing.T, bytesNow []byte) (Salvaged, *Store) {
	t.Helper()
	if err := os.WriteFile(o.s.Path(), bytesNow, 0o600); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if after, err := os.ReadFile(o.s.Path()); err != nil || !bytes.Equal(after, bytesNow) {
			t.Error("the damaged file was touched")
		}
		if err := os.WriteFile(o.s.Path(), o.whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}()
	want := map[caseKey]int{}
	all := 0
	for key, events := range o.events {
		for _, e := range events {
			if !bytes.Contains(bytesNow, e) {
				break
			}
			want[key]++
			all++
		}
	}
	dir := filepath.Join(t.TempDir(), "new")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "demo.db")
	got, err := o.s.Salvage(t.Context(), file)
	if all == 0 {
		if !errors.As(err, new(*flow.DamagedError)) || names(t, dir) != "" {
			t.Errorf("with nothing left: %v, and there are %s", err, names(t, dir))
		}
		return got, nil
	}
	if err != nil {
		t.Fatalf("%d events are there: %v", all, err)
	}
	if n := names(t, dir); n != "demo.db" {
		t.Errorf("there are %s", n)
	}
	if fi, err := os.Stat(file); err != nil || modesMatter && fi.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", fi.Mode(), err)
	}
	if key, err := os.ReadFile(o.s.file(".key")); err == nil {
		if err := os.WriteFile(filepath.Join(dir, "demo.key"), key, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	opt := o.s.opt
	opt.Dir, opt.Maintenance = dir, false
	fresh, err := Open(opt)
	if err != nil {
		t.Fatal(err)
	}
	if r := verified(t, fresh); len(r.Faults) > 0 || r.Events != all || got.Events != all || r.Cases != len(want) {
		t.Errorf("%d events of %d cases are there: %+v, %+v", all, len(want), r, got)
	}
	o.compare(t, fresh, want)
	for _, c := range got.Cases {
		key, _ := parseCase(c.Case)
		if int(c.Kept) != want[key] || c.Whole && want[key] != len(o.events[key]) || int(c.Last) > len(o.events[key]) {
			t.Errorf("%+v; there are %d of %d", c, want[key], len(o.events[key]))
		}
	}
	return got, fresh
}

func (o *original) compare(t *testing.T, fresh *Store, want map[caseKey]int) {
	t.Helper()
	n := map[caseKey]int{}
	change(t, fresh, func(tx *bolt.Tx) error {
		return tx.Bucket([]byte(bucketEvents)).ForEach(func(k, v []byte) error {
			key := caseKey(v[1:])
			if n[key] >= want[key] || !bytes.Equal(o.events[key][n[key]], append(bytes.Clone(k), v...)) {
				t.Errorf("an event at %x is not the original one", k)
			}
			n[key]++
			return nil
		})
	})
}

// TestSalvageSound: a sound history is copied whole, its secrets open, and it can be gone on with.
func TestSalvageSound(t *testing.T) {
	o := newOriginal(t)
	got, fresh := o.salvaged(t, o.whole)
	if !got.ThroughItsTree || len(got.Notes) > 0 || got.Secrets != 4 || got.Lost > 0 ||
		slices.ContainsFunc(got.Cases, func(c SalvagedCase) bool { return !c.Whole }) || len(got.Cases) != 3 {
		t.Errorf("%+v", got)
	}
	token, err := fresh.Secret(t.Context(), contract.ID(2), flow.AccessToken)
	if err != nil || contract.Plain(token) != contract.Plain(contract.Token(flow.AccessToken, 1)) {
		t.Errorf("the token: %v", err)
	}
	contract.Put(t, fresh, contract.Road(contract.ID(2), flow.Demo)[12:]...)
	contract.Put(t, fresh, contract.Road(contract.ID(4), flow.Demo)...)
	if _, err := o.s.Salvage(t.Context(), fresh.Path()); err == nil || !strings.Contains(err.Error(), "there is one already") {
		t.Errorf("a file that was there: %v", err)
	}
}

// TestSalvagePages: cut at every page, with each page zeroed, with each page's head turned over.
func TestSalvagePages(t *testing.T) {
	o := newOriginal(t)
	pages := len(o.whole) / o.page
	cut, lost := 0, 0
	count := func(got Salvaged, fresh *Store) {
		if fresh != nil {
			cut++
		}
		if got.Events < 50 {
			lost++
		}
	}
	for p := 1; p < pages; p++ {
		count(o.salvaged(t, o.whole[:p*o.page]))
		zeroed := bytes.Clone(o.whole)
		clear(zeroed[p*o.page : (p+1)*o.page])
		count(o.salvaged(t, zeroed))
	}
	t.Logf("%d pages, %d files were made, %d lost something", pages, cut, lost)
	if cut < pages || lost < 5 {
		t.Errorf("of %d pages %d files were made, and %d lost something", pages, cut, lost)
	}
}

// TestSalvageWithoutHeaders: both headers are broken, and the first page of the tree as well.
func TestSalvageWithoutHeaders(t *testing.T) {
	o := newOriginal(t)
	file, done, err := openRaw(o.s.Path())
	if err != nil {
		t.Fatal(err)
	}
	done()
	for name, spoil := range map[string]func(b []byte){
		"both headers":          func(b []byte) { clear(b[:2*o.page]) },
		"the root":              func(b []byte) { clear(b[int(file.root)*o.page:][:o.page]) },
		"headers and root":      func(b []byte) { clear(b[:2*o.page]); clear(b[int(file.root)*o.page:][:o.page]) },
		"a root that is itself": func(b []byte) { b[int(file.root)*o.page+8] = flagBranch },
	} {
		t.Run(name, func(t *testing.T) {
			b := bytes.Clone(o.whole)
			spoil(b)
			got, fresh := o.salvaged(t, b)
			if got.ThroughItsTree || got.Events != 50 || len(got.Notes) == 0 {
				t.Errorf("%+v", got)
			}
			// The case that was closed has no secret, and the other one's open.
			for n, want := range map[int]bool{1: false, 2: true} {
				token, err := fresh.Secret(t.Context(), contract.ID(n), flow.AccessToken)
				if want && (err != nil || contract.Plain(token) != contract.Plain(contract.Token(flow.AccessToken, 1))) || !want && !errors.Is(err, flow.ErrNoSecret) {
					t.Errorf("the token of case %d: %v", n, err)
				}
			}
		})
	}
}

// TestSalvageFlips turns over single bytes all over the file.
func TestSalvageFlips(t *testing.T) {
	o := newOriginal(t)
	for at := 13; at < len(o.whole); at += 499 {
		b := bytes.Clone(o.whole)
		b[at] ^= 0x41
		dir := t.TempDir()
		if err := os.WriteFile(o.s.Path(), b, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := o.s.Salvage(t.Context(), filepath.Join(dir, "new.db"))
		if err != nil || got.Events < 20 {
			t.Fatalf("byte %d: %+v, %v", at, got, err)
		}
	}
	if err := os.WriteFile(o.s.Path(), o.whole, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestSalvageNotProved: an event that was changed, and everything of its case behind it, is left,
// also where its own hash was made to fit.
func TestSalvageNotProved(t *testing.T) {
	o := newOriginal(t)
	key, _ := parseCase(contract.ID(2))
	change(t, o.s, func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte(bucketEvents))
		k := entryKeys(tx, key)[9]
		v := bytes.Clone(b.Get(k))
		v[25] ^= 1
		sum := linkOf(chain{}, binary.BigEndian.Uint64(k), v[:len(v)-len(chain{})])
		return b.Put(k, append(v[:len(v)-len(sum)], sum[:]...))
	})
	b, err := os.ReadFile(o.s.Path())
	if err != nil {
		t.Fatal(err)
	}
	// Older copies lie in free pages and would do as well: away with them.
	old := o.events[key][9]
	for i := bytes.Index(b, old); i >= 0; i = bytes.Index(b, old) {
		clear(b[i : i+len(old)])
	}
	got, _ := o.salvaged(t, b)
	i := slices.IndexFunc(got.Cases, func(c SalvagedCase) bool { return c.Case == contract.ID(2) })
	if c := got.Cases[i]; c.Kept != 9 || int(c.Last) != len(o.events[key]) || c.Whole {
		t.Errorf("%+v", c)
	}
}
