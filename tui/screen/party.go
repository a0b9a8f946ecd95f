package screen

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// openCaseLimit covers two durable writes behind a lock that another console may hold.
const openCaseLimit = 30 * time.Second

// The intents of the form.
const (
	intentNext  kit.Intent = "next_field"
	intentPrev  kit.Intent = "previous_field"
	intentLeft  kit.Intent = "choose_left"
	intentRight kit.Intent = "choose_right"
)

// PartyForm asks who the counterparty is: for a new case, or again for one that exists.
type PartyForm struct {
	desks   Desks
	known   []EnvironmentInfo
	desk    Desk
	id      flow.CaseID // empty while the case does not exist
	start   flow.Party  // what the form began with
	form    *kit.Form
	saving  bool
	opening flow.Environment // set while the desk of another environment is being opened
	fault   string
}

// saved is the result of writing the counterparty down.
type saved struct {
	id  flow.CaseID
	err error
}

// NewCase makes the form for a new case. Where more than one environment is ready, it asks
// which; its other fields begin with the desk's defaults.
func NewCase(desks Desks, known []EnvironmentInfo, desk Desk) *PartyForm {
	f := &PartyForm{desks: desks, known: known, desk: desk, start: desk.Defaults().Party}
	f.form = kit.NewForm(f.fields(f.start)...)
	return f
}

// EditParty makes the form for a case that exists.
func EditParty(desk Desk, id flow.CaseID, party flow.Party) *PartyForm {
	if party == (flow.Party{}) {
		party = desk.Defaults().Party
	}
	f := &PartyForm{desk: desk, id: id, start: party}
	f.form = kit.NewForm(f.fields(party)...)
	return f
}

// fields are the questions, with the answers of a party in them.
func (f *PartyForm) fields(p flow.Party) []kit.Field {
	kind := "personal"
	if p.Business {
		kind = "business"
	}
	var out []kit.Field
	if ready := f.ready(); len(ready) > 1 {
		out = append(out, kit.Field{Name: "env", Label: "Environment", Value: string(f.desk.Env()), Options: ready})
	}
	out = append(out,
		kit.Field{Name: "user", Label: "client_user_id", Value: p.ClientUserID, Check: checkUser,
			Hint: "your own id of this customer, not an e-mail or phone"},
		kit.Field{Name: "name", Label: "Legal name", Value: p.LegalName, Check: checkName,
			Hint: "as the bank knows it: " + partner(f.desk.Defaults().Processor) + " compares the two"},
		kit.Field{Name: "kind", Label: "Kind", Value: kind, Options: []kit.Option{
			{Value: "personal", Label: "personal"}, {Value: "business", Label: "business"}}},
	)
	if f.desk.Defaults().Adapter {
		who := partner(f.desk.Defaults().Processor)
		out = append(out,
			kit.Field{Name: "account", Label: "Partner account", Value: p.PartnerAccount, Check: checkPartnerID("account"),
				Hint: "the id of the customer's open account at " + who},
			kit.Field{Name: "contact", Label: "Partner contact", Value: p.PartnerContact, Check: checkPartnerID("contact"),
				Hint: "the id of the contact at " + who + " who owns it"})
	}
	return out
}

// ready are the environments a new case can play in. An existing case stays where it is.
func (f *PartyForm) ready() []kit.Option {
	var out []kit.Option
	for _, e := range f.known {
		if e.Ready {
			out = append(out, kit.Option{Value: string(e.Env), Label: string(e.Env)})
		}
	}
	return out
}

// party is what the form says now.
func (f *PartyForm) party() flow.Party {
	return flow.Party{
		ClientUserID: f.form.Value("user"), LegalName: f.form.Value("name"), Business: f.form.Value("kind") == "business",
		PartnerAccount: f.form.Value("account"), PartnerContact: f.form.Value("contact"),
	}
}

// Start has nothing to do: the form is filled.
func (f *PartyForm) Start() Out { return Out{} }

// Asking reports no dialog.
func (f *PartyForm) Asking() *Ask { return nil }

// enter is the one thing to do on the form.
func (f *PartyForm) enter() kit.Key {
	k := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "open the case", Hint: true}
	if f.id != "" {
		k.Help = "save"
	}
	switch {
	case f.saving:
		k.Off = "it is being written down"
	case f.opening != "":
		k.Off = string(f.opening) + " is being opened"
	}
	return k
}

// Keys is the table of the form. Letters belong to the field in focus.
func (f *PartyForm) Keys() []kit.Table {
	keys := []kit.Key{
		f.enter(),
		{Press: []string{"tab", "down"}, Intent: intentNext, Help: "next field", Hint: true},
		{Press: []string{"shift+tab", "up"}, Intent: intentPrev, Help: "field before"},
	}
	if f.form.Choosing() {
		keys = append(keys,
			kit.Key{Press: []string{"right", "space"}, Show: "←→", Intent: intentRight, Help: "choose", Hint: true},
			kit.Key{Press: []string{"left"}, Intent: intentLeft, Help: "choose the one before"})
	}
	return []kit.Table{{Scope: f.title(), Leak: kit.LeakControl, Keys: append(keys, back())}}
}

// Act moves between the fields and saves.
func (f *PartyForm) Act(i kit.Intent) Out {
	switch i {
	case intentNext:
		f.form.Move(1)
	case intentPrev:
		f.form.Move(-1)
	case intentRight:
		f.form.Choose(1)
		return f.follow()
	case intentLeft:
		f.form.Choose(-1)
		return f.follow()
	case IntentBack:
		return Out{Back: true}
	case IntentEnter:
		if f.form.Valid() {
			return f.save()
		}
	}
	return Out{}
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

// Update takes what was saved, an opened desk, and what is typed.
func (f *PartyForm) Update(msg any) Out {
	switch m := msg.(type) {
	case saved:
		f.saving = false
		if m.id == "" || m.err != nil && f.id != "" {
			f.fault = outOf(m.err).Fail + outOf(m.err).Say.Text
			return Out{}
		}
		// The case exists, even when its counterparty could not be written: it is shown,
		// and asks for the counterparty again.
		out := outOf(m.err)
		out.Back = true
		if f.id == "" {
			out.Desk, out.Go = f.desk, &Page{Kind: CasePage, Case: m.id}
		}
		return out
	case opened:
		if m.env == f.opening {
			f.opened(m)
		}
	case Crashed:
		f.saving, f.opening, f.fault = false, "", sentence(m.Err.Error())
	case tea.KeyPressMsg, tea.PasteMsg:
		f.form.Update(m)
	}
	return Out{}
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

func (f *PartyForm) title() string {
	if f.id != "" {
		return "Counterparty"
	}
	return "New case"
}

// checkUser gives flow's reason against a client_user_id.
func checkUser(v string) string { return reason(flow.CheckClientUserID(v)) }

// checkName gives flow's reason against a legal name, all else being right.
func checkName(v string) string {
	return reason(flow.Party{ClientUserID: "x", LegalName: v}.Validate(false))
}

// checkPartnerID gives flow's reason against one of the partner's ids.
func checkPartnerID(which string) func(string) string {
	return func(v string) string {
		const fine = "00000000-0000-0000-0000-000000000000"
		p := flow.Party{ClientUserID: "x", LegalName: "x", PartnerAccount: fine, PartnerContact: fine}
		if which == "account" {
			p.PartnerAccount = v
		} else {
			p.PartnerContact = v
		}
		return reason(p.Validate(true))
	}
}

func reason(err error) string {
	if err == nil {
		return ""
	}
	return sentence(flow.FaultOf(err, "input").Message)
}
