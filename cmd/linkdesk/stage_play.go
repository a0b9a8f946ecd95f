package main

import (
	"context"
	"time"

	"linkdesk/flow"
)

// autoPull is what a story pulls that needs money to be told.
var autoPull = flow.Money{Minor: 25_00, Currency: "USD"}

// autoDays is the most that autoplay lets pass for a transfer that goes by the clock.
const autoDays = 12

// plot is how the story that is played goes in a case.
func (d *desk) plot() (plan flow.Plan, days int) {
	def, story := d.Defaults(), d.demo.story()
	plan = flow.Plan{Party: def.Party, PartyBy: def.By, Processor: def.Processor, Adapter: def.Adapter, Handoff: def.Handoff,
		Sandbox: def.Sandbox, AccountMask: def.AccountMask, AccountBy: "scenario", By: "autoplay", Follow: true}
	if pulls, balance := story.Pulls(); pulls {
		plan.Fund, plan.CheckBalance = autoPull, balance
	}
	// A simulator that others use too has a clock that is theirs as well.
	if story.Return != "" && !d.demo.outside {
		days = autoDays
	}
	return plan, days
}

// autoplay walks a case with pauses, while a console shows it. It waits for the work between two
// steps, and leaves it alone when it is stopped.
func (d *desk) autoplay(ctx context.Context, id flow.CaseID) error {
	plan, days := d.plot()
	for {
		if err := rest(ctx, d.demo.paceNow().Step); err != nil {
			return err
		}
		c, err := d.Wait(ctx, id)
		if err != nil || c.Fault != nil {
			return err
		}
		move, err := flow.Next(c, plan, d.demo.now())
		switch {
		case err != nil:
			return err
		case move.Done && (days == 0 || !c.Waiting()):
			return nil
		case move.Done:
			days--
			if err := d.demo.pass(ctx, 24*time.Hour); err != nil {
				return err
			}
			move.Command = flow.AskFollow{}
		case move.Command == nil:
			continue
		}
		if err := d.Engine.Do(ctx, id, move.Command); err != nil {
			return err
		}
		switch move.Command.Kind() {
		case flow.CmdFollow:
			plan.Follow = false
		case flow.CmdBalances:
			plan.Checked = true
		case flow.CmdContribute:
			plan.Fund = flow.Money{}
		}
	}
}
