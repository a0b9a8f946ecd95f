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
			Do:   "Register at dashboard.plaid.com/settings/compliance/us-oauth-institutions, or ask the customer for another bank."},
		{Code: "INSTITUTION_REGISTRATION_REQUIRED", Who: flow.Operator, Tell: "This bank cannot be linked with us yet. Please choose another one.",
			What: "The bank is still registering your team; at some banks this takes weeks.",
			Do:   "Complete the security questionnaire in Plaid's dashboard and wait, or ask the customer for another bank."},
		{Code: "UNSUPPORTED_RESPONSE", Who: flow.PlaidSide, Tell: "This account cannot be linked. Please choose another one.",
			What: "The bank answered with something that Plaid cannot read. Trying again does not help.",
			Do:   "Give Plaid's support the request_id, or ask the customer for another account."},
		{Code: "COUNTRY_NOT_SUPPORTED", Who: flow.Customer, Do: another, Tell: "Banks of that country cannot be linked here. Please choose another one.",
			What: "The bank is in a country that this link_token does not allow."},
	})
}

// exitCards say where the customer left Link, by the exit status
// (plaid.com/docs/link/web, metadata of onExit). tab_closed and timed_out are our own words.
func exitCards() []Card {
	again := "Ask the customer, and hand over again with linkdesk run --resume CASE."
	page := "https://plaid.com/docs/link/web/#onexit"
	all := []Card{
		{Code: "LINK_EXITED", Do: again, Tell: "You left before the account was linked. Please open the link once more.",
			What: "The customer left Link and gave no reason."},
		{Code: "requires_questions", Do: again, Tell: "Your bank asked a security question. Please have the answer at hand and open the link once more.",
			What: "The customer left at the bank's security questions."},
		{Code: "requires_selections", Do: again, Tell: "Your bank asked a security question. Please open the link once more.",
			What: "The customer left at the bank's multiple-choice question."},
		{Code: "requires_code", Do: again, Tell: "Your bank sent you a code. Please have your phone at hand and open the link once more.",
			What: "The customer left where the bank asked for the code that it sent."},
		{Code: "choose_device", Do: again, Tell: "Your bank asked where to send a code. Please have your phone at hand and open the link once more.",
			What: "The customer left where the bank asked for the device that shall receive a code."},
		{Code: "requires_credentials", Do: again, Tell: "Please have the login of your bank's website at hand and open the link once more.",
			What: "The customer left at the bank's user name and password."},
		{Code: "requires_account_selection", Do: again, Tell: "Please open the link once more and tick the account you want to use.",
			What: "The customer left while choosing accounts."},
		{Code: "requires_oauth", Do: again, Tell: "Please open the link once more and finish the login at your bank's own page.",
			What: "The customer left for the bank's own page and did not finish there. A blocked pop-up looks the same."},
		{Code: "institution_not_found", Tell: "Which bank do you want to link? If the list lacks it, please choose another one.",
			What: "The customer left at the search for a bank, whether or not it was found.",
			Do:   "Ask which bank it is: it may be missing, or not serve ACH numbers. Then hand over again with linkdesk run --resume CASE."},
		{Code: "institution_not_supported", Tell: "That bank cannot be linked. Please choose another one.",
			What: "The customer chose a bank that Plaid does not support.",
			Do:   "Ask for another bank, and hand over again with linkdesk run --resume CASE."},
		{Code: "tab_closed", Do: again, Tell: "The page was closed before the account was linked. Please open the link once more.",
			What: "The page was closed and did not come back. Link reports nothing when that happens."},
		{Code: "timed_out", Tell: "The link has run out; you will get a new one.",
			What: "The link_token ran out while the page was open.",
			Do:   "Continue with linkdesk run --resume CASE: it makes a new link_token and hands over again."},
		{Code: "LINK_NOT_LOADED", Tell: "The page of the bank link could not be loaded. Please check your network or ad blocker and reload it.",
			What: "The browser could not load Link from cdn.plaid.com.",
			Do:   "Check network, proxy and ad blocker of that browser, then hand over again with linkdesk run --resume CASE, or with --handoff hosted."},
	}
	for i := range all {
		all[i].Provider, all[i].Who, all[i].Doc = Link, flow.Customer, page
	}
	return all
}
