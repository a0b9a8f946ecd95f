package engine

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

// submitting is two consoles on one case of which the first is in the middle of the submission.
func submitting(t *testing.T) (*world, *Engine, *Engine, flow.CaseID) {
	t.Helper()
	w := newWorld()
	a, p := w.engine(t, "alice@desk:1:100")
	var none error
	a.cfg.Partners[flow.PrimeTrust] = slow{partner{p}, 10 * time.Second, &none}
	id := begin(t, a, flow.PhaseTokenReady)
	if err := a.Do(t.Context(), id, flow.SubmitToken{By: "operator"}); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Second)
	b, _ := w.engine(t, "bob@desk:2:200")
	b.cfg.Life = life(func(actor string) bool { return actor == "alice@desk:1:100" })
	return w, a, b, id
}

func TestAnotherConsoleCannotCancelOrRepeatALiveSubmission(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, a, b, id := submitting(t)
		var refusal *flow.Refusal
		if err := b.Do(t.Context(), id, flow.Cancel{By: "bob"}); !errors.As(err, &refusal) {
			t.Errorf("bob may cancel what alice has sent: %v", err)
		}
		// A command that is allowed meanwhile must not let bob's console work along.
		if err := b.Do(t.Context(), id, flow.RevealToken{By: "bob"}); err != nil {
			t.Error(err)
		}
		if _, err := b.Walk(t.Context(), id, plan()); !errors.As(err, &refusal) {
			t.Errorf("bob's walk: %v", err)
		}
		c, err := a.Wait(t.Context(), id)
		if err != nil || c.Phase != flow.PhaseSubmitted || w.submits != 1 || len(w.methods) != 1 {
			t.Errorf("%s %v: %d posts, %d methods", c.Phase, err, w.submits, len(w.methods))
		}
	})
}

// The first process dies after the post; a console cancels what it finds and tries again.
func TestACancelledBareIntentIsNotSubmittedTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		a, p := w.engine(t, "a")
		id := begin(t, a, flow.PhaseTokenReady)
		w.mu.Lock()
		w.failAt[w.steps+3] = dieAfter // asked, intent, post
		w.mu.Unlock()
		if err := a.Do(t.Context(), id, flow.SubmitToken{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if !p.dead.Load() || len(w.methods) != 1 {
			t.Fatalf("dead %v, %d methods", p.dead.Load(), len(w.methods))
		}
		b, _ := w.engine(t, "b")
		b.cfg.Life = life(func(string) bool { return false })
		if err := b.Do(t.Context(), id, flow.Cancel{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		c, err := b.Walk(t.Context(), id, plan())
		if err != nil || c.Phase != flow.PhaseSubmitted || len(w.methods) != 1 {
			t.Errorf("%s %v: %d methods", c.Phase, err, len(w.methods))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_ = a.Close(ctx)
	})
}

// lingering is a hand-off that takes a moment to end after it was cancelled, as a page does
// that still says good-bye.
type lingering struct{ flow.Handoff }

func (h lingering) Run(ctx context.Context, req flow.HandoffRequest, sink flow.HandoffSink) error {
	if req.Sandbox.InstitutionID != "first" {
		return h.Handoff.Run(ctx, req, sink)
	}
	<-ctx.Done()
	time.Sleep(700 * time.Millisecond)
	return ctx.Err()
}

func TestAHandoffStartedWhileTheLastOneLeavesIsNotForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, p := w.engine(t, "a")
		e.cfg.Handoffs[flow.HandoffBrowser] = lingering{link{p}}
		id := begin(t, e, flow.PhaseTokenMade)
		start := func(bank string) {
			t.Helper()
			if err := e.Do(t.Context(), id, flow.StartHandoff{Handoff: flow.HandoffBrowser, Sandbox: flow.SandboxLogin{InstitutionID: bank}}); err != nil {
				t.Fatal(err)
			}
		}
		start("first")
		time.Sleep(time.Second)
		if err := e.Do(t.Context(), id, flow.Cancel{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		start("second") // the first flight has not ended yet
		c, err := e.Wait(t.Context(), id)
		if err != nil || c.Phase != flow.PhaseChoosing {
			t.Errorf("the second hand-off came to %s, %v", c.Phase, err)
		}
	})
}

// A busy history is neither a lost token nor a fault of the case.
type busyVault struct {
	flow.Journal
	busy *bool
}

func (j busyVault) Secret(ctx context.Context, id flow.CaseID, k flow.SecretKind) (flow.Secret, error) {
	if *j.busy && k == flow.AccessToken {
		return flow.Secret{}, &flow.BusyError{Holder: "carol, pid 7"}
	}
	return j.Journal.Secret(ctx, id, k)
}

func TestABusyVaultIsNotALostToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, _ := w.engine(t, "a")
		busy := true
		e.cfg.Journal = busyVault{e.cfg.Journal, &busy}
		id := begin(t, e, flow.PhaseTokenMade)
		if err := e.Do(t.Context(), id, flow.StartHandoff{Handoff: flow.HandoffSandbox}); err != nil {
			t.Fatal(err)
		}
		var held *flow.BusyError
		if _, err := e.Wait(t.Context(), id); !errors.As(err, &held) {
			t.Fatalf("%v", err)
		}
		if s, _ := e.View(t.Context(), id); s.Case.Fault != nil || s.Busy == "" || s.Running {
			t.Errorf("fault %+v, busy %q, running %v", s.Case.Fault, s.Busy, s.Running)
		}
		busy = false
		if c, err := e.Walk(t.Context(), id, plan()); err != nil || c.Phase != flow.PhaseSubmitted {
			t.Errorf("%s %v", c.Phase, err)
		}
	})
}

// A customer who finished while the console was dead is found, not asked again.
type remembering struct {
	bank
	asked *int
}

func (b remembering) LinkSessions(context.Context, flow.Secret) ([]flow.LinkSession, flow.Call, error) {
	if *b.asked++; *b.asked == 1 {
		return nil, flow.Call{}, &flow.Fault{Kind: flow.Transient, Code: "NOT_SENT"}
	}
	return []flow.LinkSession{{ID: "gone"}, {ID: "s1", Result: &flow.LinkResult{PublicToken: secret("public-1"), SessionID: "s1"}}}, flow.Call{}, nil
}

func TestAFlightThatOutlivedItsConsoleIsFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		a, _ := w.engine(t, "a")
		h := waiting{make(chan struct{})}
		a.cfg.Handoffs[flow.HandoffBrowser] = h
		id := begin(t, a, flow.PhaseTokenMade)
		if err := a.Do(t.Context(), id, flow.StartHandoff{Handoff: flow.HandoffBrowser}); err != nil {
			t.Fatal(err)
		}
		<-h.opened
		_ = a.Close(t.Context())
		b, p := w.engine(t, "b")
		asked := 0
		b.cfg.Bank = remembering{bank{p}, &asked}
		delete(b.cfg.Handoffs, flow.HandoffBrowser) // a second page would be a failure
		c, err := b.Walk(t.Context(), id, plan())
		if err != nil || c.Phase != flow.PhaseSubmitted || asked != 2 {
			t.Errorf("%s %v %+v, asked %d times", c.Phase, err, c.Fault, asked)
		}
	})
}

// life makes a Life of what a test knows.
func life(alive func(string) bool) func(string) Life {
	return func(actor string) Life {
		if alive(actor) {
			return Running
		}
		return Gone
	}
}

// A case whose worker is on another machine stands still until a person says that it is gone.
func TestAnotherMachineIsNotTakenOverUnasked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		a, p := w.engine(t, "alice@far:1:1")
		id := begin(t, a, flow.PhaseTokenReady)
		w.mu.Lock()
		w.failAt[w.steps+3] = dieAfter // asked, intent, post
		w.mu.Unlock()
		if err := a.Do(t.Context(), id, flow.SubmitToken{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if !p.dead.Load() {
			t.Fatal("alice lives")
		}
		b, _ := w.engine(t, "bob@desk:2:200")
		b.cfg.Life = func(string) Life { return Elsewhere }
		var refusal *flow.Refusal
		for name, try := range map[string]func() error{
			"wake":   func() error { return b.Wake(t.Context(), id) },
			"cancel": func() error { return b.Do(t.Context(), id, flow.Cancel{By: "bob"}) },
			"walk":   func() error { _, err := b.Walk(t.Context(), id, plan()); return err },
		} {
			if err := try(); !errors.As(err, &refusal) || !strings.Contains(err.Error(), "alice@far:1:1") || !strings.Contains(err.Error(), "--take-over") {
				t.Errorf("%s: %v", name, err)
			}
		}
		b.cfg.Life = life(func(string) bool { return false })
		c, err := b.Walk(t.Context(), id, plan())
		if err != nil || c.Phase != flow.PhaseSubmitted || c.Worker != "" || len(w.methods) != 1 {
			t.Errorf("%s %v: %d methods, worker %q", c.Phase, err, len(w.methods), c.Worker)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_ = a.Close(ctx)
	})
}
