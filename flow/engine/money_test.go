package engine

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

func resting(t *testing.T, w *world, e *Engine) flow.CaseID {
	t.Helper()
	p := plan()
	p.Fund = flow.Money{}
	if _, err := e.Open(t.Context(), flow.OpenCase{Env: flow.Demo, Processor: flow.PrimeTrust, Adapter: true, Handoff: flow.HandoffSandbox}); err != nil {
		t.Fatal(err)
	}
	c, err := e.Walk(t.Context(), "01CASE", p)
	if err != nil || c.Phase != flow.PhaseSubmitted {
		t.Fatal(c.Phase, err)
	}
	return c.ID
}

// TestAKeyOutlivesAMissingLogin: killed behind the contribution; the next start has no login, and the
// one after it has.
func TestAKeyOutlivesAMissingLogin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		a, p := w.engine(t, "a")
		id := resting(t, w, a)
		w.change(func() { w.failAt[w.steps+3] = dieAfter })
		_ = a.Do(t.Context(), id, flow.MoveMoney{Move: flow.Contribution, Amount: flow.Money{Minor: 2500, Currency: "USD"}})
		synctest.Wait()
		if !p.dead.Load() || len(w.pulls) != 1 {
			t.Fatal(w.names, len(w.pulls))
		}
		b, _ := w.engine(t, "b")
		delete(b.cfg.Partners, flow.PrimeTrust)
		pl := plan()
		c, err := b.Walk(t.Context(), id, pl) // run --resume --fund 25 without the login
		if err != nil || c.Status() != flow.StatusUncertain || c.Open == nil {
			t.Errorf("without a login: %s, %v", c.Status(), err)
		}
		d, _ := w.engine(t, "d")
		if c, err = d.Walk(t.Context(), id, pl); err != nil || len(c.Transfers) != 1 {
			t.Errorf("with it: %v, %v", c.Transfers, err)
		}
		if len(w.pulls) != 1 {
			t.Errorf("%d contributions", len(w.pulls))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_ = a.Close(ctx)
	})
}

// hooked lets another console act between a read and a decision.
type hooked struct {
	flow.Journal
	after int
	do    func()
}

func (h *hooked) Case(ctx context.Context, id flow.CaseID) (flow.Case, error) {
	c, err := h.Journal.Case(ctx, id)
	if h.after--; h.after == 0 {
		h.do()
	}
	return c, err
}

// TestTwoRunsPullOnce: two runs with --fund, of which the second read the case before the first pulled.
func TestTwoRunsPullOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		a, _ := w.engine(t, "a")
		id := resting(t, w, a)
		b, _ := w.engine(t, "b")
		h := &hooked{Journal: b.cfg.Journal, after: 1}
		b.cfg.Journal = h
		h.do = func() {
			if c, err := a.Walk(t.Context(), id, plan()); err != nil || len(c.Transfers) != 1 {
				t.Fatal(err)
			}
		}
		var refusal *flow.Refusal
		if _, err := b.Walk(t.Context(), id, plan()); !errors.As(err, &refusal) {
			t.Errorf("the second run: %v", err)
		}
		if len(w.pulls) != 1 {
			t.Errorf("%d contributions", len(w.pulls))
		}
	})
}

// TestTwoConsolesPullOnce: a wish that meets a case which has moved on is refused, not decided anew.
func TestTwoConsolesPullOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		a, _ := w.engine(t, "a")
		id := resting(t, w, a)
		b, _ := w.engine(t, "b")
		move := flow.MoveMoney{Move: flow.Contribution, Amount: flow.Money{Minor: 2500, Currency: "USD"}, By: "operator"}
		h := &hooked{Journal: b.cfg.Journal, after: 1}
		b.cfg.Journal = h
		h.do = func() {
			if err := a.Do(t.Context(), id, move); err != nil {
				t.Fatal(err)
			}
			if _, err := a.Wait(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
		err := b.Do(t.Context(), id, move)
		if len(w.pulls) != 1 {
			t.Errorf("%d contributions, second wish: %v", len(w.pulls), err)
		}
	})
}

// TestOnePullForEachRun: a pull that the partner cancels at once is not made again and again.
func TestOnePullForEachRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.born = "cancelled"
		e, _ := w.engine(t, "a")
		c, err := walkOnce(t, e)
		if err != nil || len(w.pulls) != 1 || c.Transfers[0].State() != flow.TransferCancelled {
			t.Errorf("%d contributions, %v", len(w.pulls), err)
		}
	})
}

// TestAvailableMoneyIsLookedAtDaily, because a bank can send it back for weeks.
func TestAvailableMoneyIsLookedAtDaily(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e, id := funded(t)
		e.cfg.Tail.Scan = 6 * time.Hour // the weeks of this test are many minutes
		settled := time.Now().UTC().Format(time.RFC3339)
		w.change(func() {
			for key, tr := range w.pulls {
				tr.Status, tr.SettledAt, tr.ClearedAt = "settled", settled, settled
				w.pulls[key] = tr
			}
		})
		defer tail(t, e)()
		time.Sleep(5 * 24 * time.Hour)
		looks, records := w.seen()
		time.Sleep(10 * 24 * time.Hour)
		if l, r := w.seen(); r != records || l-looks < 9 || l-looks > 25 {
			t.Errorf("%d looks in ten days, %d records", l-looks, r-records)
		}
		w.change(func() { w.settle("reversed") })
		time.Sleep(25 * time.Hour)
		c, err := e.cfg.Journal.Case(t.Context(), id)
		if err != nil || c.Transfers[0].State() != flow.TransferReversed || c.Who() != flow.Operator {
			t.Errorf("%v, %s, %v", c.Transfers[0].State(), c.Who(), err)
		}
	})
}

// TestTailLeavesARefusalAlone: it stays in sight, and the looks go on without a trace.
func TestTailLeavesARefusalAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e, id := funded(t)
		end := tail(t, e)
		time.Sleep(time.Hour)
		end()
		w.change(func() { w.failAt[w.steps+3] = refused })
		if err := e.Do(t.Context(), id, flow.MoveMoney{Move: flow.Contribution, Amount: flow.Money{Minor: 100, Currency: flow.USD}, Seen: 1}); err != nil {
			t.Fatal(err)
		}
		if c, err := e.Wait(t.Context(), id); err != nil || c.Refused == nil || c.Fault == nil {
			t.Fatalf("%+v, %v", c.Fault, err)
		}
		_, before := w.seen()
		defer tail(t, e)()
		time.Sleep(5 * time.Hour)
		c, err := e.cfg.Journal.Case(t.Context(), id)
		if _, now := w.seen(); err != nil || now != before || c.Fault == nil || c.Fault.Code != "NO" {
			t.Errorf("%d records, %+v, %v", now-before, c.Fault, err)
		}
		w.change(func() { w.settle("settled") })
		time.Sleep(time.Hour)
		if c, err = e.cfg.Journal.Case(t.Context(), id); err != nil || c.Fault == nil || c.Transfers[0].State() != flow.TransferHeld {
			t.Errorf("what is new: %+v, %+v, %v", c.Fault, c.Transfers, err)
		}
	})
}

// clerk is a partner that refuses every application.
type clerk struct{ partner }

func (clerk) Accounts(context.Context, string, int) (flow.AccountPage, flow.Call, error) {
	return flow.AccountPage{}, flow.Call{}, nil
}

func (clerk) Contacts(context.Context, string) ([]flow.PartnerContact, flow.Call, error) {
	return nil, flow.Call{}, nil
}

func (clerk) Preview(context.Context, flow.Application) (string, flow.Call, error) {
	return "", flow.Call{}, nil
}

func (clerk) OpenAccount(context.Context, string, flow.Secret) (flow.OpenedAccount, flow.Call, error) {
	return flow.OpenedAccount{}, flow.Call{}, &flow.Fault{Kind: flow.Input, Code: "422", HTTPStatus: 422, Message: "tax-id-number is invalid"}
}

func (clerk) OpenDigest(flow.Secret) string { return "d" }

// TestARefusedApplicationIsForgotten: it is too private to lie about.
func TestARefusedApplicationIsForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, p := w.engine(t, "a")
		e.cfg.Partners[flow.PrimeTrust] = clerk{partner{p}}
		id, err := e.Open(t.Context(), flow.OpenCase{Env: flow.Demo, Processor: flow.PrimeTrust, Adapter: true, Handoff: flow.HandoffSandbox})
		if err != nil {
			t.Fatal(err)
		}
		ask := flow.OpenAccount{Party: flow.Party{ClientUserID: "cu-1", LegalName: "Avery Quinn"}, By: "operator", Application: flow.Application{
			AccountName: "Avery Quinn", Signature: "Avery Quinn", Owner: flow.Person{Name: "Avery Quinn", Email: "avery@example.com", Phone: "+1 415 555 0123",
				DateOfBirth: "1955-03-07", TaxID: "987654321", TaxCountry: "US", TaxState: "NY",
				Address: flow.Address{Street1: "2992 Cameron Road", City: "Malakoff", Region: "NY", PostalCode: "14236", Country: "US"}}}}
		if err := e.Do(t.Context(), id, ask); err != nil {
			t.Fatal(err)
		}
		if c, err := e.Wait(t.Context(), id); err != nil || c.Phase != flow.PhaseOpened || c.Fault == nil {
			t.Errorf("in %s: %+v, %v", c.Phase, c.Fault, err)
		}
		if _, held := w.disk.secrets[flow.ApplicationKind.String()]; held {
			t.Error("the application is still in the vault")
		}
	})
}
