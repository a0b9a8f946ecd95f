package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// aged is a closed case and when it changed last.
type aged struct {
	key    caseKey
	events int
	at     time.Time
}

// prunable lists the closed cases of before, oldest first. It reads short rows only.
func (s *Store) prunable(ctx context.Context, tx *bolt.Tx, before time.Time) ([]aged, PrunePlan, error) {
	var out []aged
	var p PrunePlan
	cur := tx.Bucket([]byte(bucketList)).Cursor()
	n := 0
	for k, v := cur.First(); k != nil; k, v = cur.Next() {
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return nil, p, ctx.Err()
		}
		if len(k) != len(caseKey{}) {
			continue
		}
		key := caseKey(k)
		row, err := decodeSummary(key, v)
		if err != nil {
			return nil, p, s.damaged("the list's row of case %s is damaged: %s", key.id(), err.Error())
		}
		switch {
		case !row.Updated.Before(before):
		case row.Status != flow.StatusClosed:
			p.Open++
		default:
			a := aged{key: key, events: len(places(tx, key)), at: row.Updated}
			out = append(out, a)
			p.Events += a.events
		}
	}
	slices.SortStableFunc(out, func(a, b aged) int { return a.at.Compare(b.at) })
	if p.Cases = len(out); p.Cases > 0 {
		p.Oldest, p.Newest = out[0].at, out[len(out)-1].at
	}
	return out, p, nil
}

// places are the keys of a case's events.
func places(tx *bolt.Tx, key caseKey) []uint64 {
	var out []uint64
	cur := tx.Bucket([]byte(bucketOfCase)).Cursor()
	for k, _ := cur.Seek(key[:]); bytes.HasPrefix(k, key[:]); k, _ = cur.Next() {
		if len(k) == len(key)+8 {
			out = append(out, binary.BigEndian.Uint64(k[len(key):]))
		}
	}
	return out
}

// freePages counts the pages of the file that hold nothing.
func (s *Store) freePages() (free, pages uint64, err error) {
	f, err := os.Open(s.Path())
	if err != nil {
		return 0, 0, fmt.Errorf("the history %s cannot be looked at: %s", s.Path(), reason(err))
	}
	defer func() { _ = f.Close() }()
	newest, err := newestHeader(f)
	if err != nil {
		return 0, 0, s.damaged("%s", err.Error())
	}
	b := make([]byte, headerAt+8)
	if _, err := f.ReadAt(b, int64(newest.freelist*newest.pageSize)); err != nil {
		return 0, 0, s.damaged("its list of free pages cannot be read: %s", reason(err))
	}
	// A page begins with id u64, flags u16, count u16. A count that does not fit stands behind it.
	free = uint64(binary.NativeEndian.Uint16(b[10:]))
	if free == 0xFFFF {
		free = binary.NativeEndian.Uint64(b[headerAt:])
	}
	return free, newest.pages, nil
}
