package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"linkdesk/flow"
)

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
	if err := checkNewToken(c, p); err != nil {
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

// checkNewToken refuses a new link token where the road has gone too far for one.
func checkNewToken(c flow.Case, p flow.Plan) error {
	if err := flow.Can(c, flow.CmdMakeLinkToken); p.NewToken && err != nil {
		return fmt.Errorf("no new link_token can be made now: %w", err)
	}
	return nil
}

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
