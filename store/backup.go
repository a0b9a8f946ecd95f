package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// BackupReport is what a backup holds.
type BackupReport struct {
	Cases, Events int
	Size          int64     // bytes
	Newest        time.Time // of its newest event; zero where there is none
}

// Backup writes a copy of the history to file, which may be on another disk, and proves it before
// it gets its name: its pages, the chain of every case, everything that is derived. Tokens in it stay
// sealed, and the key is not in it. A file that is there already is replaced with force only.
//
// It has the lock for its whole length, so the copy is of one moment. When ctx ends nothing is left.
// It returns *SetupError when the file cannot be it, and *flow.DamagedError when the history is damaged.
func (s *Store) Backup(ctx context.Context, file string, force bool) (BackupReport, error) {
	var r BackupReport
	file, err := s.backupName(file, force)
	if err != nil {
		return r, err
	}
	if s.isNew() {
		return r, s.nothingThere()
	}
	unlock, err := s.lock(ctx.Done(), waitLimited, aloud)
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return r, err
	}
	defer unlock()
	if present, err := s.ready(); err != nil || !present {
		if err == nil {
			err = s.nothingThere()
		}
		return r, err
	}
	r, err = s.backupTo(ctx, file, force)
	damaged := (*flow.DamagedError)(nil)
	switch {
	case err == nil, errors.As(err, &damaged):
		return r, err
	case ctx.Err() != nil:
		return r, ctx.Err()
	}
	return r, &SetupError{What: "the backup", Path: file, Why: "it cannot be written: " + reason(err)}
}

func (s *Store) nothingThere() error {
	return &SetupError{What: "the history of " + string(s.opt.Env), Why: "there is none yet in " + flow.Clean(s.opt.Dir)}
}

func (s *Store) backupTo(ctx context.Context, file string, force bool) (r BackupReport, err error) {
	tmp := file + ".new-"
	err = s.read(func(tx *bolt.Tx) error {
		// The lock of this history is held, so a file of this name is of a backup of it that died.
		tmp += fmt.Sprintf("%x", tx.Bucket([]byte(bucketMeta)).Get([]byte(metaID))[:4])
		if err := os.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		r.Newest = newestIn(tx)
		r.Size, err = s.writeOut(ctx, tmp, "backing up", tx.Size()+int64(backupEnd), func(w io.Writer) error {
			h := newHashed(w)
			if _, err := tx.WriteTo(h); err != nil {
				return err
			}
			_, err := w.Write(h.end())
			return err
		})
		return err
	})
	defer func() { _ = os.Remove(tmp) }()
	if err != nil {
		return r, err
	}
	if r.Cases, r.Events, err = s.at(tmp).proved(ctx); err != nil {
		damaged := (*flow.DamagedError)(nil)
		if errors.As(err, &damaged) {
			return r, s.damaged("a backup of it would not be good: %s. Look at it with: linkdesk history verify --env %s", damaged.Why, s.opt.Env)
		}
		return r, err
	}
	if force {
		err = os.Rename(tmp, file)
	} else if err = nameNew(tmp, file); errors.Is(err, fs.ErrExist) {
		return r, errors.New("somebody made a file of that name meanwhile")
	}
	if err != nil {
		return r, err
	}
	return r, syncDir(filepath.Dir(file))
}

// newestIn is the time of the newest event.
func newestIn(tx *bolt.Tx) time.Time {
	_, v := tx.Bucket([]byte(bucketEvents)).Cursor().Last()
	if len(v) < entryFixed {
		return time.Time{}
	}
	return moment(int64(binary.BigEndian.Uint64(v[21:])))
}
