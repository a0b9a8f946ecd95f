package engine

import (
	"context"
	"slices"
	"time"

	"linkdesk/flow"
)

// TailPolicy says how often a submitted case is looked at in the background. The wait doubles from
// First to Max as long as nothing changes, less a random part of up to half.
type TailPolicy struct {
	First, Max time.Duration
	// Scan is how often the history is searched for cases that another console submitted.
	Scan time.Duration
}

// DefaultTail looks within half a minute of its start and at least every ten minutes: a pull takes days.
func DefaultTail() TailPolicy {
	return TailPolicy{First: 15 * time.Second, Max: 10 * time.Minute, Scan: time.Minute}
}

// tailed is the most cases that one console follows by itself, newest first. The others are
// looked at when somebody asks.
const tailed = 200

// examined is the most cases that one search reads to find out whether they are to be followed.
const examined = 500

// watch is the timetable of one followed case.
type watch struct {
	next   time.Time
	wait   time.Duration
	failed int // looks without an answer, one after the other
	looked time.Time
}

const (
	// patience is how many looks may fail before the case says that nobody answers.
	patience = 6
	daily    = 24 * time.Hour
)

// Tail looks at the submitted cases in which time or a party outside will change something, until
// ctx ends. It is the background job of a console: what it learns goes into the journal, a
// look that shows nothing new leaves no trace.
func (e *Engine) Tail(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(e.ctx, cancel)()  // Close ends it
	scan := e.cfg.Now().Add(e.cfg.Tail.First) // the start belongs to the screen
	atRest := map[flow.CaseID]time.Time{}     // cases that are not to be followed, as of their last change
	for ctx.Err() == nil {
		now := e.cfg.Now()
		if !now.Before(scan) {
			e.rescan(ctx, now, atRest)
			scan = now.Add(e.cfg.Tail.Scan)
		}
		id, at, ok := e.earliest()
		if !ok || at.After(scan) {
			at = scan
		}
		if wait := at.Sub(now); wait > 0 {
			e.sleep(ctx, wait)
			continue
		}
		e.lookAgain(ctx, id)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	clear(e.watched)
}

// NextLook says when a case is looked at next; false when it is not followed.
func (e *Engine) NextLook(id flow.CaseID) (time.Time, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	w, ok := e.watched[id]
	return w.next, ok
}

func (e *Engine) earliest() (id flow.CaseID, at time.Time, ok bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for i, w := range e.watched {
		if !ok || w.next.Before(at) || w.next.Equal(at) && i < id {
			id, at, ok = i, w.next, true
		}
	}
	return id, at, ok
}

// lookAgain looks at one case and makes its next appointment: soon when something changed, later
// each time when nothing did or when the partner could not be asked. Money that is there and may
// still be sent back is looked at once a day.
func (e *Engine) lookAgain(ctx context.Context, id flow.CaseID) {
	e.mu.Lock()
	w := e.watched[id]
	e.mu.Unlock()
	changed, waiting, err := e.look(ctx, id, w.failed >= patience)
	if w.failed++; err == nil {
		w.failed = 0
	}
	most := e.cfg.Tail.Max
	if !waiting && err == nil {
		most = max(most, daily)
	}
	w.wait = min(2*w.wait, most)
	if changed {
		w.wait = e.cfg.Tail.First
	}
	w.looked = e.cfg.Now()
	w.next = w.looked.Add(e.less(w.wait))
	e.mu.Lock()
	defer e.mu.Unlock()
	e.watched[id] = w
}

// less takes a random part of up to half off a wait.
func (e *Engine) less(d time.Duration) time.Duration {
	return d - time.Duration(e.cfg.Jitter()*float64(d)/2)
}

// told are the kinds of fault that a look in the background puts into the journal. A provider that
// cannot be reached is asked again and leaves no trace.
func told(f *flow.Fault) bool {
	return slices.Contains([]flow.FaultKind{flow.Config, flow.Refused, flow.Input, flow.CustomerFault}, f.Kind)
}
