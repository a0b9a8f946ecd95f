package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"linkdesk/flow"
)

// backupName judges the name of a backup.
func (s *Store) backupName(file string, force bool) (string, error) {
	fault := func(why string) (string, error) {
		return "", &SetupError{What: "the backup", Path: file, Why: why}
	}
	if strings.TrimSpace(file) == "" {
		return fault("no file is named")
	}
	abs, err := filepath.Abs(file)
	if err != nil {
		return fault(reason(err))
	}
	dir, err := os.Stat(filepath.Dir(abs))
	switch {
	case err != nil:
		return fault("its directory: " + reason(err))
	case !dir.IsDir():
		return fault(filepath.Dir(abs) + " is not a directory")
	}
	if ours, err := os.Stat(s.opt.Dir); err == nil && os.SameFile(dir, ours) && ourName(filepath.Base(abs)) {
		return fault("this name is one that the histories themselves use: choose another, best on another disk")
	}
	fi, err := os.Lstat(abs)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return abs, nil
	case err != nil:
		return fault(reason(err))
	case !fi.Mode().IsRegular():
		return fault("it is there already and is not a regular file")
	}
	if open, err := os.Stat(s.Path()); err == nil && os.SameFile(fi, open) {
		return fault("it is the history itself")
	}
	if !force {
		return fault("it is there already: choose another name, or replace it with --force")
	}
	return abs, nil
}

// ourName reports a name that a file of some history has or may get.
func ourName(base string) bool {
	base = strings.ToLower(base)
	for _, env := range flow.Environments() {
		if base == string(env) || strings.HasPrefix(base, string(env)+".") || strings.HasPrefix(base, string(env)+"-sim") {
			return true
		}
	}
	return false
}
