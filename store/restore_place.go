package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// openBackup opens a file that may be a backup. history is the file that it must not be.
func openBackup(file, history string) (*os.File, os.FileInfo, error) {
	fault := func(why string) (*os.File, os.FileInfo, error) {
		return nil, nil, &SetupError{What: "the backup", Path: file, Why: why}
	}
	if strings.TrimSpace(file) == "" {
		return fault("no file is named")
	}
	// A look first: opening what is no file may wait for ever.
	fi, err := os.Lstat(file)
	if err == nil && !fi.Mode().IsRegular() {
		return fault("it is not a regular file")
	}
	if there, herr := os.Stat(history); err == nil && herr == nil && os.SameFile(fi, there) {
		return fault("it is the history itself")
	}
	if err != nil {
		return fault(reason(err))
	}
	f, err := os.OpenFile(file, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return fault(reason(err))
	}
	return f, fi, nil
}

// fetch copies the backup to this disk, so that what is proved is what is put in place.
func (s *Store) fetch(ctx context.Context, file, tmp string) error {
	from, fi, err := openBackup(file, s.Path())
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	body, end, err := endOf(from, fi.Size())
	if err == nil {
		err = roomFor(filepath.Dir(tmp), body)
	}
	if err == nil {
		_, err = s.writeOut(ctx, tmp, "restoring", body, func(w io.Writer) error { return copyBody(w, from, body, end) })
	}
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errChanged):
		return &flow.DamagedError{Path: file, Why: err.Error()}
	case err != nil:
		return &SetupError{What: "the backup", Path: file, Why: "it cannot be copied to " + flow.Clean(s.opt.Dir) + ": " + reason(err)}
	}
	return err
}

// CanRestore says beforehand what Restore would refuse, as far as a look can tell.
func CanRestore(o Options, info BackupInfo, r RestoreOptions) error {
	s, err := prepareStore(o, os.Geteuid())
	if err != nil {
		return err
	}
	if err := s.suits(info, r); err != nil {
		return err
	}
	return s.mayReplace(r)
}

func (s *Store) mayReplace(r RestoreOptions) error {
	switch {
	case s.opt.ReadOnly:
		return &SetupError{What: "the history", Path: s.Path(), Why: "it was opened for reading only"}
	case r.Force, missing(s.Path()):
		return nil
	}
	return &SetupError{What: "the backup", Path: r.File, Why: "there is a history in its place (" + flow.Clean(s.Path()) + "): move that one aside with --force"}
}

// suits refuses a good backup that is not meant for this place.
func (s *Store) suits(info BackupInfo, r RestoreOptions) error {
	fault := func(why string) error { return &SetupError{What: "the backup", Path: r.File, Why: why} }
	if info.Env != s.opt.Env {
		return fault(fmt.Sprintf("it is a backup of %s and cannot be the history of %s", flow.Clean(string(info.Env)), s.opt.Env))
	}
	if known, ok := s.idHere(); ok && known != info.id && !r.NewHistory {
		return fault("it is a backup of another history than the one that was here: put it here all the same with --new-history")
	}
	return nil
}

// idHere is the id of the history in this place: of its id file, else of the file itself. It is not
// known where neither can be read.
func (s *Store) idHere() (dbID, bool) {
	if b, err := s.readID(); err == nil {
		if id, ok := parseID(strings.TrimSpace(string(b))); ok {
			return id, true
		}
	}
	here := s.at(s.Path())
	if here.lookInside() != nil || here.read(func(*bolt.Tx) error { return nil }) != nil {
		return dbID{}, false
	}
	return here.known, true
}

// swap puts the copy in place. At every moment the history's name is that of a whole file, the old
// one or the new one.
func (s *Store) swap(tmp string, id dbID) (aside string, err error) {
	fault := func(err error) error { return s.badDir("the backup cannot be put in place: " + reason(err)) }
	if !missing(s.Path()) {
		aside = s.asideName()
		if err := s.keepAs(aside); err != nil {
			return "", fault(err)
		}
	}
	if known, ok := s.idHere(); aside != "" && (!ok || known != id) {
		// Without an id file the file that is there is the right one, whether the old or the new.
		if err := os.Remove(s.file(".id")); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fault(err)
		}
	}
	if err := os.Rename(tmp, s.Path()); err != nil {
		return "", fault(err)
	}
	if err := syncDir(filepath.Dir(s.Path())); err != nil {
		return aside, fault(err)
	}
	return aside, s.writeID(id)
}
