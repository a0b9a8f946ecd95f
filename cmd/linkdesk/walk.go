package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"linkdesk/flow"
)

// walk is one run of one case.
type walk struct {
	*app
	flags runFlags
	given func(string) bool
	order order
	lines *jsonLines
	old   *flow.Fault      // what the case rested with before
	kind  flow.HandoffKind // of the hand-off that is open; the engine's goroutine alone uses it
}

func (w *walk) walk(ctx context.Context, id flow.CaseID) error {
	off, err := openOffice(ctx, w.order)
	if err != nil {
		return err
	}
	// The command's context may be over; calls on their way are awaited all the same, once.
	late, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	defer stop()
	defer off.close(late)
	plan := w.plan(off)
	if id == "" {
		if err := w.checkNew(plan, off); err != nil {
			return usage(err)
		}
		if id, err = off.engine.Open(ctx, flow.OpenCase{Env: off.env, Processor: plan.Processor, Adapter: plan.Adapter,
			Handoff: plan.Handoff, Scenario: off.defaults.Scenario}); err != nil {
			return err
		}
	} else if plan, err = w.adopt(ctx, off, id, plan); err != nil {
		return err
	}
	fmt.Fprintln(w.err, off.store.KeyNotice(ctx))
	if off.demo != nil {
		fmt.Fprintf(w.err, "demo: scenario %s, seed %d\n", off.demo.story().Name, off.demo.seed)
	}
	if w.flags.handoff == "" && w.flags.resume == "" {
		why := off.defaults.HandoffWhy
		if plan.Handoff != off.defaults.Handoff {
			why = "a run in Sandbox needs no customer"
		}
		fmt.Fprintf(w.err, "hand-off: %s, because %s\n", plan.Handoff, why)
	}
	c, err := off.engine.Walk(ctx, id, plan)
	if err == nil {
		c, err = w.follow(ctx, off, c)
	}
	return w.finish(late, off, id, c, err)
}

// plan turns flags and defaults into a plan.
func (w *walk) plan(off *office) flow.Plan {
	r, def := w.flags, off.defaults
	p := flow.Plan{Party: def.Party, PartyBy: def.By, Processor: r.processor, Handoff: flow.HandoffKind(r.handoff),
		Sandbox: def.Sandbox, AccountID: r.accountID, AccountMask: r.accountMask, AccountBy: "flag",
		Confirm: r.confirm, Follow: r.follow, Fund: r.amount(), CheckBalance: r.checkBalance, Relink: r.relink, NewToken: r.newToken, AfterRestore: r.afterRestore, GiveUp: r.giveUp, By: "run"}
	if r.overlay(&p.Party) || off.demo == nil {
		p.PartyBy = "flag"
	}
	if w.given("business") {
		p.Party.Business = r.business
	}
	if r.institution != "" {
		p.Sandbox.InstitutionID = r.institution
	}
	if r.sandboxUser != "" {
		p.Sandbox.Username = r.sandboxUser
	}
	if r.sandboxPassword != "" {
		p.Sandbox.Password = secret(r.sandboxPassword)
	}
	if p.Handoff == "" {
		p.Handoff = def.Handoff
		if off.env == flow.Sandbox && !off.chosen {
			p.Handoff = flow.HandoffSandbox
		}
	}
	// Demo never stops at the choice: the story names its account.
	if p.AccountID == "" && p.AccountMask == "" && off.demo != nil {
		p.AccountMask, p.AccountBy = def.AccountMask, "scenario"
	}
	if p.Processor == "" && r.resume == "" {
		p.Processor = def.Processor
	}
	// A story in which the bank sends the money back goes by the simulator's clock alone.
	p.Play = r.follow && off.plays() && off.demo.story().Return == ""
	p.Adapter = off.hasAdapter(p.Processor)
	return p
}

// checkNew finds what would be refused later anyway, before anything is written.
func (w *walk) checkNew(p flow.Plan, off *office) error {
	if off.env != flow.Demo {
		if w.flags.user == "" || w.flags.name == "" {
			return errors.New("say who the counterparty is: --user ID and --name NAME")
		}
		if p.Processor == flow.PrimeTrust && !p.Adapter {
			return errors.New("Prime Trust needs a login: set PRIMETRUST_EMAIL and PRIMETRUST_PASSWORD, or choose another --processor")
		}
		if p.Adapter && (w.flags.ptAccount == "" || w.flags.ptContact == "") {
			return errors.New("say which Prime Trust account and contact: --pt-account ID and --pt-contact ID")
		}
	}
	if _, err := flow.Decide(flow.Case{}, flow.OpenCase{Env: off.env, Processor: p.Processor, Handoff: p.Handoff}, time.Time{}); err != nil {
		return err
	}
	if w.flags.fund != "" && !p.Adapter {
		return errors.New("this program moves money at Prime Trust only: --fund needs --processor prime_trust and its login")
	}
	if off.env == flow.Production && w.flags.confirm != p.Party.LegalName {
		return errors.New("this is Production: type the counterparty's legal name once more with --confirm NAME")
	}
	return p.Party.Validate(p.Adapter)
}

func (o *office) hasAdapter(processor string) bool { return o.adapters[processor] }
