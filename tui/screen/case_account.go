package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// accountKey leads to the form for a new account, while the case has none.
func (c *Case) accountKey() []kit.Key {
	cs := c.snap.Case
	if !cs.Adapter || cs.Phase != flow.PhaseOpened {
		return nil
	}
	k := c.able(kit.Key{Press: []string{"n"}, Intent: intentOpenNew, Help: "open a new account", Hint: cs.Fault == nil}, flow.CmdOpenAccount)
	if k.Off == "" {
		k.Off = noRegistry(c.desk)
	}
	return []kit.Key{k}
}

// addCounterparty is the pane while nobody is named, or while the account is being opened.
func (c *Case) addCounterparty(p *kit.Page) {
	cs := c.snap.Case
	who := partner(cs.Processor)
	switch {
	case cs.Phase == flow.PhaseWantAccount:
		p.Text(kit.Plain, who+" is asked to open the account. The application is sealed in the vault until it is there.")
		p.Gap()
		c.addParty(p)
	case cs.Party.LegalName != "":
		p.Text(kit.Plain, "The case is open, and its counterparty has no account at "+who+" yet.")
		p.Gap()
		c.addParty(p)
	default:
		p.Text(kit.Plain, "The case is open and its counterparty is not named yet.")
	}
}
