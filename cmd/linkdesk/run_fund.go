package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"linkdesk/flow"
)

// checkFund finds what is wrong with the amount alone. Without a person who types it twice, two
// flags have to agree.
func (r runFlags) checkFund() error {
	switch {
	case r.fund == "" && r.confirmFund != "":
		return errors.New("--confirm-fund confirms an amount: give it with --fund")
	case r.fund == "" && r.checkBalance:
		return errors.New("--check-balance looks before a pull: give the amount with --fund")
	case r.fund == "":
		return nil
	}
	amount, err := flow.ParseAmount(r.fund)
	if err != nil {
		return fmt.Errorf("--fund %q: %s", flow.Clean(r.fund), faultMessage(err))
	}
	again, err := flow.ParseAmount(r.confirmFund)
	switch {
	case r.confirmFund == "":
		return fmt.Errorf("this pulls %s from a bank account: give the amount once more with --confirm-fund", amount)
	case err != nil:
		return fmt.Errorf("--confirm-fund %q: %s", flow.Clean(r.confirmFund), faultMessage(err))
	case again != amount:
		return fmt.Errorf("--fund is %s and --confirm-fund is %s: nothing was done", amount, again)
	}
	return nil
}

// faultMessage is what a fault says, without its code.
func faultMessage(err error) string {
	var f *flow.Fault
	if errors.As(err, &f) {
		return f.Message
	}
	return err.Error()
}

// amount is what shall be pulled; zero is nothing. The flags were checked before.
func (r runFlags) amount() flow.Money {
	m, err := flow.ParseAmount(r.fund)
	if err != nil {
		return flow.Money{}
	}
	return m
}

// follow looks at a case until no transfer and no review is under way any more.
func (w *walk) follow(ctx context.Context, off *office, c flow.Case) (flow.Case, error) {
	if !w.flags.follow || !c.Waiting() || c.Fault != nil && !c.Extra() {
		return c, nil
	}
	_, why := c.Waits()
	how := "Ctrl+C stops looking, --resume CASE --follow goes on"
	if off.plays() {
		how = "in Demo the simulator's clock moves on by a day for each look"
	}
	fmt.Fprintf(w.err, "following: %s (%s)\n", why, how)
	return off.engine.Follow(ctx, c.ID)
}

// plays reports that the simulator is this program's own, so that its time may be moved on.
func (o *office) plays() bool { return o.demo != nil && o.demo.server != nil }

// pause lets a day of the demo's own simulator pass.
func (d *demoWorld) pause(ctx context.Context, _ time.Duration) bool {
	return d.advance(ctx, 24*time.Hour)
}

// advance moves the simulator's clock on, and reports whether it did.
func (d *demoWorld) advance(ctx context.Context, span time.Duration) bool {
	if ctx.Err() != nil {
		return false
	}
	return d.pass(ctx, span) == nil
}

// pauser is how a Follow waits: the clock's own time where there is no simulator of ours.
func (d *demoWorld) pauser() func(context.Context, time.Duration) bool {
	if d == nil || d.server == nil {
		return nil
	}
	return d.pause
}
