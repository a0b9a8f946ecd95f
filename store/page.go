package store

import (
	"bytes"
	"context"
	"errors"
	"slices"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// defaultPage and largestPage bound a page of cases; mostLooked bounds the rows that one look
// goes through for it, so that a filter that fits nothing ends a transaction all the same.
const (
	defaultPage = 50
	largestPage = 1000
	mostLooked  = 5000
)

// List returns one page of cases, newest first; see flow.Query. It reads short rows only: of
// the index of states or banks where the filter names one, else of the list. A case that a cursor
// names need not exist any more.
func (s *Store) List(ctx context.Context, q flow.Query) (flow.Page, error) {
	var page flow.Page
	p, err := s.newPager(q)
	if err != nil {
		return page, err
	}
	err = s.view(ctx, func(tx *bolt.Tx) error { return p.look(ctx, tx, &page) })
	if err != nil && !errors.Is(err, errNew) {
		return flow.Page{}, err
	}
	if p.order == oldestFirst {
		slices.Reverse(page.Rows)
	}
	return page, nil
}

// pager is one look for a page.
type pager struct {
	store  *Store
	filter flow.Filter
	limit  int
	order  order
	from   *caseKey
	since  caseKey
}

func (s *Store) newPager(q flow.Query) (pager, error) {
	p := pager{store: s, filter: q.Filter, limit: min(q.Limit, largestPage), order: newestFirst, since: sinceKey(q.Filter.Since)}
	if p.limit <= 0 {
		p.limit = defaultPage
	}
	cursor := q.Before
	if q.After != "" {
		if q.Before != "" {
			return p, errors.New("store: a page is before a case or after one, not both")
		}
		cursor, p.order = q.After, oldestFirst
	}
	if key, ok := parseCase(cursor); ok {
		p.from = &key
	} else if cursor != "" {
		return p, flow.ErrNoCase
	}
	return p, nil
}

func (p pager) look(ctx context.Context, tx *bolt.Tx, page *flow.Page) error {
	list := tx.Bucket([]byte(bucketList))
	w, fromIndex := p.walk(tx)
	var at caseKey
	looked := 0
	defer func() {
		if page.Looked = looked; looked > 0 {
			page.Next = at.id()
		}
	}()
	for ; ; looked++ {
		if looked%1024 == 1023 && ctx.Err() != nil {
			return ctx.Err()
		}
		key, value, hit, more, err := w.next()
		if err != nil {
			return p.store.damaged("a row of the list or of an index of it has no case")
		}
		if !more || p.order == newestFirst && bytes.Compare(key[:], p.since[:]) < 0 {
			return nil
		}
		if len(page.Rows) == p.limit || looked == p.store.looks {
			page.More = true
			return nil
		}
		if !hit {
			at = key
			continue
		}
		if fromIndex {
			if value = list.Get(key[:]); value == nil {
				return p.store.damaged("an index names case %s, which is not in the list; make the indexes again with: linkdesk history verify --rebuild", key.id())
			}
		}
		row, err := p.store.summary(tx, key, value)
		if err != nil {
			return err
		}
		at = key
		if p.filter.Matches(row) {
			page.Rows = append(page.Rows, row)
		}
	}
}

// walk picks the shortest way to the rows: the cases of a bank, those of a state, what both have
// in common, or all. An older history that is opened for reading only has no such indexes.
func (p pager) walk(tx *bolt.Tx) (w source, fromIndex bool) {
	from := p.from
	if p.order == oldestFirst && p.since != (caseKey{}) && (from == nil || bytes.Compare(from[:], p.since[:]) < 0) {
		before := p.since // the smallest key of its moment; no case has it, for a ULID's rest is random
		from = &before
	}
	if !unfinishedIn(tx) {
		banks := tx.Bucket([]byte(bucketBanks))
		front := append([]byte(p.filter.Institution), 0)
		fronts := p.states()
		if k, _ := banks.Cursor().Seek(front); indexable(p.filter.Institution) && bytes.HasPrefix(k, front) {
			ofBank := newWalk(banks, [][]byte{front}, p.order, from)
			if fronts == nil {
				return single{ofBank}, true
			}
			return both{ofBank, newWalk(tx.Bucket([]byte(bucketStatus)), fronts, p.order, from)}, true
		}
		if fronts != nil {
			return single{newWalk(tx.Bucket([]byte(bucketStatus)), fronts, p.order, from)}, true
		}
	}
	return single{newWalk(tx.Bucket([]byte(bucketList)), [][]byte{nil}, p.order, from)}, false
}

// states are the fronts of the index of states that the filter asks for; nil means all.
func (p pager) states() [][]byte {
	if p.filter.Status == "" && p.filter.Who == "" {
		return nil
	}
	fronts := [][]byte{}
	for status := range byte(len(statuses()) + 1) {
		for who := range byte(len(parties()) + 1) {
			if (p.filter.Status == "" || statusNumber(p.filter.Status) == status) && (p.filter.Who == "" || whoNumber(p.filter.Who) == who) {
				fronts = append(fronts, []byte{status, who})
			}
		}
	}
	return fronts
}
