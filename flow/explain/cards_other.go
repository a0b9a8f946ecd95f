package explain

import (
	"slices"

	"linkdesk/flow"
)

// otherCards are the small families of Plaid's errors, each with a page of its own.
func otherCards() []Card {
	return slices.Concat(family("invalid-result", resultCards()), family("oauth", oauthCards()), family("recaptcha", robotCards()),
		family("sandbox", sandboxCards()), family("user", userCards()))
}

func resultCards() []Card {
	return []Card{
		{Code: "LAST_UPDATED_DATETIME_OUT_OF_RANGE", Who: flow.Operator, Tell: quiet,
			What: "The bank has no balance as fresh as the call asked for.",
			Do:   "Go on with the balances that were read at the start; b on the case asks the bank itself."},
		{Code: "PLAID_DIRECT_ITEM_IMPORT_RETURNED_INVALID_MFA", Who: flow.PlaidSide, Tell: quiet,
			What: "An Item could not be imported, because the bank asked for a second factor.",
			Do:   "Give Plaid's support the request_id."},
	}
}

func oauthCards() []Card {
	again := "Hand over again with linkdesk run --resume CASE; the page makes its own state anew."
	return []Card{
		{Code: "INCORRECT_OAUTH_NONCE", Who: flow.Operator, Do: again, Tell: "Please open the link once more, in one browser from start to end.",
			What: "The customer came back from the bank's page with a state that does not belong to this visit."},
		{Code: "INCORRECT_LINK_TOKEN", Who: flow.Operator, Do: again, Tell: "Please open the link once more, in one browser from start to end.",
			What: "After the bank's page Link was opened with another link_token than before it."},
		{Code: "OAUTH_STATE_ID_ALREADY_PROCESSED", Who: flow.Nobody, Tell: "Please go back to the page that you came from; it goes on there.",
			What: "The way back from the bank's page was walked a second time; the first time counted. Plaid answers it with status 208.",
			Do:   "There is nothing to do: the visit goes on where it was."},
		{Code: "OAUTH_STATE_ID_NOT_FOUND", Who: flow.Operator, Do: again, Tell: "Please open the link once more, in one browser from start to end.",
			What: "Plaid does not know the state with which the customer came back from the bank's page."},
	}
}

func robotCards() []Card {
	return []Card{
		{Code: "RECAPTCHA_REQUIRED", Who: flow.Customer, Tell: "Please show on the page that you are not a robot.",
			What: "Plaid wants to know that the customer is no robot; Link asks for it by itself.",
			Do:   "Wait for the customer; the hand-off goes on."},
		{Code: "RECAPTCHA_BAD", Who: flow.Customer, Tell: "Please try again in another browser, or without a VPN.",
			What: "Plaid took the customer for a robot.",
			Do:   "Hand over again with linkdesk run --resume CASE and ask the customer for another browser."},
	}
}

func sandboxCards() []Card {
	return []Card{
		{Code: "SANDBOX_PRODUCT_NOT_ENABLED", Who: flow.Operator, Tell: quiet,
			What: "The test Item was made without the product that the call needs.",
			Do:   "Check that PLAID_PRODUCTS holds auth, then make a new link token (l on the case)."},
		{Code: "SANDBOX_WEBHOOK_INVALID", Who: flow.Operator, Tell: quiet,
			What: "A test webhook was to be fired that the Item cannot have. This program fires none.",
			Do:   "It is another program of your team that sends it: give its developers the request_id."},
		{Code: "SANDBOX_TRANSFER_EVENT_TRANSITION_INVALID", Who: flow.Operator, Tell: quiet,
			What: "A test transfer of Plaid's own was to take a step that does not follow from its state. This program makes none.",
			Do:   "It is another program of your team that sends it: give its developers the request_id."},
	}
}

func userCards() []Card {
	return []Card{
		{Code: "USER_NOT_FOUND", Who: flow.Operator, Tell: quiet,
			What: "The user of the request is unknown to Plaid, or was removed.",
			Do:   "It is another program of your team that sends it: give its developers the request_id."},
		{Code: "INVALID_USER_IDENTITY_DATA", Who: flow.Operator, Tell: quiet,
			What: "What was given about the user's identity cannot be used.",
			Do:   "It is another program of your team that sends it: give its developers the request_id."},
		{Code: "BANK_TRANSFER_ACCOUNT_BLOCKED", Who: flow.BankSide, Tell: "Your bank does not let this account be debited. Please choose another account.",
			What: "The account is blocked for transfers of Plaid's own. Prime Trust's pulls do not go that way.",
			Do:   "Ask the customer for another account, and choose it with linkdesk run --resume CASE --account-id ID."},
	}
}
