package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// compactPiece is how many bytes one transaction of a copy holds, and between two looks whether
// to go on; compactFill is how full pages of the copy are: rows come in order, and the next
// changes shall not split every page that they touch.
const (
	compactPiece = 8 << 20
	compactLook  = 256 << 10
	compactFill  = 0.9
)

// CompactReport is what compacting did; sizes in bytes.
type CompactReport struct{ Before, After int64 }

// Compact writes the history anew without the room that removed rows left behind, and puts the
// new file in its place when it has proved to be the same, row by row. The old file stays as
// it was beside it, with the ending .db.before-compact, until the next start that finds the new one good.
//
// It has the lock for its whole length. When ctx ends before the last step, or the process, the
// old file is the history.
func (s *Store) Compact(ctx context.Context) (CompactReport, error) {
	unlock, err := s.lockToChange(ctx)
	if err != nil {
		return CompactReport{}, noneYet(err, nil)
	}
	defer unlock()
	return s.compact(ctx)
}

// compact is Compact for a caller that has the lock.
func (s *Store) compact(ctx context.Context) (r CompactReport, err error) {
	tmp := s.file(".db.compact.new")
	defer func() { _ = os.Remove(tmp) }()
	s.tellProgress("compacting", 0, 1)
	err = s.with(true, func(db *bolt.DB, f *os.File) error {
		r.Before = sizeOf(f)
		return db.View(func(tx *bolt.Tx) error {
			if err := s.checkMeta(tx); err != nil {
				return err
			}
			return s.copyRows(ctx, tx, tmp)
		})
	})
	if err == nil {
		err = s.examine(ctx, tmp)
	}
	if err == nil {
		err = s.compare(ctx, tmp)
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return r, s.compactFailed(err)
	}
	if fi, err := os.Lstat(tmp); err == nil {
		r.After = fi.Size()
	}
	// From here on the history has its name at every moment: the old file gets a second name, and
	// the new one takes the first from it.
	if err := s.keepAs(s.beforeCompact()); err != nil {
		return r, s.compactFailed(err)
	}
	if err := os.Rename(tmp, s.Path()); err != nil {
		return r, s.compactFailed(err)
	}
	if err := syncDir(s.opt.Dir); err != nil {
		return r, s.compactFailed(err)
	}
	s.tellProgress("compacting", 1, 1)
	return r, nil
}

func (s *Store) beforeCompact() string { return s.file(".db.before-compact") }

func (s *Store) compactFailed(err error) error {
	damaged, busy := (*flow.DamagedError)(nil), (*flow.BusyError)(nil)
	if errors.As(err, &damaged) || errors.As(err, &busy) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("the history %s cannot be compacted: %s. It is as it was", s.Path(), reason(err))
}

// examine has a file's pages checked, in a process of its own where the program gives one.
func (s *Store) examine(ctx context.Context, path string) error {
	if s.opt.Child != nil {
		return s.opt.Child(ctx, path)
	}
	return CheckFile(ctx, path)
}

// keepAs gives the history one more name, which it takes from an older file of ours. Where there
// are no hard links a copy gets it.
func (s *Store) keepAs(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if os.Link(s.Path(), name) == nil {
		return syncDir(s.opt.Dir)
	}
	f, err := os.OpenFile(s.Path(), os.O_RDONLY|noFollow, 0)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	_ = os.Remove(unfinished(name))
	return copyNew(f, name)
}

// dropOld removes what compacting left behind, once a start has found the history good. A file
// that cannot be removed stays until the next.
func (s *Store) dropOld() {
	if !missing(s.beforeCompact()) {
		_ = os.Remove(s.beforeCompact())
	}
}

func sizeOf(f *os.File) int64 {
	if fi, err := f.Stat(); err == nil {
		return fi.Size()
	}
	return 0
}
