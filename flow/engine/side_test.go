package engine

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

// TestTroubleAtEveryStepOfARepair breaks every call and every append of a repair in every way.
// Whatever happens, the Item and the processor_token stay the ones they were, nothing is
// exchanged, and another try repairs it.
func TestTroubleAtEveryStepOfARepair(t *testing.T) {
	steps := repairWith(t, 0, "")
	if steps < 10 {
		t.Fatalf("a repair has %d steps", steps)
	}
	for at := 1; at <= steps; at++ {
		for _, how := range []trouble{dieBefore, dieAfter, notSent, lostAnswer, serverDown, refused} {
			repairWith(t, at, how)
		}
	}
}

// repairWith repairs a case whose token is ready, with trouble at one step, and returns how many
// steps that took.
func repairWith(t *testing.T, at int, how trouble) (steps int) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, p := w.engine(t, "p0")
		id := begin(t, e, flow.PhaseTokenReady)
		before := w.steps
		w.failAt[before+at] = how
		var c flow.Case
		for tries := 0; tries < 6; tries++ {
			c = repairOnce(t, e, id)
			p.dead.Store(true)
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			_ = e.Close(ctx)
			cancel()
			if c.Side == nil && c.Fault == nil && !c.RelinkedAt.IsZero() {
				break
			}
			e, p = w.engine(t, fmt.Sprintf("p%d", tries+1))
		}
		exchanges := 0
		for _, name := range w.names {
			if name == "exchange" {
				exchanges++
			}
		}
		if c.Phase != flow.PhaseTokenReady || c.Side != nil || c.Fault != nil || c.Masked == "" {
			t.Errorf("step %d %s: phase %s, side %+v, fault %v\n%v", at, how, c.Phase, c.Side, c.Fault, w.names[before:])
		}
		if exchanges != 1 || len(w.items) != 1 || w.minted != 1 {
			t.Errorf("step %d %s: %d exchanges, %d Items, %d processor tokens", at, how, exchanges, len(w.items), w.minted)
		}
		if _, held := w.disk.secrets[flow.PublicToken.String()]; held {
			t.Errorf("step %d %s: a repair keeps a public_token", at, how)
		}
		if got := text(w.lastUpdate); got != "access-item-of-public-1" {
			t.Errorf("step %d %s: the link_token updates %q", at, how, got)
		}
		steps = w.steps - before
	})
	return steps
}

func repairOnce(t *testing.T, e *Engine, id flow.CaseID) flow.Case {
	t.Helper()
	ctx, cancel := context.WithCancel(e.ctx)
	defer cancel()
	c, err := e.cfg.Journal.Case(t.Context(), id)
	if err == nil && c.Side != nil {
		err = e.Wake(ctx, id)
	} else if err == nil {
		err = e.Do(ctx, id, flow.Relink{Handoff: flow.HandoffBrowser})
	}
	if err == nil {
		_, _ = e.Wait(ctx, id)
	}
	c, _ = flow.Replay(e.cfg.Journal.(journal).p.w.disk.records)
	return c
}

// known is a journal in which another case has linked the same account.
type known struct{ journal }

func (known) Linked(_ context.Context, _ flow.CaseID, bank string, accounts []flow.LinkAccount) ([]flow.Duplicate, error) {
	if bank != "ins_1" || len(accounts) != 1 {
		return nil, nil
	}
	return []flow.Duplicate{{Case: "00OLD", Name: accounts[0].Name, Mask: accounts[0].Mask}}, nil
}

// twin is a customer who links an account that is known.
type twin struct{}

func (twin) Run(ctx context.Context, _ flow.HandoffRequest, sink flow.HandoffSink) error {
	return sink.Result(ctx, flow.LinkResult{PublicToken: secret("public-1"), InstitutionID: "ins_1",
		Accounts: []flow.LinkAccount{{ID: "a", Name: "Plaid Checking", Mask: "0000"}}})
}

func TestAKnownAccountIsNotExchangedUnasked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, p := w.engine(t, "p0")
		e.cfg.Journal = known{journal{p}}
		e.cfg.Handoffs[flow.HandoffBrowser] = twin{}
		id := begin(t, e, flow.PhaseTokenMade)
		if err := e.Do(t.Context(), id, flow.StartHandoff{Handoff: flow.HandoffBrowser}); err != nil {
			t.Fatal(err)
		}
		c, err := e.Wait(t.Context(), id)
		if err != nil || !c.Doubtful() || slices.Contains(w.names, "exchange") || c.Duplicates[0].Case != "00OLD" {
			t.Fatalf("phase %s, duplicates %v, %v, steps %v", c.Phase, c.Duplicates, err, w.names)
		}
		if err := e.Do(t.Context(), id, flow.AcceptDuplicate{By: "operator"}); err != nil {
			t.Fatal(err)
		}
		if c, err = e.Wait(t.Context(), id); err != nil || c.Item.ID == "" {
			t.Errorf("accepted: phase %s, %v", c.Phase, err)
		}
	})
}

// tired is a page whose link_token is dead at once.
type tired struct{ got *string }

func (h tired) Run(ctx context.Context, _ flow.HandoffRequest, sink flow.HandoffSink) error {
	ans, err := sink.Renew(ctx)
	if err != nil {
		return err
	}
	*h.got = text(ans.Token)
	return sink.Result(ctx, flow.LinkResult{PublicToken: secret("public-1")})
}

// shaky is a Plaid whose second call for a link token does not get through.
type shaky struct {
	bank
	calls *int
}

func (b shaky) CreateLinkToken(ctx context.Context, r flow.LinkTokenRequest) (flow.LinkTokenAnswer, flow.Call, error) {
	if *b.calls++; *b.calls == 2 {
		return flow.LinkTokenAnswer{}, flow.Call{}, flow.Faultf("link_token_create", flow.Transient, "NOT_SENT", "refused connection")
	}
	return b.bank.CreateLinkToken(ctx, r)
}

// The first try for a new token fails as calls do; it is made again while the customer waits.
func TestAFlightGetsANewLinkToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, p := w.engine(t, "p0")
		e.cfg.Bank = shaky{bank{p}, new(int)}
		got := ""
		e.cfg.Handoffs[flow.HandoffBrowser] = tired{&got}
		id := begin(t, e, flow.PhaseTokenMade)
		if err := e.Do(t.Context(), id, flow.StartHandoff{Handoff: flow.HandoffBrowser}); err != nil {
			t.Fatal(err)
		}
		if _, err := e.Wait(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		renewed := 0
		for _, r := range w.disk.records {
			if _, ok := r.Event.(flow.LinkTokenRenewed); ok {
				renewed++
			}
		}
		if got == "" || renewed != 1 {
			t.Errorf("token %q, %d events", got, renewed)
		}
	})
}

// late is a Plaid at which the customer of a stopped hosted page has finished.
type late struct{ bank }

func (b late) CreateLinkToken(ctx context.Context, r flow.LinkTokenRequest) (flow.LinkTokenAnswer, flow.Call, error) {
	ans, call, err := b.bank.CreateLinkToken(ctx, r)
	if r.Hosted {
		ans.HostedURL = secret("https://secure.example/hl/1")
	}
	return ans, call, err
}

func (late) LinkSessions(context.Context, flow.Secret) ([]flow.LinkSession, flow.Call, error) {
	return []flow.LinkSession{{ID: "s7", Result: &flow.LinkResult{PublicToken: secret("public-1"), SessionID: "s7"}}}, flow.Call{}, nil
}

// away is a customer who does not come.
type away struct{}

func (away) Run(ctx context.Context, _ flow.HandoffRequest, _ flow.HandoffSink) error {
	<-ctx.Done()
	return ctx.Err()
}

// finder is a hosted hand-off that finds what is there.
type finder struct{ b late }

func (h finder) Run(ctx context.Context, r flow.HandoffRequest, sink flow.HandoffSink) error {
	all, _, _ := h.b.LinkSessions(ctx, r.LinkToken)
	return sink.Result(ctx, *all[0].Result)
}

// A customer who finishes after the operator has stopped is not lost to a new link token.
func TestAStoppedHostedPageIsLookedAt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, p := w.engine(t, "p0")
		e.cfg.Bank = late{bank{p}}
		e.cfg.Handoffs[flow.HandoffHosted] = away{}
		id := begin(t, e, flow.PhaseTokenMade)
		do := func(cmd flow.Command) flow.Case {
			t.Helper()
			if err := e.Do(t.Context(), id, cmd); err != nil {
				t.Fatal(err)
			}
			c, err := e.Wait(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		if err := e.Do(t.Context(), id, flow.StartHandoff{Handoff: flow.HandoffHosted}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		do(flow.Cancel{By: "operator"})
		c := do(flow.StartHandoff{Handoff: flow.HandoffBrowser})
		if c.Fault == nil || c.Fault.Code != flow.CodeFinished || c.Phase != flow.PhaseTokenMade || c.Link.Handoff != flow.HandoffHosted {
			t.Fatalf("phase %s, %v", c.Phase, c.Fault)
		}
		e.cfg.Handoffs[flow.HandoffHosted] = finder{late{bank{p}}}
		if c = do(flow.StartHandoff{Handoff: flow.HandoffHosted}); c.Item.ID == "" {
			t.Errorf("phase %s, %v", c.Phase, c.Fault)
		}
	})
}
