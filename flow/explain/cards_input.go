package explain

import "linkdesk/flow"

// keyCards are refusals that only Plaid's dashboard or a setting can cure
// (plaid.com/docs/errors/invalid-input).
func keyCards() []Card {
	all := family("invalid-input", []Card{
		{Code: "INVALID_API_KEYS", Who: flow.Operator, Tell: quiet,
			What: "Plaid does not know this client_id and secret in this environment. Each environment has a secret of its own.",
			Do:   "Take the secret of this environment from dashboard.plaid.com/developers/keys, set PLAID_CLIENT_ID and PLAID_SECRET, then continue with linkdesk run --resume CASE."},
		{Code: "INVALID_PRODUCT", Who: flow.Operator, Tell: quiet,
			What: "A product or the partner's integration is not switched on for your keys; the message says which.",
			Do:   "Switch it on at dashboard.plaid.com/developers/integrations, then continue with linkdesk run --resume CASE."},
		{Code: "INVALID_LINK_CUSTOMIZATION", Who: flow.Operator, Tell: quiet,
			What: "The Link customization in Plaid's dashboard lacks a use case or Account Select.",
			Do:   "Complete it at dashboard.plaid.com/link, then continue with linkdesk run --resume CASE."},
		{Code: "UNAUTHORIZED_ENVIRONMENT", Who: flow.Operator, Tell: quiet,
			What: "Your team may not use this environment yet.",
			Do:   "Ask for access at dashboard.plaid.com, then continue with linkdesk run --resume CASE; or open a new case with --env sandbox."},
		{Code: "UNAUTHORIZED_ROUTE_ACCESS", Who: flow.Operator, Tell: quiet,
			What: "Your team may not use this call.",
			Do:   "Ask Plaid's support to enable it, naming the request_id, then continue with linkdesk run --resume CASE."},
		{Code: "INVALID_INSTITUTION", Who: flow.Operator, Tell: quiet,
			What: "Plaid has no bank with this id.",
			Do:   "Give another one: linkdesk run --resume CASE --institution ins_109508."},
		{Code: "INVALID_PROCESSOR", Who: flow.Operator, Tell: quiet,
			What: "The processor is not on Plaid's list of partners.",
			Do:   "Check its spelling, or name another one: linkdesk run --resume CASE --processor dwolla."},
		{Code: "INVALID_PROCESSOR:" + flow.PrimeTrust, Who: flow.Operator, Tell: "The company that was to receive the link does not exist any more; we will write about another way.",
			What: "Plaid took prime_trust off its list of processors on 2024-03-21. Prime Trust filed for Chapter 11 on 2023-08-14; the plan that winds it up took effect on 2024-01-05.",
			Do:   "Prime Trust is in liquidation, and Plaid dropped it on 2024-03-21: go on with a living one by linkdesk run --resume CASE --processor dwolla. The road as it was: linkdesk demo --era 2023."},
	})
	for i := range all {
		// INVALID_PROCESSOR is in no page of Plaid's documentation; the page of the call is the
		// nearest that there is.
		if c := all[i].Code; c == "INVALID_PROCESSOR" || c == "INVALID_PROCESSOR:"+flow.PrimeTrust {
			all[i].Doc = "https://plaid.com/docs/api/processors/#processortokencreate"
		}
	}
	return all
}

// tokenCards are refusals of a token or an id (plaid.com/docs/errors/invalid-input).
func tokenCards() []Card {
	again := "Please open the link once more and finish it; it takes a minute."
	return family("invalid-input", []Card{
		{Code: "INVALID_LINK_TOKEN", Who: flow.Operator, Tell: "The link has run out; you will get a new one.",
			What: "The link_token ran out, was used already, or saw too many wrong logins.",
			Do:   "Continue with linkdesk run --resume CASE: it makes another link_token and hands over again."},
		{Code: "INVALID_PUBLIC_TOKEN", Who: flow.Customer, Tell: again,
			What: "The public_token ran out after its 30 minutes, or was exchanged already by a call whose answer was lost.",
			Do:   "Continue with linkdesk run --resume CASE: the customer goes through Link once more."},
		{Code: "INVALID_ACCESS_TOKEN", Who: flow.Operator, Tell: again,
			What: "Plaid does not know the access_token: its Item was removed, or it belongs to other keys or another environment.",
			Do:   "Check that PLAID_CLIENT_ID and PLAID_SECRET are the ones the case was opened with, and continue with linkdesk run --resume CASE. If they are, open a new case for this customer."},
		{Code: "INVALID_ACCOUNT_ID", Who: flow.Operator, Tell: quiet,
			What: "The account is not on this Item any more: closed at the bank, or the customer took it back.",
			Do:   "Choose another one: linkdesk run --resume CASE --account-mask 0000."},
		{Code: "INVALID_PROCESSOR_TOKEN", Who: flow.Operator, Tell: again,
			What: "The processor_token is not valid: its Item was removed, or it belongs to another environment.",
			Do:   "Open a new case for this customer; a processor_token dies with its Item."},
		{Code: "ADDITIONAL_CONSENT_REQUIRED", Who: flow.Customer, Tell: "Please open the link once more and agree to share the account's details.",
			What: "The customer has not agreed to share what this call reads.",
			Do:   "Make a new link_token for the case and ask the customer to agree to everything asked for."},
		{Code: "INCORRECT_DEPOSIT_VERIFICATION", Who: flow.Customer, Tell: "The code did not match; look it up in the description of the small deposit and type it again.",
			What: "The code of the small deposit was wrong; there are three tries.",
			Do:   "Ask the customer to look the code up in the account's statement, and hand over again with linkdesk run --resume CASE to have it typed."},
		{Code: "TOO_MANY_VERIFICATION_ATTEMPTS", Who: flow.Customer, Tell: again,
			What: "The code of the small deposit was wrong three times, and there is no fourth try.",
			Do:   "Make a new link_token for the case and start from the bank's login."},
		{Code: "PROFILE_AUTHENTICATION_FAILED", Who: flow.Customer, Tell: "Please open the link once more and go on without your saved login.",
			What: "The customer typed the wrong code of Plaid's saved login three times.",
			Do:   "Hand over again with linkdesk run --resume CASE; the customer goes on without the saved login."},
		{Code: "USER_PERMISSION_REVOKED", Who: flow.Customer, Tell: again,
			What: "The customer withdrew the permission at my.plaid.com.",
			Do:   "Ask the customer whether that was meant. If not, open a new case."},
	})
}
