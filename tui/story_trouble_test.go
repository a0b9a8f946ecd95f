package tui_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui"
	"linkdesk/tui/rig"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

func TestInterruptedWorkGoesOn(t *testing.T) {
	hang := true
	script := func(c flow.Case, e flow.Effect) []flow.Event {
		if hang {
			return nil
		}
		return fake.Happy(c, e)
	}
	play(t, flow.Demo, script, 80, 24, func(s *stage) {
		s.toLinkToken().Press("enter").Sees("asking Plaid for a link token")
		s.desk.Interrupt(s.id())
		s.After(0).Sees("interrupted: press enter")
		hang = false
		s.through("enter").Sees("hand over to a test customer")
	})
}

func TestStopAndTryAgain(t *testing.T) {
	play(t, flow.Demo, fake.Hanging(flow.CreateLinkToken), 80, 24, func(s *stage) {
		s.toLinkToken().Press("enter").through("x").Sees("✗ Stopped", "try again")
		s.Press("enter").Sees("asking Plaid for a link token")
		if n := s.commands(flow.CmdRetry); n != 1 {
			t.Errorf("%d retries", n)
		}
	})
}

func TestAnotherPartnerIsTheWayOn(t *testing.T) {
	refused := fake.Failing(flow.CreateProcessorToken, invalidProcessor())
	script := func(c flow.Case, e flow.Effect) []flow.Event {
		if c.Processor == flow.PrimeTrust {
			return refused(c, e)
		}
		return fake.Happy(c, e)
	}
	play(t, flow.Demo, script, 80, 24, func(s *stage) {
		s.toSubmission().Sees("Refused", "INVALID_PROCESSOR", "request_id", "400")
		s.Press("enter", "enter").Sees("Name a partner")
		s.Type("dwolla").through("enter").Sees("The processor token is ready", "processor-sandbox-…a92c")
	})
}

func TestHistoryIsBusyForAWhile(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toLinkToken()
		s.desk.Fail(&flow.BusyError{Holder: "alice, pid 412", Waited: 2 * time.Second})
		s.Press("enter").Sees("the history is busy: held by alice, pid 412")
		s.desk.Fail(nil)
		s.After(3 * time.Second).through("enter").Sees("hand over to a test customer")
	})
}

// broken is a desk whose cases cannot even be looked at.
type broken struct{ *fake.Desk }

func (broken) View(context.Context, flow.CaseID) (flow.Snapshot, error) { panic("token access-x") }

// brokenDesks opens it.
type brokenDesks struct{ *fake.Desks }

func (b brokenDesks) Desk(ctx context.Context, env flow.Environment) (screen.Desk, error) {
	return broken{b.Open[env]}, nil
}

func TestPanicInAJobIsANotice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		desk := fake.New(flow.Demo, fake.Happy, workTime)
		desk.Past("Avery Quinn", false, fake.Happy, flow.Submit)
		var logged []any
		root := tui.New(t.Context(), tui.Options{Desks: brokenDesks{fake.One(desk)}, Env: flow.Demo, Now: time.Now().UTC(),
			OnPanic: func(v any, _ []byte) { logged = append(logged, v) }})
		p := rig.Start(t, root, 80, 24)
		p.Press("enter").Sees("broke down").SeesNot("access-x")
		if len(logged) == 0 {
			t.Error("the log did not hear of it")
		}
		p.Press("ctrl+x").SeesNot("broke down").Press("esc").Sees("Cases")
	})
}

// lateDesks cannot open any desk.
type lateDesks struct {
	*fake.Desks
	err error
}

func (d lateDesks) Desk(context.Context, flow.Environment) (screen.Desk, error) { return nil, d.err }

func TestEnvironmentThatDoesNotOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		desks := lateDesks{fake.One(fake.New(flow.Demo, fake.Happy, workTime)), errors.New("the key file is missing: run linkdesk doctor")}
		p := rig.Start(t, tui.New(t.Context(), tui.Options{Desks: desks, Env: flow.Demo, Now: time.Now().UTC()}), 80, 24)
		p.Sees("Where do you want to work?", "✗ The key file is missing: run linkdesk doctor.")
		p.Press("esc")
		if left, _ := p.Left(); left {
			t.Error("esc on the outermost page left")
		}
		p.Press("q")
		if left, err := p.Left(); !left || err != nil {
			t.Errorf("left %v, error %v", left, err)
		}
	})
}
