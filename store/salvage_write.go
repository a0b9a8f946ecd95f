package store

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// build makes the new history: what it is, its events in their places, the vault, and then
// everything derived.
func (x *salvager) build(fresh *Store) error {
	head, ok := x.head()
	if !ok {
		head = x.headless()
	}
	if v := head.meta[metaSchema]; len(v) == 4 && binary.BigEndian.Uint32(v) > schema {
		return x.store.damaged("a newer linkdesk wrote it: salvage it with that version")
	}
	if err := fresh.build(fresh.Path(), dbID(head.meta[metaID])); err != nil {
		return err
	}
	slices.SortFunc(x.kept, func(a, b found) int { return cmp.Compare(a.place, b.place) })
	return fresh.with(false, func(db *bolt.DB, _ *os.File) error {
		db.NoSync = true // nobody sees the file before it is synced as a whole
		if err := db.Update(func(tx *bolt.Tx) error { return x.putHead(tx, head) }); err != nil {
			return err
		}
		for at := 0; at < len(x.kept); at += pieceEvents {
			x.store.tellProgress("writing the new file", uint64(at), uint64(len(x.kept)))
			if err := x.ctx.Err(); err != nil {
				return err
			}
			piece := x.kept[at:min(at+pieceEvents, len(x.kept))]
			if err := db.Update(func(tx *bolt.Tx) error { return x.putEvents(tx, piece) }); err != nil {
				return err
			}
		}
		if err := db.Update(func(tx *bolt.Tx) error { return putLost(tx, len(x.kept)) }); err != nil {
			return err
		}
		if err := db.Update(startRebuild); err != nil {
			return err
		}
		return fresh.finishRebuild(db, x.ctx.Done())
	})
}

// headless makes up what was lost with the first page: the id stands beside the history as well.
func (x *salvager) headless() heads {
	h := heads{meta: map[string][]byte{}}
	b, _ := x.store.readID()
	id := make([]byte, len(dbID{}))
	if n, err := hex.Decode(id, bytes.TrimSpace(b[:min(len(b), 2*len(id)+1)])); err == nil && n == len(id) {
		h.meta[metaID] = id
		x.note("What the history says of itself was lost; its id was taken from the file beside it.")
		return h
	}
	h.meta[metaID] = newDBID()
	x.note("What the history says of itself was lost, and so is the id that its seals are bound to.")
	return h
}

func (x *salvager) note(format string, args ...any) {
	x.out.Notes = append(x.out.Notes, fmt.Sprintf(format, args...))
}

// putHead writes meta, the vault, and the parts that this version does not know.
func (x *salvager) putHead(tx *bolt.Tx, head heads) error {
	meta := tx.Bucket([]byte(bucketMeta))
	for k, v := range head.meta {
		if k == metaSchema || k == metaRebuild || k == metaEnv || len(v) == 0 {
			continue
		}
		if err := meta.Put([]byte(k), v); err != nil {
			return err
		}
	}
	if err := x.putVault(tx, head); err != nil {
		return err
	}
	known := append(truth(), derived(schema)...)
	for name, t := range x.trees {
		if slices.Contains(known, name) {
			continue
		}
		b, err := tx.CreateBucketIfNotExists([]byte(name))
		if err != nil {
			return err
		}
		cur := newRawCursor(t)
		for k, v, more := cur.next(); more; k, v, more = cur.next() {
			if err := b.Put(k, v); err != nil {
				return err
			}
		}
	}
	return nil
}

func (x *salvager) putEvents(tx *bolt.Tx, piece []found) error {
	b := tx.Bucket([]byte(bucketEvents))
	b.FillPercent = 0.95
	for _, f := range piece {
		if err := b.Put(sequenceKey(f.place), x.bytes(f)); err != nil {
			return err
		}
	}
	// A place is never given again, also not that of an event that was lost.
	return b.SetSequence(max(b.Sequence(), piece[len(piece)-1].place, x.newest()))
}

func (x *salvager) newest() uint64 {
	newest := x.trees[bucketEvents].sequence
	for _, h := range x.heads {
		newest = max(newest, h.newest)
	}
	return min(newest, 1<<62)
}
