package store

import (
	"context"
	"errors"

	"linkdesk/flow"
)

// Report is what an examination of a history found.
type Report struct {
	Cases, Events int // that were found sound
	Faults        []Finding
}

// Finding is one thing that is wrong.
type Finding struct {
	Case flow.CaseID // empty where it is of no case
	Seq  uint32      // the first record of the case that cannot be believed; 0 where it is of none
	Part string      // "file", "pages", or the bucket, such as "ev" for the events themselves
	What string      // a clause for people
}

// Verify examines the whole history and changes nothing. A finding is no error: an error says
// that it could not look. It has the lock until it ends, or until ctx does.
func (s *Store) Verify(ctx context.Context) (Report, error) {
	var r Report
	if s.isNew() {
		return r, ctx.Err()
	}
	unlock, err := s.lock(ctx.Done(), waitLimited, nil)
	if err != nil {
		return r, err
	}
	defer unlock()
	err = s.checkPages(ctx, &r)
	return r, err
}

// checkPages has the pages of the file examined by a child process.
func (s *Store) checkPages(ctx context.Context, r *Report) error {
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

const partPages = "pages"
