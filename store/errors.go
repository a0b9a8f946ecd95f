package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"

	"linkdesk/flow"
)

// SetupError says what is wrong around a history, which a change of settings or of the
// machine cures: the directory, the key, the free space. Nothing was written.
type SetupError struct {
	What string // what cannot be used, such as "the data directory"
	Path string
	Why  string // a clause that says what to do, where that is known
}

func (e *SetupError) Error() string {
	what := e.What
	if e.Path != "" {
		what += " " + flow.Clean(e.Path)
	}
	return what + " cannot be used: " + e.Why + ". Nothing was written"
}

// errNew is what a look into a history that does not exist yet gives.
var errNew = errors.New("store: there is no history yet")

// errOldSchema is what a write into a history that has to be brought up first gives.
var errOldSchema = errors.New("store: the history has an older schema")

// errHalf is what a look into a history gives whose lists are not whole.
var errHalf = errors.New("store: the lists are not made again yet")

func (s *Store) damaged(format string, args ...any) error {
	return &flow.DamagedError{Path: s.Path(), Why: fmt.Sprintf(format, args...)}
}

func (s *Store) badDir(why string) error {
	return &SetupError{What: "the data directory", Path: s.opt.Dir, Why: why}
}

// reason puts an error of the system into words without repeating the path, which the
// sentence around it names already.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full: free some space and try again"
	case errors.Is(err, syscall.EROFS):
		return "it is on a read-only file system"
	case errors.Is(err, fs.ErrPermission):
		return "this user may not write there"
	}
	return flow.Clean(err.Error())
}

// WriteError says that the history could not be written. Whether it was is in the words around it.
type WriteError struct {
	text string
	err  error
}

func (e *WriteError) Error() string { return e.text }
func (e *WriteError) Unwrap() error { return e.err }

func writeError(format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &WriteError{err.Error(), err}
}

// writeFailed puts a failed transaction into words.
func (s *Store) writeFailed(err error) error {
	switch {
	case errors.Is(err, berrors.ErrMaxSizeReached):
		return writeError("the history %s has reached its limit of %d MB: make room with linkdesk history prune --before DATE --env %s, then linkdesk history compact: %w",
			s.Path(), s.maxSize>>20, s.opt.Env, err)
	case errors.Is(err, syscall.ENOSPC):
		return writeError("the disk that holds the history %s is full: free some space and try again: %w", s.Path(), err)
	}
	return writeError("writing the history %s failed: %w", s.Path(), err)
}

// shell quotes a path for a command line that a sentence offers.
func shell(path string) string {
	if strings.Trim(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+") == "" {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
