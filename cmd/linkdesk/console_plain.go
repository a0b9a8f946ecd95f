package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/term"

	"linkdesk/flow"
	"linkdesk/tui/plain"
)

// openPlain runs the console as lines until the operator leaves or the input ends. It needs no
// terminal: a script may answer it.
func (a *app) openPlain(ctx context.Context, o order, note string) error {
	log, err := a.openLog()
	if err != nil {
		return err
	}
	defer log.close()
	// A reader that goes away must not cut a call in the middle: the next line fails to be
	// written, and the console leaves in order.
	signal.Ignore(syscall.SIGPIPE)
	o.onRecord = log.record
	o.onProgress, o.onBusy = a.progress(o.env), a.onBusy
	d := &desks{order: o, ctx: ctx, open: map[flow.Environment]*office{}}
	if o.env != "" {
		if err := d.begin(o.env); err != nil {
			return err
		}
	}
	err = plain.Run(ctx, plain.Options{Desks: d, Env: o.env, In: a.in, Out: a.out, Width: columns(), Now: time.Now, Typed: a.typed(), Note: note})
	d.close(ctx, a.err)
	if errors.Is(err, context.Canceled) {
		return context.Canceled
	}
	return err
}

// typed reports that a person types the input.
func (a *app) typed() bool {
	in, ok := a.in.(*os.File)
	return ok && term.IsTerminal(int(in.Fd()))
}

// columns is the width that lines are wrapped at: COLUMNS, or 80.
func columns() int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n >= 20 {
		return n
	}
	return 80
}
