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
	moved := false
	for err == nil {
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
		if !corrects(move.Command) {
			moved, plan.Again = true, false
		}
		if move.Command != nil {
			// One look, one repair and one beginning for each walk.
			plan.NewToken = plan.NewToken && move.Command.Kind() != flow.CmdMakeLinkToken
			plan.Follow = plan.Follow && move.Command.Kind() != flow.CmdFollow
			plan.Relink = plan.Relink && move.Command.Kind() != flow.CmdRelink
			if move.Command.Kind() == flow.CmdContribute {
				plan.Fund = flow.Money{} // one pull for each walk, whatever becomes of it
			}
			plan.Checked = plan.Checked || move.Command.Kind() == flow.CmdBalances
			plan.Play = plan.Play && move.Command.Kind() != flow.CmdPlay
		}
		c = next
	}
	return c, err
}

// corrects reports a command that only prepares another try and does not try by itself.
func corrects(cmd flow.Command) bool {
	switch cmd.(type) {
	case flow.SetParty, flow.SetProcessor, flow.Confirm:
		return true
	}
	return false
}
