// Package tui is the console: one root model that routes keys, composes the frame and
// keeps the stack of screens. It knows no business; screens know cases, kit knows cells.
//
// Rules of the package:
//
//   - Update and View never block. Work is a screen.Job, run by run in job.go, which gives
//     it a deadline, an end with its screen, a recover, and the way back.
//   - What the terminal is told besides text is set in View and nowhere else.
//   - The root reads no clock: the time comes in with ticks.
package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// Options are what the console needs from the outside.
type Options struct {
	Desks screen.Desks
	// Env is the environment to begin in; empty asks.
	Env flow.Environment
	// Case is shown first, once Env is open; empty begins at home.
	Case flow.CaseID
	// Now is the time at the start, in the zone that times are shown in. Later times come
	// with ticks.
	Now time.Time
	// Copier fills the clipboard; nil leaves that to the terminal alone.
	Copier Copier
	// OnPanic hears of a panic in a job, for the log. May be nil.
	OnPanic func(value any, stack []byte)
}

// Root is the model of the whole console.
type Root struct {
	ctx  context.Context
	opts Options

	w, h    int
	dark    bool
	profile colorprofile.Profile
	tmux    bool
	theme   kit.Theme
	now     time.Time

	desk    screen.Desk // nil until an environment is chosen
	known   []screen.EnvironmentInfo
	stack   []*layer                    // the screen in front is the last
	layers  int                         // how many were ever made; names them
	left    map[flow.CaseID]screen.Desk // cases that were left at work
	notices kit.Notices
	panel   *panel      // help or notices in front of the screen
	ask     *screen.Ask // the root's own dialog: whether to leave
	quiet   quiet       // of the open dialog
	lastKey string
	guard   bool // ask stands before a call that is on its way
	looking bool // ctrl+c waits for what the cases that were left do
	leaving bool
}

// layer is a screen on the stack with the context that its work lives in.
type layer struct {
	id     int
	page   screen.Page
	screen screen.Screen
	ctx    context.Context
	cancel context.CancelFunc
}

// tick carries the time into Update, once a second.
type tick time.Time

// New makes the console. ctx ends all of its work.
func New(ctx context.Context, opts Options) *Root {
	r := &Root{ctx: ctx, opts: opts, dark: true, profile: colorprofile.TrueColor, now: opts.Now, left: map[flow.CaseID]screen.Desk{}}
	r.dress()
	r.push(screen.Page{Kind: screen.EnvironmentPage}, screen.NewEnvironments(opts.Desks, opts.Env))
	return r
}

// Init asks the terminal for its background and starts the clock and the first screen. A
// terminal need not answer: until it does, the theme is the dark one.
func (r *Root) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, ticking(), r.start())
}

func ticking() tea.Cmd {
	return tea.Tick(time.Second, func(t time.Time) tea.Msg { return tick(t) })
}

// Update routes a message to whom it is for. Whatever it was, a dialog may have come up by it.
func (r *Root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if r.leaving {
		return r, r.late(msg)
	}
	cmd := r.route(msg)
	r.through()
	return r, tea.Batch(cmd, r.hush())
}

func (r *Root) route(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		r.w, r.h = m.Width, m.Height
		return r.resize()
	case tea.BackgroundColorMsg:
		r.dark = m.IsDark()
		r.dress()
	case tea.ColorProfileMsg:
		r.profile = m.Profile
		r.dress()
	case tea.EnvMsg:
		r.tmux = m.Getenv("TMUX") != ""
	case tick:
		r.now = time.Time(m).In(r.opts.Now.Location())
		top := r.top()
		return tea.Batch(ticking(), r.apply(top, top.screen.Update(screen.Tick{Now: r.now})))
	case result:
		return r.deliver(m)
	case printed:
		r.printed(m.err)
	case leaveChecked:
		return r.leaveOrAsk(m.or(r.face().Busy, r.sent()))
	case beat:
		return r.beat(m)
	case tea.KeyPressMsg:
		return r.press(m)
	case tea.MouseClickMsg, tea.MouseWheelMsg:
		return r.point(m.(tea.MouseMsg).Mouse())
	case hinted:
		return r.hinted(m)
	case tea.FocusMsg:
		return r.apply(r.top(), r.top().screen.Update(screen.Focused{}))
	case tea.PasteMsg:
		// A paste is text. It reaches a field, but never a key table or a dialog.
		if top := r.top(); r.panel == nil && r.asking() == nil {
			return r.paste(top, m)
		}
	}
	return nil
}
