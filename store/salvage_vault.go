package store

import (
	"encoding/binary"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// putVault writes the keys and the seals as they are. Seals without the vault's own proof of its
// key are left: the history would take itself for one that has no vault, and make another.
func (x *salvager) putVault(tx *bolt.Tx, head heads) error {
	if len(head.meta[metaKeycheck]) == 0 || len(head.keys) == 0 {
		if x.out.Lost = len(x.secrets); x.out.Lost > 0 {
			x.note("The keys of the vault were lost, so no sealed secret could be kept. They are still in the damaged file.")
			return tx.Bucket([]byte(bucketMeta)).Delete([]byte(metaKeycheck))
		}
	}
	for n, v := range head.keys {
		if err := tx.Bucket([]byte(bucketKeys)).Put([]byte(n), v); err != nil {
			return err
		}
	}
	if x.out.Lost > 0 {
		return nil
	}
	unsure := 0
	b := tx.Bucket([]byte(bucketSecret))
	for _, at := range slices.Sorted(maps.Keys(x.secrets)) {
		s := x.secrets[at]
		if !x.secretCounts(at, s) {
			continue
		}
		if s.twice || !s.inTree {
			unsure++
		}
		if err := b.Put([]byte(at), s.row); err != nil {
			return err
		}
		x.out.Secrets++
	}
	if unsure > 0 {
		x.note("%d sealed secrets come from loose pages: one that was forgotten or replaced since may be back.", unsure)
	}
	return nil
}

// secretCounts leaves out what a loose page kept of a secret that the case has no use for: one of a
// case that is not there or is closed, a public token that was exchanged, and every generation but
// the newest.
func (x *salvager) secretCounts(at string, s loose) bool {
	c, kept := x.cases[caseKey([]byte(at))]
	if s.inTree || !kept {
		return kept
	}
	newer := []byte(at)
	binary.BigEndian.PutUint16(newer[17:], binary.BigEndian.Uint16(newer[17:])+1)
	_, replaced := x.secrets[string(newer)]
	return !replaced && !c.closed && (flow.SecretKind(at[16]) != flow.PublicToken || !c.exchanged)
}
