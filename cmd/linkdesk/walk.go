package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
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
	fmt.Fprintln(w.err, off.store.KeyNotice())
	if off.demo != nil {
		fmt.Fprintf(w.err, "demo: scenario %s, seed %d\n", off.demo.scenario.Name, off.demo.seed)
	}
	if w.flags.handoff == "" && w.flags.resume == "" && plan.Handoff == off.defaults.Handoff {
		fmt.Fprintf(w.err, "hand-off: %s, because %s\n", plan.Handoff, off.defaults.HandoffWhy)
	}
	c, err := off.engine.Walk(ctx, id, plan)
	return w.finish(late, off, id, c, err)
}

// plan turns flags and defaults into a plan.
func (w *walk) plan(off *office) flow.Plan {
	r, def := w.flags, off.defaults
	p := flow.Plan{Party: def.Party, PartyBy: def.By, Processor: r.processor, Handoff: flow.HandoffKind(r.handoff),
		Sandbox: def.Sandbox, AccountID: r.accountID, AccountMask: r.accountMask, AccountBy: "flag",
		Confirm: r.confirm, Follow: r.follow, Relink: r.relink, By: "run"}
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
		if off.env == flow.Sandbox {
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
	if off.env == flow.Production && w.flags.confirm != p.Party.LegalName {
		return errors.New("this is Production: type the counterparty's legal name once more with --confirm NAME")
	}
	return p.Party.Validate(p.Adapter)
}

// adopt fits the plan to a case that exists: what it has already stays unless a flag says
// otherwise.
func (w *walk) adopt(ctx context.Context, off *office, id flow.CaseID, p flow.Plan) (flow.Plan, error) {
	c, err := off.store.Case(ctx, id)
	if err != nil {
		return p, err
	}
	if p.Processor == "" {
		p.Processor, p.Adapter = c.Processor, c.Adapter
	}
	p.Again = true
	w.kind, w.old = c.Link.Handoff, c.Fault
	w.correct(&p, c)
	if w.flags.handoff == "" && c.Link.Handoff != "" {
		p.Handoff = c.Link.Handoff
	}
	if err := w.checkRelink(c, &p); err != nil {
		return p, usage(err)
	}
	if err := w.checkConfirm(c, p); err != nil {
		return p, usage(err)
	}
	// What the first step would refuse for its content is found out before it is taken.
	move, err := flow.Next(c, p, time.Now())
	if err == nil && move.Command != nil {
		_, err = flow.Decide(c, move.Command, time.Now())
	}
	if flow.FaultOf(err, "") != nil && flow.FaultOf(err, "").Code == "BAD_INPUT" {
		return p, usage(err)
	}
	return p, nil
}

// overlay puts what was given of a counterparty over p and reports whether anything was.
func (r runFlags) overlay(p *flow.Party) bool {
	given := false
	for _, x := range []struct {
		into *string
		from string
	}{{&p.ClientUserID, r.user}, {&p.LegalName, r.name}, {&p.PartnerAccount, r.ptAccount}, {&p.PartnerContact, r.ptContact}} {
		// What Decide will trim is trimmed here, so that plan and case can be compared.
		if v := strings.TrimSpace(x.from); v != "" {
			*x.into, given = v, true
		}
	}
	return given
}

// checkConfirm asks for the typed name where Production needs it: before it was confirmed, and
// when the name is corrected.
func (w *walk) checkConfirm(c flow.Case, p flow.Plan) error {
	needed := c.Env == flow.Production && c.Party.LegalName != "" && (!c.Confirmed || p.Party.LegalName != c.Party.LegalName)
	if !needed || flow.Can(c, flow.CmdSetParty) != nil && flow.Can(c, flow.CmdConfirm) != nil || w.flags.confirm == p.Party.LegalName {
		return nil
	}
	return errors.New("this is Production: type the counterparty's legal name once more with --confirm NAME")
}

// correct lays what was given by flags over what the case has.
func (w *walk) correct(p *flow.Plan, c flow.Case) {
	r := w.flags
	if c.Phase != flow.PhaseOpened {
		p.Party = c.Party
		p.Correct, p.PartyBy = r.overlay(&p.Party), "flag"
		if w.given("business") {
			p.Correct, p.Party.Business = true, r.business
		}
	}
	// An interrupted hand-off goes on at its bank. One that failed may have failed for its bank, so
	// it begins with the default again.
	if c.Phase == flow.PhaseAtLink && c.Link.TestInstitution != "" {
		if r.institution == "" {
			p.Sandbox.InstitutionID = c.Link.TestInstitution
		}
		if r.sandboxUser == "" {
			p.Sandbox.Username = c.Link.TestUser
		}
	}
}

func (o *office) hasAdapter(processor string) bool { return o.adapters[processor] }

// checkRelink refuses a repair that cannot be, and finds a way to hand over for it.
func (w *walk) checkRelink(c flow.Case, p *flow.Plan) error {
	if !p.Relink {
		return nil
	}
	if c.Side != nil && c.Side.Relink {
		p.Relink = false // it is under way, and goes on
		return nil
	}
	if err := flow.Can(c, flow.CmdRelink); err != nil {
		return fmt.Errorf("the bank link cannot be repaired now: %w", err)
	}
	if p.Handoff == flow.HandoffSandbox {
		p.Handoff = w.order.around.Default
	}
	return nil
}
