package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// Sift implements flow.Sifter. The events lie in the order in which they were written, so a look
// reads them one behind the other and decodes only those whose kind and bytes fit. They are not
// proved by the chain of their case here; whoever opens the case does that.
func (s *Store) Sift(ctx context.Context, q flow.SiftQuery) (flow.SiftPage, error) {
	var page flow.SiftPage
	err := s.view(ctx, func(tx *bolt.Tx) error {
		page = flow.SiftPage{} // a view may be tried again
		return s.sift(ctx, tx, q, &page)
	})
	if err != nil && !errors.Is(err, errNew) {
		return flow.SiftPage{}, err
	}
	return page, nil
}

func (s *Store) sift(ctx context.Context, tx *bolt.Tx, q flow.SiftQuery, page *flow.SiftPage) error {
	wanted := numbersOf(q.Sought.Kinds())
	kinds := flow.EventKinds()
	cur := tx.Bucket([]byte(bucketEvents)).Cursor()
	k, v := cur.Last()
	if q.Before > 0 {
		if k, v = cur.Seek(sequenceKey(q.Before)); k == nil {
			k, v = cur.Last()
		} else {
			k, v = cur.Prev()
		}
	}
	for ; k != nil; k, v = cur.Prev() {
		if page.Looked == s.sifts || q.Limit > 0 && len(page.Found) >= q.Limit {
			page.More = true
			return nil
		}
		if page.Looked++; page.Looked%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if len(k) != 8 {
			return s.damaged("an event has no place in the order of all")
		}
		page.Next = binary.BigEndian.Uint64(k)
		number, payload, ok := glance(v)
		if !ok || int(number) >= len(wanted) || !wanted[number] || !q.Sought.May(kinds[number-1], payload) {
			continue
		}
		e, err := peekEntry(v)
		if err != nil {
			continue // its case says so when somebody opens it
		}
		r, err := e.record()
		if err != nil {
			continue
		}
		if m, is := q.Sought.Event(r); is {
			page.Found = append(page.Found, flow.Found{Case: r.Case, Match: m})
		}
	}
	return nil
}

// numbersOf tells by its number in the journal whether a kind of event is wanted.
func numbersOf(kinds map[flow.EventKind]bool) []bool {
	out := []bool{false} // there is no number 0
	for _, k := range flow.EventKinds() {
		out = append(out, kinds[k])
	}
	return out
}

// glance reads of an entry what kind it is, and where its payload is, without proving anything.
func glance(b []byte) (number uint16, payload []byte, ok bool) {
	if b = sane(b); len(b) < entryFixed+len(chain{}) || b[0] != entryVersion {
		return 0, nil, false
	}
	body := b[entryFixed : len(b)-len(chain{})]
	n := int(binary.BigEndian.Uint16(b[31:]))
	if n > len(body) {
		return 0, nil, false
	}
	return binary.BigEndian.Uint16(b[29:]), body[n:], true
}

// peekEntry reads an entry without proving it.
func peekEntry(b []byte) (entry, error) {
	var e entry
	number, payload, ok := glance(b)
	if !ok {
		return e, errCut
	}
	copy(e.caseKey[:], b[1:])
	e.seq = binary.BigEndian.Uint32(b[17:])
	e.micros = int64(binary.BigEndian.Uint64(b[21:]))
	e.number, e.payload = number, bytes.Clone(payload)
	e.actor = string(b[entryFixed : entryFixed+int(binary.BigEndian.Uint16(b[31:]))])
	return e, nil
}
