package store

import (
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// metaLost is how many events a salvage could not save; without it none.
const metaLost = "lost"

// tombs proves what pruned cases left behind, and that every event that was ever written is there
// or accounted for: a case that went with all of its rows is seen by nothing else.
func (v *verifier) tombs() error {
	var pruned uint64
	cur := v.cursor(bucketTombs)
	for k, b, more := cur.next(); more; k, b, more = cur.next() {
		if len(k) != len(caseKey{}) {
			v.find(Finding{Part: bucketTombs, What: "a key is of no case"})
			continue
		}
		key := caseKey(k)
		t, err := decodeTomb(key, b)
		if err != nil {
			v.find(Finding{Case: key.id(), Part: bucketTombs, What: "what is kept of the pruned case is damaged: " + err.Error()})
			continue
		}
		pruned += uint64(t.events)
		if v.has(key) {
			v.find(Finding{Case: key.id(), Part: bucketTombs, What: "the case was pruned and is there all the same"})
		}
	}
	v.broken(bucketTombs, cur)
	events, ok := v.trees[bucketEvents]
	if !ok || len(v.report.Damaged()) > 0 {
		return v.ctx.Err() // what is lost is named already
	}
	var there uint64
	for cur, more := v.cursor(bucketEvents), true; more; there++ {
		if _, _, more = cur.next(); !more {
			break
		}
	}
	if b, err := v.trees[bucketMeta].get([]byte(metaLost)); err == nil && len(b) == 8 {
		pruned += binary.BigEndian.Uint64(b)
	}
	if there+pruned != events.sequence {
		v.find(Finding{Part: bucketEvents, What: fmt.Sprintf("%d events were written, and %d are there or were pruned: whole cases are missing", events.sequence, there+pruned)})
	}
	return v.ctx.Err()
}

// putLost keeps how many events a salvage could not save, so that what it made is whole by its own count.
func putLost(tx *bolt.Tx, kept int) error {
	there := uint64(kept)
	if b := tx.Bucket([]byte(bucketTombs)); b != nil {
		err := b.ForEach(func(k, v []byte) error {
			if len(k) == len(caseKey{}) {
				if t, err := decodeTomb(caseKey(k), v); err == nil {
					there += uint64(t.events)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	meta, all := tx.Bucket([]byte(bucketMeta)), tx.Bucket([]byte(bucketEvents)).Sequence()
	if all <= there {
		return meta.Delete([]byte(metaLost))
	}
	return meta.Put([]byte(metaLost), binary.BigEndian.AppendUint64(nil, all-there))
}
