package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// Survey is what a look at a history from outside finds.
type Survey struct {
	Dir, Path string
	New       bool // there is no history yet: the first case makes it
	// What is wrong with the directory, the history in it, its lock and the key that seals its
	// tokens: *SetupError, *flow.DamagedError or *flow.BusyError; nil is nothing.
	Place, File, Lock, Key error
	Schema, Newest         int    // of the history, 0 where there is none; and what this program writes
	Sealed                 string // where the key is, as a sentence
	Free, Least            uint64 // bytes on the disk, and what nothing irreversible should begin without
	FreeKnown              bool
}

// Look surveys a history without writing to it, making it or bringing it up, and without walking
// through it. A pass-phrase is not asked for. A history that has no token yet has the place of
// its key tried, as Probe would, which leaves nothing behind.
func Look(ctx context.Context, o Options) Survey {
	o.Done, o.NewHistory, o.Maintenance = ctx.Done(), false, false
	s, err := prepareStore(o, os.Geteuid())
	if s == nil {
		return Survey{Dir: o.Dir, Place: err}
	}
	r := Survey{Dir: s.opt.Dir, Path: s.Path(), Place: err, Newest: schema, Least: s.leastFree}
	r.Free, r.FreeKnown = freeBytes(s.nearest())
	// From here on even the lock file is only read.
	s.opt.ReadOnly = true
	if r.New = s.isNew(); err != nil {
		return r
	}
	err = s.checkHistory()
	if err == nil {
		err = noneYet(s.view(ctx, func(tx *bolt.Tx) error { r.Schema = int(versionOf(tx)); return nil }), nil)
	}
	if busy := (*flow.BusyError)(nil); errors.As(err, &busy) {
		r.Lock = err
	} else if r.File = err; err == nil {
		r.Sealed, r.Key = s.lookAtKey(ctx, o.ReadOnly)
	}
	return r
}

// nearest is the data directory, or what it would be made in.
func (s *Store) nearest() string {
	dir := s.opt.Dir
	for missing(dir) && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
	}
	return dir
}

// lookAtKey tries the key of the vault, or the place that it would be made in.
func (s *Store) lookAtKey(ctx context.Context, readOnly bool) (where string, err error) {
	w, err := s.closedVault(ctx)
	if err != nil {
		return "", err
	}
	if w.check == nil {
		if readOnly {
			return "No token was sealed here yet.", nil
		}
		if all := s.places(); len(all) > 0 && all[0].Name() == passPhrase {
			return notice("Tokens will be", all[0]), nil // Ready would ask for it
		}
		place, err := s.choose()
		if err != nil {
			return "", err
		}
		return notice("Tokens will be", place), nil
	}
	place, err := s.placeOf(w)
	if err != nil {
		return "", err
	}
	if where = notice("Tokens are", place); place.Name() == passPhrase {
		return where, nil
	}
	v, err := s.unwrap(w)
	if err != nil {
		return where, err
	}
	return where, v.selfTest()
}
