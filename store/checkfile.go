package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"linkdesk/flow"
)

// mostPageFaults bounds how many faults of pages are told; one broken page may give thousands.
const mostPageFaults = 5

// CheckFile examines every page of a file that is or may be a history: both headers, that each
// page is used once or free, and the order of all keys. It does not look at what the rows say,
// and it writes nothing.
//
// It returns *flow.DamagedError with what it found, *flow.BusyError when another program writes
// to the file, and any other error when it could not look. A damaged file may take the whole
// process with it, which nothing can catch, or may keep it busy for ever: run it in a process
// of its own with a time limit (Options.Child).
func CheckFile(ctx context.Context, path string) (err error) {
	found := func(format string, args ...any) error {
		return &flow.DamagedError{Path: path, Why: fmt.Sprintf(format, args...)}
	}
	fi, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return found("it is missing")
	case err != nil:
		return fmt.Errorf("%s cannot be looked at: %s", flow.Clean(path), reason(err))
	case !fi.Mode().IsRegular():
		return found("it is not a regular file")
	case fi.Size() == 0:
		return found("it is empty")
	}
	if err := preflight(path, fi.Size()); err != nil {
		return found("%s", err.Error())
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = found("reading its pages failed (%s)", flow.Clean(fmt.Sprint(r)))
		}
	}()
	var f *os.File
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: defaultWait, FreelistType: bolt.FreelistMapType,
		NoStatistics: true, OpenFile: func(name string, flag int, mode os.FileMode) (_ *os.File, err error) {
			f, err = os.OpenFile(name, flag&^os.O_CREATE|noFollow, mode)
			return f, err
		}})
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return &flow.BusyError{Holder: "a program that has opened the file itself", Waited: defaultWait}
	case err != nil:
		return found("it cannot be opened: %s", reason(err))
	}
	told, n, done := pageFaults(ctx, db)
	if !done {
		// The examination still reads, so its mapping has to stay; the lock need not.
		unlockFile(f)
	} else if err := db.Close(); err != nil {
		return fmt.Errorf("closing %s failed: %w", flow.Clean(path), err)
	}
	switch {
	case n > len(told):
		return found("its pages do not agree: %s; and more", strings.Join(told, "; "))
	case n > 0:
		return found("its pages do not agree: %s", strings.Join(told, "; "))
	}
	return ctx.Err()
}

// pageFaults has bbolt examine all pages. It goes away after a hundred faults, or when ctx ends,
// and says that bbolt is not done: on pages that lead in a circle it may never be.
func pageFaults(ctx context.Context, db *bolt.DB) (told []string, n int, done bool) {
	tx, err := db.Begin(false)
	if err != nil {
		return []string{flow.Clean(err.Error())}, 1, true
	}
	faults := tx.Check()
	for n < 100 {
		select {
		case fault, more := <-faults:
			if !more {
				_ = tx.Rollback()
				return told, n, true
			}
			if n++; n <= mostPageFaults {
				told = append(told, fmt.Sprintf("%.300s", flow.Clean(fault.Error())))
			}
		case <-ctx.Done():
			return told, n, false
		}
	}
	return told, n, false
}
