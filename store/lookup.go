package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// mostHits bounds the answer of Lookup.
const mostHits = 100

// Lookup implements flow.Finder by a seek in each index. A token is hashed before anything else
// is done with it. An older history that is opened for reading only has no indexes; its events are
// read through then.
func (s *Store) Lookup(ctx context.Context, text string) ([]flow.Hit, error) {
	text = strings.TrimSpace(text)
	if len(text) < shortest || !indexable(text) {
		return nil, nil
	}
	var hits []flow.Hit
	err := s.view(ctx, func(tx *bolt.Tx) (err error) {
		hits, err = s.hits(ctx, tx, text)
		return err
	})
	if err != nil {
		return nil, noneYet(err, nil)
	}
	whole := func(h flow.Hit) bool { return h.ID == text || h.Kind == flow.RefToken }
	slices.SortStableFunc(hits, func(a, b flow.Hit) int {
		if whole(a) != whole(b) {
			if whole(a) {
				return -1
			}
			return 1
		}
		return newerFirst(a, b)
	})
	return hits[:min(len(hits), mostHits)], nil
}

func (s *Store) hits(ctx context.Context, tx *bolt.Tx, text string) ([]flow.Hit, error) {
	if hash, is := hashOfToken(text); is {
		if unfinishedIn(tx) {
			return s.hitsByReading(ctx, tx, hash, func(r flow.Ref) bool { return r.Kind == flow.RefToken && r.ID == hash })
		}
		return s.hitsIn(tx, flow.RefToken, hash, true)
	}
	var hits []flow.Hit
	ids, err := s.casesNamed(ctx, tx, text, mostHits)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		hits = append(hits, flow.Hit{Case: id, Kind: flow.RefCase, ID: string(id)})
	}
	if unfinishedIn(tx) {
		more, err := s.hitsByReading(ctx, tx, text, func(r flow.Ref) bool { return r.Kind != flow.RefToken && strings.HasPrefix(r.ID, text) })
		return append(hits, more...), err
	}
	for _, kind := range flow.RefKinds() {
		if kind == flow.RefToken {
			continue
		}
		more, err := s.hitsIn(tx, kind, text, false)
		if err != nil {
			return nil, err
		}
		hits = append(hits, more...)
	}
	return hits, nil
}

// hashOfToken tells a whole token of Plaid's from an id, and gives the hash that stands for it.
func hashOfToken(text string) (hash string, is bool) {
	for _, kind := range []string{"link-", "public-", "processor-"} {
		for _, env := range []string{"sandbox-", "production-"} {
			if strings.HasPrefix(text, kind+env) {
				sum := sha256.Sum256([]byte(text))
				return hex.EncodeToString(sum[:]), true
			}
		}
	}
	return "", false
}

// hitsIn seeks an id, or ids that begin with text, in the index of a kind. The newest cases of
// an id come last in the index, so a bank with many cases is read from its end.
func (s *Store) hitsIn(tx *bolt.Tx, kind flow.RefKind, text string, whole bool) ([]flow.Hit, error) {
	var hits []flow.Hit
	b := tx.Bucket([]byte(bucketOf(kind)))
	cur := b.Cursor()
	if k, _ := cur.Seek([]byte(text)); !bytes.HasPrefix(k, []byte(text)) {
		return nil, nil // as in all kinds but one
	}
	front := append([]byte(text), 0)
	w := newWalk(b, [][]byte{front}, newestFirst, nil)
	for len(hits) < mostHits {
		key, value, more, err := w.next()
		if err != nil || more && len(value) != 4 {
			return nil, s.damaged("a row of the index of %ss is damaged; make the indexes again with: linkdesk history verify --rebuild", kind)
		}
		if !more {
			break
		}
		hits = append(hits, flow.Hit{Case: key.id(), Kind: kind, ID: text, Seq: binary.BigEndian.Uint32(value)})
	}
	if whole {
		return hits, nil
	}
	// Longer ids stand in their own order. The newest cases are wanted of them, so more are looked
	// at than are given.
	var longer []flow.Hit
	behind := append([]byte(text), 1) // all cases of the id itself are stepped over: a bank has very many
	for k, v := cur.Seek(behind); bytes.HasPrefix(k, []byte(text)) && len(longer) < mostLooked; k, v = cur.Next() {
		if len(k) <= len(front)+len(caseKey{}) || len(v) != 4 {
			return nil, s.damaged("a row of the index of %ss is damaged; make the indexes again with: linkdesk history verify --rebuild", kind)
		}
		end := len(k) - len(caseKey{})
		longer = append(longer, flow.Hit{Case: caseKey(k[end:]).id(), Kind: kind, ID: string(k[:end-1]), Seq: binary.BigEndian.Uint32(v)})
	}
	slices.SortStableFunc(longer, newerFirst)
	return append(hits, longer[:min(len(longer), mostHits)]...), nil
}

func newerFirst(a, b flow.Hit) int { return strings.Compare(string(b.Case), string(a.Case)) }
