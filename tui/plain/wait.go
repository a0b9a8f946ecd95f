package plain

import (
	"context"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// begins is how long work that was asked for may take to begin before it counts as interrupted.
const begins = 2 * time.Second

// settle tells what happens in a case until nothing is under way, or the operator stops waiting.
func (v *visit) settle(ctx context.Context, snap flow.Snapshot) error {
	began := v.opts.Now()
	said, running := began, began
	for {
		now := v.opts.Now()
		v.sheet.Take(snap, now)
		v.tell(snap)
		effect, due := flow.Due(snap.Case)
		if snap.Running {
			running = now
		}
		if !due || now.Sub(running) >= begins {
			return v.err
		}
		next, line, err := v.wait(ctx, snap)
		switch {
		case err != nil:
			return err
		case line == wantBack:
			return errBack
		case line == wantOut:
			if err := v.leave(ctx); err != nil {
				return err
			}
		case line == stopWaiting && effect.Kind == flow.OpenLink:
			v.say("No longer waiting. The hand-off stays open; x stops it.")
			return nil
		case line == stopWork && effect.Kind != flow.OpenLink || line == stopWaiting:
			v.say("It goes on. x stops the hand-off; other work comes to its end by itself.")
		case line == stopWork:
			d := v.sheet.Stop(ctx)
			if err := v.done(ctx, d); err != nil {
				return err
			}
		case line == nothing && v.opts.Now().Sub(said) >= waitEvery:
			said = v.opts.Now()
			v.say("Still " + screen.EffectWords(effect.Kind, snap.Case.Processor) + ", " + screen.Span(said.Sub(began)) + ".")
		}
		snap = next
	}
}

// The lines that a wait hears.
const (
	nothing     = "nothing"
	stopWaiting = ""
	stopWork    = "x"
	wantBack    = "b"
	wantOut     = "q"
)

// wait returns with the next snapshot, with a line that was typed, or after a while.
func (v *visit) wait(ctx context.Context, snap flow.Snapshot) (next flow.Snapshot, line string, err error) {
	if v.err != nil {
		return snap, nothing, v.err
	}
	ctx, cancel := context.WithTimeout(ctx, v.pause(snap))
	defer cancel()
	type answer struct {
		snap flow.Snapshot
		err  error
	}
	came := make(chan answer, 1)
	go func() {
		snap, err := v.desk.Next(ctx, v.id, snap.Version)
		came <- answer{snap, err}
	}()
	var typed <-chan string
	if v.opts.Typed { // a script's lines are answers to questions
		typed = v.lines.want()
	}
	select {
	case a := <-came:
		return v.came(ctx, snap, a.snap, a.err)
	case line, ok := <-typed:
		v.lines.took()
		if !ok {
			v.say("The input has ended.")
			return snap, nothing, errLeft
		}
		if line != stopWaiting {
			line = stopOf(line)
		}
		return snap, line, nil
	}
}

// stopOf is what a line means while something goes on: everything but a stop or a way out is nothing.
func stopOf(line string) string {
	switch line {
	case stopWork, "stop":
		return stopWork
	case wantBack, "back":
		return wantBack
	case wantOut, "quit":
		return wantOut
	}
	return nothing
}

// came judges the end of a wait. One that took too long shows the same again.
func (v *visit) came(ctx context.Context, before, after flow.Snapshot, err error) (flow.Snapshot, string, error) {
	switch {
	case err == nil:
		return after, nothing, nil
	case ctx.Err() == context.DeadlineExceeded:
		return before, nothing, nil
	case ctx.Err() != nil:
		return before, nothing, ctx.Err()
	}
	// Another console may hold the history for a while; that is no reason to leave the case.
	if text := screen.Trouble(err); text != v.trouble {
		v.trouble = text
		v.say(text)
	}
	select {
	case <-time.After(begins):
	case <-ctx.Done():
	}
	return before, nothing, nil
}

// pause is how long a wait lasts at most.
func (v *visit) pause(snap flow.Snapshot) time.Duration {
	if !snap.Running {
		return begins
	}
	return waitEvery
}
