package store

import "context"

// lockToChange takes the lock for work on the whole history, which is brought up to this schema
// first where it has to be. It returns errNew where there is none.
func (s *Store) lockToChange(ctx context.Context) (unlock func(), err error) {
	switch {
	case s.opt.ReadOnly:
		return nil, &SetupError{What: "the history", Path: s.Path(), Why: "it was opened for reading only"}
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case s.isNew():
		return nil, errNew
	}
	if unlock, err = s.lock(ctx.Done(), waitLimited, aloud); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, err
	}
	present, err := s.ready()
	if err == nil && !present {
		err = errNew
	}
	if err == nil {
		err = s.upgrade()
	}
	if err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}
