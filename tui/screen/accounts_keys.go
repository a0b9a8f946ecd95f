package screen

import "linkdesk/tui/kit"

// enter is the one thing to do.
func (a *Accounts) enter() kit.Key {
	k := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "search", Hint: true}
	switch {
	case a.asking:
		k.Off = a.busy(a.desk)
	case a.fault != nil:
		k.Help = "try again"
	case a.of != nil:
		k.Help = "take this one"
		switch {
		case len(a.contacts) == 0:
			k.Off = "this account has no contact"
		case over(a.of.Status):
			k.Off = "the account is " + accountWord(a.of.Status) + ": nothing can be linked to it"
		}
	case a.changed():
	case len(a.list.Accounts) > 0:
		k.Help = "its contacts"
	default:
		k.Help = "search again"
	}
	return k
}

// openNew leads to the form for an account that is not there yet.
func (a *Accounts) openNew() kit.Key {
	k := kit.Key{Press: []string{"ctrl+o"}, Intent: intentOpenNew, Help: "new account", Hint: true, Off: a.page.Off}
	if a.reg == nil {
		k.Off = noRegistry(a.desk)
	}
	return k
}

// Keys is the table of the page. In the list, letters belong to the search.
func (a *Accounts) Keys() []kit.Table {
	leave := back()
	if a.asking {
		leave.Help = "stop"
	}
	switch {
	case a.fault != nil:
		return []kit.Table{{Scope: "Accounts", Keys: append([]kit.Key{a.enter()}, append(reading(), leave)...)}}
	case a.of != nil:
		if !a.asking {
			leave.Help = "the accounts"
		}
		keys := append([]kit.Key{a.enter()}, moves("contact")...)
		return []kit.Table{{Scope: "Contacts", Keys: append(keys, a.openNew(), leave)}}
	}
	keys := append([]kit.Key{a.enter()}, turning(a.list.Page, a.list.More, a.busy(a.desk))...)
	keys = append(keys, a.openNew(),
		kit.Key{Press: []string{"down"}, Show: "↓", Intent: IntentDown, Help: "account below"},
		kit.Key{Press: []string{"up"}, Show: "↑", Intent: IntentUp, Help: "account above"}, leave)
	return []kit.Table{{Scope: "Accounts", Leak: kit.LeakControl, Keys: keys}}
}

// reading are the keys that scroll a page.
func reading() []kit.Key {
	return []kit.Key{
		{Press: []string{"pgdown", "down"}, Show: "pgdn", Intent: IntentPageDown, Help: "read on"},
		{Press: []string{"pgup", "up"}, Show: "pgup", Intent: IntentPageUp, Help: "read back"},
	}
}
