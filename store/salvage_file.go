package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// write builds the new history in a directory of its own and gives it its name last.
func (x *salvager) write(to string) (err error) {
	fault := func(err error) error {
		var setup *SetupError
		if err == nil || errors.As(err, &setup) || x.ctx.Err() != nil {
			return err
		}
		return &SetupError{What: "the new file", Path: to, Why: "it cannot be made: " + reason(err)}
	}
	dir, err := os.MkdirTemp(filepath.Dir(to), "."+filepath.Base(to)+".new-")
	if err != nil {
		return fault(err)
	}
	defer func() { err = errors.Join(err, fault(os.RemoveAll(dir))) }()
	o := x.store.opt
	o.Dir, o.OnProgress, o.NewHistory = dir, x.store.tellProgress, false
	fresh := x.store.at("")
	fresh.opt = o
	if err := x.build(fresh); err != nil {
		return fault(err)
	}
	if r, err := fresh.verify(x.ctx); err != nil {
		return fault(err)
	} else if len(r.Faults) > 0 {
		return fmt.Errorf("what was salvaged is not sound, so no new file was made (%s)", r.Faults[0])
	}
	if err := syncFile(fresh.Path()); err != nil {
		return fault(err)
	}
	if err := nameNew(fresh.Path(), to); err != nil {
		return fault(err)
	}
	return fault(syncDir(filepath.Dir(to)))
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|noFollow, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
