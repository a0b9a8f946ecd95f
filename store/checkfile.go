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
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: defaultWait, FreelistType: bolt.FreelistMapType,
		NoStatistics: true, OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			return os.OpenFile(name, flag&^os.O_CREATE|noFollow, mode)
		}})
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return &flow.BusyError{Holder: "a program that has opened the file itself", Waited: defaultWait}
	case err != nil:
		return found("it cannot be opened: %s", reason(err))
	}
	defer func() { _ = db.Close() }()
	return db.View(func(tx *bolt.Tx) error { return checkPages(ctx, tx, found) })
}

// checkPages reads all faults to the end, because bbolt's examination waits for its reader.
func checkPages(ctx context.Context, tx *bolt.Tx, found func(string, ...any) error) error {
	var told []string
	n := 0
	for fault := range tx.Check() {
		if n++; n <= mostPageFaults {
			told = append(told, flow.Clean(fault.Error()))
		}
	}
	switch {
	case n > len(told):
		return found("its pages do not agree: %s; and %d more", strings.Join(told, "; "), n-len(told))
	case n > 0:
		return found("its pages do not agree: %s", strings.Join(told, "; "))
	}
	return ctx.Err()
}
