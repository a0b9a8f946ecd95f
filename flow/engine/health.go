package engine

import (
	"context"
	"fmt"
	"time"

	"linkdesk/flow"
)

// healthLimit is how long the road waits for the health of a bank.
const healthLimit = 5 * time.Second

// remember asks Plaid how the bank is at which an attempt has just failed, because nobody can ask for
// that later. It only reads, so it needs no intent, and whatever goes wrong is a remark in the
// journal at most. Plaid's Sandbox tells no health, so it is not asked there.
func (e *Engine) remember(ctx context.Context, l *live, eff flow.Effect) {
	if l.write.enter(ctx) != nil {
		return
	}
	c, ended := l.c, l.ended
	l.ended = false
	l.write.exit()
	if !ended || c.Bank() == "" || e.cfg.Env == flow.Sandbox {
		return
	}
	ev := e.health(ctx, c, eff)
	if ctx.Err() != nil || l.write.enter(ctx) != nil {
		return
	}
	defer l.write.exit()
	_ = e.append(ctx, l, record(ev), 3) // the road does not depend on it
}

// health makes the call. A panic in an adapter is one more thing that the road does not mind.
func (e *Engine) health(ctx context.Context, c flow.Case, eff flow.Effect) (ev flow.BankLooked) {
	ev = flow.BankLooked{At: c.Stop(), InstitutionID: c.Bank()}
	defer func() {
		if r := recover(); r != nil {
			ev.Fault = flow.Faultf("institution_get", flow.Internal, "INTERNAL", "the program itself failed during the call (%s)", fmt.Sprintf("%T", r))
		}
	}()
	ctx, cancel := context.WithTimeout(flow.WithErrand(ctx, flow.Errand{Case: c.ID, Effect: eff.Kind, Attempt: eff.Attempt}), healthLimit)
	defer cancel()
	bank, call, err := e.cfg.Bank.Institution(ctx, c.Bank())
	ev.Call = call
	if err != nil {
		ev.Fault = flow.FaultOf(err, "institution_get")
		return ev
	}
	ev.Name, ev.Products = bank.Name, bank.Health
	return ev
}
