package store

import (
	"bytes"
	"context"
	"errors"
	"strings"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// mostRecalled bounds the cases that one look at the past goes through: each has some twenty events.
const mostRecalled = 250

// Alike implements flow.Rememberer. Of each case the bytes of its events are looked at, and only one
// with the code in them is read and proved.
func (s *Store) Alike(ctx context.Context, q flow.AlikeQuery) (flow.AlikePage, error) {
	var page flow.AlikePage
	err := s.view(ctx, func(tx *bolt.Tx) error {
		page = flow.AlikePage{}
		return s.alike(ctx, tx, q, &page)
	})
	if err != nil && !errors.Is(err, errNew) {
		return flow.AlikePage{}, err
	}
	return page, nil
}

func (s *Store) alike(ctx context.Context, tx *bolt.Tx, q flow.AlikeQuery, page *flow.AlikePage) error {
	var from *caseKey
	if key, ok := parseCase(q.Before); ok {
		from = &key
	}
	index, fronts := tx.Bucket([]byte(bucketList)), [][]byte{nil}
	if banks := tx.Bucket([]byte(bucketBanks)); banks != nil && indexable(q.Bank) && !unfinishedIn(tx) {
		index, fronts = banks, [][]byte{append([]byte(q.Bank), 0)}
	}
	w := newWalk(index, fronts, newestFirst, from)
	code, _, _ := strings.Cut(q.Key, " ")
	for {
		if page.Looked == min(mostRecalled, s.looks) {
			page.More = true
			return nil
		}
		if page.Looked%64 == 63 && ctx.Err() != nil {
			return ctx.Err()
		}
		key, _, more, err := w.next()
		if err != nil {
			return s.damaged("a row of the list or of an index of it has no case")
		}
		if !more {
			return nil
		}
		page.Looked, page.Next = page.Looked+1, key.id()
		if key.id() == q.Not || !mentions(tx, key, []byte(code)) {
			continue
		}
		records, _, err := s.readRecords(tx, key)
		if err != nil {
			continue // it says so itself when somebody opens it
		}
		if p, ok := flow.PastOf(records, q.Key); ok {
			if p.By == flow.RemedyNone && s.begunAnew(tx, key) {
				p.By = flow.RemedyNewCase
			}
			page.Past = append(page.Past, p)
		}
	}
}

// mentions reports that a case has events with these bytes in them.
func mentions(tx *bolt.Tx, key caseKey, text []byte) bool {
	events := tx.Bucket([]byte(bucketEvents))
	cur := tx.Bucket([]byte(bucketOfCase)).Cursor()
	for k, _ := cur.Seek(key[:]); bytes.HasPrefix(k, key[:]) && len(k) == len(key)+8; k, _ = cur.Next() {
		if _, payload, ok := glance(events.Get(k[len(key):])); ok && bytes.Contains(payload, text) {
			return true
		}
	}
	return false
}

// begunAnew reports that the customer of a case has a newer one that came as far as a processor_token.
func (s *Store) begunAnew(tx *bolt.Tx, key caseKey) bool {
	c, _, err := s.loadCase(tx, key)
	if err != nil || !indexable(c.Party.ClientUserID) || unfinishedIn(tx) {
		return false
	}
	w := newWalk(tx.Bucket([]byte(bucketUsers)), [][]byte{append([]byte(c.Party.ClientUserID), 0)}, newestFirst, nil)
	for range mostLinked {
		newer, _, more, err := w.next()
		if err != nil || !more || bytes.Compare(newer[:], key[:]) <= 0 {
			return false
		}
		row, err := s.summary(tx, newer, tx.Bucket([]byte(bucketList)).Get(newer[:]))
		if err != nil {
			continue
		}
		switch row.Status {
		case flow.StatusTokenReady, flow.StatusSubmitted, flow.StatusUsable:
			return true
		}
	}
	return false
}
