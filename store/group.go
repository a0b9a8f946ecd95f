package store

import (
	"context"
	"slices"
	"time"

	"linkdesk/flow"
)

// Appends that wait at the same time share a transaction: whoever has the lock takes the
// others along, since the two syncs of a commit cost a hundred times what one more event does.
// Nobody waits for company, so an append that is alone is as quick as before.

// mostTogether bounds a group, so that its transaction stays short.
const mostTogether = 256

// job is one append on its way into a transaction.
type job struct {
	work
	done chan struct{} // closed when out and err are set
	out  []flow.Record
	err  error
}

func newJob(w work) *job { return &job{work: w, done: make(chan struct{})} }

func (j *job) settle(records []flow.Record, err error) {
	j.out, j.err = records, err
	close(j.done)
}

// settled reports whether somebody has committed or refused the job.
func (j *job) settled() bool {
	select {
	case <-j.done:
		return true
	default:
		return false
	}
}

// enqueue lets whoever has the gate take the job along.
func (s *Store) enqueue(j *job) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting = append(s.waiting, j)
}

// dequeue takes the job back and reports whether it was still there. One that was not is in
// a transaction, and will be settled soon.
func (s *Store) dequeue(j *job) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.Index(s.waiting, j)
	if at < 0 {
		return false
	}
	s.waiting = slices.Delete(s.waiting, at, at+1)
	return true
}

// giveUp settles a job that could not be tried. One that somebody has taken along meanwhile is
// theirs to settle, and what they came to is true: it may be written.
func (s *Store) giveUp(j *job, why error) {
	if s.dequeue(j) {
		j.settle(nil, why)
	}
	<-j.done
}

// company takes up to most of the jobs that wait now.
func (s *Store) company(most int) []*job {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := min(len(s.waiting), most)
	group := slices.Clone(s.waiting[:n])
	s.waiting = slices.Delete(s.waiting, 0, n)
	return group
}

// enter waits at the gate, of which one append of this process is inside. It returns false when
// the job was settled by another one meanwhile.
func (s *Store) enter(ctx context.Context, j *job) (bool, error) {
	select {
	case s.gate <- struct{}{}:
		return !s.leaveIfSettled(j), nil
	default:
	}
	var over <-chan time.Time
	if !j.Patient {
		timer := time.NewTimer(s.opt.Wait)
		defer timer.Stop()
		over = timer.C
	}
	start := time.Now()
	select {
	case s.gate <- struct{}{}:
		return !s.leaveIfSettled(j), nil
	case <-j.done:
		return false, nil
	case <-over:
	case <-ctx.Done():
	}
	return false, &flow.BusyError{Holder: s.whoHolds(), Waited: time.Since(start)}
}

func (s *Store) leaveIfSettled(j *job) bool {
	if !j.settled() {
		return false
	}
	<-s.gate
	return true
}

// whoHolds reads the lock file without the lock.
func (s *Store) whoHolds() string {
	f, err := s.openLock()
	if err != nil || f == nil {
		return ""
	}
	defer func() { _ = f.Close() }()
	return s.holder(f)
}
