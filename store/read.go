package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// defaultPage and largestPage bound a page of cases.
const (
	defaultPage = 50
	largestPage = 1000
)

// Case returns what the events add up to, or flow.ErrNoCase.
func (s *Store) Case(ctx context.Context, id flow.CaseID) (flow.Case, error) {
	var c flow.Case
	key, ok := parseCase(id)
	if !ok {
		return c, flow.ErrNoCase
	}
	err := s.view(ctx, func(tx *bolt.Tx) (err error) {
		c, _, err = s.loadCase(tx, key)
		return err
	})
	return c, noneYet(err, flow.ErrNoCase)
}

// loadCase reads the row of a case and the hash of its newest entry.
func (s *Store) loadCase(tx *bolt.Tx, key caseKey) (flow.Case, chain, error) {
	value := tx.Bucket([]byte(bucketCases)).Get(key[:])
	if value == nil {
		return flow.Case{}, chain{}, flow.ErrNoCase
	}
	c, head, err := decodeCase(key, value)
	if err != nil {
		return flow.Case{}, chain{}, s.damaged("the summary of case %s is damaged: %s", key.id(), flow.Clean(err.Error()))
	}
	return c, head, nil
}

// Records returns the journal of one case, oldest first, or flow.ErrNoCase. Every record is
// proved by the case's hash chain; a *flow.DamagedError names the first that is not.
func (s *Store) Records(ctx context.Context, id flow.CaseID) ([]flow.Record, error) {
	var out []flow.Record
	key, ok := parseCase(id)
	if !ok {
		return nil, flow.ErrNoCase
	}
	err := s.view(ctx, func(tx *bolt.Tx) (err error) {
		out, err = s.loadRecords(tx, key)
		return err
	})
	if err != nil {
		return nil, noneYet(err, flow.ErrNoCase)
	}
	return out, nil
}

func (s *Store) loadRecords(tx *bolt.Tx, key caseKey) ([]flow.Record, error) {
	var out []flow.Record
	var head chain
	events := tx.Bucket([]byte(bucketEvents))
	cur := tx.Bucket([]byte(bucketOfCase)).Cursor()
	for k, _ := cur.Seek(key[:]); bytes.HasPrefix(k, key[:]); k, _ = cur.Next() {
		seq := len(out) + 1
		if len(k) != len(key)+8 {
			return nil, s.damaged("case %s, record %d: its place is damaged", key.id(), seq)
		}
		n := binary.BigEndian.Uint64(k[len(key):])
		e, err := decodeEntry(events.Get(sequenceKey(n)), head, n)
		if err == nil && (e.caseKey != key || e.seq != uint32(seq)) {
			err = errors.New("it is not the one that follows")
		}
		var r flow.Record
		if err == nil {
			r, err = e.record()
		}
		if err != nil {
			return nil, s.damaged("case %s, record %d: %s", key.id(), seq, flow.Clean(err.Error()))
		}
		out, head = append(out, r), e.chain
	}
	c, newest, err := s.loadCase(tx, key)
	switch {
	case err != nil && len(out) > 0 && errors.Is(err, flow.ErrNoCase):
		return nil, s.damaged("case %s has %d records and no summary", key.id(), len(out))
	case err != nil:
		return nil, err
	case newest != head || int(c.Seq) != len(out):
		// The chain cannot see that its newest end is missing; the case's own count can.
		return nil, s.damaged("case %s, record %d: it is missing (the case counts %d records)", key.id(), len(out)+1, c.Seq)
	}
	return out, nil
}

// List returns one page of cases, newest first. It reads nothing but the short rows. A limit
// over 1000 counts as 1000.
func (s *Store) List(ctx context.Context, q flow.Query) (flow.Page, error) {
	var page flow.Page
	limit := q.Limit
	if limit <= 0 {
		limit = defaultPage
	}
	limit = min(limit, largestPage)
	before, ok := parseCase(q.Before)
	if !ok && q.Before != "" {
		return page, flow.ErrNoCase
	}
	err := s.view(ctx, func(tx *bolt.Tx) error {
		cur := tx.Bucket([]byte(bucketList)).Cursor()
		k, v := cur.Last()
		if ok {
			// Seek stops at the key itself or behind it, and at nothing past the last one.
			if at, _ := cur.Seek(before[:]); at != nil {
				k, v = cur.Prev()
			} else {
				k, v = cur.Last()
			}
		}
		for ; k != nil && len(page.Rows) < limit; k, v = cur.Prev() {
			if len(k) != len(caseKey{}) {
				return s.damaged("a row of the list has no case")
			}
			row, err := decodeSummary(caseKey(k), v)
			if err != nil {
				return s.damaged("the list's row of case %s is damaged: %s", caseKey(k).id(), err.Error())
			}
			page.Rows = append(page.Rows, row)
		}
		page.More = k != nil
		return nil
	})
	if err != nil && !errors.Is(err, errNew) {
		return flow.Page{}, err
	}
	return page, nil
}

// noneYet gives what is true of a history that does not exist yet.
func noneYet(err, none error) error {
	if errors.Is(err, errNew) {
		return none
	}
	return err
}
