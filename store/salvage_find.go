package store

import (
	"bytes"
	"encoding/binary"
	"maps"

	"linkdesk/flow"
)

// heads are the parts of a history that stand in one page of it, the first: the rows of meta
// and of the keys, and the number of its newest event, which tells a newer copy from an older.
type heads struct {
	meta, keys map[string][]byte
	newest     uint64
}

// fromTrees collects by the file's own order.
func (x *salvager) fromTrees() error {
	trees, faults := x.file.trees()
	x.trees, x.broken = trees, len(faults) > 0
	h := heads{meta: map[string][]byte{}, keys: map[string][]byte{}, newest: trees[bucketEvents].sequence}
	for _, name := range truth() {
		if _, ok := trees[name]; !ok {
			x.broken = true
		}
	}
	for name, take := range map[string]func(e element){
		bucketEvents: func(e element) { x.event(e, true) },
		bucketCases:  func(e element) { x.summary(e, true) },
		bucketSecret: func(e element) { x.secret(e, true) },
		bucketMeta:   func(e element) { h.meta[string(e.key)] = bytes.Clone(e.value) },
		bucketKeys:   func(e element) { h.keys[string(e.key)] = bytes.Clone(e.value) },
	} {
		t, ok := trees[name]
		if !ok {
			continue
		}
		cur := newRawCursor(t)
		for n := 0; ; n++ {
			e, more := cur.element()
			if !more {
				break
			}
			take(e)
			if n%1024 == 0 && x.ctx.Err() != nil {
				return x.ctx.Err()
			}
		}
		x.sealed = x.sealed || name == bucketSecret && cur.lost == 0
		x.broken = x.broken || cur.lost > 0 && name != bucketCases
	}
	if len(h.meta[metaID]) == len(dbID{}) {
		x.heads = append(x.heads, h)
	} else {
		x.broken = true
	}
	return nil
}

// event takes what has the shape of one.
func (x *salvager) event(e element, inTree bool) {
	if len(e.key) != 8 || len(e.value) < entryFixed+len(chain{}) || e.value[0] != entryVersion {
		return
	}
	x.finds = append(x.finds, found{key: caseKey(e.value[1:]), seq: binary.BigEndian.Uint32(e.value[17:]),
		length: uint32(len(e.value)), place: binary.BigEndian.Uint64(e.key), at: e.at, inTree: inTree})
}

// summary takes a row that its checksum proves. In loose pages older ones lie about as well, so
// the one that counts most records is taken.
func (x *salvager) summary(e element, inTree bool) {
	if len(e.key) != len(caseKey{}) {
		return
	}
	key := caseKey(e.key)
	old, known := x.ends[key]
	if known && old.inTree {
		return
	}
	c, head, err := decodeCase(key, e.value)
	if err == nil && (inTree || c.Seq > old.seq) {
		x.ends[key] = ending{c.Seq, head, inTree}
	}
}

// secret takes what has the shape of a seal; whether it opens needs the key.
func (x *salvager) secret(e element, inTree bool) {
	if x.sealed && !inTree || len(e.key) != secretKeySize || len(e.value) <= sealedSize+24+16 || e.value[0] != sealFormat ||
		!flow.SecretKind(e.key[16]).Known() {
		return
	}
	old, known := x.secrets[string(e.key)]
	switch {
	case !known:
		x.secrets[string(e.key)] = loose{row: bytes.Clone(e.value), inTree: inTree}
	case !old.inTree && !bytes.Equal(old.row, e.value):
		old.twice = true
		x.secrets[string(e.key)] = old
	}
}

// head picks the newest copy of the first page that is whole enough.
func (x *salvager) head() (best heads, ok bool) {
	for _, h := range x.heads {
		fits := len(h.meta[metaID]) == len(dbID{}) && string(h.meta[metaEnv]) == string(x.store.opt.Env)
		// The tree's own comes first and wins against equals.
		if fits && (!ok || h.newest > best.newest && len(h.meta) >= len(best.meta)) {
			best, ok = h, true
		}
	}
	if !ok {
		return heads{}, false
	}
	return heads{meta: maps.Clone(best.meta), keys: best.keys, newest: best.newest}, true
}
