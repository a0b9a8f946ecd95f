package explain

import "linkdesk/flow"

// requestCards are Plaid's refusals of the form of a request (plaid.com/docs/errors/invalid-request).
func requestCards() []Card {
	return family("invalid-request", []Card{
		{Code: "MISSING_FIELDS", Who: flow.Operator, Tell: quiet,
			What: "Plaid misses fields that the call needs; the message lists them.",
			Do:   "Set what the message names: client_id and secret come from PLAID_CLIENT_ID and PLAID_SECRET, the rest from the flags of linkdesk run. Then try again."},
		{Code: "UNKNOWN_FIELDS", Who: flow.Operator, Tell: quiet,
			What: "Plaid does not know a field that was sent; the message lists it. Plaid's interface changed, or the address is not Plaid's.",
			Do:   "Check LINKDESK_PLAID_URL and linkdesk version, and report the message. When one of them was wrong, continue with linkdesk run --resume CASE."},
		{Code: "INVALID_FIELD", Who: flow.Operator, Tell: quiet,
			What: "A value is not one that Plaid takes; the message names the field. An e-mail address or phone number as client_user_id is a common one.",
			Do:   "Correct the value, then continue with linkdesk run --resume CASE. A redirect_uri must be on the list in Plaid's dashboard."},
		{Code: "INVALID_BODY", Who: flow.Operator, Tell: quiet,
			What: "What arrived at Plaid was not the JSON that was sent. Something between this machine and Plaid changed it.",
			Do:   "Check HTTPS_PROXY and LINKDESK_PLAID_URL, then continue with linkdesk run --resume CASE."},
		{Code: "INVALID_HEADERS", Who: flow.Operator, Tell: quiet,
			What: "A header was missing when the request arrived at Plaid. Something between this machine and Plaid removed it.",
			Do:   "Check HTTPS_PROXY and LINKDESK_PLAID_URL, then continue with linkdesk run --resume CASE."},
		{Code: "INVALID_CONFIGURATION", Who: flow.Operator, Tell: quiet,
			What: "A group of settings in the request has a shape that Plaid refuses; Plaid does not say which.",
			Do:   "Check PLAID_PRODUCTS and PLAID_COUNTRY_CODES, then continue with linkdesk run --resume CASE."},
		{Code: "SANDBOX_ONLY", Who: flow.Operator, Tell: quiet,
			What: "The call exists in Sandbox only and went to Production.",
			Do:   "Use linkdesk run --resume CASE --handoff browser, or hosted: the sandbox hand-off does not exist in Production."},
		{Code: "NOT_FOUND", Who: flow.Operator, Tell: quiet,
			What: "The address answers like Plaid but has no such call.",
			Do:   "Check LINKDESK_PLAID_URL, which is the address alone, without a path, then continue with linkdesk run --resume CASE."},
		{Code: "NO_LONGER_AVAILABLE", Who: flow.Operator, Tell: quiet,
			What: "Plaid has retired this call.",
			Do:   "Look for a newer linkdesk; linkdesk version says which one this is. Then continue with linkdesk run --resume CASE."},
		{Code: "INCOMPATIBLE_API_VERSION", Who: flow.Operator, Tell: quiet,
			What: "Plaid does not serve this call in the API version of the request.",
			Do:   "Look for a newer linkdesk; linkdesk version says which one this is. Then continue with linkdesk run --resume CASE."},
	})
}

// limitCards are about Plaid itself: its limits and its bad days
// (plaid.com/docs/errors/rate-limit-exceeded and .../api).
func limitCards() []Card {
	wait := "Wait a minute, then continue with linkdesk run --resume CASE."
	all := family("rate-limit-exceeded", []Card{
		{Code: "RATE_LIMIT", Who: flow.PlaidSide, Do: wait, Tell: quiet,
			What: "More calls than Plaid allows in a minute. In Production, test logins typed into Link count as abuse and the wait is one or two days."},
		{Code: "ACCOUNTS_LIMIT", Who: flow.PlaidSide, Do: wait, Tell: quiet,
			What: "The accounts of this Item were read too often within a minute."},
		{Code: "BALANCE_LIMIT", Who: flow.PlaidSide, Do: wait, Tell: quiet,
			What: "The balances of this Item were asked for too often: Production allows five a minute."},
		{Code: "ACCOUNTS_BALANCE_GET_LIMIT", Who: flow.PlaidSide, Do: wait, Tell: quiet,
			What: "Your team asked for balances more often than Plaid allows in a minute."},
		{Code: "ITEM_GET_LIMIT", Who: flow.PlaidSide, Do: wait, Tell: quiet,
			What: "The state of this Item was read too often within a minute."},
		{Code: "INSTITUTIONS_GET_BY_ID_LIMIT", Who: flow.PlaidSide, Do: wait, Tell: quiet,
			What: "Banks were looked up more often than Plaid allows in a minute."},
		{Code: "INSTITUTION_RATE_LIMIT", Who: flow.BankSide, Tell: "Your bank limits requests at the moment; we try again later.",
			What: "The bank throttles Plaid.",
			Do:   "Wait some minutes, longer each time, then continue with linkdesk run --resume CASE."},
		{Code: "CREDITS_EXHAUSTED", Who: flow.Operator, Tell: quiet,
			What: "The calls of Limited Production are used up; they do not come back by waiting.",
			Do:   "Ask for full Production at dashboard.plaid.com, then continue with linkdesk run --resume CASE."},
	})
	return append(all, family("api", []Card{
		{Code: "INTERNAL_SERVER_ERROR", Who: flow.PlaidSide, Tell: quiet,
			What: "Plaid failed inside. Whether it did what was asked is not known.",
			Do:   "Continue with linkdesk run --resume CASE in some minutes; if it stays, give Plaid's support the request_id."},
		{Code: "PLANNED_MAINTENANCE", Who: flow.PlaidSide, Tell: quiet,
			What: "Plaid is closed for planned maintenance.",
			Do:   "See status.plaid.com for the end of it, then continue with linkdesk run --resume CASE."},
	})...)
}
