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
	switch {
	case !c.code.Empty(), i == intentCopy, i == intentPrint, i == intentCode:
		return c.actAddress(i)
	case c.choosing != nil:
		c.actLogin(i)
		return Out{}
	case c.glass != nil:
		return c.actGlass(i)
	case c.noting != nil:
		return c.actNote(i)
	case i == intentNote:
		c.noting = newNote()
		return Out{}
	case i == intentGlass:
		c.openGlass()
		return Out{}
	}
	if out, ok := c.actMoney(i); ok {
		return out
	}
	if out, ok := c.actSide(i); ok {
		return out
	}
	if out, ok := c.actEnd(i); ok {
		return out
	}
	cs := c.snap.Case
	switch i {
	case intentRetry:
		return c.retry()
	case intentWake:
		return c.wake()
	case intentParty:
		return Out{Go: &Page{Kind: PartyPage, Case: c.id, Party: cs.Party}}
	case intentOpenNew:
		return Out{Go: &Page{Kind: NewAccountPage, Case: c.id, Party: cs.Party}}
	case intentNewCase:
		return Out{Go: &Page{Kind: NewCasePage, Party: cs.Party}}
	case intentPartner:
		return Out{Go: &Page{Kind: ProcessorPage, Case: c.id}}
	case intentToken:
		if cs.Item.ID != "" && c.ask == nil {
			c.ask = askAgain(cs)
			return Out{}
		}
		c.ask = nil
		return c.do("asking for a link token", flow.MakeLinkToken{Handoff: c.kind})
	case intentHandoff:
		return c.do("handing over", flow.StartHandoff{Handoff: c.kind, Sandbox: c.sandbox()})
	case intentChoose:
		if a, ok := c.account(); ok {
			return c.do("choosing the account", flow.ChooseAccount{AccountID: a.ID, By: by})
		}
	case intentFollow:
		return c.do("asking for the status", flow.AskFollow{})
	case intentBalances:
		return c.do("asking the bank", flow.AskBalances{})
	case intentStop:
		return c.do("stopping", flow.Cancel{By: by})
	case intentSubmitYes:
		c.ask = nil
		return c.do("submitting", flow.SubmitToken{By: by})
	case intentConfirmYes:
		c.ask = nil
		return c.do("confirming", flow.Confirm{Name: cs.Party.LegalName, By: by})
	case intentGiveUpYes:
		c.ask = nil
		return c.do("giving the key up", flow.GiveUp{By: by})
	case intentCloseYes:
		c.ask = nil
		return c.do("closing the case", flow.CloseCase{By: by})
	case intentRevealYes:
		c.ask = nil
		return c.reveal()
	case intentTicket:
		return c.ticket()
	case intentStage:
		return Out{Go: &Page{Kind: StagePage, Case: c.id}}
	case intentTakeOver: // Act has done it
	case IntentBack:
		return Out{Back: true}
	case intentKind:
		c.nextKind()
		return Out{Say: kit.Line{Tone: kit.Dim, Text: "the hand-off is " + string(c.kind) + " now"}}
	default:
		c.look(i)
	}
	return Out{}
}

// look carries out the intents that change only what is seen.
func (c *Case) look(i kit.Intent) {
	n := len(c.snap.Case.Accounts)
	switch i {
	case IntentNo:
		c.ask = nil
	case intentSubmit:
		c.ask = askSubmit(c.snap.Case)
	case intentConfirm:
		c.ask = askConfirm(c.snap.Case, c.desk.Defaults().Keys)
	case intentReveal:
		if c.token == "" {
			c.ask = askReveal(c.snap.Case)
		}
		c.token = ""
	case intentClose:
		c.ask = askClose(c.snap.Case)
	case intentGiveUp:
		c.ask = askGiveUp(c.snap.Case)
	case intentLogin:
		c.choosing = newChooser(c.sandbox(), c.login)
	case intentTimeline:
		c.timeline, c.scroll = !c.timeline, 0
	case IntentPageUp:
		c.scrollTo(c.scroll - max(c.h/2, 1))
	case IntentPageDown:
		c.scrollTo(c.scroll + max(c.h/2, 1))
	case IntentUp:
		c.grid.Move(-1, n)
	case IntentDown:
		c.grid.Move(1, n)
	case IntentFirst:
		c.grid.Set(0, n)
	case IntentLast:
		c.grid.Set(n, n)
	}
}

// askSubmit asks before the processor token leaves the house.
func askSubmit(cs flow.Case) *Ask {
	to := partner(cs.Processor)
	account := "the account"
	if a, ok := cs.Account(); ok {
		account = "account " + mask(a.Mask)
	}
	what := kit.Safe(account + " at " + cs.Item.InstitutionName + " as a bank funding source of " + cs.Party.LegalName)
	body := []string{to + " will take " + what + ".", "It is sent once. If the answer is lost, it is asked for again under the same key and not sent twice."}
	if why, _ := cs.Foreign(); why != "" {
		body = append(body, "Take care: "+kit.Safe(why)+".")
	}
	if why := cs.RestoredWarning(); why != "" {
		body = append(body, why)
	}
	if cs.Env == flow.Production {
		body = append(body, "This is PRODUCTION: the account and the customer are real.")
	}
	return &Ask{Dialog: kit.Ask("Submit to "+to+"?", "Submit", body...), Then: intentSubmitYes, Status: "submit to " + to}
}

// askAgain asks before the bank link that is there is put aside for another one.
func askAgain(cs flow.Case) *Ask {
	body := []string{"The bank link that is there (" + kit.Safe(cs.Item.InstitutionName) + ") is put aside: it stays alive at Plaid, and this case cannot go back to it."}
	if why := cs.ItemEndWords(); why != "" {
		body = []string{sentence(why) + " The customer links a bank anew."}
	}
	return &Ask{Dialog: kit.Ask("Link another bank?", "New link token", body...), Then: intentToken, Status: "put the bank link aside"}
}

// askConfirm asks for the counterparty's name before anything real happens.
func askConfirm(cs flow.Case, keys string) *Ask {
	body := []string{"A real customer will be asked to link a real bank account. Typing the legal name proves that you have the right counterparty before you."}
	if keys != "" {
		body = append(body, "The keys in use: "+keys+".")
	}
	d := kit.AskTyped("This is PRODUCTION", "Confirm", cs.Party.LegalName, body...)
	return &Ask{Dialog: d, Then: intentConfirmYes, Status: "confirm for Production"}
}

// askClose asks before a case's tokens are destroyed.
func askClose(cs flow.Case) *Ask {
	body := []string{"The history stays. The case's tokens are destroyed, so nothing more can be done with this bank link from here."}
	if cs.Waiting() {
		body = append(body, "Something at "+partner(cs.Processor)+" is still on its way, and a closed case is not looked at any more.")
	}
	if cs.Item.ID != "" && cs.ItemEnd != flow.ItemGone {
		body = append(body, "The bank link itself (item "+kit.CutMiddle(kit.Safe(cs.Item.ID), 16)+") stays alive at Plaid.")
	}
	return &Ask{Dialog: kit.Ask("Close this case?", "Close", body...), Then: intentCloseYes, Status: "close the case"}
}
