package engine

import (
	"context"
	"errors"
	"maps"
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

// DefaultTail looks after fifteen seconds and at least every ten minutes: a pull takes days.
func DefaultTail() TailPolicy {
	return TailPolicy{First: 15 * time.Second, Max: 10 * time.Minute, Scan: time.Minute}
}

// tailed is the most cases that one console follows by itself, newest first. The others are
// looked at when somebody asks.
const tailed = 200

// watch is the timetable of one followed case.
type watch struct {
	next   time.Time
	wait   time.Duration
	failed int // looks without an answer, one after the other
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
	defer context.AfterFunc(e.ctx, cancel)() // Close ends it
	var scan time.Time
	atRest := map[flow.CaseID]time.Time{} // cases that are not to be followed, as of their last change
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

// rescan finds the cases to follow, the newest ones first. A history that is busy now is searched
// at the next time.
func (e *Engine) rescan(ctx context.Context, now time.Time, atRest map[flow.CaseID]time.Time) {
	rows := map[flow.CaseID]flow.Summary{}
	for _, status := range []flow.Status{flow.StatusSubmitted, flow.StatusUsable, flow.StatusUnusable, flow.StatusFailed} {
		// The newest of a status, and the newest for which somebody is to act: those are few among many.
		for _, who := range append([]flow.Who{""}, flow.Parties()...) {
			page, err := e.cfg.Journal.List(ctx, flow.Query{Limit: tailed, Filter: flow.Filter{Status: status, Who: who}})
			if err != nil {
				return
			}
			for _, row := range page.Rows {
				rows[row.ID] = row
			}
		}
	}
	found := map[flow.CaseID]bool{}
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(rows))) {
		if len(found) == tailed {
			break
		}
		if at, rests := atRest[id]; rests && at.Equal(rows[id].Updated) {
			continue
		}
		c, err := e.cfg.Journal.Case(ctx, id)
		if err == nil && c.Followed(now) {
			found[id] = true
		} else {
			atRest[id] = rows[id].Updated // also a case that cannot be read: it is told where it is opened
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for id := range e.watched {
		if !found[id] {
			delete(e.watched, id)
		}
	}
	for id := range found {
		if _, ok := e.watched[id]; !ok {
			e.watched[id] = watch{next: now.Add(e.less(e.cfg.Tail.First)), wait: e.cfg.Tail.First}
		}
	}
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
	w.next = e.cfg.Now().Add(e.less(w.wait))
	e.mu.Lock()
	defer e.mu.Unlock()
	e.watched[id] = w
}

// less takes a random part of up to half off a wait.
func (e *Engine) less(d time.Duration) time.Duration {
	return d - time.Duration(e.cfg.Jitter()*float64(d)/2)
}

// Follow looks at one case until nothing there will change by waiting alone, and returns it as it
// is then. The error is ctx's, the journal's, or a fault of the looks that goes on as long as the
// retries do.
func (e *Engine) Follow(ctx context.Context, id flow.CaseID) (flow.Case, error) {
	wait, failed := e.cfg.Tail.First, 0
	for {
		c, err := e.cfg.Journal.Case(ctx, id)
		if err != nil || !c.Waiting() || c.Halted {
			return c, err
		}
		if !e.pause(ctx, e.less(wait)) {
			return c, ctx.Err()
		}
		changed, _, err := e.look(ctx, id, false)
		var fault *flow.Fault
		switch {
		case errors.As(err, &fault) && (failed >= e.cfg.Retry.Tries || fault.Kind != flow.Transient && fault.Kind != flow.Unknown):
			return c, fault
		case fault != nil:
			failed++
		case err != nil:
			return c, err
		default:
			failed = 0
		}
		if wait = min(2*wait, e.cfg.Tail.Max); changed {
			wait = e.cfg.Tail.First
		}
	}
}

// pause waits in a Follow. A demo lets its simulator's time pass instead.
func (e *Engine) pause(ctx context.Context, d time.Duration) bool {
	if e.cfg.Pause != nil {
		return e.cfg.Pause(ctx, d)
	}
	return e.sleep(ctx, d)
}

// told are the kinds of fault that a look in the background puts into the journal. A provider that
// cannot be reached is asked again and leaves no trace.
func told(f *flow.Fault) bool {
	return slices.Contains([]flow.FaultKind{flow.Config, flow.Refused, flow.Input, flow.CustomerFault}, f.Kind)
}
