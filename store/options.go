package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// defaultWait is how long a command tries for the lock before it says who holds it.
const defaultWait = 2 * time.Second

// Options say where a history is and how it is used.
type Options struct {
	Dir string           // the data directory; made, with mode 0700, by the first Append
	Env flow.Environment // which history of the directory
	// Wait is how long a call tries for the lock; 0 means 2 s. A patient Append waits longer.
	Wait time.Duration
	// NewHistory allows to begin again where the history is lost, empty or damaged. What is
	// there is moved aside and never removed; a sound history is left alone.
	NewHistory bool
	ReadOnly   bool // Append refuses, and nothing in Dir is touched
	// KeyFile is a file with the sealing key that the operator named: no other place is looked at.
	KeyFile string
	// KeyFileOfSystemd says that systemd put KeyFile there, which root may own then.
	KeyFileOfSystemd bool
	// Keys are the places where the key of a new history may be made, in the order of trying. A
	// random key file beside the history comes last, but never in Production.
	Keys []KeyPlace
	// OnlyKeys keeps to Keys, or to KeyFile: no key file is made beside the history.
	OnlyKeys bool
	// KnownKeys are places where only the key of an older history is looked for.
	KnownKeys []KeyPlace
	Actor     string // the operator, for the line in the lock file
	Now       func() time.Time
	// OnBusy is told who holds the lock when an Append has waited for a moment, and "" when it
	// waits no more. It may be nil.
	OnBusy func(holder string)
	// OnProgress is told how far long work is that this Store does under the lock. It may be nil.
	OnProgress func(what string, done, of uint64)
	// Done ends long work between two of its pieces when it is closed; nil never does.
	Done <-chan struct{}
	// Child runs CheckFile in a process of its own with a time limit. A process that crashed or
	// was too slow is a *flow.DamagedError. nil runs it in this process, which is for tests only.
	Child func(ctx context.Context, path string) error
	// Maintenance opens a history without looking into it or bringing it up, for Verify, Rebuild
	// and Salvage: they are for one that every other opening refuses.
	Maintenance bool
}

// Store is the history of one environment. It is safe for use by several goroutines and by
// several processes at once.
type Store struct {
	opt       Options
	uid       int // whose files we accept; -1 where the system has no such idea
	maxSize   int
	leastFree uint64 // of the disk, for Probe
	growStep  int
	piece     int    // events that a rebuild goes through in one transaction
	looks     int    // rows that one look for a page goes through
	sifts     int    // events that one look at them goes through
	path      string // of the file where that is not the history itself; see at
	// commit is bbolt's Update. Tests replace it to break a disk at the worst moment.
	commit func(*bolt.DB, func(*bolt.Tx) error) error
	// step is told how far a change of the key is. Tests die there.
	step func(string)

	gate chan struct{} // of capacity 1: which append of this process tries for the lock

	mu        sync.Mutex // guards the rest, and is never held while waiting
	known     dbID       // the history we met first; zero before that
	startOver bool       // NewHistory was given and is needed
	idSeen    bool       // the id file is there
	holding   *os.File   // the lock file while this Store has the lock
	cases     map[caseKey]remembered
	waiting   []*job // appends that whoever is inside the gate takes along
	// opened are the data keys that were opened last; see unlock.
	opened *vault
}

// Open prepares and checks the directory and the history, and holds nothing open. Where there
// is no history yet it writes nothing: the first Append does. A history of an older schema is
// backed up and brought up to this one, unless it is opened for reading only.
//
// It returns *SetupError when the directory cannot be used, *flow.DamagedError when the history
// cannot, and *flow.BusyError when the lock was not to be had.
func Open(o Options) (*Store, error) { return open(o, os.Geteuid()) }

func open(o Options, uid int) (*Store, error) {
	s, err := prepareStore(o, uid)
	if err != nil {
		return nil, err
	}
	if err := s.checkHistory(); err != nil {
		return nil, err
	}
	return s, nil
}

// prepareStore checks the options and the directory, and does not look at the history.
func prepareStore(o Options, uid int) (*Store, error) {
	if _, err := flow.ParseEnvironment(string(o.Env)); err != nil {
		return nil, err
	}
	if strings.TrimSpace(o.Dir) == "" {
		return nil, &SetupError{What: "the data directory", Why: "no directory is named"}
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, &SetupError{What: "the data directory", Path: o.Dir, Why: reason(err)}
	}
	o.Dir = dir
	if o.Wait <= 0 {
		o.Wait = defaultWait
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Store{opt: o, uid: uid, gate: make(chan struct{}, 1), maxSize: maxFileSize(), leastFree: leastFree, growStep: growStep,
		piece: pieceEvents, looks: mostLooked, sifts: mostLooked, commit: (*bolt.DB).Update,
		step: func(string) {}}
	return s, s.checkDir()
}

// checkHistory looks at an existing history once, so that damage is told at the start and
// not at the first key press.
func (s *Store) checkHistory() error {
	if s.isNew() || s.opt.Maintenance {
		return nil
	}
	unlock, err := s.lock(s.opt.Done, waitLimited, quiet)
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := s.lookAtFile(); err != nil {
		return err
	}
	err = s.sound()
	if err == nil {
		if err = s.compareID(); err != nil || s.opt.ReadOnly {
			return err
		}
		if err = s.upgrade(); err == nil {
			s.dropOld()
		}
		return err
	}
	if damaged := (*flow.DamagedError)(nil); errors.As(err, &damaged) && s.opt.NewHistory && !s.opt.ReadOnly {
		s.mu.Lock()
		s.startOver = true
		s.mu.Unlock()
		return nil
	}
	return err
}

// Path is where the history is, or will be.
func (s *Store) Path() string {
	if s.path != "" {
		return s.path
	}
	return s.file(".db")
}

func (s *Store) file(suffix string) string {
	return filepath.Join(s.opt.Dir, string(s.opt.Env)+suffix)
}

func (s *Store) now() time.Time { return s.opt.Now() }
