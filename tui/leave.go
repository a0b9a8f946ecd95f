package tui

import (
	"context"
	"maps"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

const (
	// leaveLimit is how long the question whether work is under way may take.
	leaveLimit = 2 * time.Second
	// leavePause is between the last view and the end: what the terminal still reports of mouse and
	// focus comes in meanwhile, and not into the shell.
	leavePause = 50 * time.Millisecond
)

// leaveChecked says what would be cut short, and what is on its way and cannot be taken back; both
// are "" when nothing is.
type leaveChecked struct{ busy, sent string }

// or adds what the screens know by now: the look took a while.
func (m leaveChecked) or(busy, sent string) leaveChecked {
	if busy != "" {
		m.busy = busy
	}
	if sent != "" {
		m.sent = sent
	}
	return m
}

// through closes the question about a call that cannot be taken back once its answer is there.
func (r *Root) through() {
	if r.guard && r.ask != nil && r.sent() == "" && len(r.left) == 0 {
		r.ask, r.guard = nil, false
		r.notices.Say(r.now, kit.Plain, "the answer is there now; q leaves")
	}
}

// leave quits, unless work would be cut short: then it asks. Cases that were left at work
// are looked at first, since they may be through by now.
func (r *Root) leave() tea.Cmd {
	if now := (leaveChecked{r.face().Busy, r.sent()}); now != (leaveChecked{}) || len(r.left) == 0 {
		return r.leaveOrAsk(now)
	}
	return r.lookAtLeft()
}

// interrupt is ctrl+c. It leaves at once, but for a call that is on its way and cannot be taken
// back: there it asks first, and pressed again it leaves whatever hangs. The same burst does not
// count as again.
func (r *Root) interrupt() tea.Cmd {
	switch sent := r.sent(); {
	case r.guard && r.quiet.fresh:
		return nil
	case r.guard, r.looking:
		return r.gone()
	case sent != "":
		return r.leaveOrAsk(leaveChecked{sent: sent})
	case len(r.left) == 0:
		return r.gone()
	}
	r.looking = true
	return r.lookAtLeft()
}

// sent is the call that is on its way from a screen in front or behind it.
func (r *Root) sent() string {
	for _, l := range r.stack {
		if sent := l.screen.Face(r.scene()).Sent; sent != "" {
			return sent
		}
	}
	return ""
}

// lookAtLeft looks what the cases do that were left at work.
func (r *Root) lookAtLeft() tea.Cmd {
	left, parent := maps.Clone(r.left), r.ctx // the desks may be those of several environments
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(parent, leaveLimit)
		defer cancel()
		var out leaveChecked
		for id, desk := range left {
			snap, err := desk.View(ctx, id)
			if err != nil {
				out.busy = "it is not known what becomes of a case that was left at work"
				continue
			}
			if _, due := flow.Due(snap.Case); !due || !snap.Running {
				continue
			}
			out.busy = "the case of " + snap.Case.Party.LegalName + " is still being worked on"
			if out.sent = screen.OnItsWay(snap); out.sent != "" {
				return out
			}
		}
		return out
	}
}

// leaveOrAsk quits if nothing is cut short by it, and asks otherwise. Ctrl+C does not mind what
// can be taken up again.
func (r *Root) leaveOrAsk(m leaveChecked) tea.Cmd {
	atOnce := r.looking
	r.looking = false
	switch {
	case m.sent != "":
		r.guard = true
		r.ask = askLeave("Now "+kit.Safe(m.sent)+" is on its way, and that cannot be taken back.",
			"Stay until its answer is there. If you leave, the program waits for the answer before it ends; what is not known by then is asked for when you come back, and not done twice.",
			"ctrl+c again leaves at once.")
	case m.busy == "" || atOnce:
		return r.gone()
	default:
		r.ask = askLeave("Right now "+kit.Safe(m.busy)+".", "Nothing is lost: the case goes on from here when you come back.")
	}
	return nil
}

func askLeave(body ...string) *screen.Ask {
	return &screen.Ask{Dialog: kit.Ask("Leave now?", "Leave", body...), Then: intentGone, Status: "leave while work is under way"}
}

// gone ends the program after one more view, in which the terminal gets back what it was asked for.
func (r *Root) gone() tea.Cmd {
	r.leaving = true
	return tea.Tick(leavePause, func(time.Time) tea.Msg { return tea.QuitMsg{} })
}

// late takes what comes in after the last view. Only ctrl+c still means something.
func (r *Root) late(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		r.w, r.h = m.Width, m.Height
	case tea.KeyPressMsg:
		if m.String() == "ctrl+c" {
			return tea.Quit
		}
	}
	return nil
}
