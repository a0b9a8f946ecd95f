package explain

import "linkdesk/flow"

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
			Do:   "Continue with linkdesk run --resume CASE: it makes another link_token and hands over again."},
		{Code: "LINK_NOT_LOADED", Tell: "The page of the bank link could not be loaded. Please check your network or ad blocker and reload it.",
			What: "The browser could not load Link from cdn.plaid.com.",
			Do:   "Check network, proxy and ad blocker of that browser, then hand over again with linkdesk run --resume CASE, or with --handoff hosted."},
		{Code: "LINK_ERROR", Do: again, Tell: "Something went wrong on the page. Please open the link once more.",
			What: "Link ended with an error and did not say which."},
	}
	for i := range all {
		all[i].Provider, all[i].Who, all[i].Doc = Link, flow.Customer, page
	}
	return all
}

// handoffCards are what keeps a customer from Link before Link has a word in it.
func handoffCards() []Card {
	hosted := "Use the hosted page, which needs no page on this machine: linkdesk run --resume CASE --handoff hosted."
	return ours("linkdesk help run", []Card{
		{Code: "NO_HANDOFF", Who: flow.Operator, Tell: quiet,
			What: "This kind of hand-off is not to be had here.",
			Do:   "Choose another one: linkdesk run --resume CASE --handoff browser, or hosted."},
		{Code: "NO_LOOPBACK_PAGE", Who: flow.Operator, Do: hosted, Tell: quiet,
			What: "The page for the customer could not be served on 127.0.0.1; the message says why."},
		{Code: "NOT_LOOPBACK", Who: flow.Operator, Do: hosted, Tell: quiet,
			What: "The page for the customer would have been open to the network, so it was not served."},
		{Code: "BAD_LINK_ADDRESS", Who: flow.Operator, Tell: quiet,
			What: "The address of Link is not one that a page may load; the message says why.",
			Do:   "Correct LINKDESK_LINK_URL or LINKDESK_PLAID_URL, then hand over again with linkdesk run --resume CASE."},
		{Code: "BAD_REDIRECT_URI", Who: flow.Operator, Tell: quiet,
			What: "PLAID_REDIRECT_URI is not an address that the page can be served at; the message says why.",
			Do:   "Set it to an address such as http://localhost:8123/ that Plaid's dashboard allows, or unset it so that banks open in a pop-up, then linkdesk run --resume CASE."},
		{Code: "REDIRECT_PORT_NOT_FREE", Who: flow.Operator, Tell: quiet,
			What: "The page has to be served at the port of PLAID_REDIRECT_URI, and that port cannot be had.",
			Do:   "End what uses the port, or unset PLAID_REDIRECT_URI so that banks open in a pop-up, then linkdesk run --resume CASE; or hand over with --handoff hosted."},
		{Code: "HOSTED_FINISHED", Who: flow.Operator, Tell: quiet,
			What: "The hand-off was stopped, and the customer finished on the hosted page all the same.",
			Do:   "Hand over with the hosted page once more, which takes what is there: linkdesk run --resume CASE --handoff hosted."},
		{Code: "NO_LINK_TOKEN", Who: flow.Operator, Tell: quiet,
			What: "There was no link_token to open Link with.",
			Do:   "Hand over again with linkdesk run --resume CASE, which makes a link_token."},
		{Code: "NO_PUBLIC_TOKEN", Who: flow.PlaidSide, Tell: quiet,
			What: "Plaid ended the visit well and gave no public_token.",
			Do:   "Hand over again with linkdesk run --resume CASE; if it stays so, give Plaid's support the request_id."},
		{Code: "FLIGHT_OVER", Who: flow.Operator, Tell: "This page is out of date. Please use the newest link.",
			What: "A page answered whose hand-off was over already: the case has gone on without it.",
			Do:   "Nothing, unless the customer is waiting. Then hand over again with linkdesk run --resume CASE."},
	})
}
