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
	sent atomic.Bool // a call is on its way

	// write orders the appends of this process and guards c.
	write sync.Mutex
	c     flow.Case

	mu      sync.Mutex
	version uint64
	changed chan struct{} // closed and replaced on every change
	idle    chan struct{} // closed while no goroutine works on the case
	cancel  context.CancelFunc
	err     error // why the work ended without resting, if it did
	sandbox flow.SandboxLogin
	url     string
	note    string
	busy    string
}

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

// load reads the case anew. The caller holds l.write.
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
// with retries 0. The caller holds l.write.
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
// history, and tries again after a full disk, until the process is asked to end.
func (e *Engine) keep(l *live, a flow.Append) error {
	a.Patient = true
	for wait := 50 * time.Millisecond; ; wait = min(2*wait, 2*time.Second) {
		l.write.Lock()
		err := e.append(e.ctx, l, a, 8)
		l.write.Unlock()
		var damaged *flow.DamagedError
		if err == nil || errors.As(err, &damaged) || misfit(err) {
			l.touch(func() { l.busy = "" })
			return err
		}
		l.touch(func() { l.busy = err.Error() })
		if !e.sleep(e.ctx, wait) {
			return e.lastTry(l, a, err)
		}
	}
}

// lastTry gives an outcome one more chance when the process is already ending.
func (e *Engine) lastTry(l *live, a flow.Append, before error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(e.ctx), 5*time.Second)
	defer cancel()
	l.write.Lock()
	defer l.write.Unlock()
	if err := e.append(ctx, l, a, 8); err != nil {
		return errors.Join(before, err)
	}
	return nil
}

// misfit reports that the events cannot follow the case, which no waiting mends.
func misfit(err error) bool {
	var refusal *flow.Refusal
	return errors.As(err, &refusal) || errors.Is(err, flow.ErrNoCase) || errors.Is(err, flow.ErrMisfit)
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
