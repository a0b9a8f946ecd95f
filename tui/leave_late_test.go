package tui

import (
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// submitting is a screen with a call on its way.
type submitting struct {
	screen.Screen
	over bool
}

func (s *submitting) Face(screen.Scene) screen.Face {
	if s.over {
		return screen.Face{}
	}
	return screen.Face{Busy: "it is submitting", Sent: "a submission to Prime Trust"}
}
func (*submitting) Asking() *screen.Ask       { return nil }
func (*submitting) Keys() []kit.Table         { return nil }
func (*submitting) Update(any) screen.Out     { return screen.Out{} }
func (*submitting) Act(kit.Intent) screen.Out { return screen.Out{} }

type noDesks struct{ screen.Desks }

func (noDesks) Environments() []screen.EnvironmentInfo { return nil }

func atSubmission(t *testing.T) (*Root, *submitting) {
	r := New(t.Context(), Options{Desks: noDesks{}, Now: time.Now()})
	r.w, r.h = 80, 24
	s := &submitting{}
	r.push(screen.Page{Kind: screen.CasePage, Case: flow.CaseID("x")}, s)
	return r, s
}

// TestALateLookDoesNotLeave: q was pressed before the work began, and the look that it made says that nothing is
// cut short. By now something is.
func TestALateLookDoesNotLeave(t *testing.T) {
	r, _ := atSubmission(t)
	r.Update(leaveChecked{})
	if r.leaving || r.ask == nil {
		t.Error("a look of before quits while a submission is on its way, unasked")
	}
}

// TestTheQuestionGoesWithItsCall: once the answer is there, nothing is on its way any more.
func TestTheQuestionGoesWithItsCall(t *testing.T) {
	r, s := atSubmission(t)
	r.leaveOrAsk(leaveChecked{sent: "a submission"})
	r.Update(tick(time.Now()))
	if r.ask == nil {
		t.Fatal("the question is gone while the call is on its way")
	}
	s.over = true
	r.Update(tick(time.Now()))
	if r.ask != nil || r.guard {
		t.Error("the question stays after the answer")
	}
}

// TestAScreenBehindDoesNotNavigate: a late answer must not pull the operator away from where they are.
func TestAScreenBehindDoesNotNavigate(t *testing.T) {
	r, _ := atSubmission(t)
	behind := r.top()
	r.push(screen.Page{Kind: screen.HomePage}, &submitting{over: true})
	n := len(r.stack)
	r.apply(behind, screen.Out{Back: true})
	if len(r.stack) != n {
		t.Error("a screen behind has taken away the one in front")
	}
}

// TestACallBehindIsAsked: leaving asks also when the case with the call is not the screen in front.
func TestACallBehindIsAsked(t *testing.T) {
	r, _ := atSubmission(t)
	r.push(screen.Page{Kind: screen.HomePage}, &submitting{over: true})
	if r.interrupt(); r.leaving || r.ask == nil {
		t.Error("ctrl+c leaves while a call of the screen behind is on its way")
	}
}
