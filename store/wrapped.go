package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// wrapped is the vault as the history holds it, closed.
type wrapped struct {
	id     dbID
	check  []byte // seals a constant under the outer key; nil where there is no vault yet
	place  string // where the outer key is
	number uint32 // of the outer key
	keys   []row  // number -> sealed data key
}

// readVault copies the closed vault out of the history, so that no transaction has to stay open
// while a keyring or a person is asked.
func readVault(tx *bolt.Tx) wrapped {
	meta := tx.Bucket([]byte(bucketMeta))
	w := wrapped{check: bytes.Clone(sane(meta.Get([]byte(metaKeycheck)))), place: string(sane(meta.Get([]byte(metaProvider)))), number: 1}
	copy(w.id[:], meta.Get([]byte(metaID)))
	if n := meta.Get([]byte(metaKeyNumber)); len(n) == 4 {
		w.number = binary.BigEndian.Uint32(n)
	}
	cur := tx.Bucket([]byte(bucketKeys)).Cursor()
	for n, v := cur.First(); n != nil; n, v = cur.Next() {
		w.keys = append(w.keys, row{bucket: bucketKeys, key: bytes.Clone(sane(n)), value: bytes.Clone(sane(v))})
	}
	return w
}

// same reports whether nothing of the vault's keys was changed in between.
func (w wrapped) same(o wrapped) bool {
	return w.id == o.id && bytes.Equal(w.check, o.check) && w.place == o.place && w.number == o.number &&
		slices.EqualFunc(w.keys, o.keys, func(a, b row) bool { return bytes.Equal(a.key, b.key) && bytes.Equal(a.value, b.value) })
}

// restore puts a closed vault back as it was read.
func (w wrapped) restore(tx *bolt.Tx) error {
	keys, meta := tx.Bucket([]byte(bucketKeys)), tx.Bucket([]byte(bucketMeta))
	err := emptyKeys(tx)
	for _, r := range w.keys {
		err = errors.Join(err, keys.Put(r.key, r.value))
	}
	return errors.Join(err,
		meta.Put([]byte(metaKeycheck), w.check),
		meta.Put([]byte(metaProvider), []byte(w.place)),
		meta.Put([]byte(metaKeyNumber), binary.BigEndian.AppendUint32(nil, w.number)))
}

func emptyKeys(tx *bolt.Tx) error {
	for _, old := range readVault(tx).keys {
		if err := tx.Bucket([]byte(bucketKeys)).Delete(old.key); err != nil {
			return err
		}
	}
	return nil
}
