package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// RestoreOptions say what shall be put back.
type RestoreOptions struct {
	File       string
	Force      bool   // also where there is a history, which is moved aside then
	NewHistory bool   // also the backup of another history than the one that was here
	By         string // the operator, for the event that every open case gets
}

// RestoreReport is what was put back.
type RestoreReport struct {
	Cases, Events int
	Halted        int       // cases that are not closed and wait for a look now
	Newest        time.Time // of the newest event in the backup
	Aside         string    // where the file is that was here; empty where there was none
}

// Restore puts a backup in the place of the history of o.Env, which need not be there or sound. The
// backup is copied, proved whole as Store.Verify does, brought up to this schema, and every case
// of it that is not closed gets the event flow.Restored, all before the copy takes the history's
// name in one step. The file that was there is moved aside and never removed.
//
// What this program refuses, and a context that ends before that step, leave everything as it was. It
// returns *flow.DamagedError for a backup that is not whole, *SetupError for one that is not meant
// for this place, and *flow.BusyError when the lock was not to be had.
func Restore(ctx context.Context, o Options, r RestoreOptions) (RestoreReport, error) {
	var report RestoreReport
	s, err := prepareStore(o, os.Geteuid())
	if err != nil {
		return report, err
	}
	if o.ReadOnly {
		return report, s.mayReplace(r)
	}
	if err := s.makeDir(); err != nil {
		return report, err
	}
	if ctx.Err() != nil {
		return report, ctx.Err()
	}
	unlock, err := s.lock(ctx.Done(), waitLimited, aloud)
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return report, err
	}
	defer unlock()
	if _, err := s.lookAtFile(); err != nil {
		return report, err
	}
	if err := s.mayReplace(r); err != nil {
		return report, err
	}
	tmp := s.file(".db.restore.new")
	if err := os.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return report, s.badDir(reason(err))
	}
	defer func() { _ = os.Remove(tmp) }()
	if err := s.fetch(ctx, r.File, tmp); err != nil {
		return report, err
	}
	id, err := s.makeReady(ctx, tmp, r, &report)
	if err != nil {
		return report, err
	}
	report.Aside, err = s.swap(tmp, id)
	return report, err
}

// makeReady proves the copy and makes it what the history shall be.
func (s *Store) makeReady(ctx context.Context, tmp string, r RestoreOptions, report *RestoreReport) (dbID, error) {
	t := s.at(tmp)
	info, err := t.lookAtCopy(ctx)
	if err != nil {
		return dbID{}, ofFile(err, r.File)
	}
	if err := s.suits(info, r); err != nil {
		return info.id, err
	}
	report.Newest = info.Newest
	if report.Cases, report.Events, err = t.proved(ctx); err != nil {
		return info.id, ofFile(err, r.File)
	}
	err = t.with(false, func(db *bolt.DB, f *os.File) error {
		if err := t.bringUp(db, ctx.Done()); err != nil {
			return err
		}
		if report.Halted, err = t.haltAll(ctx, db, info.Newest, r.By); err != nil {
			return err
		}
		return f.Sync()
	})
	if err == nil {
		err = t.examine(ctx, tmp)
	}
	if err == nil {
		err = ctx.Err()
	}
	return info.id, ofFile(err, r.File)
}

// ofFile names the backup in an error about the copy of it.
func ofFile(err error, file string) error {
	if damaged := (*flow.DamagedError)(nil); errors.As(err, &damaged) {
		return &flow.DamagedError{Path: file, Why: damaged.Why}
	}
	return err
}
