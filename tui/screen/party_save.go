package screen

import (
	"context"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// openCaseLimit covers two durable writes behind a lock that another console may hold.
const openCaseLimit = 30 * time.Second

// saved is the result of writing the counterparty down.
type saved struct {
	id  flow.CaseID
	err error
}

// follow opens the desk of the environment that was chosen just now.
func (f *PartyForm) follow() Out {
	env := flow.Environment(f.form.Value("env"))
	if env == "" || env == f.desk.Env() {
		f.opening = ""
		return Out{}
	}
	f.opening, f.fault = env, ""
	desks := f.desks
	return Out{Jobs: []Job{{Limit: openLimit, Run: func(ctx context.Context) any {
		desk, err := desks.Desk(ctx, env)
		return opened{env: env, desk: desk, err: err}
	}}}}
}

// save writes the counterparty down, in a new case if there is none yet.
func (f *PartyForm) save() Out {
	f.saving, f.fault = true, ""
	desk, id, d := f.desk, f.id, f.desk.Defaults()
	set := flow.SetParty{Party: f.party(), By: "operator"}
	if set.Party == d.Party {
		set.By = d.By
	}
	open := flow.OpenCase{Env: desk.Env(), Processor: d.Processor, Adapter: d.Adapter, Handoff: d.Handoff, Scenario: d.Scenario}
	return Out{Jobs: []Job{{Limit: openCaseLimit, Run: func(ctx context.Context) any {
		if id == "" {
			var err error
			if id, err = desk.Open(ctx, open); err != nil {
				return saved{"", err}
			}
		}
		return saved{id, desk.Do(ctx, id, set)}
	}}}}
}

// opened moves the form to another desk. What was typed stays; what was only a default of
// the desk before becomes the new one's.
func (f *PartyForm) opened(m opened) {
	f.opening = ""
	if m.err != nil {
		f.fault = sentence(m.err.Error())
		f.form = kit.NewForm(f.fields(f.party())...)
		return
	}
	typed, before := f.party(), f.start
	if f.chosen != nil {
		// Ids that were found at the desk before mean nothing at this one.
		f.chosen, typed.PartnerAccount, typed.PartnerContact = nil, before.PartnerAccount, before.PartnerContact
	}
	f.desk, f.start = m.desk, m.desk.Defaults().Party
	next := f.start
	for _, field := range []struct{ to, typed, was *string }{
		{&next.ClientUserID, &typed.ClientUserID, &before.ClientUserID},
		{&next.LegalName, &typed.LegalName, &before.LegalName},
		{&next.PartnerAccount, &typed.PartnerAccount, &before.PartnerAccount},
		{&next.PartnerContact, &typed.PartnerContact, &before.PartnerContact},
	} {
		if *field.typed != *field.was {
			*field.to = *field.typed
		}
	}
	f.form = kit.NewForm(f.fields(next)...)
}
