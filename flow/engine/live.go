package engine

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"linkdesk/flow"
)

// live is what this process knows of a case beyond its journal. It is dropped with the
// process and nothing depends on it but screens.
type live struct {
	id   flow.CaseID
	sent atomic.Bool // a call is on its way, or its outcome is not kept yet
	// hurry asks an open hand-off to look at once.
	hurry chan struct{}

	// write orders the appends of this process and guards c, cancel and ended.
	write  gate
	c      flow.Case
	cancel context.CancelFunc
	ended  bool // an attempt at a bank has failed, and nobody has asked how that bank is

	mu      sync.Mutex
	version uint64
	changed chan struct{} // closed and replaced on every change
	idle    chan struct{} // closed while no goroutine works on the case
	err     error         // why the work ended without resting, if it did
	sandbox flow.SandboxLogin
	url     string
	note    string
	busy    string
}

// gate is a lock that a caller with a deadline need not wait for: an outcome may hold it for
// as long as the history is busy.
type gate chan struct{}

func newGate() gate { return make(gate, 1) }

func (g gate) enter(ctx context.Context) error {
	select {
	case g <- struct{}{}:
		return nil
	default:
	}
	select {
	case g <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g gate) exit() { <-g }

// touch tells everybody who waits that there is something new.
func (l *live) touch(change func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if change != nil {
		change()
	}
	l.version++
	close(l.changed)
	l.changed = make(chan struct{})
}

// load reads the case anew. The caller is inside l.write.
func (e *Engine) load(ctx context.Context, l *live) error {
	c, err := e.cfg.Journal.Case(ctx, l.id)
	if err != nil {
		return err
	}
	l.c = c
	return nil
}

// append writes events of this case. On a conflict the case is read again and the append
// repeated as long as the events still fit; a wish must be decided anew instead, so it asks
// with retries 0. The caller is inside l.write.
func (e *Engine) append(ctx context.Context, l *live, a flow.Append, retries int) error {
	a.Case, a.Actor = l.id, e.cfg.Actor
	for {
		a.Expect, a.At = l.c.Seq, e.cfg.Now()
		next, err := fit(l.c, a)
		if err != nil {
			return err
		}
		records, err := e.cfg.Journal.Append(ctx, a)
		if err == nil {
			l.c = next
			for _, r := range records {
				l.ended = l.ended || flow.Ends(r.Event)
				if e.cfg.OnRecord != nil {
					e.cfg.OnRecord(r)
				}
			}
			l.touch(nil)
			return nil
		}
		if !errors.Is(err, flow.ErrConflict) || retries == 0 {
			return err
		}
		retries--
		if err := e.load(ctx, l); err != nil {
			return err
		}
	}
}

// fit tries the events on the case as known, which catches a result that nobody waits for any
// more before it reaches the journal.
func fit(c flow.Case, a flow.Append) (flow.Case, error) {
	for i, ev := range a.Events {
		var err error
		c, err = flow.Apply(c, flow.Record{Case: a.Case, Seq: a.Expect + uint32(i) + 1,
			Time: a.At.Truncate(time.Microsecond).UTC(), Actor: a.Actor, Event: ev})
		if err != nil {
			return c, err
		}
	}
	return c, nil
}

// keep appends an outcome, which exists nowhere but in this process: it waits for a busy
// history, and tries again after a full disk, as long as Close allows.
func (e *Engine) keep(l *live, a flow.Append) error {
	a.Patient = true
	told := false
	for wait := 50 * time.Millisecond; ; wait = min(2*wait, 2*time.Second) {
		if err := l.write.enter(e.outcomes); err != nil {
			return err
		}
		err := e.append(e.outcomes, l, a, 8)
		l.write.exit()
		var damaged *flow.DamagedError
		switch {
		case err == nil, errors.As(err, &damaged):
			l.touch(func() { l.busy = "" })
			return err
		case errors.Is(err, flow.ErrMisfit):
			l.touch(func() { l.busy = "" })
			return &flow.Refusal{Why: "another console has settled this meanwhile"}
		}
		l.touch(func() { l.busy = flow.Clean(err.Error()) })
		if !told && e.cfg.OnStuck != nil {
			e.cfg.OnStuck(err.Error())
		}
		told = true
		if !e.sleep(e.outcomes, wait) {
			return err
		}
	}
}

// sleep waits d and reports whether it passed in full.
func (e *Engine) sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
