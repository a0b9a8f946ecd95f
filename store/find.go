package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

const (
	// shortest is the least that an operator must type of an id. The first characters of an id
	// are its time and the same for years, so fewer would hardly ever name one case.
	shortest = 4
	// mostMatches bounds the list of an ambiguous text.
	mostMatches = 1000
	idLength    = 26
)

// Find resolves an id, or a unique prefix or suffix of at least 4 characters. Upper and lower
// case are one, and so are the letters that are mistaken for digits: O is 0, I and L are 1.
// It returns an error that wraps flow.ErrNoCase, or *flow.AmbiguousError with the matches,
// newest first.
func (s *Store) Find(ctx context.Context, text string) (flow.CaseID, error) {
	text = strings.TrimSpace(text)
	if len(text) < shortest {
		return "", fmt.Errorf("%w: type at least %d characters of its id", flow.ErrNoCase, shortest)
	}
	var found []flow.CaseID
	err := s.view(ctx, func(tx *bolt.Tx) (err error) {
		found, err = s.casesNamed(ctx, tx, text, mostMatches)
		return err
	})
	switch {
	case err != nil && !errors.Is(err, errNew):
		return "", err
	case len(found) == 0:
		return "", flow.ErrNoCase
	case len(found) > 1:
		return "", &flow.AmbiguousError{Text: text, Matches: found}
	}
	return found[0], nil
}

// casesNamed lists the cases whose id is text, or begins or ends with it, newest first.
func (s *Store) casesNamed(ctx context.Context, tx *bolt.Tx, text string, most int) ([]flow.CaseID, error) {
	want := strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(text))
	list := tx.Bucket([]byte(bucketList))
	if key, ok := parseCase(flow.CaseID(want)); ok {
		if list.Get(key[:]) != nil {
			return []flow.CaseID{key.id()}, nil
		}
		if hasEvents(tx, key) {
			return nil, s.damaged("case %s has events and is not in the list; put it there with: linkdesk history verify --rebuild", key.id())
		}
		return nil, nil
	}
	if len(want) >= idLength {
		return nil, nil
	}
	if unfinishedIn(tx) {
		return scan(ctx, tx, want, most)
	}
	found := beginning(list.Cursor(), want, most)
	cur := tx.Bucket([]byte(bucketTails)).Cursor()
	tail := backwards(want)
	n := 0
	for k, _ := cur.Seek(tail); bytes.HasPrefix(k, tail) && n < most; k, _ = cur.Next() {
		n++
		id := flow.CaseID(backwards(string(k)))
		if _, ok := parseCase(id); !ok {
			return nil, s.damaged("a row of the index of ids is damaged; make the indexes again with: linkdesk history verify --rebuild")
		}
		if !slices.Contains(found, id) {
			found = append(found, id)
		}
	}
	slices.SortFunc(found, func(a, b flow.CaseID) int { return strings.Compare(string(b), string(a)) })
	return found[:min(len(found), most)], nil
}

// beginning seeks the ids that begin with a text, newest first. The greatest of them ends in Zs.
func beginning(cur *bolt.Cursor, want string, most int) []flow.CaseID {
	last, ok := parseCase(flow.CaseID(want + strings.Repeat("Z", idLength-len(want))))
	if !ok {
		return nil
	}
	var found []flow.CaseID
	k, _ := cur.Seek(last[:])
	switch {
	case k == nil:
		k, _ = cur.Last()
	case !bytes.Equal(k, last[:]):
		k, _ = cur.Prev()
	}
	for ; len(k) == len(last) && len(found) < most; k, _ = cur.Prev() {
		id := caseKey(k).id()
		if !strings.HasPrefix(string(id), want) {
			break
		}
		found = append(found, id)
	}
	return found
}

// scan compares every id, newest first: the way of a history without an index of ids.
func scan(ctx context.Context, tx *bolt.Tx, want string, most int) ([]flow.CaseID, error) {
	var found []flow.CaseID
	n := 0
	cur := tx.Bucket([]byte(bucketList)).Cursor()
	for k, _ := cur.Last(); k != nil && len(found) < most; k, _ = cur.Prev() {
		if n++; n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if len(k) != len(caseKey{}) {
			continue
		}
		id := caseKey(k).id()
		if strings.HasPrefix(string(id), want) || strings.HasSuffix(string(id), want) {
			found = append(found, id)
		}
	}
	return found, nil
}
