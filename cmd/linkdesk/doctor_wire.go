package main

import (
	"context"

	"linkdesk/flow"
	"linkdesk/flow/doctor"
)

// examination is what doctor looks at, and what has to be closed behind it.
type examination struct {
	subject doctor.Subject
	demo    *demoWorld
}

func (e *examination) close(ctx context.Context) {
	if e.demo != nil {
		e.demo.close(ctx)
	}
}

// examination wires the subject. What is wrong with settings is a finding and no error: the rest is
// looked at all the same.
func (o order) examination(ctx context.Context, d doctorFlags) (*examination, error) {
	e := &examination{subject: doctor.Subject{Env: o.env, Processor: d.processor, Customer: o.defaults(nil).Sandbox}}
	s := &e.subject
	if s.Processor == "" {
		s.Processor = flow.PrimeTrust
	}
	o.dates = &dates{}
	wrong := func(err error) {
		if err != nil && s.Settings == "" {
			s.Settings = flow.Clean(err.Error())
		}
	}
	wrong(o.look())
	if o.readOnly && o.env != flow.Demo { // Demo's own simulator is gone behind us anyhow
		s.LooksOnly = "this program only looks here (" + o.looking.String() + ")"
	}
	look := o.settings.of(o.env)
	p, err := o.addresses()
	if err != nil {
		p = places{} // an address that is refused is none
		wrong(err)
	}
	if o.env == flow.Demo {
		e.openDemo(ctx, o, &p, wrong)
	} else {
		o.readChoices(look, &p, s, wrong)
		o.readKeys(ctx, look, &p, s, wrong)
	}
	if s.Products = list(p.products); len(s.Products) == 0 {
		s.Products = []string{"auth"}
	}
	s.Simulated = o.env == flow.Demo || p.external
	if s.Settings == "" && len(s.Keys.Missing) == 0 {
		wrong(o.openProviders(p, s))
	}
	s.Machine = &machine{order: o, places: p, look: look, missing: s.Keys.Missing}
	return e, ctx.Err()
}

// openDemo starts the simulator without a file of its state, so nothing of Demo's is changed.
func (e *examination) openDemo(ctx context.Context, o order, p *places, wrong func(error)) {
	with, err := o.places(ctx)
	if err != nil {
		wrong(err)
		return
	}
	o.readOnly = true
	e.demo, err = openDemo(ctx, o, &with)
	wrong(err)
	*p = with
	e.subject.Keys = doctor.Keys{ClientID: "…" + demoClientID[len(demoClientID)-4:] + " (Demo's own)", Secret: "(Demo's own)"}
	e.subject.Login = "Demo's own"
}

// readChoices takes the redirect_uri as it is set, since an unfit one is a finding of its own.
func (o order) readChoices(look *resolver, p *places, s *doctor.Subject, wrong func(error)) {
	set, err := look.find(setRedirect)
	if err != nil {
		wrong(err)
		return
	}
	s.Redirect = doctor.Redirect{URI: set.text, From: set.from.String()}
	if unfit := redirectUnfit(set.text); unfit != nil {
		s.Redirect.Unfit = flow.Clean(unfit.Error())
	}
	if err := o.choices(look, p); err != nil && (s.Redirect.Unfit == "" || p.redirect == "") {
		wrong(err)
	}
}

// openProviders makes the clients. Their errors are of settings.
func (o order) openProviders(p places, s *doctor.Subject) error {
	bank, partners, err := o.clients(p)
	if err != nil {
		return err
	}
	s.Bank = bank
	if trust, ok := partners[flow.PrimeTrust]; ok && s.Processor == flow.PrimeTrust {
		s.Partner = trust
	}
	if o.env == flow.Demo || p.external {
		return nil
	}
	// Only where both addresses are Plaid's own: keys of a simulator have no business there.
	other := o
	if other.env = flow.Production; o.env == flow.Production {
		other.env = flow.Sandbox
	}
	if s.Other, _, err = other.clients(p); err != nil {
		s.Other = nil
	}
	s.OtherEnv = other.env
	return nil
}
