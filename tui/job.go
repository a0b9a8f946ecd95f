package tui

import (
	"context"
	"errors"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"

	"linkdesk/tui/screen"
)

// result brings what a job gave to the layer that asked.
type result struct {
	layer int
	msg   any
}

// errCrashed is what people read about a panic. Its value stays out of sight, because
// nobody knows what is in it; the log has it.
var errCrashed = errors.New("A part of this program broke down while it worked. Nothing that was written is lost. Go back, open the case again, and look what it shows.")

// run makes the command of a job: with a context that ends with the layer or at the limit,
// and with a recover, since a panic in a command would otherwise end the whole program.
func (r *Root) run(l *layer, job screen.Job) tea.Cmd {
	id, parent, onPanic := l.id, l.ctx, r.opts.OnPanic
	return func() (msg tea.Msg) {
		defer func() {
			if v := recover(); v != nil {
				if onPanic != nil {
					onPanic(v, debug.Stack())
				}
				msg = result{id, screen.Crashed{Err: errCrashed}}
			}
		}()
		ctx := parent
		if job.Limit > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(parent, job.Limit)
			defer cancel()
		}
		return result{id, job.Run(ctx)}
	}
}
