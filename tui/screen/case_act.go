package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// by marks what a person at the console decided.
const by = "operator"

// Act carries out an intent. Everything that cannot be taken back asks first.
func (c *Case) Act(i kit.Intent) Out {
	if c.plays != "" && !onlyLooks(i) {
		out := c.act(i)
		return c.takeOver(out)
	}
	return c.act(i)
}

func (c *Case) act(i kit.Intent) Out {
	for _, part := range []func(kit.Intent) (Out, bool){c.actInFront, c.actMoney, c.actSide, c.actEnd, c.actRoad, c.actAgreed, c.actPage} {
		if out, ok := part(i); ok {
			return out
		}
	}
	c.look(i)
	return Out{}
}

// actInFront lets what lies in front of the case have its keys, or brings it there.
func (c *Case) actInFront(i kit.Intent) (Out, bool) {
	switch {
	case !c.code.Empty(), i == intentCopy, i == intentPrint, i == intentCode:
		return c.actAddress(i), true
	case c.choosing != nil:
		c.actLogin(i)
	case c.glass != nil:
		return c.actGlass(i), true
	case c.noting != nil:
		return c.actNote(i), true
	case i == intentNote:
		c.noting = newNote()
	case i == intentGlass:
		c.openGlass()
	default:
		return Out{}, false
	}
	return Out{}, true
}

// actRoad gives the commands that ask nothing first.
func (c *Case) actRoad(i kit.Intent) (Out, bool) {
	switch i {
	case intentRetry:
		return c.retry(), true
	case intentWake:
		return c.wake(), true
	case intentToken:
		if cs := c.snap.Case; cs.Item.ID != "" && c.ask == nil {
			c.ask = askAgain(cs)
			return Out{}, true
		}
		c.ask = nil
		return c.do("asking for a link token", flow.MakeLinkToken{Handoff: c.kind}), true
	case intentHandoff:
		return c.do("handing over", flow.StartHandoff{Handoff: c.kind, Sandbox: c.sandbox()}), true
	case intentChoose:
		if a, ok := c.account(); ok {
			return c.do("choosing the account", flow.ChooseAccount{AccountID: a.ID, By: by}), true
		}
	case intentFollow:
		return c.do("asking for the status", flow.AskFollow{}), true
	case intentBalances:
		return c.do("asking the bank", flow.AskBalances{}), true
	case intentStop:
		return c.do("stopping", flow.Cancel{By: by}), true
	}
	return Out{}, false
}

// actAgreed gives the commands that were asked about.
func (c *Case) actAgreed(i kit.Intent) (Out, bool) {
	words, cmd := "", flow.Command(nil)
	switch i {
	case intentSubmitYes:
		words, cmd = "submitting", flow.SubmitToken{By: by}
	case intentConfirmYes:
		words, cmd = "confirming", flow.Confirm{Name: c.snap.Case.Party.LegalName, By: by}
	case intentGiveUpYes:
		words, cmd = "giving the key up", flow.GiveUp{By: by}
	case intentCloseYes:
		words, cmd = "closing the case", flow.CloseCase{By: by}
	case intentRevealYes:
		c.ask = nil
		return c.reveal(), true
	default:
		return Out{}, false
	}
	c.ask = nil
	return c.do(words, cmd), true
}

// actPage goes to other pages, and says what is said at once.
func (c *Case) actPage(i kit.Intent) (Out, bool) {
	cs := c.snap.Case
	switch i {
	case intentParty:
		return Out{Go: &Page{Kind: PartyPage, Case: c.id, Party: cs.Party}}, true
	case intentOpenNew:
		return Out{Go: &Page{Kind: NewAccountPage, Case: c.id, Party: cs.Party}}, true
	case intentNewCase:
		return Out{Go: &Page{Kind: NewCasePage, Party: cs.Party}}, true
	case intentPartner:
		return Out{Go: &Page{Kind: ProcessorPage, Case: c.id}}, true
	case intentStage:
		return Out{Go: &Page{Kind: StagePage, Case: c.id}}, true
	case intentTicket:
		return c.ticket(), true
	case intentTakeOver: // Act has done it
		return Out{}, true
	case IntentBack:
		return Out{Back: true}, true
	case intentKind:
		c.nextKind()
		return Out{Say: kit.Line{Tone: kit.Dim, Text: "the hand-off is " + string(c.kind) + " now"}}, true
	}
	return Out{}, false
}
