package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// giveUpKey is there only where an outcome is unknown.
func (c *Case) giveUpKey() []kit.Key {
	if flow.Can(c.snap.Case, flow.CmdGiveUp) != nil {
		return nil
	}
	return []kit.Key{c.able(kit.Key{Press: []string{"N"}, Intent: intentGiveUp, Help: "it never arrived"}, flow.CmdGiveUp)}
}

// askGiveUp asks for the counterparty's name, because a wrong word here makes something twice.
func askGiveUp(cs flow.Case) *Ask {
	house := partner(cs.Processor)
	d := kit.AskTyped("It never arrived?", "Give the key up", cs.Party.LegalName,
		"Trying again (r) asks "+house+" for the outcome and does nothing twice. Only when "+house+" never tells it: look there first whether it was done.")
	d.Must = "If it did arrive, the next try does it a second time."
	return &Ask{Dialog: d, Then: intentGiveUpYes, Status: "say that it never arrived"}
}
