package store

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

func keyFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// setup fails the test unless err is a *SetupError that says words.
func setup(t *testing.T, err error, words ...string) {
	t.Helper()
	var e *SetupError
	if !errors.As(err, &e) {
		t.Errorf("got %v; want a *SetupError", err)
		return
	}
	contains(t, err.Error(), words...)
}

// TestNoTokenInAnyFile walks whole cases and looks for the tokens in every file of the
// directory, also in what bbolt has freed and not wiped.
func TestNoTokenInAnyFile(t *testing.T) {
	s := newStore(t)
	for n := range 3 {
		contract.Put(t, s, contract.Road(contract.ID(n), flow.Demo)[:16-n]...)
	}
	looked := 0
	err := filepath.WalkDir(s.opt.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		looked++
		b, err := os.ReadFile(path)
		for _, form := range []string{"CANARY", base64.StdEncoding.EncodeToString([]byte("CANARY")), hex.EncodeToString([]byte("CANARY"))} {
			if bytes.Contains(b, []byte(form)) {
				t.Errorf("%s holds a token", path)
			}
		}
		return err
	})
	if err != nil || looked != 4 {
		t.Errorf("%d files, %v", looked, err)
	}
	if got, err := s.Secret(t.Context(), contract.ID(1), flow.AccessToken); err != nil || !strings.Contains(contract.Plain(got), "CANARY") {
		t.Errorf("the test looks for what was never sealed: %v", err)
	}
}

// TestMovedSeals puts sealed tokens where they do not belong. None of them opens, and the
// others still do.
func TestMovedSeals(t *testing.T) {
	one, _ := parseCase(contract.ID(1))
	two, _ := parseCase(contract.ID(2))
	for name, c := range map[string]struct {
		to   []byte
		id   flow.CaseID
		kind flow.SecretKind
		flip bool
	}{
		"another case":       {place(two, flow.AccessToken, 1), contract.ID(2), flow.AccessToken, false},
		"another kind":       {place(one, flow.ProcessorToken, 1), contract.ID(1), flow.ProcessorToken, false},
		"another generation": {place(one, flow.AccessToken, 2), contract.ID(1), flow.AccessToken, false},
		"changed":            {place(one, flow.AccessToken, 1), contract.ID(1), flow.AccessToken, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[:8]...)
			contract.Put(t, s, contract.Road(contract.ID(2), flow.Demo)[:6]...)
			change(t, s, func(tx *bolt.Tx) error {
				b := tx.Bucket([]byte(bucketSecret))
				row := bytes.Clone(b.Get(place(one, flow.AccessToken, 1)))
				if c.flip {
					row[len(row)-1] ^= 1
				}
				return b.Put(c.to, row)
			})
			_, err := s.Secret(t.Context(), c.id, c.kind)
			damaged(t, err, c.kind.String(), string(c.id), "does not open")
			for id, kind := range map[flow.CaseID]flow.SecretKind{contract.ID(1): flow.LinkToken, contract.ID(2): flow.PublicToken} {
				if _, err := s.Secret(t.Context(), id, kind); err != nil {
					t.Errorf("the %s of %s: %v", kind, id, err)
				}
			}
		})
	}
	t.Run("another environment", func(t *testing.T) {
		// The same id and the same key, so only the name of the environment can tell.
		from := &Store{opt: Options{Env: flow.Sandbox}}
		to := &Store{opt: Options{Env: flow.Demo}}
		at, raw := place(one, flow.AccessToken, 1), bytes.Repeat([]byte{7}, keySize)
		a, b := from.newVault(wrapped{id: dbID{1}}), to.newVault(wrapped{id: dbID{1}})
		if err := errors.Join(a.add(1, raw), b.add(1, raw)); err != nil {
			t.Fatal(err)
		}
		row := a.seal(at, []byte("a token"))
		if _, err := b.open(at, row); !errors.Is(err, errSeal) {
			t.Errorf("got %v", err)
		}
		if _, err := a.open(at, row); err != nil {
			t.Error(err)
		}
	})
	t.Run("another history", func(t *testing.T) {
		// Both histories share one key file, so only what the seal is bound to can tell.
		key := keyFile(t, strings.Repeat("ab", 32))
		shared := func(o *Options) { o.KeyFile = key }
		s, other := newStore(t, shared), newStore(t, shared)
		var row, wrapped []byte
		for _, x := range []*Store{s, other} {
			contract.Put(t, x, contract.Road(contract.ID(1), flow.Demo)[:3]...)
		}
		change(t, other, func(tx *bolt.Tx) error {
			row = bytes.Clone(tx.Bucket([]byte(bucketSecret)).Get(place(one, flow.LinkToken, 1)))
			wrapped = bytes.Clone(tx.Bucket([]byte(bucketKeys)).Get([]byte{0, 0, 0, 1}))
			return nil
		})
		change(t, s, func(tx *bolt.Tx) error {
			return tx.Bucket([]byte(bucketSecret)).Put(place(one, flow.LinkToken, 1), row)
		})
		_, err := s.Secret(t.Context(), contract.ID(1), flow.LinkToken)
		damaged(t, err, "does not open")
		change(t, s, func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucketKeys)).Put([]byte{0, 0, 0, 1}, wrapped) })
		_, err = s.Secret(t.Context(), contract.ID(1), flow.LinkToken)
		damaged(t, err, "key 00000001 of the vault")
	})
}

// TestWrongKey: a key that is not the history's is one clear sentence, at the probe already,
// and the journal itself can still be read.
func TestWrongKey(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[:3]...)
	right, err := os.ReadFile(s.file(".key"))
	if err != nil {
		t.Fatal(err)
	}
	contains(t, string(right), keyHeader)
	refused := func(words ...string) {
		t.Helper()
		s := newStore(t, in(s)) // another start: the first one has the data key in memory
		_, err := s.Secret(t.Context(), contract.ID(1), flow.LinkToken)
		setup(t, err, words...)
		setup(t, s.Probe(t.Context()), words...)
		a := contract.Road(contract.ID(2), flow.Demo)[0]
		a.Seal = []flow.SealedSecret{{Kind: flow.LinkToken, Secret: contract.Token(flow.LinkToken, 1)}}
		_, err = s.Append(t.Context(), a)
		setup(t, err, words...)
		if _, err := s.Case(t.Context(), contract.ID(2)); !errors.Is(err, flow.ErrNoCase) {
			t.Errorf("a case without its secret: %v", err)
		}
		if _, err := s.Records(t.Context(), contract.ID(1)); err != nil {
			t.Error(err)
		}
	}
	for name, c := range map[string]struct {
		content string
		mode    os.FileMode
		words   []string
	}{
		"another key":   {string(formatKey(bytes.Repeat([]byte{7}, keySize))), 0o600, []string{"not the key of this history", "sealed with the key file beside the history"}},
		"empty":         {"", 0o600, []string{"does not hold"}},
		"half a key":    {string(right[:len(right)-20]), 0o600, []string{"does not hold 32 bytes"}},
		"a newer form":  {strings.Replace(string(right), " v1:", " v2:", 1), 0o600, []string{"a newer linkdesk"}},
		"far too long":  {strings.Repeat("k", 5000), 0o600, []string{"too long"}},
		"open to group": {string(right), 0o640, []string{"mode 0640", "chmod 600"}},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(s.file(".key"), []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(s.file(".key"), c.mode); err != nil {
				t.Fatal(err)
			}
			refused(c.words...)
			if err := os.Chmod(s.file(".key"), 0o600); err != nil {
				t.Fatal(err)
			}
		})
	}
	t.Run("missing", func(t *testing.T) {
		if err := os.Remove(s.file(".key")); err != nil {
			t.Fatal(err)
		}
		refused("missing", "put it back")
		if !missing(s.file(".key")) {
			t.Error("a second key was made, and the first is needed")
		}
	})
	if err := os.WriteFile(s.file(".key"), right, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Probe(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestKeySources(t *testing.T) {
	good := strings.Repeat("0f", 32)
	raw, _ := hex.DecodeString(good)
	for name, content := range map[string]string{
		"hex": good + "\n", "base64": base64.StdEncoding.EncodeToString(raw), "our form": string(formatKey(raw)),
		"our form, DOS": strings.ReplaceAll(string(formatKey(raw)), "\n", "\r\n"),
	} {
		if key, err := parseKey([]byte(content)); err != nil || !bytes.Equal(key, raw) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, content := range []string{"", "\n\n", good + good, good[:62], good + "\n" + good, keyHeader, "secret words", "linkdesk sealing key v9: x\n" + good} {
		if _, err := parseKey([]byte(content)); err == nil || content != "" && strings.Contains(err.Error(), content) {
			t.Errorf("%q: %v", content, err)
		}
	}

	t.Run("production without a key", func(t *testing.T) {
		s := newStore(t, func(o *Options) { o.Env = flow.Production })
		road := contract.Road(contract.ID(1), flow.Production)
		setup(t, s.Probe(t.Context()), "no key to seal tokens with", "LINKDESK_KEY_FILE")
		contract.Put(t, s, road[:2]...)
		_, err := s.Append(t.Context(), road[2])
		setup(t, err, "no key to seal tokens with")
		setup(t, s.Probe(t.Context()), "no key to seal tokens with")
		contains(t, s.KeyNotice(t.Context()), "There is no key")
		if n := names(t, s.opt.Dir); n != "production.db production.id production.lock" {
			t.Errorf("it made %s", n)
		}
		// With a key the case goes on from where it is.
		s.opt.KeyFile = keyFile(t, good)
		contract.Put(t, s, road[2:12]...)
		contains(t, s.KeyNotice(t.Context()), s.opt.KeyFile+".")
	})
	t.Run("a named file", func(t *testing.T) {
		s := newStore(t, func(o *Options) { o.KeyFile = filepath.Join(o.Dir, "none") })
		setup(t, s.Probe(t.Context()), "the key file", "there is no such file")
		contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[:2]...)
		_, err := s.Append(t.Context(), contract.Road(contract.ID(1), flow.Demo)[2])
		setup(t, err, "there is no such file")
		if strings.Contains(names(t, s.opt.Dir), ".key") {
			t.Error("a key of our own was made although one was named")
		}
	})
	t.Run("beside the history", func(t *testing.T) {
		s := newStore(t)
		contains(t, s.KeyNotice(t.Context()), "beside the history", s.file(".key"))
	})
}

// TestOneKey: however many first starts there are at once, there is one key.
func TestOneKey(t *testing.T) {
	s := newStore(t)
	var wg sync.WaitGroup
	keys := make([][]byte, 8)
	for i := range keys {
		wg.Go(func() {
			key, err := s.KeyFilePlace("").Make(s.entryOf(dbID{1}, 1))
			if err != nil {
				t.Error(err)
			}
			keys[i] = key
		})
	}
	wg.Wait()
	for _, key := range keys {
		if len(key) != keySize || !bytes.Equal(key, keys[0]) {
			t.Error("two starts have two keys")
		}
	}
	if n := names(t, s.opt.Dir); n != "demo.key" {
		t.Errorf("there are %s", n)
	}
}
