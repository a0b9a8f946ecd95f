package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"linkdesk/flow"
)

// isNew reports whether there is no history yet, without a lock: neither the file nor the
// id that outlives it.
func (s *Store) isNew() bool {
	return !s.haveMet() && missing(s.Path()) && missing(s.file(".id"))
}

// Histories lists the environments that have a history in a directory, or had one that is lost.
func Histories(dir string) []flow.Environment {
	var out []flow.Environment
	for _, env := range flow.Environments() {
		if name := filepath.Join(dir, string(env)); !missing(name+".db") || !missing(name+".id") {
			out = append(out, env)
		}
	}
	return out
}

func missing(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// lookAtFile judges what the history's name stands for, under the lock. Whatever is wrong
// here is never cured by beginning again: a link, a directory, somebody else's file.
// present is false where there is no file.
func (s *Store) lookAtFile() (present bool, err error) {
	fi, err := os.Lstat(s.Path())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, s.damaged("%s", reason(err))
	}
	if why := s.privately(fi, s.Path()); why != "" {
		return false, s.damaged("%s", why)
	}
	return true, nil
}

// lookInside finds what bbolt would not survive or would not notice: a lost or empty file
// where there was a history, which bbolt takes for a new one, and a file that is cut off.
func (s *Store) lookInside() error {
	fi, err := os.Lstat(s.Path())
	switch {
	case errors.Is(err, fs.ErrNotExist) && s.haveMet():
		return s.damaged("it is gone: somebody removed or moved it while it was in use. Put it back")
	case errors.Is(err, fs.ErrNotExist):
		return s.damaged("it is missing, although there was one: put it back or restore a backup, or begin a new one with --new-history")
	case err != nil:
		return s.damaged("%s", reason(err))
	case fi.Size() == 0:
		return s.damaged("it is empty: restore a backup, or begin a new one with --new-history")
	}
	if err := preflight(s.Path(), fi.Size()); err != nil {
		return s.damaged("%s", err.Error())
	}
	return nil
}

// ready is called under the lock before the file is opened. It reports whether there is a
// history to open; false means that one may be made.
func (s *Store) ready() (present bool, err error) {
	present, err = s.lookAtFile()
	if err != nil {
		return false, err
	}
	if s.startsOver() {
		// Another console may have begun again before us; then its history is the history.
		err := s.sound()
		if damaged := (*flow.DamagedError)(nil); errors.As(err, &damaged) {
			return false, nil
		}
		if err != nil { // one that cannot be looked at now may be sound
			return false, err
		}
		s.began()
		return true, nil
	}
	if !present && !s.haveMet() && missing(s.file(".id")) {
		return false, nil
	}
	if err := s.lookInside(); err != nil {
		return false, err
	}
	return true, nil
}

func (s *Store) haveMet() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.known != dbID{}
}

func (s *Store) startsOver() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.startOver
}

// began spends the permission to begin again: a history that is lost later, while the
// console runs, is a loss and not a wish.
func (s *Store) began() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.startOver = false
}

// notPlain returns why a small file of ours is not read or opened, or "". One that is not
// there is no reason.
func notPlain(path string) string {
	fi, err := os.Lstat(path)
	switch {
	case err != nil:
		return ""
	case !fi.Mode().IsRegular():
		return "it is not a regular file (" + strings.TrimSuffix(fi.Mode().Type().String(), "---------") + "), remove it"
	case fi.Size() > 4096:
		return "it is too long"
	}
	return ""
}

// sameFile reports whether path still names the open file f.
func sameFile(f *os.File, path string) bool {
	open, err := f.Stat()
	if err != nil {
		return false
	}
	named, err := os.Lstat(path)
	return err == nil && os.SameFile(open, named)
}
