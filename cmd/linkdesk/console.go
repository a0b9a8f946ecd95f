package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"linkdesk/flow"
	"linkdesk/flow/link"
	"linkdesk/tui"
)

// onTerminal reports whether a person sits at both ends.
func (a *app) onTerminal() bool {
	in, okIn := a.in.(*os.File)
	out, okOut := fileOf(a.out)
	return okIn && okOut && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd()))
}

// plain reports whether lines were asked for instead of a screen.
func (a *app) plain() bool { return a.flags.plain || os.Getenv("ACCESSIBLE") == "1" }

// console opens the screen on all environments.
func (a *app) console(ctx context.Context) error {
	s := a.settings()
	dir, err := a.dataDir(s)
	if err != nil {
		return err
	}
	env, err := a.environment(s)
	if err != nil {
		return err
	}
	o := order{env: env, dir: dir, settings: s, fresh: a.flags.newHistory,
		open: link.OpenBrowser(""), around: lookAround(""), ask: a.asker(ctx)}
	if a.plain() {
		return a.openPlain(ctx, o, "")
	}
	if !a.onTerminal() {
		return usage(errors.New("the console needs a terminal: use linkdesk run for the same road without a screen, linkdesk --plain for a console of lines, or linkdesk demo to watch it"))
	}
	return a.openConsole(ctx, o, false)
}

// openConsole runs the screen until the operator leaves.
func (a *app) openConsole(ctx context.Context, o order, auto bool) error {
	if os.Getenv("TERM") == "dumb" {
		return a.openPlain(ctx, o, "This terminal (TERM=dumb) cannot show a screen, so this is the console as lines.")
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	log, err := a.openLog()
	if err != nil {
		return err
	}
	defer log.close()
	o.onRecord = log.record
	// The width of the first character beyond ASCII costs a table of a megabyte, which is made
	// here while the environment is opened, and not when the first frame waits for it.
	go ansi.StringWidthWc("─")
	d := &desks{order: o, ctx: ctx, open: map[flow.Environment]*office{}}
	// What is wrong with the history or the directory is told before the screen opens.
	if o.env != "" {
		d.order.onProgress, d.order.onBusy = a.progress(o.env), a.onBusy
		if err := d.begin(o.env); err != nil && !d.takesKeys(o.env, err) {
			return err
		}
	}
	opts := tui.Options{Desks: d, Env: o.env, Now: time.Now(), Copier: copyText, OnPanic: log.panicked}
	if auto {
		if opts.Case, err = d.startAutoplay(ctx); err != nil {
			return err
		}
	}
	wired := d.wire(o.env, cancel)
	a.screen.Store(true)
	_, err = tea.NewProgram(tui.New(ctx, opts), a.programOptions(ctx)...).Run()
	a.screen.Store(false)
	d.close(ctx, a.err)
	if wireErr := wired(); wireErr != nil {
		return wireErr
	}
	if errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return context.Canceled
	}
	if errors.Is(err, tea.ErrInterrupted) {
		return context.Canceled
	}
	return err
}

// wire wires a begun office while the terminal is being asked what it can do, which takes longer. An
// error ends the console before its first frame; the returned function tells it.
func (d *desks) wire(env flow.Environment, end func()) func() error {
	if d.begun[env] == nil {
		return func() error { return nil }
	}
	done := make(chan error, 1)
	go func() {
		_, err := d.office(env)
		if err != nil {
			end()
		}
		done <- err
	}()
	return func() error { return <-done }
}

func (a *app) programOptions(ctx context.Context) []tea.ProgramOption {
	// Signals end ctx in main, SIGHUP among them, which Bubble Tea itself does not handle.
	opts := []tea.ProgramOption{tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithFPS(tui.FramesPerSecond)}
	if a.flags.noColor {
		opts = append(opts, tea.WithColorProfile(colorprofile.ASCII))
	}
	return opts
}

// close ends all offices. Calls that are on their way are awaited, in sight of the operator.
func (d *desks) close(ctx context.Context, w io.Writer) {
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, off := range d.open {
		if off.engine.InFlight() {
			fmt.Fprintln(w, "linkdesk: a request is on its way; waiting for its answer so that nothing is done twice")
		}
		off.close(late)
	}
}
