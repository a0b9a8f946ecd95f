// Package plain is the console as lines: for screen readers, braille displays, serial lines,
// terminals that cannot show a screen, and transcripts. It walks the same road with the same words,
// reasons and questions as the screens, which it takes from screen.Sheet.
//
// Rules of the package:
//
//   - It writes whole lines, once and in order. Nothing is painted, moved or repainted.
//   - One thing is one line, wrapped at words; an id, a token or an address is never broken.
//   - Nothing is written while somebody is asked. What happened meanwhile is told before the
//     next question.
//   - An empty line does nothing that could not be done again. What cannot be taken back is
//     asked for in words, and everything but the word means no.
package plain

import (
	"context"
	"errors"
	"io"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// Options are what the console of lines needs from the outside.
type Options struct {
	Desks screen.Desks
	// Env is the environment to begin in; empty asks.
	Env flow.Environment
	In  io.Reader
	Out io.Writer
	// Width is the longest line; 0 means 80.
	Width int
	// Now is the clock, in the zone that times are shown in.
	Now func() time.Time
	// Typed says that a person types: what is on its way when a question is asked is no answer to
	// it, and a line stops a wait. Otherwise the lines are a script's, taken one by one.
	Typed bool
	// Note is said first; empty says nothing.
	Note string
}

// The two ways in which a page ends besides going back.
var (
	errLeft = errors.New("the console was left")
	errBack = errors.New("back")
)

// waitEvery is how often a long wait says that it goes on.
const waitEvery = 15 * time.Second

// quiet is how long nothing may come before a question is asked of a person.
const quiet = 100 * time.Millisecond

// console is one run.
type console struct {
	opts  Options
	lines *lines
	err   error // of the writer; nothing is written after it
	many  bool  // environments to choose from
}

// Run talks until the operator leaves or the input ends, which both are nil. It returns the error
// of ctx when that ends, and that of the writer when nobody listens any more.
func Run(ctx context.Context, opts Options) error {
	if opts.Width <= 0 {
		opts.Width = 80
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c := &console{opts: opts, lines: read(ctx, opts.In)}
	c.say(opts.Note)
	c.say("linkdesk, as lines. Answer with a number or the first letters of a choice; ? lists what can be done and what cannot, b goes back, q leaves.")
	err := c.environments(ctx)
	switch {
	case c.err != nil:
		return c.err
	case errors.Is(err, errLeft), errors.Is(err, errBack):
		return nil
	}
	return err
}
