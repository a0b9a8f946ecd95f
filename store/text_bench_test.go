package store

import (
	"bytes"
	"context"
	"errors"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// searchOpen is searchWhole with the file held open, one transaction for each look.
func (s *Store) searchOpen(ctx context.Context, db *bolt.DB, q flow.Query) error {
	for {
		var page flow.Page
		p, err := s.newPager(q)
		if err == nil {
			err = db.View(func(tx *bolt.Tx) error { return p.look(ctx, tx, &page) })
		}
		switch {
		case err != nil:
			return err
		case len(page.Rows) > 0:
			return nil
		case !page.More:
			return flow.ErrNoCase
		}
		q.Before = page.Next
	}
}

// bareScan goes through the raw rows in one transaction and looks for the bytes.
func bareScan(db *bolt.DB, text string, found bool) error {
	return db.View(func(tx *bolt.Tx) error {
		cur := tx.Bucket([]byte(bucketList)).Cursor()
		for k, v := cur.Last(); k != nil; k, v = cur.Prev() {
			if bytes.Contains(v, []byte(text)) {
				if found {
					return nil
				}
				break
			}
		}
		if found {
			return errors.New("the row is missing")
		}
		return nil
	})
}
