package store

import (
	"context"
	"errors"
	"fmt"

	"linkdesk/flow"
)

// work is an Append that is ready to be written: encoded, decoded again and checked, so
// that nothing but the disk can go wrong under the lock.
type work struct {
	flow.Append
	key     caseKey
	entries []entry       // without chain
	records []flow.Record // what the entries decode to
}

// Append writes all of a or nothing; see flow.Journal. ctx bounds the waiting for the lock:
// a lock that is free at once is taken even when ctx has ended, because the outcome that a
// carries is lost otherwise.
//
// When bbolt reports a failed commit the history is read again, since a failed last write
// may have arrived all the same: records that are there are returned as written.
func (s *Store) Append(ctx context.Context, a flow.Append) ([]flow.Record, error) {
	w, err := s.prepare(a)
	if err != nil {
		return nil, err
	}
	if len(a.Events)+len(a.Seal)+len(a.Forget) == 0 && !a.Shred {
		return nil, nil
	}
	for {
		j := newJob(w)
		s.enqueue(j)
		if err := s.appendOnce(ctx, j); err != nil {
			s.giveUp(j, err)
		}
		// Another program on the file itself ends bbolt's wait and not ours.
		if busy := (*flow.BusyError)(nil); errors.As(j.err, &busy) && a.Patient && ctx.Err() == nil {
			continue
		}
		return j.out, j.err
	}
}

// appendOnce settles the job, alone or together with others that wait, or returns why it
// could not be tried.
func (s *Store) appendOnce(ctx context.Context, j *job) error {
	if s.isNew() {
		// A case that cannot begin must not leave an empty history behind.
		if _, err := j.apply(flow.Case{}); err != nil {
			return err
		}
		if err := s.makeDir(); err != nil {
			return err
		}
	}
	inside, err := s.enter(ctx, j)
	if err != nil || !inside {
		return err
	}
	defer func() { <-s.gate }()
	unlock, err := s.lock(ctx.Done(), patience(j.Patient), aloud)
	if err != nil {
		return err
	}
	defer unlock()
	present, err := s.ready()
	if err != nil {
		return err
	}
	if !present {
		if _, err := j.apply(flow.Case{}); err != nil {
			return err
		}
		if err := s.create(); err != nil {
			return err
		}
	} else if err := s.mendID(); err != nil {
		return err
	}
	s.dequeue(j)
	group, err := s.write([]*job{j})
	if errors.Is(err, errOldSchema) { // an older backup was restored while this program runs
		if err = s.upgrade(); err == nil {
			group, err = s.write(group)
		}
	}
	for _, one := range group {
		if !one.settled() {
			one.settle(nil, err)
		}
	}
	return nil
}

// prepare checks everything that can be checked without the file.
func (s *Store) prepare(a flow.Append) (work, error) {
	w := work{Append: a}
	if s.opt.ReadOnly {
		return w, &SetupError{What: "the history", Path: s.Path(), Why: "it was opened for reading only"}
	}
	var ok bool
	if w.key, ok = parseCase(a.Case); !ok {
		return w, fmt.Errorf("store: %q is not the id of a case", flow.CleanID(string(a.Case)))
	}
	for _, sealed := range a.Seal {
		if sealed.Secret.Empty() {
			return w, fmt.Errorf("store: there is no %s to seal", sealed.Kind)
		}
	}
	if len(a.Seal) > 0 {
		if err := s.noPlaceForKeys(); err != nil {
			return w, err
		}
	}
	actor := flow.CleanID(a.Actor)
	for i, ev := range a.Events {
		if opened, is := ev.(flow.CaseOpened); is && opened.Env != s.opt.Env {
			return w, fmt.Errorf("store: a case of %s cannot be kept in the history of %s", opened.Env, s.opt.Env)
		}
		number, payload, err := flow.EncodeEvent(ev)
		if err != nil {
			return w, err
		}
		e := entry{caseKey: w.key, seq: a.Expect + uint32(i) + 1, micros: a.At.UnixMicro(), number: number, actor: actor, payload: payload}
		// The case is made from what a reader will find, not from what the writer had in memory.
		r, err := e.record()
		if err != nil {
			return w, err
		}
		w.entries, w.records = append(w.entries, e), append(w.records, r)
	}
	return w, nil
}

// apply adds the records to the case as it is on disk, and refuses when it has moved on.
func (w work) apply(c flow.Case) (flow.Case, error) {
	if c.Seq != w.Expect {
		return c, flow.ErrConflict
	}
	if c.Seq == 0 && len(w.records) == 0 {
		return c, flow.ErrNoCase
	}
	for _, r := range w.records {
		var err error
		if c, err = flow.Apply(c, r); err != nil {
			return c, fmt.Errorf("store: %w", err)
		}
	}
	return c, nil
}
