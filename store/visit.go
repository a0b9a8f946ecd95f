package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"syscall"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"linkdesk/flow"
)

// mapSize is the address space that a writer asks for, so that a growing file is not mapped
// anew; growStep is by how much the file grows at once, each time with one more fsync.
const (
	mapSize  = 1 << 30
	growStep = 1 << 20
)

// maxFileSize keeps a history that runs wild from filling the disk.
func maxFileSize() int { return int(min(uint64(math.MaxInt), 64<<30)) }

// view runs fn in one read transaction. It returns errNew where there is no history yet.
func (s *Store) view(ctx context.Context, fn func(*bolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.isNew() {
		return errNew
	}
	unlock, err := s.lock(ctx.Done(), waitLimited, quiet)
	if err != nil {
		return err
	}
	defer unlock()
	present, err := s.ready()
	if err != nil {
		return err
	}
	if !present {
		return errNew
	}
	err = s.read(func(tx *bolt.Tx) error {
		if halfIn(tx) {
			return errHalf
		}
		return fn(tx)
	})
	if !errors.Is(err, errHalf) {
		return err
	}
	if s.opt.ReadOnly {
		return s.damaged("its lists are being made again, and the program that did it was ended; go on with: linkdesk history verify --rebuild")
	}
	if err := s.upgrade(); err != nil {
		return err
	}
	return s.read(fn)
}

// at is this store with another file in the place of the history, so that everything that is
// asked of a history can be asked of a copy before it gets its name. The caller has the lock.
func (s *Store) at(path string) *Store {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Store{opt: s.opt, uid: s.uid, maxSize: s.maxSize, leastFree: s.leastFree, growStep: s.growStep, commit: s.commit,
		piece: s.piece, looks: s.looks, step: s.step, gate: make(chan struct{}, 1), path: path, holding: s.holding}
}

// read is view for a caller that has the lock and has looked.
func (s *Store) read(fn func(*bolt.Tx) error) error {
	return s.with(true, func(db *bolt.DB, _ *os.File) error {
		return db.View(func(tx *bolt.Tx) error {
			if err := s.checkMeta(tx); err != nil {
				return err
			}
			return fn(tx)
		})
	})
}

// sound looks at the history as far as a start can afford: headers, buckets, schema.
func (s *Store) sound() error {
	if err := s.lookInside(); err != nil {
		return err
	}
	return s.read(func(*bolt.Tx) error { return nil })
}

// with opens the history, runs fn and closes it. A damaged file makes bbolt panic, or the
// mapping fault; both end here as a *flow.DamagedError.
func (s *Store) with(readOnly bool, fn func(*bolt.DB, *os.File) error) (err error) {
	var f *os.File
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			// bbolt may have panicked with its own locks held, so closing the database could hang. Its
			// mapping is left behind and keeps the file open for the system, so the lock on the file has
			// to be given back by hand.
			if f != nil {
				unlockFile(f)
				_ = f.Close()
			}
			err = s.damaged("reading it failed in a way that only a damaged file explains (%s); restore a backup", flow.Clean(fmt.Sprint(r)))
		}
	}()
	o := &bolt.Options{Timeout: s.opt.Wait, FreelistType: bolt.FreelistMapType, NoStatistics: true, ReadOnly: readOnly, MaxSize: s.maxSize}
	if !readOnly && runtime.GOOS != "windows" {
		o.InitialMmapSize = mapSize // on Windows the file itself would get that size
	}
	o.OpenFile = func(name string, flag int, mode os.FileMode) (_ *os.File, err error) {
		// Without O_CREATE, a history that vanishes between look and open is not born again.
		f, err = os.OpenFile(name, flag&^os.O_CREATE|noFollow, mode)
		return f, err
	}
	db, err := bolt.Open(s.Path(), 0o600, o)
	if err != nil {
		return s.openFailed(err)
	}
	db.AllocSize = s.growStep
	err = fn(db, f)
	if cerr := db.Close(); err == nil && cerr != nil {
		err = fmt.Errorf("closing the history %s failed: %w", s.Path(), cerr)
	}
	return err
}

func (s *Store) openFailed(err error) error {
	if errors.Is(err, berrors.ErrTimeout) {
		return &flow.BusyError{Holder: "a program that has opened the file itself", Waited: s.opt.Wait}
	}
	// What the system refuses says nothing about the file: too many open files, no memory, a disk
	// that does not answer.
	if errno := syscall.Errno(0); errors.As(err, &errno) {
		return &SetupError{What: "the history", Path: s.Path(), Why: "it cannot be opened: " + reason(err)}
	}
	return s.damaged("it cannot be opened: %s", reason(err))
}
