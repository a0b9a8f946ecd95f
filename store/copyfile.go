package store

import (
	"context"
	"fmt"
	"io"
	"os"
)

// copyLook is how many bytes of a copy go between two looks whether to go on.
const copyLook = 256 << 10

// writeOut makes a private file with a name that nobody has, lets fill write it, and syncs it. When
// anything fails no file is left.
func (s *Store) writeOut(ctx context.Context, path, what string, of int64, fill func(io.Writer) error) (int64, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|noFollow, 0o600)
	if err != nil {
		return 0, err
	}
	w := &slowWriter{store: s, ctx: ctx, f: f, what: what, of: uint64(max(of, 0))}
	s.tellProgress(what, 0, w.of)
	err = fill(w)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		_ = os.Remove(path)
	}
	return int64(w.done), err
}

// slowWriter tells how far a long copy is, and ends it with its context.
type slowWriter struct {
	store    *Store
	ctx      context.Context
	f        *os.File
	what     string
	done, of uint64
	told     uint64
}

func (w *slowWriter) Write(b []byte) (n int, err error) {
	for len(b) > 0 {
		if w.ctx.Err() != nil {
			return n, w.ctx.Err()
		}
		m, err := w.f.Write(b[:min(len(b), copyLook)])
		n, b, w.done = n+m, b[m:], w.done+uint64(m)
		if err != nil {
			return n, err
		}
		if w.done-w.told >= copyLook || w.done == w.of {
			w.told = w.done
			w.store.tellProgress(w.what, min(w.done, w.of), w.of)
		}
	}
	return n, nil
}

// proved examines a whole history, and returns a *flow.DamagedError with the first thing that is wrong.
// The caller has the lock.
func (s *Store) proved(ctx context.Context) (cases, events int, err error) {
	r, err := s.verify(ctx)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil && len(r.Faults) > 0 {
		more := ""
		if n := len(r.Faults) - 1; n > 0 {
			more = fmt.Sprintf(" (and %d more findings)", n)
		}
		err = s.damaged("%s%s", r.Faults[0], more)
	}
	return r.Cases, r.Events, err
}
