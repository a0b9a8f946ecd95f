package store

import (
	"context"
	"errors"
	"fmt"
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
	want := strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(strings.TrimSpace(text)))
	if len(want) < shortest {
		return "", fmt.Errorf("%w: type at least %d characters of its id", flow.ErrNoCase, shortest)
	}
	if len(want) > idLength {
		return "", flow.ErrNoCase
	}
	var found []flow.CaseID
	err := s.view(ctx, func(tx *bolt.Tx) error {
		if key, ok := parseCase(flow.CaseID(want)); ok {
			if tx.Bucket([]byte(bucketList)).Get(key[:]) != nil {
				found = append(found, key.id())
			}
			return nil
		}
		var err error
		found, err = scan(ctx, tx, want)
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

// scan compares every id, newest first.
func scan(ctx context.Context, tx *bolt.Tx, want string) ([]flow.CaseID, error) {
	var found []flow.CaseID
	n := 0
	cur := tx.Bucket([]byte(bucketList)).Cursor()
	for k, _ := cur.Last(); k != nil && len(found) < mostMatches; k, _ = cur.Prev() {
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
