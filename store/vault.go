package store

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/crypto/chacha20poly1305"

	"linkdesk/flow"
)

// The vault is an envelope: a key-encryption key outside the file wraps a data key inside it,
// and the data key seals the tokens. Changing the outer key rewrites one row.
const (
	sealFormat   = 1
	labelSecret  = "ptc/v1"
	labelWrap    = "ptc/v1 wrap"
	labelCheck   = "ptc/v1 keycheck"
	checkMessage = "this key belongs to this history"
)

// vault holds opened data keys. It is not changed once others can see it.
type vault struct {
	from    wrapped // what it was opened from
	id      dbID
	env     flow.Environment
	keys    map[uint32]cipher.AEAD
	raw     map[uint32][]byte // the same keys, for wrapping them anew
	current uint32
}

func (s *Store) newVault(from wrapped) *vault {
	return &vault{from: from, id: from.id, env: s.opt.Env, keys: map[uint32]cipher.AEAD{}, raw: map[uint32][]byte{}}
}

// bound is what a seal is bound to besides its key: another history, environment or place
// makes it fail to open.
func bound(label string, id dbID, env flow.Environment, rest ...byte) []byte {
	b := append([]byte(label), 0)
	b = append(b, id[:]...)
	b = append(b, byte(len(env)))
	b = append(b, env...)
	return append(b, rest...)
}

// sealWith gives nonce and sealed text. The nonce is random and 24 bytes long, so there is
// no counter that a restored backup could turn back.
func sealWith(key cipher.AEAD, plain, aad []byte) []byte {
	nonce := make([]byte, chacha20poly1305.NonceSizeX, chacha20poly1305.NonceSizeX+len(plain)+key.Overhead())
	_, _ = rand.Read(nonce) // it never fails; it ends the program when it cannot
	return key.Seal(nonce, nonce, plain, aad)
}

var errSeal = errors.New("the seal does not open")

func openWith(key cipher.AEAD, sealed, aad []byte) ([]byte, error) {
	if len(sealed) < chacha20poly1305.NonceSizeX {
		return nil, errSeal
	}
	plain, err := key.Open(nil, sealed[:chacha20poly1305.NonceSizeX], sealed[chacha20poly1305.NonceSizeX:], aad)
	if err != nil {
		return nil, errSeal
	}
	return plain, nil
}

// writeVault puts the keys of a vault into the history, wrapped with an outer key, and drops
// those that it does not have.
func (v *vault) writeVault(tx *bolt.Tx, wrap cipher.AEAD, place string, number uint32) error {
	w := wrapped{place: place, number: number, check: sealWith(wrap, []byte(checkMessage), bound(labelCheck, v.id, v.env))}
	for n, key := range v.raw {
		at := binary.BigEndian.AppendUint32(nil, n)
		sealed := append([]byte{sealFormat}, sealWith(wrap, key, bound(labelWrap, v.id, v.env, at...))...)
		w.keys = append(w.keys, row{bucket: bucketKeys, key: at, value: sealed})
	}
	return w.restore(tx)
}

// add puts a data key into the vault.
func (v *vault) add(number uint32, key []byte) error {
	data, err := chacha20poly1305.NewX(key)
	if err != nil {
		return err
	}
	v.keys[number], v.raw[number] = data, key
	v.current = max(v.current, number)
	return nil
}

// addNew puts a random data key into the vault, which seals from now on.
func (v *vault) addNew() error {
	key := make([]byte, keySize)
	_, _ = rand.Read(key) // it never fails; it ends the program when it cannot
	return v.add(v.current+1, key)
}
