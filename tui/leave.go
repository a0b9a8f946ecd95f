package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// leaveLimit is how long the question whether work is under way may take.
const leaveLimit = 2 * time.Second

// leaveChecked says what would be cut short, "" when nothing would.
type leaveChecked struct{ busy string }

// leave quits, unless work would be cut short: then it asks. Cases that were left at work
// are looked at first, since they may be through by now.
func (r *Root) leave() tea.Cmd {
	if busy := r.face().Busy; busy != "" || len(r.left) == 0 || r.desk == nil {
		return r.leaveOrAsk(busy)
	}
	desk, ids, parent := r.desk, make([]flow.CaseID, 0, len(r.left)), r.ctx
	for id := range r.left {
		ids = append(ids, id)
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(parent, leaveLimit)
		defer cancel()
		for _, id := range ids {
			snap, err := desk.View(ctx, id)
			if _, due := flow.Due(snap.Case); err == nil && due && snap.Running {
				return leaveChecked{"the case of " + snap.Case.Party.LegalName + " is still being worked on"}
			}
		}
		return leaveChecked{}
	}
}

// leaveOrAsk quits if nothing is cut short by it, and asks otherwise.
func (r *Root) leaveOrAsk(busy string) tea.Cmd {
	if busy == "" {
		return r.act(intentLeave)
	}
	r.ask = &screen.Ask{
		Dialog: kit.Ask("Leave now?", "Leave", "Right now "+kit.Safe(busy)+".",
			"Nothing is lost: the case goes on from here when you come back."),
		Then:   intentLeave,
		Status: "leave while work is under way",
	}
	return nil
}
