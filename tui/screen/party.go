package screen

import (
	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

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

func (f *PartyForm) title() string {
	if f.id != "" {
		return "Counterparty"
	}
	return "New case"
}
