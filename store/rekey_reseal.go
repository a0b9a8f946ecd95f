package store

import (
	"bytes"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// resealStep is how many secrets are in memory at once.
const resealStep = 1000

// reseal seals every secret anew with the vault next, and returns how many. One that does not
// open stops it: it would be lost with the old key, and a restored backup may still mend it.
func (s *Store) reseal(tx *bolt.Tx, old, next *vault) (int, error) {
	b, n := tx.Bucket([]byte(bucketSecret)), 0
	var last []byte
	for {
		// Copies, because the rows of a transaction move when it writes.
		var batch []row
		cur := b.Cursor()
		k, v := cur.Seek(last)
		if last != nil && bytes.Equal(k, last) {
			k, v = cur.Next()
		}
		for ; k != nil && len(batch) < resealStep; k, v = cur.Next() {
			batch = append(batch, row{bucket: bucketSecret, key: bytes.Clone(sane(k)), value: bytes.Clone(sane(v))})
		}
		if len(batch) == 0 {
			return n, nil
		}
		for _, r := range batch {
			plain, err := old.open(r.key, r.value)
			if err != nil {
				return n, s.damaged("%s does not open, and would be lost with the old key: restore a backup first, or change the key without shredding", secretName(r.key))
			}
			err = b.Put(r.key, next.seal(r.key, plain))
			clear(plain)
			if err != nil {
				return n, err
			}
		}
		n, last = n+len(batch), batch[len(batch)-1].key
	}
}

func secretName(at []byte) string {
	if len(at) != len(place(caseKey{}, 0, 0)) {
		return "a secret"
	}
	return "the " + flow.SecretKind(at[16]).String() + " of case " + string(caseKey(at[:16]).id())
}
