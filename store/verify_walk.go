package store

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
)

// events finds those that the order of events does not know.
func (v *verifier) events() error {
	cur, ofCase := v.cursor(bucketEvents), v.trees[bucketOfCase]
	for k, b, more := cur.next(); more; k, b, more = cur.next() {
		if err := v.step(); err != nil {
			return err
		}
		if len(k) != 8 || len(b) < entryFixed {
			v.find(Finding{Part: bucketEvents, What: fmt.Sprintf("what is kept at place %x is no event", k[:min(len(k), 8)])})
			continue
		}
		key := caseKey(b[1:])
		if ofCase.raw != nil {
			if row, err := ofCase.get(append(key[:], k...)); err == nil && row != nil {
				continue
			}
		}
		v.strays = append(v.strays, stray{key, binary.BigEndian.Uint64(k)})
	}
	slices.SortFunc(v.strays, func(a, b stray) int {
		return cmp.Or(bytes.Compare(a.key[:], b.key[:]), cmp.Compare(a.place, b.place))
	})
	v.broken(bucketEvents, cur)
	return v.ctx.Err()
}

// each goes through all cases that the order of events, a summary or an event names, with the
// places that claim to be of the case, in order.
func (v *verifier) each(visit func(key caseKey, places []uint64, known bool) error) (order, summaries *rawCursor, err error) {
	order, summaries = v.cursor(bucketOfCase), v.cursor(bucketCases)
	at, _, inOrder := order.next()
	sum, _, inSummaries := summaries.next()
	strays := v.strays
	for {
		var key caseKey
		some := false
		name := func(k []byte) {
			if !some || bytes.Compare(k, key[:]) < 0 {
				key, some = caseKey(k), true
			}
		}
		// A key that is no key of this bucket is passed over here, and counted as one too many.
		for ; inOrder && len(at) != len(key)+8; at, _, inOrder = order.next() {
		}
		for ; inSummaries && len(sum) != len(key); sum, _, inSummaries = summaries.next() {
		}
		if inOrder {
			name(at[:len(key)])
		}
		if inSummaries {
			name(sum)
		}
		if len(strays) > 0 {
			name(strays[0].key[:])
		}
		if !some {
			return order, summaries, nil
		}
		var places []uint64
		known := inSummaries && bytes.Equal(sum, key[:])
		for ; inOrder && len(at) == len(key)+8 && bytes.HasPrefix(at, key[:]); at, _, inOrder = order.next() {
			places = append(places, binary.BigEndian.Uint64(at[len(key):]))
		}
		for ; inSummaries && bytes.Equal(sum, key[:]); sum, _, inSummaries = summaries.next() {
		}
		for ; len(strays) > 0 && strays[0].key == key; strays = strays[1:] {
			places = append(places, strays[0].place)
		}
		slices.Sort(places)
		if err := visit(key, places, known); err != nil {
			return nil, nil, err
		}
	}
}
