package store

import (
	"errors"
	"io/fs"
	"os"
)

// nameNew gives a finished file one more name, and never takes that name from another file:
// it returns fs.ErrExist then.
func nameNew(tmp, path string) error {
	err := os.Link(tmp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// Some file systems have no hard links. The side lock keeps other consoles away, so looking
	// first is enough there.
	if !missing(path) {
		return fs.ErrExist
	}
	return os.Rename(tmp, path)
}
