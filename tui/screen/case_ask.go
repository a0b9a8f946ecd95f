package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

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
