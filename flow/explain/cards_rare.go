package explain

import "linkdesk/flow"

// rareItemCards are Plaid's codes about Items that this program's own calls do not bring on. Support is
// asked about them all the same, because a team has other programs (plaid.com/docs/errors/item).
func rareItemCards() []Card {
	other := "Please choose another account; this one does not fit."
	return family("item", []Card{
		{Code: "NO_INVESTMENT_ACCOUNTS", Who: flow.Customer, Tell: other,
			What: "An investment product was asked for, and none of the shared accounts is one.",
			Do:   "Here only auth is asked for: check PLAID_PRODUCTS, then make a new link token (l on the case)."},
		{Code: "NO_INVESTMENT_AUTH_ACCOUNTS", Who: flow.Customer, Tell: other,
			What: "Account numbers of an investment account were asked for, and none of the shared accounts has them.",
			Do:   "Here only auth is asked for: check PLAID_PRODUCTS, then make a new link token (l on the case)."},
		{Code: "NO_LIABILITY_ACCOUNTS", Who: flow.Customer, Tell: other,
			What: "Loans or credit cards were asked for, and none of the shared accounts is one.",
			Do:   "Here only auth is asked for: check PLAID_PRODUCTS, then make a new link token (l on the case)."},
		{Code: "MANUAL_VERIFICATION_REQUIRED", Who: flow.Customer, Tell: "Your bank wants you to confirm the account by hand. Please open the link once more.",
			What: "An investment account has to be verified by hand before its numbers can be read.",
			Do:   "Send the customer through Link in update mode, and go on: linkdesk run --resume CASE --relink."},
	})
}

// rareInputCards are refusals of values that this program does not send (plaid.com/docs/errors/invalid-input).
func rareInputCards() []Card {
	const program = "It is another program of your team that sends it: give its developers the request_id."
	return family("invalid-input", []Card{
		{Code: "INVALID_STRIPE_ACCOUNT", Who: flow.Operator, Tell: quiet, Do: "Link the Stripe account to Plaid in Stripe's dashboard, then ask for the token again.",
			What: "Stripe refuses the account that the token was to be made for."},
		{Code: "INVALID_USER_ID", Who: flow.Operator, Tell: quiet, Do: program,
			What: "The user_id is unknown to Plaid, or belongs to another environment."},
		{Code: "INVALID_USER_TOKEN", Who: flow.Operator, Tell: quiet, Do: program,
			What: "The user_token is unknown to Plaid, or belongs to another environment."},
		{Code: "INVALID_AUDIT_COPY_TOKEN", Who: flow.Operator, Tell: quiet, Do: program,
			What: "The audit copy token of an asset report is unknown to Plaid, or belongs to another environment."},
		{Code: "INVALID_WEBHOOK_VERIFICATION_KEY_ID", Who: flow.Operator, Tell: quiet, Do: program,
			What: "The key id of a webhook is unknown to Plaid, or belongs to another environment. Whoever sent the webhook may not be Plaid."},
		{Code: "DIRECT_INTEGRATION_NOT_ENABLED", Who: flow.Operator, Tell: quiet, Do: "Use Link, as this program does; Plaid gives no new team the direct way.",
			What: "An Item was to be made without Link."},
	})
}

// rareLimitCards are the limits of calls that this program does not make (plaid.com/docs/errors/rate-limit-exceeded).
func rareLimitCards() []Card {
	var all []Card
	for _, x := range [][2]string{
		{"AUTH_LIMIT", "Account numbers"}, {"IDENTITY_LIMIT", "Owners of accounts"}, {"INSTITUTIONS_GET_LIMIT", "The list of banks"},
		{"INVESTMENT_HOLDINGS_GET_LIMIT", "Holdings"}, {"INVESTMENT_TRANSACTIONS_LIMIT", "Investment transactions"},
		{"TRANSACTIONS_LIMIT", "Transactions"}, {"TRANSACTIONS_REFRESH_LIMIT", "Fresh transactions"}, {"TRANSACTIONS_SYNC_LIMIT", "Changes of transactions"},
	} {
		all = append(all, Card{Code: x[0], Who: flow.PlaidSide, Tell: quiet, What: x[1] + " were asked for more often than Plaid allows in a minute. It is another program of your team that asks.",
			Do: "Wait for the next minute; have that program ask more rarely."})
	}
	all[2].What = "The list of banks was asked for more often than Plaid allows in a minute. It is another program of your team that asks."
	return family("rate-limit-exceeded", all)
}
