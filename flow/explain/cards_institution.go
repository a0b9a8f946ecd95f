package explain

import "linkdesk/flow"

// institutionCards are about the bank (plaid.com/docs/errors/institution).
func institutionCards() []Card {
	later := "Wait, then continue with linkdesk run --resume CASE. status.plaid.com shows how the bank is doing."
	down := "Your bank does not answer at the moment. Please try again later."
	another := "Hand over again with linkdesk run --resume CASE and ask for another bank."
	return family("institution", []Card{
		{Code: "INSTITUTION_DOWN", Who: flow.BankSide, Do: later, Tell: down,
			What: "The bank is closed to Plaid, for maintenance or by a failure; this can last hours, at times a day."},
		{Code: "INSTITUTION_NOT_RESPONDING", Who: flow.BankSide, Do: later, Tell: down,
			What: "The bank does not answer Plaid at the moment; this usually passes soon."},
		{Code: "INSTITUTION_NOT_AVAILABLE", Who: flow.BankSide, Do: later, Tell: down,
			What: "Plaid has paused its connection to this bank."},
		{Code: "INSTITUTION_NO_LONGER_SUPPORTED", Who: flow.Customer, Do: another, Tell: "This bank cannot be linked any more. If the list shows it twice, please choose the other entry.",
			What: "Plaid dropped this bank, or replaced its entry by one with the bank's own login page."},
		{Code: "INSTITUTION_NOT_ENABLED_IN_ENVIRONMENT", Who: flow.Operator, Tell: quiet,
			What: "The bank exists, but not in this environment.",
			Do:   "In Sandbox give a test bank, such as --institution ins_109508."},
		{Code: "UNAUTHORIZED_INSTITUTION", Who: flow.Operator, Tell: "This bank cannot be linked with us yet. Please choose another one.",
			What: "The bank wants your team to be registered before its customers can be linked.",
			Do:   "Register at dashboard.plaid.com/settings/compliance/us-oauth-institutions, or ask the customer for another bank. Then hand over again with linkdesk run --resume CASE."},
		{Code: "INSTITUTION_REGISTRATION_REQUIRED", Who: flow.Operator, Tell: "This bank cannot be linked with us yet. Please choose another one.",
			What: "The bank is still registering your team; at some banks this takes weeks.",
			Do:   "Complete the security questionnaire in Plaid's dashboard and wait, or ask the customer for another bank. Then hand over again with linkdesk run --resume CASE."},
		{Code: "UNSUPPORTED_RESPONSE", Who: flow.PlaidSide, Tell: "This account cannot be linked. Please choose another one.",
			What: "The bank answered with something that Plaid cannot read. Trying again does not help.",
			Do:   "Give Plaid's support the request_id, or ask the customer for another account and hand over again with linkdesk run --resume CASE."},
		{Code: "COUNTRY_NOT_SUPPORTED", Who: flow.Customer, Do: another, Tell: "Banks of that country cannot be linked here. Please choose another one.",
			What: "The bank is in a country that this link_token does not allow."},
	})
}
