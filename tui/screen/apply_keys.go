package screen

import "linkdesk/tui/kit"

// enter is the one thing to do.
func (a *Apply) enter() kit.Key {
	k := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "show the agreement", Hint: true}
	switch {
	case a.reg == nil:
		k.Off = noRegistry(a.desk)
	case a.asking:
		k.Off = partner(a.desk.Defaults().Processor) + " is being asked for it"
	case a.step == applyGives:
		k.Help, k.Off = "open the account", "it is being written down"
	case a.step == applyTells:
		k.Help = "back to the form"
	case a.step == applyReads && !a.read:
		k.Help = "read on"
	case a.step == applyReads:
		k.Help = "sign and open the account"
	}
	return k
}

// Keys is the table of the page. While something is typed, letters belong to the field.
func (a *Apply) Keys() []kit.Table {
	leave := back()
	switch a.step {
	case applyWatches:
		return a.caseKeys()
	case applyAsks:
		if a.asking {
			leave.Help = "stop"
		}
		keys := []kit.Key{a.enter(),
			{Press: []string{"tab", "down"}, Intent: intentNext, Help: "next field", Hint: true},
			{Press: []string{"shift+tab", "up"}, Intent: intentPrev, Help: "field before"},
			{Press: []string{"pgdown"}, Show: "pgdn", Intent: IntentPageDown, Help: "some fields on"},
			{Press: []string{"pgup"}, Intent: IntentPageUp, Help: "some fields back"}}
		if a.form.Choosing() {
			keys = append(keys,
				kit.Key{Press: []string{"right", "space"}, Show: "←→", Intent: intentRight, Help: "choose", Hint: true},
				kit.Key{Press: []string{"left"}, Intent: intentLeft, Help: "choose the one before"})
		}
		return []kit.Table{{Scope: "New account", Leak: kit.LeakControl, Keys: append(keys, leave)}}
	case applyGives:
		leave.Off = "it is over in a moment"
	case applyReads:
		leave.Help = "back to the form"
		leak := kit.LeakAll
		if a.read {
			leak = kit.LeakControl
		}
		keys := append([]kit.Key{a.enter()}, reading()...)
		return []kit.Table{{Scope: "Agreement", Leak: leak, Keys: append(keys, leave)}}
	default:
		leave.Help, leave.Hint = "back to the form", false
	}
	keys := append([]kit.Key{a.enter()}, reading()...)
	return []kit.Table{{Scope: "New account", Keys: append(keys, leave)}}
}

// caseKeys are those of the case. Going back says what it costs.
func (a *Apply) caseKeys() []kit.Table {
	tables := a.view.Keys()
	for _, t := range tables {
		for i, k := range t.Keys {
			if k.Intent == IntentBack {
				t.Keys[i].Help = "drop the form"
			}
		}
	}
	return tables
}
