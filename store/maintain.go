package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// Rebuild makes everything that is derived again from the events: the order of events, the
// summaries, the list and all indexes. It examines the history first and refuses one whose
// events, seals or pages are damaged, because new indexes would hide that: *flow.DamagedError
// then, and Salvage is the way. Before it changes anything it puts a copy of the file beside it,
// whose name it returns. The report is of the history as it is afterwards.
//
// ctx ends the waiting and the looking. Making that has begun and is ended is gone on with by
// the next opening for writing.
func (s *Store) Rebuild(ctx context.Context) (backup string, r Report, err error) {
	if s.opt.ReadOnly {
		return "", r, &SetupError{What: "the history", Path: s.Path(), Why: "it was opened for reading only"}
	}
	if s.isNew() {
		return "", r, ctx.Err()
	}
	unlock, err := s.lock(ctx.Done(), waitLimited, quiet)
	if err != nil {
		return "", r, err
	}
	defer unlock()
	if r, err = s.verify(ctx); err != nil {
		return "", r, err
	}
	if bad := r.Damaged(); len(bad) > 0 {
		return "", r, s.damaged("it is damaged where nothing can be made again (%s), and new lists would hide that; get what is sound into a new file with: linkdesk history verify --salvage FILE --env %s",
			bad[0], s.opt.Env)
	}
	if backup, err = s.copyBefore("rebuild"); err != nil {
		return "", r, err
	}
	if err := s.rebuild(ctx.Done()); err != nil {
		return backup, r, err
	}
	r, err = s.verify(ctx)
	return backup, r, err
}

// copyBefore puts a copy of the history beside it and never takes a name from another file. The
// caller has the lock; bbolt's own keeps programs away that know nothing of ours.
func (s *Store) copyBefore(work string) (name string, err error) {
	stamp := s.file(".db.before-" + work + "-" + s.now().UTC().Format("20060102T150405Z"))
	err = s.with(true, func(_ *bolt.DB, f *os.File) error {
		for n := 1; ; n++ {
			name = stamp + ".bak"
			if n > 1 {
				name = fmt.Sprintf("%s-%d.bak", stamp, n)
			}
			if err := copyNew(f, name); !errors.Is(err, fs.ErrExist) {
				return err
			}
		}
	})
	if damaged := (*flow.DamagedError)(nil); err != nil && !errors.As(err, &damaged) {
		return "", s.badDir("the copy that is made before cannot be written: " + reason(err))
	}
	return name, err
}

// String is a finding as a clause: where, and what.
func (f Finding) String() string {
	switch {
	case f.Case != "" && f.Seq > 0 && f.Part == bucketEvents:
		return fmt.Sprintf("case %s, record %d: %s", f.Case, f.Seq, f.What)
	case f.Case != "" && f.Seq > 0:
		return fmt.Sprintf("case %s, record %d, in the part %s: %s", f.Case, f.Seq, f.Part, f.What)
	case f.Case != "":
		return fmt.Sprintf("case %s, in the part %s: %s", f.Case, f.Part, f.What)
	}
	return fmt.Sprintf("in the part %s: %s", f.Part, f.What)
}
