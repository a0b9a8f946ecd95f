package engine

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

// watched records what is asked of the journal.
type watched struct {
	flow.Journal
	appends []flow.Append
	probes  int
	sealed  error // what Probe says
	fail    func(flow.Append) error
}

func (j *watched) Append(ctx context.Context, a flow.Append) ([]flow.Record, error) {
	if j.fail != nil {
		if err := j.fail(a); err != nil {
			return nil, err
		}
	}
	j.appends = append(j.appends, a)
	return j.Journal.Append(ctx, a)
}

func (j *watched) Probe(context.Context) error { j.probes++; return j.sealed }

func (j *watched) find(kind flow.EventKind) flow.Append {
	for _, a := range j.appends {
		if a.Events[0].Kind() == kind {
			return a
		}
	}
	return flow.Append{}
}

func TestTokensAreKeptOnlyAsLongAsNeeded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, _ := w.engine(t, "a")
		j := &watched{Journal: e.cfg.Journal}
		e.cfg.Journal = j
		id := begin(t, e, flow.PhaseSubmitted)
		if got := j.find("item_exchanged").Forget; !slices.Contains(got, flow.PublicToken) || !slices.Contains(got, flow.LinkToken) {
			t.Errorf("the exchange forgets %v", got)
		}
		for _, kind := range []flow.EventKind{"link_token_created", "link_succeeded", "item_exchanged", "processor_token_created"} {
			if len(j.find(kind).Seal) != 1 {
				t.Errorf("%s seals %d secrets", kind, len(j.find(kind).Seal))
			}
		}
		for _, kind := range []flow.EventKind{"link_token_created", "item_exchanged", "submitted", "intent"} {
			if !j.find(kind).Patient {
				t.Errorf("%s gives up on a busy history", kind)
			}
		}
		if err := e.Do(t.Context(), id, flow.CloseCase{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		if !j.find("case_closed").Shred {
			t.Error("closing a case leaves its tokens")
		}
	})
}

func TestNothingBeginsWithoutAVault(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, _ := w.engine(t, "a")
		j := &watched{Journal: e.cfg.Journal}
		e.cfg.Journal = j
		ready, made := begin(t, e, flow.PhaseReady), flow.CaseID("")
		j.sealed = errors.New("no key")
		before := w.steps
		if _, err := e.Open(t.Context(), flow.OpenCase{Env: flow.Demo, Processor: flow.PrimeTrust, Handoff: flow.HandoffSandbox}); err == nil {
			t.Error("a case was opened")
		}
		if err := e.Do(t.Context(), ready, flow.MakeLinkToken{}); err == nil {
			t.Error("a link_token was asked for")
		}
		j.sealed = nil
		if err := e.Do(t.Context(), ready, flow.MakeLinkToken{}); err != nil {
			t.Fatal(err)
		}
		if _, err := e.Wait(t.Context(), ready); err != nil {
			t.Fatal(err)
		}
		j.sealed, made = errors.New("no key"), ready
		if err := e.Do(t.Context(), made, flow.StartHandoff{Handoff: flow.HandoffSandbox}); err == nil {
			t.Error("a hand-off was begun")
		}
		if w.steps == before {
			t.Error("the walk in between did nothing")
		}
	})
}

// A full disk at the outcome: the outcome is tried again until it is kept, and the call is
// not made again.
func TestAnOutcomeIsKeptWhenTheDiskHasRoomAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, _ := w.engine(t, "a")
		full := 5
		j := &watched{Journal: e.cfg.Journal}
		j.fail = func(a flow.Append) error {
			if a.Events[0].Kind() == "submitted" && full > 0 {
				full--
				return errors.New("no space left on device")
			}
			return nil
		}
		e.cfg.Journal = j
		id := begin(t, e, flow.PhaseTokenReady)
		if err := e.Do(t.Context(), id, flow.SubmitToken{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(200 * time.Millisecond)
		if s, err := e.View(t.Context(), id); err != nil || s.Busy == "" || !e.InFlight() {
			t.Errorf("nobody is told: busy %q, in flight %v, %v", s.Busy, e.InFlight(), err)
		}
		c, err := e.Wait(t.Context(), id)
		if err != nil || c.Phase != flow.PhaseSubmitted || w.submits != 1 {
			t.Errorf("%s %v after %d posts", c.Phase, err, w.submits)
		}
	})
}

// changed is a partner whose request is not the one that was sent before.
type changed struct{ flow.Partner }

func (changed) SubmitDigest(flow.SubmitRequest) string { return "something else" }

func TestARepeatMustBeTheSameRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, p := w.engine(t, "a")
		id := begin(t, e, flow.PhaseTokenReady)
		w.mu.Lock()
		for i := 3; i < 20; i += 3 { // every post: intent, post, outcome
			w.failAt[w.steps+i] = lostAnswer
		}
		w.mu.Unlock()
		if err := e.Do(t.Context(), id, flow.SubmitToken{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		c, err := e.Wait(t.Context(), id)
		if err != nil || c.Status() != flow.StatusUncertain {
			t.Fatalf("%s %v", c.Status(), err)
		}
		posts := w.submits
		e.cfg.Partners[flow.PrimeTrust] = changed{partner{p}}
		if err := e.Do(t.Context(), id, flow.Retry{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		c, err = e.Wait(t.Context(), id)
		if err != nil || w.submits != posts || c.Status() != flow.StatusUncertain || c.Fault.Kind != flow.Internal {
			t.Errorf("%s %v %+v, %d posts before and %d after", c.Status(), err, c.Fault, posts, w.submits)
		}
	})
}

func TestTheProvidersOwnWaitIsKeptAndCapped(t *testing.T) {
	e := &Engine{cfg: Config{Retry: DefaultRetry(), Jitter: func() float64 { return 0 }}}
	for asked, want := range map[int]time.Duration{0: 600 * time.Millisecond, 7: 7 * time.Second, 86400: retryAfterCap} {
		got, ok := e.again(flow.ReadAccounts, 1, &flow.Fault{Kind: flow.Transient, RetryAfter: asked})
		if !ok || got != want {
			t.Errorf("asked for %d s, waits %s", asked, got)
		}
	}
	if _, ok := e.again(flow.ExchangePublicToken, 2, &flow.Fault{Kind: flow.Unknown}); ok {
		t.Error("the exchange is tried a third time blindly")
	}
	if _, ok := e.again(flow.ReadAccounts, 1, &flow.Fault{Kind: flow.Refused}); ok {
		t.Error("a refusal is retried")
	}
}

// stale is a Plaid whose link tokens have run out when they arrive.
type stale struct{ bank }

func (b stale) CreateLinkToken(ctx context.Context, r flow.LinkTokenRequest) (flow.LinkTokenAnswer, flow.Call, error) {
	ans, call, err := b.bank.CreateLinkToken(ctx, r)
	ans.Expiration = time.Now().Add(-time.Hour)
	return ans, call, err
}

func TestAWrongClockEndsTheWalk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, p := w.engine(t, "a")
		e.cfg.Bank = stale{bank{p}}
		id := begin(t, e, flow.PhaseReady)
		c, err := e.Walk(t.Context(), id, plan())
		made := 0
		for _, name := range w.names {
			if name == "link_token_create" {
				made++
			}
		}
		if err != nil || c.Fault == nil || c.Fault.Code != "CLOCK_WRONG" || made != 1 {
			t.Errorf("%v %v after %d link tokens", c.Fault, err, made)
		}
	})
}

func TestACorrectionIsTriedAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, _ := w.engine(t, "a")
		id := begin(t, e, flow.PhaseTokenReady)
		w.mu.Lock()
		w.failAt[w.steps+3] = refused
		w.mu.Unlock()
		c, err := e.Walk(t.Context(), id, plan())
		if err != nil || c.Fault == nil {
			t.Fatalf("%+v %v", c.Fault, err)
		}
		p := plan()
		p.Party.LegalName, p.Correct = "Somebody Else", true
		if c, err = e.Walk(t.Context(), id, p); err != nil || c.Phase != flow.PhaseSubmitted || c.Party.LegalName != "Somebody Else" {
			t.Errorf("%s %v %+v", c.Phase, err, c.Fault)
		}
	})
}
