package explain

import "linkdesk/flow"

// partnerCards are Prime Trust's answers to a submission. Its documentation went offline
// with the company; the codes are those of its published API description of 2021.
func partnerCards() []Card {
	const page = "Prime Trust API v2, funds-transfer-methods (not online any more)"
	resume := ", then continue with linkdesk run --resume CASE."
	all := []Card{
		{Code: "25000", Who: flow.Partners, Tell: quiet,
			What: "Prime Trust could not read the owner's identity from Plaid; the message carries Plaid's own words and code.",
			Do:   "Look Plaid's code up in the message, and ask Plaid whether Identity is enabled for this partner" + resume},
		{Code: "25001", Who: flow.Operator, Tell: quiet,
			What: "Prime Trust could not read the account from Plaid; the message carries Plaid's own words and code.",
			Do:   "The message names Plaid's own code: do what that asks for" + resume},
		{Code: "25001:ITEM_LOGIN_REQUIRED", Who: flow.Customer, Tell: "Your bank wants you to log in again. You will get a new link.",
			What: "Prime Trust could not read the account, because the bank wants the customer to log in again.",
			Do:   "Repair the bank link with the customer: linkdesk run --resume CASE --relink. The processor_token stays good, and is submitted once more."},
		{Code: "25001:ITEM_NOT_FOUND", Who: flow.Operator, Tell: "The connection to your bank was removed; you will get a new link.",
			What: "Prime Trust could not read the account, because its Item was removed at Plaid: by your team, by the customer at my.plaid.com, or by Plaid's support.",
			Do:   "Open a new case for this customer. Every token of the old Item is dead."},
		{Code: "25002", Who: flow.Operator, Tell: "The name at your bank differs from the one you gave us. Please tell us the account's owner as your bank writes it.",
			What: "The owner's name at the bank is not the name of the Prime Trust contact.",
			Do:   "Correct the contact at Prime Trust" + resume + " For an account in the counterparty's own name open a new case."},
		{Code: "25003", Who: flow.Operator, Tell: "Your bank did not show us the account again. Please link it once more.",
			What: "Prime Trust found no account at the bank that matches the token.",
			Do:   "Ask whether the account is still open, and open a new case with it or with another one."},
		{Code: "401", Who: flow.Operator, Tell: quiet,
			What: "Prime Trust does not know this e-mail address and password, or the session ended and could not be renewed.",
			Do:   "Check PRIMETRUST_EMAIL and PRIMETRUST_PASSWORD" + resume},
		{Code: "403", Who: flow.Operator, Tell: quiet,
			What: "The login may not act for this Prime Trust account or contact.",
			Do:   "Ask the account's owner at Prime Trust for an access policy that lets this user manage it" + resume},
		{Code: "404", Who: flow.Operator, Tell: quiet,
			What: "Prime Trust has no such account, contact or funds-transfer-method.",
			Do:   "Check the ids given as --pt-account and --pt-contact" + resume},
		{Code: "422", Who: flow.Operator, Tell: quiet,
			What: "Prime Trust refuses a value; the message names it.",
			Do:   "Correct what the message names" + resume},
		{Code: "429", Who: flow.Partners, Tell: quiet,
			What: "Prime Trust wants fewer calls.",
			Do:   "Wait a minute" + resume},
		{Code: "ACCOUNT_NOT_OPEN", Who: flow.Operator, Tell: quiet,
			What: "The Prime Trust account takes no money: it is closed, being closed, or void.",
			Do:   "Give an account that is open or in review as --pt-account" + resume},
		{Code: "PARTNER_UNREACHABLE", Who: flow.Operator, Tell: "The company that was to receive the link does not exist any more; we will write about another way.",
			What: "Prime Trust's servers are not there: the company has been in liquidation since 2024-01-05, after its Chapter 11 filing of 2023-08-14.",
			Do:   "Name a living partner with --processor dwolla; where there is a processor_token already, that takes a new case. To see the road as it was, use linkdesk demo --era 2023, or point LINKDESK_PRIMETRUST_URL at linkdesk sim."},
	}
	for i := range all {
		all[i].Provider, all[i].Doc = PrimeTrust, page
	}
	return all
}
