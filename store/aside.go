package store

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"linkdesk/flow"
)

// SetAside moves the whole history out of the way and keeps it, so that a new one can begin in its
// place. aside is the name it has then, "" where there was none. This Store is of no use afterwards:
// open another one.
//
// then is called under the lock, with the history gone. When it fails the history gets its name
// back, and its error is returned. It may open a Store in this place, but write to none.
func (s *Store) SetAside(ctx context.Context, then func(context.Context) error) (aside string, err error) {
	unlock, err := s.lockToChange(ctx)
	if errors.Is(err, errNew) {
		return "", then(ctx)
	}
	if err != nil {
		return "", err
	}
	defer unlock()
	id, known := s.idHere()
	if !known {
		return "", s.damaged("its id cannot be read, so it is left as it is; begin a new one with --new-history")
	}
	if aside, err = s.setAside(); err != nil {
		return "", err
	}
	if err = syncDir(s.opt.Dir); err == nil {
		err = then(ctx)
	}
	if err == nil {
		return aside, nil
	}
	if back := os.Rename(aside, s.Path()); back != nil {
		return aside, s.badDir("the history is now " + flow.Clean(aside) + " and cannot be put back: " + reason(back))
	}
	if kept := s.writeID(id); kept != nil {
		return "", kept
	}
	return "", err
}

// setAside gives the history another name. The id goes first: a sound history without one is
// taken as it is, and an id without a history is a loss.
func (s *Store) setAside() (aside string, err error) {
	if err := os.Remove(s.file(".id")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", s.badDir("the history's id cannot be removed: " + reason(err))
	}
	aside = s.asideName()
	if err := os.Rename(s.Path(), aside); err != nil {
		return "", s.badDir("the history cannot be moved aside: " + reason(err))
	}
	return aside, nil
}
