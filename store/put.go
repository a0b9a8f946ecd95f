package store

import (
	"errors"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// mostRemembered bounds the cases that a store keeps decoded for its next append.
const mostRemembered = 256

// remembered is a case as this process wrote it last. It is used only while the history has the
// same newest entry, so another console's append makes it worthless and never wrong.
type remembered struct {
	head chain
	c    flow.Case
}

// loadForWrite is loadCase for a writer: the row is proved all the same, and not decoded again
// when it is the one that this process wrote. Decoding is a third of what an append costs.
func (s *Store) loadForWrite(tx *bolt.Tx, key caseKey) (flow.Case, chain, error) {
	s.mu.Lock()
	r, ok := s.cases[key]
	s.mu.Unlock()
	if !ok {
		return s.loadCase(tx, key)
	}
	value := tx.Bucket([]byte(bucketCases)).Get(key[:])
	b, version, err := uncheck(key[:], value)
	if err != nil || version != rowVersion || len(b) < len(r.head) || chain(b[:len(r.head)]) != r.head {
		return s.loadCase(tx, key)
	}
	return r.c, r.head, nil
}

// remember keeps what a transaction is about to write. One that fails leaves the history with
// another newest entry, and so without use for this.
func (s *Store) remember(key caseKey, c flow.Case, head chain) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cases == nil || len(s.cases) >= mostRemembered {
		s.cases = map[caseKey]remembered{}
	}
	s.cases[key] = remembered{head, c}
}

// put writes the work in one transaction and gives the entries their chain.
func (s *Store) put(tx *bolt.Tx, w work) error {
	c, head, err := s.loadForWrite(tx, w.key)
	if err != nil && !errors.Is(err, flow.ErrNoCase) {
		return err
	}
	stale := rowsOfState(w.key, c)
	if c, err = w.apply(c); err != nil {
		return err
	}
	events, ofCase := tx.Bucket([]byte(bucketEvents)), tx.Bucket([]byte(bucketOfCase))
	events.FillPercent = 0.95 // it only grows at its end
	for i := range w.entries {
		n, err := events.NextSequence()
		if err != nil {
			return err
		}
		if err := events.Put(sequenceKey(n), w.entries[i].link(head, n)); err != nil {
			return err
		}
		if err := ofCase.Put(append(w.key[:], sequenceKey(n)...), []byte{1}); err != nil {
			return err
		}
		if err := putNew(tx, refRows(w.key, w.records[i])); err != nil {
			return err
		}
		head = w.entries[i].chain
	}
	if len(w.entries) > 0 {
		rows, err := project(w.key, c, head)
		if err != nil {
			return err
		}
		if err := replaceRows(tx, stale, rows); err != nil {
			return err
		}
		s.remember(w.key, c, head)
	}
	return s.putSecrets(tx, w)
}
