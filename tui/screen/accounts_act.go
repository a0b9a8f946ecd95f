package screen

import "linkdesk/tui/kit"

// move shifts the cursor of the list in front.
func (a *Accounts) move(i kit.Intent) {
	grid, n := &a.grid, len(a.list.Accounts)
	if a.of != nil {
		grid, n = &a.people, len(a.contacts)
	}
	switch i {
	case IntentUp:
		grid.Move(-1, n)
	case IntentDown:
		grid.Move(1, n)
	case IntentFirst:
		grid.Set(0, n)
	case IntentLast:
		grid.Set(n, n)
	}
}

// enterNow searches, shows the contacts of the account under the cursor, or takes a contact.
func (a *Accounts) enterNow() Out {
	switch {
	case a.fault != nil:
		return a.ask(a.last)
	case a.of != nil:
		return Out{Back: true, Give: Chosen{*a.of, a.contacts[a.people.Cursor()]}}
	case a.changed() || len(a.list.Accounts) == 0:
		return a.ask(question{text: a.form.Value("text"), page: 1})
	}
	account := a.list.Accounts[a.grid.Cursor()]
	return a.ask(question{account: &account})
}

// changed reports that the text is not what was asked for.
func (a *Accounts) changed() bool {
	return a.of == nil && (!a.loaded || a.form.Value("text") != a.text)
}

// leave goes one step back: out of a question, out of the contacts, out of the page.
func (a *Accounts) leave() Out {
	switch {
	case a.asking:
		a.end("Stopped. Nothing was changed.")
	case a.fault != nil:
		a.fault = nil
	case a.of != nil:
		a.of, a.contacts = nil, nil
	default:
		return Out{Back: true}
	}
	return Out{}
}
