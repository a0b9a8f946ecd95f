package tui_test

import (
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui"
	"linkdesk/tui/rig"
	"linkdesk/tui/rig/fake"
)

// workTime is how long the fake world takes for one piece of work.
const workTime = 500 * time.Millisecond

// stage is a whole console in front of a fake desk.
type stage struct {
	*rig.Program
	t    *testing.T
	root *tui.Root
	desk *fake.Desk
	w, h int
	// watch is called after every press, paste and wait; nil does nothing.
	watch func(*stage)
}

// play runs a test on a console of w by h, in a bubble.
func play(t *testing.T, env flow.Environment, script fake.Script, w, h int, test func(*stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		desk := fake.New(env, script, workTime)
		test(begin(t, desk, fake.One(desk), env, w, h))
	})
}

// begin starts the console on given desks.
func begin(t *testing.T, desk *fake.Desk, desks *fake.Desks, env flow.Environment, w, h int, options ...tea.ProgramOption) *stage {
	t.Helper()
	root := tui.New(t.Context(), tui.Options{Desks: desks, Env: env, Now: time.Now().UTC()})
	return &stage{Program: rig.Start(t, root, w, h, options...), t: t, root: root, desk: desk, w: w, h: h}
}

// through presses keys and lets each piece of work come to its end.
func (s *stage) through(keys ...string) *stage {
	for _, k := range keys {
		s.Press(k)
		s.After(4 * workTime)
	}
	return s
}

// toLinkToken opens a case with the defaults of the desk.
func (s *stage) toLinkToken() *stage { return s.through("enter", "enter") }

// toHandoff goes on until the customer can be handed over.
func (s *stage) toHandoff() *stage { return s.toLinkToken().through("enter") }

// toAccounts goes on until an account has to be chosen.
func (s *stage) toAccounts() *stage { return s.toHandoff().through("enter") }

// toSubmission goes on until the submission can be made.
func (s *stage) toSubmission() *stage { return s.toAccounts().through("enter") }

// toFollowing goes on until the token is submitted.
func (s *stage) toFollowing() *stage { return s.toSubmission().through("enter", "y") }

// id is the id of the stage's first case.
func (s *stage) id() flow.CaseID {
	page, err := s.desk.List(s.t.Context(), flow.Query{})
	if err != nil || len(page.Rows) == 0 {
		s.t.Fatalf("no case on the desk (error %v)", err)
	}
	return page.Rows[len(page.Rows)-1].ID
}

// tell sends the console a message from outside of the terminal.
func (s *stage) tell(msg tea.Msg) *stage { s.Program.Tell(msg); return s }

// frame is what the console shows now, as a grid with the facts below it.
func (s *stage) frame() string { return rig.Frame(s.root.View(), s.w, s.h) }

// invalidProcessor is Plaid's answer to prime_trust since March 2024.
func invalidProcessor() *flow.Fault {
	return &flow.Fault{Op: string(flow.CreateProcessorToken), Kind: flow.Refused, Code: "INVALID_PROCESSOR", Type: "INVALID_INPUT",
		Message: "processor is not a valid processor", RequestID: "Wf1a9nOcYpQ3zL7", HTTPStatus: 400, Who: flow.Operator,
		Hint: "Name a living partner; nothing has to be linked again."}
}

// lostAnswer is a submission whose answer never came.
func lostAnswer() *flow.Fault {
	return &flow.Fault{Op: string(flow.Submit), Kind: flow.Unknown, Code: "NO_ANSWER", Who: flow.Operator,
		Message: "the connection ended before the answer", Hint: "Try again: the same request is asked for under its key and not sent twice."}
}

// leftLink is a customer who closed Link at the password.
func leftLink() *flow.Fault {
	f := flow.NewLinkExited(flow.LinkResult{ExitStatus: "requires_credentials"}).Fault
	f.Hint = "Ask the customer, and hand over again."
	return f
}

// The methods of the rig, so that a story can go on with those of the stage.
func (s *stage) Burst(keys ...string) *stage    { s.Program.Burst(keys...); return s.seen() }
func (s *stage) Type(text string) *stage        { s.Program.Type(text); return s.seen() }
func (s *stage) Paste(text string) *stage       { s.Program.Paste(text); return s.seen() }
func (s *stage) After(d time.Duration) *stage   { s.Program.After(d); return s.seen() }
func (s *stage) Resize(w, h int) *stage         { s.Program.Resize(w, h); return s }
func (s *stage) Sees(texts ...string) *stage    { s.t.Helper(); s.Program.Sees(texts...); return s }
func (s *stage) SeesNot(texts ...string) *stage { s.t.Helper(); s.Program.SeesNot(texts...); return s }

// Press presses keys, and lets a watcher look after each of them.
func (s *stage) Press(keys ...string) *stage {
	for _, key := range keys {
		s.Program.Press(key)
		s.seen()
	}
	return s
}

// seen lets a watcher look at the console.
func (s *stage) seen() *stage {
	if s.watch != nil {
		s.watch(s)
	}
	return s
}
