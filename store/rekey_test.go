package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
	"linkdesk/store/keys"
)

// sealed is a history with the tokens of two cases.
func sealed(t testing.TB, change ...func(*Options)) *Store {
	t.Helper()
	s := newStore(t, change...)
	contract.Put(t, s, contract.Road(contract.ID(1), s.opt.Env)[:8]...)
	contract.Put(t, s, contract.Road(contract.ID(2), s.opt.Env)[:6]...)
	return s
}

// opens fails the test unless another start can read all tokens of sealed and seal one more.
func opens(t *testing.T, s *Store) {
	t.Helper()
	for id, kind := range map[flow.CaseID]flow.SecretKind{contract.ID(1): flow.AccessToken, contract.ID(2): flow.PublicToken} {
		if token, err := s.Secret(t.Context(), id, kind); err != nil || !strings.Contains(contract.Plain(token), "CANARY") {
			t.Errorf("the %s of %s: %v", kind, id, err)
		}
	}
	if err := s.Probe(t.Context()); err != nil {
		t.Error(err)
	}
}

// vaultOf reads the closed vault past all checks.
func vaultOf(t *testing.T, s *Store) (w wrapped) {
	t.Helper()
	change(t, s, func(tx *bolt.Tx) error { w = readVault(tx); return nil })
	return w
}

// newKey is the file of the second key of a history.
func newKey(t *testing.T, s *Store) string {
	return s.KeyFilePlace("").(fileKey).at(s.entryOf(vaultOf(t, s).id, 2))
}

// keyNames are the files of a history, with NEW for the second key.
func keyNames(t *testing.T, s *Store) string {
	t.Helper()
	all := strings.Fields(strings.Replace(names(t, s.opt.Dir), filepath.Base(newKey(t, s)), "NEW", 1))
	slices.Sort(all)
	return strings.Join(all, " ")
}

func TestRekey(t *testing.T) {
	s := sealed(t)
	console := newStore(t, in(s))
	opens(t, console)
	first := vaultOf(t, s)
	done, err := s.Rekey(t.Context(), s.KeyFilePlace(""), false)
	if err != nil || done.OldKept != "" || done.Compact || done.Resealed != 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	if n := keyNames(t, s); n != "NEW demo.db demo.id demo.lock" {
		t.Errorf("there are %s", n)
	}
	opens(t, newStore(t, in(s)))
	opens(t, console) // which had the old keys in memory
	contains(t, s.KeyNotice(t.Context()), "Tokens are sealed", filepath.Base(newKey(t, s)), "beside the history")

	// To a file that the operator keeps, and back. That file is not ours to remove.
	named := keyFile(t, strings.Repeat("0f", 32))
	if done, err = s.Rekey(t.Context(), s.KeyFilePlace(named), false); err != nil || done.OldKept != "" {
		t.Fatalf("%+v, %v", done, err)
	}
	if n := names(t, s.opt.Dir); n != "demo.db demo.id demo.lock" {
		t.Errorf("there are %s", n)
	}
	setup(t, newStore(t, in(s)).Probe(t.Context()), "sealed with the key file", "LINKDESK_KEY_FILE")
	contains(t, newStore(t, in(s)).KeyNotice(t.Context()), "sealed with the key file, which this start does not look at")
	moved := newStore(t, in(s), func(o *Options) { o.KeyFile = named })
	opens(t, moved)
	_, err = moved.Rekey(t.Context(), moved.KeyFilePlace(named), true)
	setup(t, err, "in use already")
	if done, err = moved.Rekey(t.Context(), moved.KeyFilePlace(""), true); err != nil || done.OldKept != ErrNotOurs.Error() {
		t.Fatalf("%+v, %v", done, err)
	}
	if missing(named) {
		t.Error("the operator's key file was removed")
	}
	opens(t, newStore(t, in(s)))
	if last := vaultOf(t, s); last.number != 4 || len(last.keys) != 1 || bytes.Equal(last.keys[0].key, first.keys[0].key) {
		t.Errorf("key %d wraps %x", last.number, last.keys[0].key)
	}
}

// TestShred: what was sealed before opens no more, neither with the keys of now nor in an old
// copy of the file.
func TestShred(t *testing.T) {
	s := sealed(t)
	one, _ := parseCase(contract.ID(1))
	at := place(one, flow.AccessToken, 1)
	var row []byte
	change(t, s, func(tx *bolt.Tx) error { row = bytes.Clone(tx.Bucket([]byte(bucketSecret)).Get(at)); return nil })
	old, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	console := newStore(t, in(s))
	opens(t, console)
	done, err := s.Rekey(t.Context(), s.KeyFilePlace(""), true)
	if err != nil || !done.Compact || done.Resealed != 4 || done.OldKept != "" {
		t.Fatalf("%+v, %v", done, err)
	}
	opens(t, newStore(t, in(s)))
	// A console that has the old keys in memory sees that they are gone, and seals with the new ones.
	opens(t, console)
	contract.Put(t, console, contract.Road(contract.ID(2), flow.Demo)[6:8]...)
	if _, err := newStore(t, in(s)).Secret(t.Context(), contract.ID(2), flow.AccessToken); err != nil {
		t.Error(err)
	}
	change(t, s, func(tx *bolt.Tx) error {
		v, err := s.openVault(tx)
		if err != nil {
			return err
		}
		if _, err := v.open(at, row); err == nil {
			t.Error("the old seal opens with the new keys")
		}
		return nil
	})
	if err := os.WriteFile(s.Path(), old, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = newStore(t, in(s)).Secret(t.Context(), contract.ID(1), flow.AccessToken)
	setup(t, err, "missing")
}

// TestShredStops: a token that does not open would be lost with the old key.
func TestShredStops(t *testing.T) {
	s := sealed(t)
	two, _ := parseCase(contract.ID(2))
	change(t, s, func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte(bucketSecret))
		row := bytes.Clone(b.Get(place(two, flow.PublicToken, 1)))
		row[len(row)-1] ^= 1
		return b.Put(place(two, flow.PublicToken, 1), row)
	})
	before := vaultOf(t, s)
	_, err := s.Rekey(t.Context(), s.KeyFilePlace(""), true)
	damaged(t, err, flow.PublicToken.String(), string(contract.ID(2)), "restore a backup")
	if !vaultOf(t, s).same(before) || missing(s.file(".key")) {
		t.Error("the keys were changed")
	}
	if _, err := newStore(t, in(s)).Secret(t.Context(), contract.ID(1), flow.AccessToken); err != nil {
		t.Error(err)
	}
}

func TestRekeyRefusals(t *testing.T) {
	empty := newStore(t)
	_, err := empty.Rekey(t.Context(), empty.KeyFilePlace(""), false)
	setup(t, err, "no token was sealed")
	s := sealed(t)
	r := newStore(t, in(s), func(o *Options) { o.ReadOnly = true })
	_, err = r.Rekey(t.Context(), r.KeyFilePlace(""), false)
	setup(t, err, "reading only")
	_, err = s.Rekey(t.Context(), s.KeyFilePlace(keyFile(t, "no key")), false)
	setup(t, err, "does not hold")
	_, err = s.Rekey(t.Context(), &keys.PassPhrase{}, false)
	setup(t, err, "the pass-phrase", "on a terminal")
	other := newStore(t, in(s))
	_, err = s.Rekey(t.Context(), meanwhile{s.KeyFilePlace(""), func() {
		if _, err := other.Rekey(t.Context(), other.KeyFilePlace(""), false); err != nil {
			t.Error(err)
		}
	}}, false)
	setup(t, err, "another linkdesk changed its key")
	opens(t, newStore(t, in(s)))
}

// meanwhile is a place during whose trial something happens.
type meanwhile struct {
	KeyPlace
	do func()
}

func (m meanwhile) Ready() error { m.do(); return m.KeyPlace.Ready() }

// TestRekeyOnABrokenDisk: after a commit that failed, or only seemed to, the history opens.
func TestRekeyOnABrokenDisk(t *testing.T) {
	for name, arrives := range map[string]bool{"nothing arrived": false, "all arrived": true} {
		t.Run(name, func(t *testing.T) {
			s := sealed(t)
			s.commit = func(db *bolt.DB, fn func(*bolt.Tx) error) error {
				err := db.Update(func(tx *bolt.Tx) error {
					if err := fn(tx); err != nil || arrives {
						return err
					}
					return syscall.EIO
				})
				if err == nil {
					err = syscall.EIO
				}
				return err
			}
			_, err := s.Rekey(t.Context(), s.KeyFilePlace(""), true)
			if arrives != (err == nil) {
				t.Errorf("got %v", err)
			}
			if !arrives && !errors.Is(err, syscall.EIO) {
				t.Errorf("got %v", err)
			}
			opens(t, newStore(t, in(s)))
		})
	}
}

// TestKillRekey kills a process after every step of a change. The history's key is there each
// time, and the next change goes through.
func TestKillRekey(t *testing.T) {
	for step, files := range map[string]string{
		stepMade:      "NEW demo.db demo.id demo.key demo.lock",
		stepCommitted: "NEW demo.db demo.id demo.key demo.lock",
		stepVerified:  "NEW demo.db demo.id demo.key demo.lock",
		stepRemoved:   "NEW demo.db demo.id demo.lock",
	} {
		t.Run(step, func(t *testing.T) {
			s := sealed(t)
			cmd, lines, _ := start(t, "rekey "+step, s)
			for lines.Scan() {
				t.Errorf("the child said %q", lines.Text())
			}
			if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
				t.Fatalf("the child was not killed: %v", err)
			}
			if n := keyNames(t, s); n != files {
				t.Errorf("there are %s", n)
			}
			opens(t, newStore(t, in(s)))
			if _, err := newStore(t, in(s)).Rekey(t.Context(), s.KeyFilePlace(""), true); err != nil {
				t.Fatal(err)
			}
			opens(t, newStore(t, in(s)))
		})
	}
}

// TestRekeyIntoSand: a place that loses the new key at once does not get the history.
func TestRekeyIntoSand(t *testing.T) {
	for _, shred := range []bool{false, true} {
		s := sealed(t)
		before := vaultOf(t, s)
		_, err := s.Rekey(t.Context(), sand{s.KeyFilePlace("")}, shred)
		setup(t, err, "cannot be proved", "put back to the old one", "missing")
		if !vaultOf(t, s).same(before) || missing(s.file(".key")) {
			t.Error("the keys are not what they were")
		}
		opens(t, newStore(t, in(s)))
	}
}

// sand is a place that makes a key and has it no more.
type sand struct{ KeyPlace }

func (p sand) Load(string) ([]byte, error) { return nil, fs.ErrNotExist }

// TestKeyOfAHistoryMovedAside: the plain key file is shared with a history that was moved aside,
// and is not removed from under it.
func TestKeyOfAHistoryMovedAside(t *testing.T) {
	s := sealed(t)
	if err := os.WriteFile(s.file(".db.aside-20261125T000000Z"), []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	done, err := s.Rekey(t.Context(), s.KeyFilePlace(""), false)
	if err != nil || !strings.Contains(done.OldKept, "moved aside") || missing(s.file(".key")) {
		t.Errorf("%+v, %v", done, err)
	}
	// The second key may be that of a history that a restore has moved aside meanwhile.
	if done, err = s.Rekey(t.Context(), s.KeyFilePlace(""), false); err != nil || !strings.Contains(done.OldKept, "moved aside") {
		t.Errorf("%+v, %v", done, err)
	}
	if err := os.Remove(s.file(".db.aside-20261125T000000Z")); err != nil {
		t.Fatal(err)
	}
	if done, err = s.Rekey(t.Context(), s.KeyFilePlace(""), false); err != nil || done.OldKept != "" {
		t.Errorf("%+v, %v", done, err)
	}
	opens(t, newStore(t, in(s)))
}
