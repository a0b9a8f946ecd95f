package engine

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

// ill is a customer whose bank sends them away, at a Plaid that tells how the bank is, or does not.
type ill struct {
	bank
	silent bool
	asked  *int
}

func (b ill) Institution(ctx context.Context, id string) (flow.Institution, flow.Call, error) {
	*b.asked++
	if b.silent {
		<-ctx.Done()
		return flow.Institution{}, flow.Call{Endpoint: "/institutions/get_by_id"}, &flow.Fault{Kind: flow.Unknown, Code: "NO_ANSWER"}
	}
	return flow.Institution{ID: id, Name: "Tartan Bank", Health: []flow.ProductHealth{{Product: "item_logins", Status: "DOWN"}}},
		flow.Call{Endpoint: "/institutions/get_by_id", RequestID: "r7"}, nil
}

type sentAway struct{}

func (sentAway) Run(ctx context.Context, _ flow.HandoffRequest, sink flow.HandoffSink) error {
	return sink.Result(ctx, flow.LinkResult{InstitutionID: "ins_7", InstitutionName: "Tartan Bank", Fault: &flow.Fault{Code: "INSTITUTION_DOWN", Type: "INSTITUTION_ERROR"}})
}

// How the bank was is remembered once with a failed attempt, in a few seconds at most, and takes
// nothing away of the failure itself.
func TestTheHealthOfABankIsRememberedWithAFailedAttempt(t *testing.T) {
	for _, x := range []struct {
		env    flow.Environment
		silent bool
		events int
		worst  string
	}{{flow.Demo, false, 1, "DOWN"}, {flow.Demo, true, 1, ""}, {flow.Sandbox, false, 0, ""}} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld()
			e, p := w.engine(t, "p0")
			asked := 0
			e.cfg.Env, e.cfg.Bank = x.env, ill{bank{p}, x.silent, &asked}
			e.cfg.Handoffs[flow.HandoffBrowser] = sentAway{}
			id := begin(t, e, flow.PhaseTokenMade)
			if err := e.Do(t.Context(), id, flow.StartHandoff{Handoff: flow.HandoffBrowser}); err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			c, err := e.Wait(t.Context(), id)
			if err != nil || c.Fault == nil || c.Fault.Code != "INSTITUTION_DOWN" || c.Phase != flow.PhaseTokenMade {
				t.Fatalf("phase %s, fault %v, %v", c.Phase, c.Fault, err)
			}
			if took := time.Since(began); took > healthLimit {
				t.Errorf("the road waited %s", took)
			}
			looked, worst := 0, ""
			for _, r := range w.disk.records {
				if ev, ok := r.Event.(flow.BankLooked); ok {
					looked++
					if ev.At != flow.StopHandoff || ev.InstitutionID != "ins_7" || (ev.Fault != nil) != x.silent {
						t.Errorf("%+v", ev)
					}
				}
			}
			if c.BankHealth != nil {
				worst = c.BankHealth.Worst()
			}
			if looked != x.events || asked != x.events || worst != x.worst {
				t.Errorf("%s: %d events, %d calls, worst %q", x.env, looked, asked, worst)
			}
		})
	}
}
