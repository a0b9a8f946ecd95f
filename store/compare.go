package store

import (
	"bytes"
	"context"
	"errors"

	bolt "go.etcd.io/bbolt"
)

// compare holds every row of the copy against the history.
func (s *Store) compare(ctx context.Context, path string) error {
	differs := func() error { return errors.New("the copy is not the same") }
	return s.read(func(old *bolt.Tx) error {
		return s.at(path).read(func(tx *bolt.Tx) error {
			n := 0
			err := tx.ForEach(func([]byte, *bolt.Bucket) error { n++; return nil })
			if err != nil {
				return err
			}
			err = old.ForEach(func(name []byte, a *bolt.Bucket) error {
				n--
				b := tx.Bucket(name)
				if b == nil || a.Sequence() != b.Sequence() {
					return differs()
				}
				return sameRows(ctx, a.Cursor(), b.Cursor(), differs)
			})
			if err == nil && n != 0 {
				err = differs()
			}
			return err
		})
	})
}

func sameRows(ctx context.Context, a, b *bolt.Cursor, differs func() error) error {
	k, v := a.First()
	l, w := b.First()
	for n := 0; k != nil || l != nil; n++ {
		if !bytes.Equal(k, l) || !bytes.Equal(v, w) {
			return differs()
		}
		if n%4096 == 4095 && ctx.Err() != nil {
			return ctx.Err()
		}
		k, v = a.Next()
		l, w = b.Next()
	}
	return nil
}
