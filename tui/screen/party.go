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
	below   bool                 // what stands below the fields is shown, where not all fits
	chosen  *flow.PartnerContact // whom the ids in the form belong to, where they were found
}

// NewCase makes the form for a new case. Where more than one environment is ready, it asks
// which; its other fields begin with the desk's defaults.
func NewCase(desks Desks, known []EnvironmentInfo, desk Desk) *PartyForm {
	f := &PartyForm{desks: desks, known: known, desk: desk, start: desk.Defaults().Party}
	f.form = kit.NewForm(f.fields(f.start)...)
	return f
}

// For begins the form with somebody who is known already; an empty party leaves it as it is.
func (f *PartyForm) For(party flow.Party) *PartyForm {
	if party != (flow.Party{}) {
		f.start = party
		f.form = kit.NewForm(f.fields(party)...)
	}
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

// Act moves between the fields and saves.
func (f *PartyForm) Act(i kit.Intent) Out {
	f.below = i == IntentPageDown
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
	case intentFind:
		return f.find()
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
	case Chosen:
		f.take(m)
	case Crashed:
		f.saving, f.opening, f.fault = false, "", sentence(m.Err.Error())
	case tea.KeyPressMsg, tea.PasteMsg:
		f.below = false
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
