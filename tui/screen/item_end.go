package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// The intents that end something about the bank link.
const (
	intentRotate    kit.Intent = "rotate_token"
	intentRotateYes kit.Intent = "rotate_token.yes"
	intentRemove    kit.Intent = "remove_item"
	intentRemoveYes kit.Intent = "remove_item.yes"
)

// endKeys are the keys that end the access token or the bank link.
func (c *Case) endKeys() []kit.Key {
	return []kit.Key{
		c.able(kit.Key{Press: []string{"T"}, Intent: intentRotate, Help: "rotate the access token"}, flow.CmdRotate),
		c.able(kit.Key{Press: []string{"D"}, Intent: intentRemove, Help: "remove the bank link"}, flow.CmdRemove),
	}
}

// actEnd carries those intents out; ok is false for all others.
func (c *Case) actEnd(i kit.Intent) (Out, bool) {
	switch i {
	case intentRotate:
		c.ask = askRotate()
		return Out{}, true
	case intentRotateYes:
		c.ask = nil
		return c.do("rotating the access token", flow.Rotate{By: by}), true
	case intentRemove:
		c.ask = askRemove(c.snap.Case)
		return Out{}, true
	case intentRemoveYes:
		c.ask = nil
		return c.do("removing the bank link", flow.Remove{By: by}), true
	}
	return Out{}, false
}

// askRotate asks before the access token dies.
func askRotate() *Ask {
	return &Ask{Dialog: kit.Ask("Rotate the access token?", "Rotate",
		"Plaid makes a new access token and the old one dies at once. Do it when the old one may have been seen by somebody. The processor token lives on.",
		"Should the answer be lost, nobody holds a token of this bank link any more: it cannot be repaired or looked at then."),
		Then: intentRotateYes, Status: "rotate the access token"}
}

// askRemove asks for the counterparty's name, because nothing brings an Item back.
func askRemove(cs flow.Case) *Ask {
	house := partner(cs.Processor)
	body := []string{"The Item at " + kit.Safe(bankOf(cs)) + " is removed at Plaid, and every token of it dies. The customer would have to link anew."}
	switch {
	case cs.Submission != nil:
		body = append(body, house+" cannot read the account any more: nothing can be pulled from it here any more.")
	case cs.Masked != "":
		body = append(body, "The processor token was not submitted yet; it cannot be any more then.")
	}
	if cs.Env == flow.Production {
		body = append(body, "This is PRODUCTION: the account and the customer are real.")
	}
	d := kit.AskTyped("Remove the bank link?", "Remove", cs.Party.LegalName, body...)
	d.Must = "Every processor token of this Item dies with it."
	return &Ask{Dialog: d, Then: intentRemoveYes, Status: "remove the bank link"}
}

// bankOf names the bank of a case.
func bankOf(cs flow.Case) string {
	switch {
	case cs.Item.InstitutionName != "":
		return cs.Item.InstitutionName
	case cs.Link.InstitutionName != "":
		return cs.Link.InstitutionName
	}
	return "the bank"
}

// addEnd says that the bank link is gone or out of reach, or that one cannot be sure.
func (c *Case) addEnd(p *kit.Page) {
	cs := c.snap.Case
	house := partner(cs.Processor)
	switch {
	case cs.Phase == flow.PhaseClosed || cs.Side != nil:
	case cs.ItemEnd == flow.ItemGone && cs.Submission != nil:
		p.Gap()
		p.Item(kit.Warn, "!", "The bank link was removed, and its processor token died with it. "+house+" keeps what it has, and later pulls may fail.")
	case cs.ItemEnd == flow.ItemGone:
		p.Gap()
		p.Item(kit.Warn, "!", "The bank link that was here was removed. A new link token (l) links another one.")
	case cs.ItemEnd == flow.ItemOutOfReach && cs.Masked != "":
		p.Gap()
		p.Item(kit.Warn, "!", "The bank link is out of reach: its access token was lost in a rotation. The processor token lives on; a repair needs a new case.")
	case cs.ItemEnd == flow.ItemOutOfReach:
		p.Gap()
		p.Item(kit.Warn, "!", "The bank link is out of reach: its access token was lost in a rotation. A new link token (l) links another one.")
	case cs.ItemDoubt == flow.RotateAccess:
		p.Gap()
		p.Item(kit.Warn, "!", "Whether the access token was rotated is not known. Its health (h) tells.")
	case cs.ItemDoubt == flow.RemoveItem:
		p.Gap()
		p.Item(kit.Warn, "!", "Whether the bank link was removed is not known. Its health (h) tells.")
	}
}

// describeEnd puts the events of a rotation, of a removal and of a bank's health into words.
func describeEnd(e flow.Event) (line, bool) {
	switch e := e.(type) {
	case flow.RotationAsked:
		return wish("another access token asked for", "by "+e.By)
	case flow.AccessTokenRotated:
		return fact("access token rotated; the old one is dead", lastCall(e.Calls))
	case flow.AccessTokenLost:
		return line{kit.Bad, "✗", "access token lost in a rotation; the bank link is out of reach", lastCall(e.Calls)}, true
	case flow.RemovalAsked:
		return wish("removal of the bank link asked for", "by "+e.By)
	case flow.ItemRemoved:
		if e.Before {
			return fact("the bank link is gone; it was removed before", callWords(e.Call))
		}
		return fact("bank link removed, with every token of it", callWords(e.Call))
	case flow.BankLooked:
		return line{kit.Dim, "·", healthWords(e), callWords(e.Call)}, true
	}
	return describeMoney(e)
}
