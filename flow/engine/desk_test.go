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

// begin opens a case and walks it with single commands up to the given phase.
func begin(t *testing.T, e *Engine, upTo flow.Phase) flow.CaseID {
	t.Helper()
	ctx := t.Context()
	id, err := e.Open(ctx, flow.OpenCase{Env: flow.Demo, Processor: flow.PrimeTrust, Adapter: true, Handoff: flow.HandoffSandbox})
	if err != nil {
		t.Fatal(err)
	}
	for {
		c, err := e.Wait(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if c.Phase == upTo {
			return id
		}
		move, err := flow.Next(c, plan(), time.Now())
		if err != nil || move.Command == nil {
			t.Fatalf("in phase %s: %+v %v", c.Phase, move, err)
		}
		if err := e.Do(ctx, id, move.Command); err != nil {
			t.Fatal(err)
		}
	}
}

// waiting is a hand-off whose customer never comes.
type waiting struct{ opened chan struct{} }

func (h waiting) Run(ctx context.Context, _ flow.HandoffRequest, sink flow.HandoffSink) error {
	sink.Opened("http://127.0.0.1:1/once", false, "no browser here")
	close(h.opened)
	<-ctx.Done()
	return ctx.Err()
}

func TestAHandoffCanBeCancelledAndStartedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, _ := w.engine(t, "p1")
		h := waiting{make(chan struct{})}
		e.cfg.Handoffs[flow.HandoffBrowser] = h
		id := begin(t, e, flow.PhaseTokenMade)
		if err := e.Do(t.Context(), id, flow.StartHandoff{Handoff: flow.HandoffBrowser}); err != nil {
			t.Fatal(err)
		}
		<-h.opened
		s, err := e.View(t.Context(), id)
		if err != nil || s.HandoffURL == "" || s.HandoffNote == "" || !s.Running || s.Case.Phase != flow.PhaseAtLink {
			t.Fatalf("%+v %v", s, err)
		}
		if err := e.Do(t.Context(), id, flow.Cancel{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		c, err := e.Wait(t.Context(), id)
		if err != nil || c.Phase != flow.PhaseTokenMade || c.Fault.Code != "CANCELLED" {
			t.Fatalf("%s %+v %v", c.Phase, c.Fault, err)
		}
		if s, _ := e.View(t.Context(), id); s.HandoffURL != "" || s.Running {
			t.Errorf("the address is still shown: %+v", s.HandoffURL)
		}
		if c, err = e.Walk(t.Context(), id, plan()); err != nil || c.Phase != flow.PhaseSubmitted {
			t.Errorf("the road after a cancel: %s %v", c.Phase, err)
		}
	})
}

// slow is a partner that takes its time and finds out whether its call was cancelled.
type slow struct {
	flow.Partner
	took time.Duration
	err  *error
}

func (s slow) Submit(ctx context.Context, req flow.SubmitRequest) (flow.Submission, flow.Call, error) {
	select {
	case <-time.After(s.took):
	case <-ctx.Done():
		*s.err = ctx.Err()
	}
	return s.Partner.Submit(context.WithoutCancel(ctx), req)
}

func TestASentSubmissionIsNeverCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, p := w.engine(t, "p1")
		var cancelled error
		e.cfg.Partners[flow.PrimeTrust] = slow{partner{p}, 20 * time.Second, &cancelled}
		id := begin(t, e, flow.PhaseTokenReady)
		if err := e.Do(t.Context(), id, flow.SubmitToken{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		var refusal *flow.Refusal
		if err := e.Do(t.Context(), id, flow.Cancel{}); !errors.As(err, &refusal) || !e.InFlight() {
			t.Errorf("cancel while sent: %v, in flight %v", err, e.InFlight())
		}
		start := time.Now()
		if err := e.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if time.Since(start) < 18*time.Second || cancelled != nil {
			t.Errorf("Close took %s, the call saw %v", time.Since(start), cancelled)
		}
		c, err := journal{p}.Case(t.Context(), id)
		if err != nil || c.Phase != flow.PhaseSubmitted {
			t.Errorf("the outcome was lost by quitting: %s %v", c.Phase, err)
		}
	})
}

func TestWaitsGrowAndStayBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		for i := range 40 {
			w.failAt[i] = notSent
		}
		e, _ := w.engine(t, "p1")
		start := time.Now()
		c, err := walkOnce(t, e)
		if err != nil || c.Fault == nil || c.Fault.Code != "NOT_SENT" || c.Phase != flow.PhaseWantToken {
			t.Fatalf("%s %+v %v", c.Phase, c.Fault, err)
		}
		if c.Fault.Hint == "" || c.Fault.Op != string(flow.CreateLinkToken) {
			t.Errorf("the fault helps nobody: %+v", c.Fault)
		}
		var waits []int64
		for _, r := range w.disk.records {
			if ev, ok := r.Event.(flow.EffectRetried); ok {
				waits = append(waits, ev.WaitMS)
			}
		}
		if len(waits) != 3 || waits[0] != 600 || waits[2] != 2400 || time.Since(start) != 4200*time.Millisecond {
			t.Errorf("waits %v, %s in all", waits, time.Since(start))
		}
	})
}

func TestAWaitCanBeCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		for i := range 40 {
			w.failAt[i] = notSent
		}
		e, _ := w.engine(t, "p1")
		id := begin(t, e, flow.PhaseReady)
		if err := e.Do(t.Context(), id, flow.MakeLinkToken{}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(100 * time.Millisecond)
		if err := e.Do(t.Context(), id, flow.Cancel{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		if c, err := e.Wait(t.Context(), id); err != nil || c.Fault.Code != "CANCELLED" {
			t.Errorf("%+v %v", c.Fault, err)
		}
	})
}

func TestTwoConsolesDoNotWorkOnOneCase(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		a, _ := w.engine(t, "alice@desk:1")
		h := waiting{make(chan struct{})}
		a.cfg.Handoffs[flow.HandoffBrowser] = h
		id := begin(t, a, flow.PhaseTokenMade)
		if err := a.Do(t.Context(), id, flow.StartHandoff{Handoff: flow.HandoffBrowser}); err != nil {
			t.Fatal(err)
		}
		<-h.opened
		b, _ := w.engine(t, "bob@desk:2")
		alive := true
		b.cfg.Life = life(func(actor string) bool { return alive && actor == "alice@desk:1" })
		var refusal *flow.Refusal
		if err := b.Wake(t.Context(), id); !errors.As(err, &refusal) || !strings.Contains(err.Error(), "alice@desk:1") {
			t.Errorf("bob may work on alice's case: %v", err)
		}
		alive = false
		if err := b.Wake(t.Context(), id); err != nil {
			t.Errorf("bob may not take over a dead console's case: %v", err)
		}
		// Bob's customer finishes; then alice's flight must not count any more.
		c, err := b.Walk(t.Context(), id, plan())
		if err != nil || c.Phase != flow.PhaseSubmitted || len(w.methods) != 1 {
			t.Errorf("%s %v, %d methods", c.Phase, err, len(w.methods))
		}
		late := &sink{e: a, l: a.of(id), c: c}
		if err := late.Result(t.Context(), flow.LinkResult{PublicToken: secret("public-late")}); flow.FaultOf(err, "").Code != "FLIGHT_OVER" {
			t.Errorf("a late result was taken: %v", err)
		}
		_ = a.Close(t.Context())
	})
}

func TestNextHearsOfOurChangesAndOfOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		a, _ := w.engine(t, "a")
		b, _ := w.engine(t, "b")
		id := begin(t, a, flow.PhaseReady)
		s, err := b.View(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		go func() { _ = a.Do(t.Context(), id, flow.CloseCase{By: "operator"}) }()
		next, err := b.Next(t.Context(), id, s.Version)
		if err != nil || next.Case.Phase != flow.PhaseClosed || time.Since(start) > peek {
			t.Errorf("%s after %s, %v", next.Case.Phase, time.Since(start), err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		if _, err := b.Next(ctx, id, next.Version); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("nothing happened and Next says %v", err)
		}
	})
}

// A panic in an adapter must not take the program along, and what was sent may have arrived.
type panicking struct{ flow.Partner }

func (panicking) Submit(context.Context, flow.SubmitRequest) (flow.Submission, flow.Call, error) {
	panic("processor-sandbox-canary")
}

func TestAPanicIsAnUnknownOutcome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, p := w.engine(t, "p1")
		e.cfg.Partners[flow.PrimeTrust] = panicking{partner{p}}
		id := begin(t, e, flow.PhaseTokenReady)
		if err := e.Do(t.Context(), id, flow.SubmitToken{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		c, err := e.Wait(t.Context(), id)
		if err != nil || c.Status() != flow.StatusUncertain || strings.Contains(c.Fault.Error(), "canary") {
			t.Errorf("%s %+v %v", c.Status(), c.Fault, err)
		}
	})
}
