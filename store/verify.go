package store

import (
	"context"
	"errors"
	"fmt"

	"linkdesk/flow"
)

// Report is what an examination of a history found.
type Report struct {
	Cases, Events int // that were found sound
	Faults        []Finding
	// Unfinished says that an older version wrote the history, or that its lists and indexes are
	// being made again. They were not compared: the next opening for writing makes them.
	Unfinished bool
}

// Finding is one thing that is wrong.
type Finding struct {
	Case flow.CaseID // empty where it is of no case
	Seq  uint32      // the first record of the case that cannot be believed; 0 where it is of none
	Part string      // "file", "pages", or the bucket, such as "ev" for the events themselves
	What string      // a clause for people
}

// The parts of findings that are no bucket.
const (
	partFile  = "file"
	partPages = "pages"
)

// mostNamed bounds the findings of one derived bucket; the rest is counted.
const mostNamed = 5

// Derived reports whether making the lists and indexes again cures the finding.
func (f Finding) Derived() bool {
	for _, name := range derived(schema) {
		if f.Part == name {
			return true
		}
	}
	return false
}

// Damaged are the findings that no rebuilding cures.
func (r Report) Damaged() []Finding {
	var out []Finding
	for _, f := range r.Faults {
		if !f.Derived() {
			out = append(out, f)
		}
	}
	return out
}

// Verify examines the whole history and changes nothing: the pages in a child process, then of
// each case the sequence and the hash chain of its events and what they add up to, then
// everything that is derived, byte for byte. A finding is no error: an error says that it could
// not look. It has the lock until it ends, or until ctx does.
//
// Whether a seal opens is not tried, since that needs the key.
func (s *Store) Verify(ctx context.Context) (Report, error) {
	var r Report
	if s.isNew() {
		return r, ctx.Err()
	}
	unlock, err := s.lock(ctx.Done(), waitLimited, quiet)
	if err != nil {
		return r, err
	}
	defer unlock()
	return s.verify(ctx)
}

// verify is Verify for a caller that has the lock.
func (s *Store) verify(ctx context.Context) (Report, error) {
	var r Report
	found := func(err error) error {
		if damaged := (*flow.DamagedError)(nil); errors.As(err, &damaged) {
			r.Faults = append(r.Faults, Finding{Part: partFile, What: damaged.Why})
			return nil
		}
		return err
	}
	present, err := s.lookAtFile()
	if err != nil || !present {
		if err == nil {
			err = s.damaged("it is missing, although there was one: put it back or restore a backup, or begin a new one with --new-history")
		}
		return r, found(err)
	}
	if err := s.pagesInChild(ctx, &r); err != nil {
		return r, err
	}
	file, done, err := openRaw(s.Path())
	if err != nil {
		return r, fmt.Errorf("the history %s cannot be read: %s", s.Path(), reason(err))
	}
	defer done()
	v := verifier{store: s, ctx: ctx, report: &r, want: map[string]int{}, named: map[string]int{}, bad: map[caseKey]bool{}, suspects: map[caseKey]*suspect{}}
	err = v.run(file)
	return r, err
}

// pagesInChild has the pages of the file examined.
func (s *Store) pagesInChild(ctx context.Context, r *Report) error {
	s.tellProgress("verifying", 0, 1)
	check := s.opt.Child
	if check == nil {
		check = CheckFile
	}
	err := check(ctx, s.Path())
	if damaged := (*flow.DamagedError)(nil); errors.As(err, &damaged) {
		r.Faults = append(r.Faults, Finding{Part: partPages, What: damaged.Why})
		return nil
	}
	return err
}
