package screen

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/flow/explain"
	"linkdesk/tui/kit"
)

// status is the one line about what is going on.
func (c *Case) status(sc Scene) kit.Line {
	cs := c.snap.Case
	effect, due := c.due()
	switch {
	case c.trouble != "":
		return kit.Line{Tone: kit.Warn, Text: "? " + c.trouble}
	case c.snap.Busy != "":
		return kit.Line{Tone: kit.Warn, Text: "◐ waiting for the history: " + c.snap.Busy}
	case c.doing != "":
		return kit.Line{Tone: kit.Accent, Text: "◐ " + c.doing + " …"}
	case !c.loaded:
		return kit.Line{Tone: kit.Dim, Text: "◐ reading the case …"}
	case due && !c.snap.Running && c.desk.Defaults().ReadOnly != "":
		return kit.Line{Tone: kit.Warn, Text: "nobody of this console works on it; it only looks"}
	case due && !c.snap.Running:
		return kit.Line{Tone: kit.Warn, Text: "interrupted: press enter to go on from here"}
	case due:
		text := "◐ " + effectWords(effect.Kind, cs.Processor)
		if began := c.began(effect.Kind); !began.IsZero() {
			text += " " + clock(sc.Now.Sub(began))
		}
		return kit.Line{Tone: kit.Accent, Text: text}
	case cs.Phase == flow.PhaseClosed:
		return kit.Line{Tone: kit.Dim, Text: "closed; this is its history"}
	}
	if cs.Who() == flow.Nobody {
		return kit.Line{Tone: kit.Good, Text: "nobody has to act"}
	}
	return kit.Line{Tone: kit.Dim, Text: "waits for " + whoName(cs.Who(), cs.Processor)}
}

// began is when the work that is under way was begun, not an earlier try of it.
func (c *Case) began(k flow.EffectKind) time.Time {
	for i := len(c.snap.Records) - 1; i >= 0; i-- {
		if e, ok := c.snap.Records[i].Event.(flow.Intent); ok && e.Effect == k {
			return c.snap.Records[i].Time
		}
	}
	return time.Time{}
}

// program is what terminals that understand it show about this console.
func (c *Case) program() *tea.ProgramStatus {
	cs := c.snap.Case
	effect, due := c.due()
	switch {
	case c.ask != nil:
		return &tea.ProgramStatus{State: tea.ProgramStateBlocked, Kind: tea.ProgramStatusKindPermission, Message: c.ask.Status}
	case due && effect.Kind == flow.OpenLink && c.snap.Running:
		return &tea.ProgramStatus{State: tea.ProgramStateBlocked, Kind: tea.ProgramStatusKindAuth, Message: "the customer is at Link"}
	case c.doing != "" || due && c.snap.Running:
		return &tea.ProgramStatus{State: tea.ProgramStateWorking}
	case cs.Status() == flow.StatusFailed || cs.Status() == flow.StatusUncertain:
		message := "the outcome is not known" // of a call whose process has gone, which is no fault yet
		if cs.Fault != nil {
			message = strings.ToLower(faultTitle(explain.Hinted(cs.Fault, cs)))
		}
		return &tea.ProgramStatus{State: tea.ProgramStateError, Message: message}
	case cs.Phase == flow.PhaseChoosing:
		return &tea.ProgramStatus{State: tea.ProgramStateBlocked, Kind: tea.ProgramStatusKindQuestion, Message: "choose the account"}
	case cs.Status() == flow.StatusSubmitted || cs.Status() == flow.StatusUsable:
		return &tea.ProgramStatus{State: tea.ProgramStateDone, Message: "submitted"}
	}
	return &tea.ProgramStatus{State: tea.ProgramStateIdle}
}

// busy says what leaving would cut short.
func (c *Case) busy() string {
	effect, due := c.due()
	switch {
	case c.doing != "":
		return "it is " + c.doing
	case due && c.snap.Running && effect.Kind == flow.OpenLink && c.snap.Case.Link.Handoff == flow.HandoffHosted:
		return "the hand-off is open; Plaid's page stays, and the next start finds what came of it"
	case due && c.snap.Running && effect.Kind == flow.OpenLink:
		return "the hand-off is open, and the customer's page ends with this program"
	case due && c.snap.Running:
		return "it is " + effectWords(effect.Kind, c.snap.Case.Processor)
	}
	return ""
}
