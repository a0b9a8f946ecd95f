package engine

import (
	"context"
	"errors"
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
	next time.Time
	wait time.Duration
}

// Tail looks at the submitted cases in which time or a party outside will change something, until
// ctx ends. It is the background job of a console: what it learns goes into the journal, a
// look that shows nothing new leaves no trace.
func (e *Engine) Tail(ctx context.Context) {
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

// rescan finds the cases to follow. A history that is busy now is searched at the next time.
func (e *Engine) rescan(ctx context.Context, now time.Time, atRest map[flow.CaseID]time.Time) {
	found := map[flow.CaseID]bool{}
	for _, status := range []flow.Status{flow.StatusSubmitted, flow.StatusUsable, flow.StatusUnusable} {
		for _, who := range []flow.Who{flow.Partners, flow.Customer, flow.Operator} {
			page, err := e.cfg.Journal.List(ctx, flow.Query{Limit: tailed, Filter: flow.Filter{Status: status, Who: who}})
			if err != nil {
				return
			}
			for _, row := range page.Rows {
				if atRest[row.ID].Equal(row.Updated) {
					continue
				}
				c, err := e.cfg.Journal.Case(ctx, row.ID)
				if err != nil {
					return
				}
				if found[row.ID] = c.Followed(); !found[row.ID] {
					atRest[row.ID] = row.Updated
				}
			}
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for id := range e.watched {
		if !found[id] {
			delete(e.watched, id)
		}
	}
	for id, wanted := range found {
		if _, ok := e.watched[id]; wanted && !ok && len(e.watched) < tailed {
			e.watched[id] = watch{now.Add(e.less(e.cfg.Tail.First)), e.cfg.Tail.First}
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
// each time when nothing did or when the partner could not be asked.
func (e *Engine) lookAgain(ctx context.Context, id flow.CaseID) {
	changed, _ := e.look(ctx, id)
	e.mu.Lock()
	defer e.mu.Unlock()
	w := e.watched[id]
	w.wait = min(2*w.wait, e.cfg.Tail.Max)
	if changed {
		w.wait = e.cfg.Tail.First
	}
	w.next = e.cfg.Now().Add(e.less(w.wait))
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
		changed, err := e.look(ctx, id)
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
