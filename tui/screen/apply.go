package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Apply opens a new account at the partner: it asks for the owner, shows the agreement, takes the
// signature, and then shows the case while the partner is asked. What is typed here identifies
// people, so it lives in this page alone and goes with it.
type Apply struct {
	desk  Desk
	reg   Registry
	id    flow.CaseID // empty while the case does not exist
	form  *kit.Form
	kept  map[string]string // answers to bring back with their fields
	step  applyStep
	typed bool // something was typed, which leaving would drop
	ask   *Ask

	asking bool // the agreement is on its way
	seq    int  // names the question for it; an answer to another one is dropped
	stop   chan struct{}
	since  time.Time
	now    time.Time
	w, h   int
	fault  *flow.Fault

	agreement string
	scroll    int
	read      bool // its end was on the screen
	sign      *kit.Form

	view  *Case // the case, while the partner is asked
	asked int   // how often the case had asked for an account before
}

// applyStep is where an application stands.
type applyStep int

const (
	applyAsks    applyStep = iota // the form
	applyTells                    // a fault has to be read
	applyReads                    // the agreement
	applyGives                    // it is being written down
	applyWatches                  // the case has it
)

// The intents of the page.
const (
	intentOpenYes  kit.Intent = "open_account.yes"
	intentLeaveYes kit.Intent = "leave.yes"
)

// NewApply makes the form, with what is known of the counterparty in it.
func NewApply(desk Desk, page Page) *Apply {
	a := &Apply{desk: desk, id: page.Case, stop: make(chan struct{}), kept: startOf(page.Party)}
	a.reg, _ = desk.(Registry)
	a.form = kit.NewForm(applyFields(a.kept)...)
	return a
}

// Start has nothing to do: the form waits.
func (a *Apply) Start() Out { return Out{} }

// Asking is the open dialog.
func (a *Apply) Asking() *Ask {
	if a.step == applyWatches {
		return a.view.Asking()
	}
	return a.ask
}

// Update takes the agreement, the end of the writing, the time, and what is typed. The case hears
// of all that is its own, also while the form is in front again.
func (a *Apply) Update(msg any) Out {
	switch m := msg.(type) {
	case Tick:
		a.now = m.Now
	case Resized:
		a.w, a.h = m.W, m.H
		a.reach()
	case previewed:
		a.previewed(m)
	case gave:
		return a.gave(m)
	case Crashed:
		a.end()
		if a.step == applyGives {
			a.tell(flow.FaultOf(m.Err, "open_account"))
		}
	case tea.KeyPressMsg, tea.PasteMsg:
		a.typing(msg)
		return Out{}
	}
	if a.view != nil {
		return a.watch(a.view.Update(msg))
	}
	return Out{}
}

// typing gives what is typed to the form in front. A signature is typed, never pasted.
func (a *Apply) typing(msg any) {
	switch _, press := msg.(tea.KeyPressMsg); {
	case a.step == applyAsks:
		a.typed = true
		a.form.Update(msg)
	case a.step == applyReads && a.read && press:
		a.sign.Update(msg)
	}
}

// tell shows why it did not work, before the form can be changed.
func (a *Apply) tell(f *flow.Fault) {
	a.fault, a.step, a.scroll = f, applyTells, 0
}
