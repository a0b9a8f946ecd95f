package screen

import (
	"slices"

	"linkdesk/tui/kit"
)

// enter is the one thing to do.
func (s *Setup) enter() kit.Key {
	k := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "check these keys", Hint: true}
	switch {
	case s.working():
		k.Help, k.Off = "go on", "the check is not over"
	case s.fault != nil && s.kept:
		k.Help = "try again"
	case s.fault != nil && slices.Contains([]string{"STOPPED", "NOT_SENT", "NO_ANSWER"}, s.fault.Code):
		k.Help = "back to the keys" // they may be right
	case s.fault != nil:
		k.Help = "change the keys"
	case s.step == setupTells:
		k.Help = "open " + envName(s.env)
	}
	return k
}

// Keys is the table of the page. While something is typed, letters belong to the field.
func (s *Setup) Keys() []kit.Table {
	keys := []kit.Key{s.enter()}
	leave, leak := back(), kit.LeakAll
	switch s.step {
	case setupAsks:
		leak = kit.LeakControl
		keys = append(keys,
			kit.Key{Press: []string{"tab", "down"}, Intent: intentNext, Help: "next field", Hint: true},
			kit.Key{Press: []string{"shift+tab", "up"}, Intent: intentPrev, Help: "field before"})
	case setupBank, setupPartner:
		leave.Help = "stop the check"
		if s.ending {
			leave.Off = "it is being stopped"
		}
	case setupKeeps, setupOpens:
		leave.Off = "it is over in a moment"
	case setupTells:
		keys = append(keys,
			kit.Key{Press: []string{"pgdown", "down"}, Show: "pgdn", Intent: IntentPageDown, Help: "read on"},
			kit.Key{Press: []string{"pgup", "up"}, Intent: IntentPageUp, Help: "read back"})
	}
	return []kit.Table{{Scope: "Keys of " + envName(s.env), Leak: leak, Keys: append(keys, leave)}}
}
