package engine

import (
	"context"
	"errors"
	"time"

	"linkdesk/flow"
)

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
