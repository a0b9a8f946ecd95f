package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io/fs"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// place is the key of a sealed secret: case, kind, and a generation that grows with every
// replacement, so that an old seal is never taken for the new one.
func place(key caseKey, kind flow.SecretKind, gen uint16) []byte {
	return binary.BigEndian.AppendUint16(append(key[:], byte(kind)), gen)
}

// sealedSize is what stands before nonce and text: format u8, key number u32.
const sealedSize = 1 + 4

func (v *vault) seal(at, plain []byte) []byte {
	row := binary.BigEndian.AppendUint32([]byte{sealFormat}, v.current)
	return append(row, sealWith(v.keys[v.current], plain, bound(labelSecret, v.id, v.env, append(at, row[1:]...)...))...)
}

func (v *vault) open(at, row []byte) ([]byte, error) {
	if len(row) < sealedSize || row[0] != sealFormat {
		return nil, errCut
	}
	key, ok := v.keys[binary.BigEndian.Uint32(row[1:])]
	if !ok {
		return nil, errors.New("its key is not in the vault")
	}
	return openWith(key, row[sealedSize:], bound(labelSecret, v.id, v.env, append(bytes.Clone(at), row[1:sealedSize]...)...))
}

// putSecrets forgets, seals and shreds within the transaction of the events. Shredding comes
// last, because it means that nothing of the case is left.
//
// bbolt does not wipe what it frees. What stays behind there is still sealed, and only a
// change of the vault's keys makes it worthless.
func (s *Store) putSecrets(tx *bolt.Tx, w work) error {
	b := tx.Bucket([]byte(bucketSecret))
	for _, kind := range w.Forget {
		if _, err := removeAll(b, append(w.key[:], byte(kind))); err != nil {
			return err
		}
	}
	if len(w.Seal) > 0 {
		v, err := s.openVault(tx)
		if errors.Is(err, fs.ErrNotExist) {
			err = s.makeVault(tx, v)
		}
		if err != nil {
			return err
		}
		for _, sealed := range w.Seal {
			if err := replaceSecret(b, v, w.key, sealed); err != nil {
				return err
			}
		}
	}
	if w.Shred {
		_, err := removeAll(b, w.key[:])
		return err
	}
	return nil
}

func replaceSecret(b *bolt.Bucket, v *vault, key caseKey, sealed flow.SealedSecret) error {
	last, err := removeAll(b, append(key[:], byte(sealed.Kind)))
	if err != nil {
		return err
	}
	gen := uint16(1)
	if len(last) == len(place(key, 0, 0)) {
		gen = binary.BigEndian.Uint16(last[len(last)-2:]) + 1
	}
	at := place(key, sealed.Kind, gen)
	sealed.Secret.Use(func(plain []byte) { err = b.Put(at, v.seal(at, plain)) })
	return err
}

// removeAll deletes every key that begins with prefix and returns the last of them.
func removeAll(b *bolt.Bucket, prefix []byte) (last []byte, err error) {
	var keys [][]byte // a cursor may skip keys while they are deleted under it
	cur := b.Cursor()
	for k, _ := cur.Seek(prefix); bytes.HasPrefix(k, prefix); k, _ = cur.Next() {
		keys = append(keys, bytes.Clone(k))
	}
	for _, k := range keys {
		if err := b.Delete(k); err != nil {
			return nil, err
		}
		last = k
	}
	return last, nil
}

// Secret opens one sealed secret of a case, or returns flow.ErrNoSecret. A seal that does not
// open is a *flow.DamagedError, a wrong or missing key a *SetupError.
func (s *Store) Secret(ctx context.Context, id flow.CaseID, kind flow.SecretKind) (flow.Secret, error) {
	var out flow.Secret
	key, ok := parseCase(id)
	if !ok {
		return out, flow.ErrNoSecret
	}
	var at, row []byte
	var w wrapped
	err := s.view(ctx, func(tx *bolt.Tx) (err error) {
		prefix := append(key[:], byte(kind))
		cur := tx.Bucket([]byte(bucketSecret)).Cursor()
		for k, v := cur.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = cur.Next() {
			at, row = k, v
		}
		if at == nil {
			return flow.ErrNoSecret
		}
		at, row = bytes.Clone(sane(at)), bytes.Clone(sane(row))
		w, err = s.soundVault(tx)
		return err
	})
	if err != nil {
		return out, noneYet(err, flow.ErrNoSecret)
	}
	if w.check == nil {
		return out, s.damaged("the vault's keys are missing; restore a backup")
	}
	v, err := s.unlock(w)
	if err != nil {
		return out, err
	}
	plain, err := v.open(at, row)
	if err != nil {
		return out, s.damaged("the %s of case %s does not open: it was changed, or put there from another place (%s)", kind, id, err.Error())
	}
	return flow.NewSecret(plain), nil
}
