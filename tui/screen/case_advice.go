package screen

import (
	"linkdesk/flow"
	"linkdesk/flow/explain"
	"linkdesk/tui/kit"
)

// intentNewCase opens a new case for the customer of this one.
const intentNewCase kit.Intent = "new_case_for"

// maker makes the key of an intent, switched off where the case forbids the command.
type maker func(kit.Intent, string, flow.CommandKind) kit.Key

// advised is the one key that does what the card of the case says, ok is false when nothing is the
// matter or nothing here does it. Of several acts it is the first that can be done now; when none
// can, the first one stands with its reason.
func (c *Case) advised(key maker) (kit.Key, bool) {
	f := explain.Matter(c.snap.Case)
	if f == nil || f.Who == flow.Nobody || c.snap.Case.Phase == flow.PhaseClosed || f.Op == string(flow.ReadItem) && c.snap.Case.Fault == nil {
		return kit.Key{}, false // what a bank link wants that works still keeps nobody from the road
	}
	var first kit.Key
	for _, a := range explain.Advise(f, c.snap.Case).Acts {
		k, ok := c.actKey(a.Name, key)
		switch {
		case !ok:
		case k.Off == "":
			return k, true
		case first.Intent == "":
			first = k
		}
	}
	return first, first.Intent != ""
}

// actKey is the key of an act of this program; ok is false for one that has none on this page.
func (c *Case) actKey(name explain.ActName, key maker) (kit.Key, bool) {
	switch name {
	case explain.HandOffAgain:
		return c.handoffPrimary(key), true
	case explain.Relink:
		return key(intentRelink, "repair the bank link "+handoffHow(c.page()), flow.CmdRelink), true
	case explain.OtherWay:
		if c.kind != c.snap.Case.Link.Handoff {
			return c.handoffPrimary(key), true // it was changed
		}
		return key(intentKind, "another way of handing over", flow.CmdStartHandoff), true
	case explain.OtherAccount:
		return c.chooseKey(key(intentChoose, "choose this account", flow.CmdChooseAccount)), true
	case explain.OpenAccount:
		k := key(intentOpenNew, "correct the application", flow.CmdOpenAccount)
		return k, noRegistry(c.desk) == ""
	case explain.NewCase:
		k := kit.Key{Press: []string{"enter"}, Intent: intentNewCase, Help: "open a new case", Hint: true, Off: c.desk.Defaults().ReadOnly}
		return k, true
	case explain.Submit:
		return key(intentSubmit, "submit to "+partner(c.snap.Case.Processor), flow.CmdSubmit), true
	case explain.Pull, explain.PullAgain:
		return key(intentContribute, "pull money", flow.CmdContribute), true
	}
	plain := map[explain.ActName]struct {
		intent kit.Intent
		words  string
		cmd    flow.CommandKind
	}{
		explain.Retry:        {intentRetry, "try again", flow.CmdRetry},
		explain.AfterRestore: {intentRetry, "try again", flow.CmdRetry},
		explain.NewLinkToken: {intentToken, "new link token", flow.CmdMakeLinkToken},
		explain.CorrectParty: {intentParty, "change the counterparty", flow.CmdSetParty},
		explain.SetProcessor: {intentPartner, "name another partner", flow.CmdSetProcessor},
		explain.Reveal:       {intentReveal, "copy the processor token", flow.CmdReveal},
		explain.CheckBalance: {intentBalances, "balances of now", flow.CmdBalances},
		explain.CheckItem:    {intentCheckItem, "health of the bank link", flow.CmdCheckItem},
		explain.Follow:       {intentFollow, "look at the status", flow.CmdFollow},
		explain.GiveUp:       {intentGiveUp, "it never arrived", flow.CmdGiveUp},
		explain.CloseCase:    {intentClose, "close the case", flow.CmdClose},
		explain.Money:        {intentMoney, "money", flow.CmdFollow},
	}
	a, ok := plain[name]
	return key(a.intent, a.words, a.cmd), ok
}

// goOn is the key that a card means by going on: the obvious one, or r where that does something
// that comes before.
func (c *Case) goOn() string {
	switch c.primary().Intent {
	case intentParty, intentKind, intentGiveUp, intentClose, intentBalances, intentCheckItem:
		if flow.Can(c.snap.Case, flow.CmdRetry) == nil {
			return "r"
		}
	}
	return ""
}

// picks reports that one of the accounts can be chosen now: before the choice, or after one that
// was refused.
func (c *Case) picks() bool {
	cs := c.snap.Case
	switch {
	case len(cs.Accounts) == 0:
		return false
	case cs.Phase == flow.PhaseChoosing:
		return true
	}
	return cs.Phase == flow.PhaseChosen && cs.Halted && c.primary().Intent == intentChoose
}

// addWayOut says that a case ends with its card.
func addWayOut(p *kit.Page, card explain.Card) {
	if out := card.WayOut(); out != "" {
		p.Pair("way out", out)
	}
}
