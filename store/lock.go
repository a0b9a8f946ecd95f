package store

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"linkdesk/flow"
)

// patience says how long a wait for the lock may last.
type patience bool

const (
	waitLimited patience = false // until Options.Wait is over
	waitForEver patience = true  // until the caller's context ends
)

// voice says whether OnBusy hears of a short wait already. Of long work it hears in any case.
type voice bool

const (
	quiet voice = false
	aloud voice = true
)

// quietWait passes before anybody is told of a wait. Two consoles meet for a millisecond
// all the time, and a notice that flashes up for that long only worries.
const quietWait = 250 * time.Millisecond

// lock takes the side lock and returns the function that lets go of it. The lock is a
// file of its own, because bbolt locks the history's inode, which a restored backup replaces.
//
// It tries again and again without blocking: a blocking wait could be ended neither by done
// nor by a time limit, and it would freeze the fake clock of a test bubble. The first try is
// made even when done is closed, so that an outcome is not lost to a cancelled context.
//
// Long work that says how far it is, such as a backup, will end: it is waited for beyond the
// limit, until done is closed, and OnBusy hears again and again how far it is.
func (s *Store) lock(done <-chan struct{}, p patience, v voice) (unlock func(), err error) {
	f, err := s.openLock()
	if err != nil || f == nil {
		return func() {}, err
	}
	start := time.Now()
	limit := time.NewTicker(s.opt.Wait)
	defer limit.Stop()
	told := false
	tell := func() {
		if s.opt.OnBusy != nil {
			told = true
			s.opt.OnBusy(s.holder(f))
		}
	}
	defer func() {
		if told {
			s.opt.OnBusy("")
		}
	}()
	for {
		held, err := tryLock(f)
		switch {
		case err != nil:
			_ = f.Close()
			return nil, s.badDir("its lock file cannot be locked: " + reason(err))
		case held && s.sameLock(f):
			s.signLock(f, "")
			s.hold(f)
			return func() { s.hold(nil); _ = f.Close() }, nil // closing lets go
		case held:
			// Somebody removed the file while we waited, and a newcomer would lock another one.
			_ = f.Close()
			if f, err = s.openLock(); err != nil || f == nil {
				return func() {}, err
			}
			continue
		}
		pause := time.Millisecond
		if time.Since(start) >= quietWait {
			pause *= 5 // a holder that takes this long is not about to let go within a millisecond
			if v == aloud && !told {
				tell()
			}
		}
		select {
		case <-time.After(pause + rand.N(4*pause)):
			continue
		case <-limit.C:
			if s.longWork(f) {
				tell()
				continue
			}
			if p == waitForEver {
				continue
			}
		case <-done:
		}
		busy := &flow.BusyError{Holder: s.holder(f), Waited: time.Since(start)}
		_ = f.Close()
		return nil, busy
	}
}

// longWork reports whether the holder of the lock says how far it is with something.
func (s *Store) longWork(f *os.File) bool {
	line := make([]byte, signWidth)
	n, _ := f.ReadAt(line, 0)
	return workIn(string(line[:n])) != ""
}

// openLock opens the lock file, and makes it where there is none. A reader that may not write
// goes without one when it must: bbolt's own lock still keeps a writer away.
func (s *Store) openLock() (*os.File, error) {
	path := s.file(".lock")
	// A pipe in its place would keep a reader waiting for ever.
	if why := notPlain(path); why != "" {
		return nil, s.badDir("its lock file " + filepath.Base(path) + ": " + why)
	}
	if s.opt.ReadOnly {
		f, err := os.OpenFile(path, os.O_RDONLY|noFollow, 0)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return nil, nil
		}
		return f, s.lockFault(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|noFollow, 0o600)
	return f, s.lockFault(err)
}

func (s *Store) lockFault(err error) error {
	if err == nil {
		return nil
	}
	return s.badDir("its lock file cannot be opened: " + reason(err))
}

func (s *Store) sameLock(f *os.File) bool {
	return s.opt.ReadOnly || sameFile(f, s.file(".lock"))
}

// signWidth is the length of the line in the lock file. A line of one length is written in
// one piece, and nobody reads half an old one behind it.
const signWidth = 240

// signLock writes who we are, and what takes so long when something does. A failure changes
// nothing but the words of somebody's message.
func (s *Store) signLock(f *os.File, work string) {
	if s.opt.ReadOnly {
		return
	}
	host, _ := os.Hostname()
	line := fmt.Sprintf("%.64s\t%d\t%.64s\t%s\t%.60s", oneWord(s.actor()), os.Getpid(), oneWord(host), s.now().UTC().Format(time.RFC3339), work)
	_, _ = f.WriteAt(fmt.Appendf(nil, "%-*s\n", signWidth-1, line), 0)
}

func (s *Store) hold(f *os.File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.holding = f
}

// tellProgress says how far long work is: to whoever waits for the lock, and to OnProgress.
func (s *Store) tellProgress(what string, done, of uint64) {
	s.mu.Lock()
	f := s.holding
	s.mu.Unlock()
	if f != nil {
		s.signLock(f, fmt.Sprintf("%s, %d %%", what, done*100/max(of, 1)))
	}
	if s.opt.OnProgress != nil {
		s.opt.OnProgress(what, done, of)
	}
}

// holder reads the line of whoever has the lock, in words, or returns "".
func (s *Store) holder(f *os.File) string {
	line := make([]byte, signWidth)
	n, _ := f.ReadAt(line, 0)
	return readSign(string(line[:n]))
}

func (s *Store) actor() string {
	if s.opt.Actor != "" {
		return s.opt.Actor
	}
	return fmt.Sprintf("user %d", s.uid)
}
