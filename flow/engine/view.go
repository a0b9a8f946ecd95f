package engine

import (
	"context"
	"time"

	"linkdesk/flow"
)

// peek is how often Next looks whether another console changed the case.
const peek = 2 * time.Second

// Wait returns when no work of this process is left on the case, with the case as it then
// is. The error is what ended the work early, or ctx's.
func (e *Engine) Wait(ctx context.Context, id flow.CaseID) (flow.Case, error) {
	l := e.of(id)
	for {
		l.mu.Lock()
		idle := l.idle
		l.mu.Unlock()
		select {
		case <-idle:
		case <-ctx.Done():
			return flow.Case{}, ctx.Err()
		}
		l.mu.Lock()
		same, err := idle == l.idle, l.err
		l.mu.Unlock()
		if !same {
			continue
		}
		if err != nil {
			return flow.Case{}, err
		}
		return e.cfg.Journal.Case(ctx, id)
	}
}

// View returns the case as it is now.
func (e *Engine) View(ctx context.Context, id flow.CaseID) (flow.Snapshot, error) {
	l := e.of(id)
	records, err := e.cfg.Journal.Records(ctx, id)
	if err != nil {
		return flow.Snapshot{}, err
	}
	c, err := flow.Replay(records)
	if err != nil {
		return flow.Snapshot{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	s := flow.Snapshot{Version: l.version<<32 | uint64(c.Seq), Case: c, Records: records,
		HandoffURL: l.url, HandoffNote: l.note, Busy: l.busy}
	select {
	case <-l.idle:
	default:
		s.Running = true
	}
	return s, nil
}

// Next returns a snapshot newer than the version after: at once when there is one, otherwise
// when this process changes the case, or when a look every two seconds finds that another
// console did. It returns ctx's error when ctx ends.
func (e *Engine) Next(ctx context.Context, id flow.CaseID, after uint64) (flow.Snapshot, error) {
	l := e.of(id)
	for {
		l.mu.Lock()
		changed := l.changed
		l.mu.Unlock()
		s, err := e.View(ctx, id)
		if err != nil || s.Version != after {
			return s, err
		}
		t := time.NewTimer(peek)
		select {
		case <-changed:
		case <-t.C:
		case <-ctx.Done():
		}
		t.Stop()
		if ctx.Err() != nil {
			return s, ctx.Err()
		}
	}
}
