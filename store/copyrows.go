package store

import (
	"context"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// copyRows writes every bucket with its sequence into a new file, in the order of its keys.
func (s *Store) copyRows(ctx context.Context, from *bolt.Tx, path string) error {
	// Nothing is read from this file before all of it was written and synced.
	db, f, err := s.newFile(path, bolt.Options{NoSync: true, NoGrowSync: true, PageSize: from.DB().Info().PageSize})
	if err != nil {
		return err
	}
	w := &copier{store: s, ctx: ctx, db: db, of: uint64(from.Size())}
	err = from.ForEach(w.bucket)
	if err == nil {
		err = w.commit()
	}
	if err != nil {
		w.rollback()
	}
	if err == nil {
		err = f.Sync()
	}
	if cerr := db.Close(); err == nil {
		err = cerr
	}
	return err
}

// copier is one copy of all rows.
type copier struct {
	store      *Store
	ctx        context.Context
	db         *bolt.DB
	tx         *bolt.Tx
	piece      int // bytes in this transaction
	look       int // bytes since the last look at ctx
	copied, of uint64
	into       *bolt.Bucket
}

func (w *copier) begin(name []byte) (err error) {
	if w.tx == nil {
		if w.tx, err = w.db.Begin(true); err != nil {
			return err
		}
	}
	if w.into, err = w.tx.CreateBucketIfNotExists(name); err == nil {
		w.into.FillPercent = compactFill
	}
	return err
}

func (w *copier) tell() {
	w.look = 0
	w.store.tellProgress("compacting", min(w.copied, w.of), w.of)
}

func (w *copier) commit() error {
	tx := w.tx
	w.tx, w.piece = nil, 0
	if tx == nil {
		return nil
	}
	return tx.Commit()
}

func (w *copier) rollback() {
	if w.tx != nil {
		_ = w.tx.Rollback()
	}
}

func (w *copier) bucket(name []byte, from *bolt.Bucket) error {
	if err := w.begin(name); err != nil {
		return err
	}
	w.tell()
	if err := w.into.SetSequence(from.Sequence()); err != nil {
		return err
	}
	cur := from.Cursor()
	for k, v := cur.First(); k != nil; k, v = cur.Next() {
		if v == nil {
			return w.store.damaged("its part %q holds another part, which no version of linkdesk makes", flow.Clean(string(name)))
		}
		if sane(k) == nil || sane(v) == nil {
			return w.store.damaged("a row of its part %q is longer than any can be", flow.Clean(string(name)))
		}
		if err := w.into.Put(k, v); err != nil {
			return err
		}
		n := len(k) + len(v)
		w.piece, w.look, w.copied = w.piece+n, w.look+n, w.copied+uint64(n)
		if w.look >= compactLook {
			w.tell()
			if w.ctx.Err() != nil {
				return w.ctx.Err()
			}
		}
		if w.piece < compactPiece {
			continue
		}
		if err := w.commit(); err != nil {
			return err
		}
		if err := w.begin(name); err != nil {
			return err
		}
	}
	return w.ctx.Err()
}
