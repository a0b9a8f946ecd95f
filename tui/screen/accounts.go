package screen

import (
	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Accounts finds the counterparty's account and contact at the partner. It shows what there is;
// the choice is always a person's, because names alone do not tell people apart.
type Accounts struct {
	inquiry
	desk Desk
	reg  Registry
	page Page // what it was opened with
	form *kit.Form

	list   flow.AccountPage
	text   string // what the list was searched for
	loaded bool
	grid   kit.Grid

	of       *flow.PartnerAccount // whose contacts are shown, nil for the list
	contacts []flow.PartnerContact
	people   kit.Grid

	last   question // what was asked last, to be repeated
	scroll int      // in the card of a fault
	w, h   int
}

// Chosen is what Accounts gives to the form behind it.
type Chosen struct {
	Account flow.PartnerAccount
	Contact flow.PartnerContact
}

// The intents of the page that others do not have.
const (
	intentOpenNew  kit.Intent = "new_account"
	intentNextPage kit.Intent = "next_page"
	intentPrevPage kit.Intent = "page_before"
)

// NewAccounts makes the page for a desk. The search begins with the legal name that is known.
func NewAccounts(desk Desk, page Page) *Accounts {
	a := &Accounts{inquiry: inquiry{op: "accounts"}, desk: desk, page: page}
	a.reg, _ = desk.(Registry)
	a.form = kit.NewForm(kit.Field{Name: "text", Label: "Name", Value: page.Party.LegalName,
		Hint: "a part of the account's name; empty lists all, newest first"})
	return a
}

// Start searches, unless the page only comes back to the front.
func (a *Accounts) Start() Out {
	if a.loaded || a.asking || a.fault != nil {
		return Out{}
	}
	return a.ask(question{text: a.form.Value("text"), page: 1})
}

// Asking reports no dialog.
func (a *Accounts) Asking() *Ask { return nil }

// Act moves in the lists, asks, chooses and leaves.
func (a *Accounts) Act(i kit.Intent) Out {
	switch i {
	case IntentEnter:
		return a.enterNow()
	case IntentBack:
		return a.leave()
	case intentOpenNew:
		p := a.page
		p.Kind = NewAccountPage
		return Out{Go: &p}
	case intentNextPage:
		return a.ask(question{text: a.text, page: a.list.Page + 1})
	case intentPrevPage:
		return a.ask(question{text: a.text, page: a.list.Page - 1})
	case IntentPageDown:
		a.scrollTo(a.scroll + max(a.h/2, 1))
	case IntentPageUp:
		a.scrollTo(a.scroll - max(a.h/2, 1))
	}
	a.move(i)
	return Out{}
}

// Update takes answers, the time, and what is typed.
func (a *Accounts) Update(msg any) Out {
	switch m := msg.(type) {
	case Tick:
		a.now = m.Now
	case Resized:
		a.w, a.h = m.W, m.H
	case replied:
		a.answered(m)
	case Crashed:
		a.crashed(m.Err)
	case tea.KeyPressMsg, tea.PasteMsg:
		if a.of == nil && a.fault == nil {
			a.form.Update(m)
		}
	}
	return Out{}
}
