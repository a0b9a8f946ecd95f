package store

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
	"linkdesk/store/keys"
)

// TestKeyLostInBetween: a key that goes away while the customer is in Link does not cost the
// token that comes of it. The next start says so before anything begins.
func TestKeyLostInBetween(t *testing.T) {
	path := keyFile(t, strings.Repeat("0f", 32))
	s := newStore(t, func(o *Options) { o.Env, o.KeyFile = flow.Production, path })
	road := contract.Road(contract.ID(1), flow.Production)
	contract.Put(t, s, road[:2]...)
	if err := s.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	s = newStore(t, in(s), func(o *Options) { o.Env, o.KeyFile = flow.Production, path }) // the vault is there already
	if err := s.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	contract.Put(t, s, road[2:8]...)
	if token, err := s.Secret(t.Context(), contract.ID(1), flow.AccessToken); err != nil || token.Empty() {
		t.Errorf("the token of the exchange: %v", err)
	}
	setup(t, s.Probe(t.Context()), "there is no such file")
	text, err := os.ReadFile(s.Path())
	if err != nil || bytes.Contains(text, []byte("CANARY")) {
		t.Errorf("the token is in plain text: %v", err)
	}
	if err := os.WriteFile(path, []byte(strings.Repeat("0f", 32)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := newStore(t, in(s), func(o *Options) { o.Env, o.KeyFile = flow.Production, path }).Secret(t.Context(), contract.ID(1), flow.AccessToken); err != nil {
		t.Errorf("with the key put back: %v", err)
	}
}

// TestPassPhrase: asked for once in the life of a store, twice when it is new. A wrong one is one
// clear sentence and no second question.
func TestPassPhrase(t *testing.T) {
	said, asked := "correct horse battery", 0
	with := func(o *Options) {
		asked = 0
		o.Env, o.OnlyKeys = flow.Production, true
		o.Keys = []KeyPlace{&keys.PassPhrase{Of: "the history", Ask: func(string) ([]byte, error) { asked++; return []byte(said), nil }}}
	}
	s := newStore(t, with)
	if err := s.Probe(t.Context()); err != nil || asked != 2 {
		t.Fatalf("asked %d times, %v", asked, err)
	}
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Production)[:8]...)
	if asked != 2 {
		t.Errorf("asked %d times", asked)
	}
	contains(t, s.KeyNotice(t.Context()), "Tokens are sealed with the pass-phrase.")
	again := newStore(t, in(s), with)
	for range 3 {
		if err := again.Probe(t.Context()); err != nil || asked != 1 {
			t.Errorf("asked %d times, %v", asked, err)
		}
	}
	said = "correct horse batterie"
	wrong := newStore(t, in(s), with)
	for range 2 {
		setup(t, wrong.Unlock(t.Context()), "the pass-phrase", "not the one of this history")
		if asked != 1 {
			t.Errorf("asked %d times", asked)
		}
	}
	said = "too short"
	setup(t, newStore(t, with).Probe(t.Context()), "at least 12 characters")
	text, err := os.ReadFile(s.Path())
	if err != nil || bytes.Contains(text, []byte("horse")) {
		t.Errorf("the pass-phrase is in the history: %v", err)
	}
}

// TestDamagedVault: each part of the vault that is broken has a sentence of its own, and no new
// key takes the place of one that still opens something.
func TestDamagedVault(t *testing.T) {
	one := []byte{0, 0, 0, 1}
	for name, c := range map[string]struct {
		spoil func(meta, keys *bolt.Bucket) error
		words string
	}{
		"wrapped key": {func(_, keys *bolt.Bucket) error {
			row := bytes.Clone(keys.Get(one))
			row[len(row)-1] ^= 1
			return keys.Put(one, row)
		}, "key 00000001 of the vault is damaged"},
		"cut wrapped key": {func(_, keys *bolt.Bucket) error { return keys.Put(one, []byte{sealFormat}) }, "key 00000001 of the vault is damaged"},
		"check": {func(meta, _ *bolt.Bucket) error {
			row := bytes.Clone(meta.Get([]byte(metaKeycheck)))
			row[3] ^= 1
			return meta.Put([]byte(metaKeycheck), row)
		}, "the check of the vault's key is damaged"},
		"no check": {func(meta, _ *bolt.Bucket) error { return meta.Delete([]byte(metaKeycheck)) }, "part of the vault's keys is missing"},
		"no key":   {func(_, keys *bolt.Bucket) error { return keys.Delete(one) }, "part of the vault's keys is missing"},
	} {
		t.Run(name, func(t *testing.T) {
			first := sealed(t)
			change(t, first, func(tx *bolt.Tx) error {
				return c.spoil(tx.Bucket([]byte(bucketMeta)), tx.Bucket([]byte(bucketKeys)))
			})
			s := newStore(t, in(first))
			before := vaultOf(t, s)
			_, err := s.Secret(t.Context(), contract.ID(1), flow.AccessToken)
			damaged(t, err, c.words)
			damaged(t, s.Probe(t.Context()), c.words)
			a := contract.Road(contract.ID(3), flow.Demo)[0]
			a.Seal = []flow.SealedSecret{{Kind: flow.LinkToken, Secret: contract.Token(flow.LinkToken, 1)}}
			_, err = s.Append(t.Context(), a)
			damaged(t, err, c.words)
			_, err = s.Rekey(t.Context(), s.KeyFilePlace(""), true)
			damaged(t, err, c.words)
			if !vaultOf(t, s).same(before) {
				t.Error("the vault was changed")
			}
			if _, err := s.Records(t.Context(), contract.ID(1)); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestCredentialOfSystemd: a file of root that a list lets us read looks open to the group.
func TestCredentialOfSystemd(t *testing.T) {
	path := keyFile(t, strings.Repeat("0f", 32))
	if err := os.Chmod(path, 0o440); err != nil {
		t.Fatal(err)
	}
	fi, err := os.Lstat(path)
	if uid, known := ownerOf(fi); err != nil || !known || uid != 0 {
		t.Skip("only root can make a file of root")
	}
	setup(t, newStore(t, func(o *Options) { o.KeyFile = path }).Probe(t.Context()), "mode 0440")
	s := newStore(t, func(o *Options) { o.KeyFile, o.KeyFileOfSystemd = path, true })
	if err := s.Probe(t.Context()); err != nil {
		t.Error(err)
	}
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	setup(t, s.Probe(t.Context()), "mode 0444")
}

// FuzzParseKey: whatever is in a key file, it gives 32 bytes or an error that does not repeat it.
func FuzzParseKey(f *testing.F) {
	raw := bytes.Repeat([]byte{0x5a}, keySize)
	for _, seed := range []string{"", string(formatKey(raw)), hex.EncodeToString(raw), base64.StdEncoding.EncodeToString(raw), keyHeader + "\r\n\r\n", "linkdesk sealing key v2:\nx"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		key, err := parseKey(text)
		if (err == nil) != (len(key) == keySize) {
			t.Errorf("%d bytes, %v", len(key), err)
		}
		if err == nil {
			if again, err := parseKey(formatKey(key)); err != nil || !bytes.Equal(again, key) {
				t.Errorf("written again: %v", err)
			}
		} else if w := strings.TrimSpace(string(text)); len(w) > 12 && strings.Contains(err.Error(), w) {
			t.Errorf("the error repeats the file: %v", err)
		}
	})
}

// FuzzOpenSeal: nothing but the very row that was sealed opens, at its own place alone.
func FuzzOpenSeal(f *testing.F) {
	v := (&Store{opt: Options{Env: flow.Demo}}).newVault(wrapped{id: dbID{1}})
	if err := v.add(1, bytes.Repeat([]byte{7}, keySize)); err != nil {
		f.Fatal(err)
	}
	at := place(caseKey{9}, flow.AccessToken, 1)
	row := v.seal(at, []byte("a token"))
	f.Add(at, row)
	f.Add(at, row[:20])
	f.Add([]byte{}, []byte{sealFormat, 0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, where, what []byte) {
		// Each process of the fuzzer has sealed a row of its own, so a row is known by what opens it.
		plain, err := v.open(where, what)
		if err == nil && (!bytes.Equal(where, at) || string(plain) != "a token") {
			t.Errorf("%x at %x: %q", what, where, plain)
		}
		if back, err := v.open(at, row); err != nil || string(back) != "a token" {
			t.Errorf("the row itself: %v", err)
		}
		if err := v.unwrapKey(v.keys[1], row2(where, what)); err == nil {
			t.Error("a key opened that nobody wrapped")
		}
	})
}

func row2(key, value []byte) row { return row{bucket: bucketKeys, key: key, value: value} }

// BenchmarkShred seals 20,000 tokens anew.
func BenchmarkShred(b *testing.B) {
	s := sealed(b)
	err := s.update(func(tx *bolt.Tx) error {
		v, err := s.openVault(tx)
		for n := 0; n < 20000 && err == nil; n++ {
			key, _ := parseCase(contract.ID(n))
			at := place(key, flow.ProcessorToken, 1)
			err = tx.Bucket([]byte(bucketSecret)).Put(at, v.seal(at, fmt.Appendf(nil, "processor-sandbox-%036d", n)))
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if done, err := s.Rekey(b.Context(), s.KeyFilePlace(""), true); err != nil || done.Resealed < 20000 {
			b.Fatalf("%+v, %v", done, err)
		}
	}
}
