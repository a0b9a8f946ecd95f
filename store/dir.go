package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// checkDir judges the data directory without touching it. One that is not there yet is
// judged by the nearest directory above it, so that a hopeless place is refused before the
// first call and not after it.
func (s *Store) checkDir() error {
	fi, err := os.Stat(s.opt.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return s.checkParent()
	}
	if err != nil {
		return s.badDir(reason(err))
	}
	if !fi.IsDir() {
		return s.badDir("it is not a directory")
	}
	if err := s.checkOwner(fi); err != nil {
		return err
	}
	if err := accessible(s.opt.Dir, !s.opt.ReadOnly); err != nil {
		return s.badDir(reason(err))
	}
	return s.checkDisk(s.opt.Dir)
}

// checkOwner refuses a directory in which somebody else could put files of ours aside.
// Reading is another matter: the files themselves are 0600.
func (s *Store) checkOwner(fi fs.FileInfo) error {
	if s.foreign(fi) {
		return s.badDir("it belongs to another user: name one of your own with --data")
	}
	if modesMatter && fi.Mode().Perm()&0o022 != 0 {
		return s.badDir(fmt.Sprintf("others may write there (mode %04o): run chmod go-w %s", fi.Mode().Perm(), shell(s.opt.Dir)))
	}
	return nil
}

func (s *Store) checkParent() error {
	parent := filepath.Dir(s.opt.Dir)
	for {
		fi, err := os.Stat(parent)
		switch {
		case err == nil && !fi.IsDir():
			return s.badDir(parent + " is not a directory")
		case err == nil:
			if s.opt.ReadOnly {
				return nil
			}
			if err := accessible(parent, true); err != nil {
				return s.badDir("it does not exist, and it cannot be made in " + parent + ": " + reason(err))
			}
			return s.checkDisk(parent)
		case !errors.Is(err, fs.ErrNotExist) || parent == filepath.Dir(parent):
			return s.badDir(reason(err))
		}
		parent = filepath.Dir(parent)
	}
}

// checkDisk refuses network file systems: locks and memory maps of several machines on one
// file do not see each other there.
func (s *Store) checkDisk(dir string) error {
	if name := networkFS(dir); name != "" {
		return s.badDir("it is on a network file system (" + name + "), where two machines could write at once: name a local directory with --data")
	}
	return nil
}

// makeDir makes the data directory for the first Append, and judges again what is there
// then, because somebody else may have made it first. The directories are there after a power
// cut too: what is written into one whose own name is lost is lost with it.
func (s *Store) makeDir() error {
	made := missingDirs(s.opt.Dir)
	if err := os.MkdirAll(s.opt.Dir, 0o700); err != nil {
		return s.badDir(reason(err))
	}
	for _, dir := range made {
		// A directory that may be written to and not read cannot be synced; that is no reason
		// against it.
		if err := syncDir(filepath.Dir(dir)); err != nil && !errors.Is(err, fs.ErrPermission) {
			return s.badDir(reason(err))
		}
	}
	return s.checkDir()
}

// missingDirs are those of a path that MkdirAll would make, and always the last: an earlier
// start may have made it and died before it was synced.
func missingDirs(path string) []string {
	dirs := []string{path}
	for dir := filepath.Dir(path); missing(dir) && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		dirs = append(dirs, dir)
	}
	return dirs
}

// foreign reports whether a file belongs to somebody else.
func (s *Store) foreign(fi fs.FileInfo) bool {
	uid, known := ownerOf(fi)
	return known && s.uid >= 0 && uid != s.uid
}

// privately judges a file that only we may read. It returns the reason against it, or "".
func (s *Store) privately(fi fs.FileInfo, path string) string {
	switch {
	case fi.Mode()&fs.ModeSymlink != 0:
		return "it is a symbolic link, which could be turned to another file: put the file itself there"
	case fi.IsDir():
		return "it is a directory"
	case !fi.Mode().IsRegular():
		return "it is not a regular file (" + strings.TrimSuffix(fi.Mode().Type().String(), "---------") + ")"
	case s.foreign(fi):
		return "it belongs to another user"
	case modesMatter && fi.Mode().Perm()&0o077 != 0:
		return fmt.Sprintf("other users can open it (mode %04o): run chmod 600 %s", fi.Mode().Perm(), shell(path))
	}
	return ""
}
