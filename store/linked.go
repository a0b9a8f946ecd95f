package store

import (
	"bytes"
	"context"
	"errors"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// mostLinked bounds the answer of Linked: an operator looks at the newest.
const mostLinked = 10

// Linked returns the other cases that hold an account of that bank with the same name and mask,
// one row for each case, newest first, ten at most. Case and white space of names are one, a
// mask is compared as it is; without a bank or a mask nothing is alike. Closed cases count.
//
// It reads the index and the rows of the cases that it returns. A history of schema 1 has no
// index; one that is opened for reading only gives nothing then.
func (s *Store) Linked(ctx context.Context, not flow.CaseID, institutionID string, accounts []flow.LinkAccount) ([]flow.Duplicate, error) {
	wanted := map[account]bool{}
	for _, a := range accounts {
		if a, ok := newAccount(institutionID, a.Name, a.Mask); ok {
			wanted[a] = true
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	var out []flow.Duplicate
	err := s.view(ctx, func(tx *bolt.Tx) (err error) {
		out, err = s.loadLinked(ctx, tx, not, wanted)
		return err
	})
	if err != nil {
		return nil, noneYet(err, nil)
	}
	return out, nil
}

func (s *Store) loadLinked(ctx context.Context, tx *bolt.Tx, not flow.CaseID, wanted map[account]bool) ([]flow.Duplicate, error) {
	var out []flow.Duplicate
	index := tx.Bucket([]byte(bucketAccounts))
	if index == nil {
		return nil, nil
	}
	var fronts [][]byte
	for a := range wanted {
		h := a.hash()
		fronts = append(fronts, h[:])
	}
	w := newWalk(index, fronts, newestFirst, nil)
	for len(out) < mostLinked {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		key, value, more, err := w.next()
		if err == nil && more && !bytes.Equal(value, []byte{1}) {
			err = errCut
		}
		switch {
		case err != nil:
			return nil, s.damaged("a row of the index of accounts is damaged: %s", err.Error())
		case !more:
			return out, nil
		case key.id() == not:
			continue
		}
		c, _, err := s.loadCase(tx, key)
		switch {
		case errors.Is(err, flow.ErrNoCase):
			return nil, s.damaged("the index of accounts names case %s, which has no summary", key.id())
		case err != nil:
			return nil, err
		}
		// The index leads to the case; what the case itself holds is what counts.
		for _, a := range heldBy(c) {
			if wanted[a.account] {
				out = append(out, duplicate(c, a))
				break
			}
		}
	}
	return out, nil
}

func duplicate(c flow.Case, a held) flow.Duplicate {
	name := c.Item.InstitutionName
	if name == "" {
		name = c.Link.InstitutionName
	}
	return flow.Duplicate{Case: c.ID, InstitutionName: name, Name: a.shown, Mask: a.mask, At: c.Updated}
}
