package main

import "linkdesk/flow"

// toldEnd is an event of a rotation, of a removal, or of a bank's health.
func toldEnd(ev flow.Event) string {
	switch e := ev.(type) {
	case flow.RotationAsked:
		return "another access_token is wanted, by " + e.By
	case flow.AccessTokenRotated:
		return "access_token rotated; the old one is dead and the processor_token lives on"
	case flow.AccessTokenLost:
		return "the access_token is lost: " + e.Fault.Error()
	case flow.RemovalAsked:
		return "the bank link shall be removed, by " + e.By
	case flow.ItemRemoved:
		if e.Before {
			return "the bank link was gone at Plaid already; its tokens are destroyed here too"
		}
		return "bank link removed at Plaid; every token of it is dead and destroyed here"
	case flow.BankLooked:
		return toldHealth(e)
	}
	return toldMoney(ev)
}

// toldHealth is how the bank was when an attempt ended.
func toldHealth(e flow.BankLooked) string {
	bank := e.Name
	if bank == "" {
		bank = e.InstitutionID
	}
	switch {
	case e.Fault != nil:
		return "how " + bank + " is could not be asked: " + e.Fault.Error()
	case len(e.Products) == 0:
		return "Plaid does not say how " + bank + " is"
	}
	return "how " + bank + " was: " + flow.BankHealth{Products: e.Products}.Words()
}
