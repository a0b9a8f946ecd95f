package store

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"io/fs"

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

// vault holds the opened data keys of one transaction.
type vault struct {
	id      dbID
	env     flow.Environment
	keys    map[uint32]cipher.AEAD
	current uint32
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

// openVault unwraps the data keys. It returns fs.ErrNotExist when the history has none yet.
func (s *Store) openVault(tx *bolt.Tx) (*vault, error) {
	v := &vault{env: s.opt.Env, keys: map[uint32]cipher.AEAD{}}
	meta := tx.Bucket([]byte(bucketMeta))
	copy(v.id[:], meta.Get([]byte(metaID)))
	check := meta.Get([]byte(metaKeycheck))
	if check == nil {
		return v, fs.ErrNotExist
	}
	k := s.keySource()
	outer, err := s.loadKey(k)
	if errors.Is(err, fs.ErrNotExist) {
		return v, &SetupError{What: "the key file", Path: k.path, Why: "it is missing, and the tokens in the history cannot be opened without it: put it back"}
	}
	if err != nil {
		return v, err
	}
	wrap, err := chacha20poly1305.NewX(outer)
	if err != nil {
		return v, err
	}
	if plain, err := openWith(wrap, check, bound(labelCheck, v.id, v.env)); err != nil || string(plain) != checkMessage {
		return v, &SetupError{What: "the key in " + flow.Clean(k.path),
			Why: "it is not the key of this history, which was sealed with the " + flow.CleanID(string(meta.Get([]byte(metaProvider)))) + ": give that one"}
	}
	cur := tx.Bucket([]byte(bucketKeys)).Cursor()
	for n, row := cur.First(); n != nil; n, row = cur.Next() {
		data, err := unwrapKey(wrap, n, row, v)
		if err != nil {
			return v, s.damaged("key %x of the vault is damaged: %s", n, err.Error())
		}
		v.current = binary.BigEndian.Uint32(n)
		v.keys[v.current] = data
	}
	if len(v.keys) == 0 {
		return v, s.damaged("the vault's keys are missing; restore a backup")
	}
	return v, nil
}

func unwrapKey(wrap cipher.AEAD, number, row []byte, v *vault) (cipher.AEAD, error) {
	if len(number) != 4 || len(row) < 1 || row[0] != sealFormat {
		return nil, errCut
	}
	key, err := openWith(wrap, row[1:], bound(labelWrap, v.id, v.env, number...))
	if err != nil {
		return nil, err
	}
	return chacha20poly1305.NewX(key)
}

// makeVault gives a history its first data key, wrapped with a key that is safe on disk
// already when this transaction commits.
func (s *Store) makeVault(tx *bolt.Tx, v *vault) error {
	k := s.keySource()
	outer, err := s.loadKey(k)
	if errors.Is(err, fs.ErrNotExist) {
		outer, err = s.makeKey(k)
	}
	if err != nil {
		return err
	}
	wrap, err := chacha20poly1305.NewX(outer)
	if err != nil {
		return err
	}
	key := make([]byte, keySize)
	_, _ = rand.Read(key)
	data, err := chacha20poly1305.NewX(key)
	if err != nil {
		return err
	}
	number := binary.BigEndian.AppendUint32(nil, 1)
	row := append([]byte{sealFormat}, sealWith(wrap, key, bound(labelWrap, v.id, v.env, number...))...)
	if err := tx.Bucket([]byte(bucketKeys)).Put(number, row); err != nil {
		return err
	}
	meta := tx.Bucket([]byte(bucketMeta))
	if err := meta.Put([]byte(metaKeycheck), sealWith(wrap, []byte(checkMessage), bound(labelCheck, v.id, v.env))); err != nil {
		return err
	}
	v.current, v.keys[1] = 1, data
	return meta.Put([]byte(metaProvider), []byte(k.name))
}
