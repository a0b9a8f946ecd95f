package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
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
	if value == nil && hasEvents(tx, key) {
		return flow.Case{}, chain{}, s.damaged("case %s has events and no summary; make it again with: linkdesk history verify --rebuild", key.id())
	}
	if value == nil {
		return flow.Case{}, chain{}, flow.ErrNoCase
	}
	c, head, err := decodeCase(key, value)
	if err != nil {
		return flow.Case{}, chain{}, s.damaged("the summary of case %s is damaged: %s", key.id(), flow.Clean(err.Error()))
	}
	return c, head, nil
}

// hasEvents reports whether the journal knows the case, whatever the rows made from it say.
func hasEvents(tx *bolt.Tx, key caseKey) bool {
	k, _ := tx.Bucket([]byte(bucketOfCase)).Cursor().Seek(key[:])
	return bytes.HasPrefix(k, key[:])
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
	out, head, err := s.readRecords(tx, key)
	if err != nil {
		return nil, err
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

// readChain proves the events of a case among themselves and adds them up.
func (s *Store) readChain(tx *bolt.Tx, key caseKey) ([]flow.Record, flow.Case, chain, error) {
	records, head, err := s.readRecords(tx, key)
	if err != nil {
		return nil, flow.Case{}, head, err
	}
	c, err := flow.Replay(records)
	if err != nil {
		return nil, c, head, s.damaged("case %s: its records do not add up: %s", key.id(), flow.Clean(err.Error()))
	}
	return records, c, head, nil
}

// readRecords reads the events of a case along its hash chain and returns the hash of the last.
func (s *Store) readRecords(tx *bolt.Tx, key caseKey) ([]flow.Record, chain, error) {
	var out []flow.Record
	var head chain
	events := tx.Bucket([]byte(bucketEvents))
	cur := tx.Bucket([]byte(bucketOfCase)).Cursor()
	for k, _ := cur.Seek(key[:]); bytes.HasPrefix(k, key[:]); k, _ = cur.Next() {
		seq := len(out) + 1
		if len(k) != len(key)+8 {
			return nil, head, s.damaged("case %s, record %d: its place is damaged", key.id(), seq)
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
			return nil, head, s.damaged("case %s, record %d: %s", key.id(), seq, flow.Clean(err.Error()))
		}
		out, head = append(out, r), e.chain
	}
	return out, head, nil
}

// noneYet gives what is true of a history that does not exist yet.
func noneYet(err, none error) error {
	if errors.Is(err, errNew) {
		return none
	}
	return err
}
