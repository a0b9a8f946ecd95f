package engine

import (
	"context"

	"linkdesk/flow"
)

// Walk takes a case along a plan until the road's end, a fault, or the end of ctx. A fault
// of the case is returned inside the case; the error is a *flow.Fault of the plan itself,
// the journal's, or ctx's. A fault that the case has already when Walk is called means that
// it shall be tried again.
func (e *Engine) Walk(ctx context.Context, id flow.CaseID, plan flow.Plan) (flow.Case, error) {
	l := e.of(id)
	l.mu.Lock()
	l.sandbox = plan.Sandbox
	l.mu.Unlock()
	c, err := e.cfg.Journal.Case(ctx, id)
	for moved := false; err == nil; moved = true {
		if moved && c.Fault != nil {
			return c, nil
		}
		move, no := flow.Next(c, plan, e.cfg.Now())
		if no != nil || move.Done {
			return c, no
		}
		if move.Wake {
			err = e.Wake(ctx, id)
		} else {
			err = e.Do(ctx, id, move.Command)
		}
		if err != nil {
			return c, err
		}
		next, waited := e.Wait(ctx, id)
		if waited != nil {
			return c, waited
		}
		plan.Again = false
		if move.Command != nil && move.Command.Kind() == flow.CmdFollow {
			plan.Follow = false // one look for each walk
		}
		c = next
	}
	return c, err
}
