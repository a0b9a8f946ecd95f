package screen

import "linkdesk/tui/kit"

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
		{Press: []string{"pgdown"}, Show: "pgdn", Intent: IntentPageDown, Help: "what stands below"},
		{Press: []string{"pgup"}, Intent: IntentPageUp, Help: "the fields"},
	}
	if f.form.Choosing() {
		keys = append(keys,
			kit.Key{Press: []string{"right", "space"}, Show: "←→", Intent: intentRight, Help: "choose", Hint: true},
			kit.Key{Press: []string{"left"}, Intent: intentLeft, Help: "choose the one before"})
	}
	return []kit.Table{{Scope: f.title(), Leak: kit.LeakControl, Keys: append(keys, append(f.findKey(), back())...)}}
}
