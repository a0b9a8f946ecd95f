package explain

import "linkdesk/flow"

// networkCards are what this program says of a call that did not go as HTTP should. Who
// did not answer is in the fault's operation.
func networkCards() []Card {
	safe := "Continue with linkdesk run --resume CASE: it asks what became of the request and does nothing twice."
	return ours("linkdesk run --help", []Card{
		{Code: "NOT_SENT", Who: flow.Operator, Tell: quiet,
			What: "The connection could not be made, so nothing was sent.",
			Do:   "Check network, proxy and clock of this machine, then continue with linkdesk run --resume CASE."},
		{Code: "NO_ANSWER", Who: flow.Operator, Do: safe, Tell: quiet,
			What: "The request went out and no answer came back. It may have been carried out."},
		{Code: "ANSWER_UNREADABLE", Who: flow.Operator, Do: safe, Tell: quiet,
			What: "An answer came back that is not the provider's: no JSON, cut off, too long, or without the one thing that was asked for."},
		{Code: "SERVER_ERROR", Who: flow.Operator, Do: safe, Tell: quiet,
			What: "The provider, or a gateway before it, failed. What was asked for may have been carried out."},
		{Code: "REFUSED_BY_GATEWAY", Who: flow.Operator, Tell: quiet,
			What: "Something between this machine and the provider refused the request; it is no answer of the provider's.",
			Do:   "Check HTTPS_PROXY and the provider's address, then continue with linkdesk run --resume CASE."},
		{Code: "REDIRECT_REFUSED", Who: flow.Operator, Tell: quiet,
			What: "The address answered with a redirect. It was not followed, because the keys would have gone along.",
			Do:   "Check the provider's address and whether this network asks for a login first, then continue with linkdesk run --resume CASE."},
		{Code: "WRONG_ENVIRONMENT", Who: flow.Operator, Tell: quiet,
			What: "The token belongs to another environment than the keys; it was not sent.",
			Do:   "Use the keys and the history of the environment in which the case was opened, then continue with linkdesk run --resume CASE."},
	})
}

// ownCards are the codes of this program itself.
func ownCards() []Card {
	return ours("linkdesk help run", []Card{
		{Code: "BAD_INPUT", Who: flow.Operator, Tell: quiet,
			What: "Something that was typed cannot be used; the message says what. Nothing was sent.",
			Do:   "Correct it and try again."},
		{Code: "BAD_CONFIG", Who: flow.Operator, Tell: quiet,
			What: "A setting cannot be used; the message says which. Nothing was sent.",
			Do:   "Correct the setting that the message names, then continue with linkdesk run --resume CASE."},
		{Code: "CLOCK_WRONG", Who: flow.Operator, Tell: quiet,
			What: "The link_token that was just made has run out already by this machine's clock, so that clock is wrong.",
			Do:   "Set the clock of this machine, then continue with linkdesk run --resume CASE."},
		{Code: "CANCELLED", Who: flow.Operator, Tell: quiet,
			What: "The operator stopped the work.",
			Do:   "Continue with linkdesk run --resume CASE when you are ready."},
		{Code: "ACCOUNT_NOT_CHOSEN", Who: flow.Operator, Tell: quiet,
			What: "Several accounts can be used, and nobody said which.",
			Do:   "Say which: linkdesk run --resume CASE --account-id ID, or --account-mask 0000."},
		{Code: "NO_USABLE_ACCOUNT", Who: flow.Customer, Tell: "Please share a checking or savings account; the ones shared cannot be debited.",
			What: "None of the accounts can be debited by ACH; each one says why.",
			Do:   "Make a new link_token for the case and ask the customer for a checking or savings account."},
		{Code: "NO_ADAPTER", Who: flow.Operator, Tell: quiet,
			What: "This program cannot submit to the chosen partner, or its login is not set.",
			Do:   "For Prime Trust set PRIMETRUST_EMAIL and PRIMETRUST_PASSWORD; to another partner hand the processor_token over yourself: linkdesk run --resume CASE --reveal."},
		{Code: "TOKEN_NOT_HELD", Who: flow.Operator, Tell: "You will get a new link, because the first one cannot be used any more.",
			What: "A token of this case cannot be opened: the key of the vault is another one, or the token was destroyed.",
			Do:   "Bring the key back that this history was sealed with, then continue with linkdesk run --resume CASE. Without it open a new case."},
		{Code: flow.CodeRestored, Who: flow.Operator, Tell: quiet,
			What: "The history was put back from a backup, and whether the case went further since is not known here.",
			Do:   "Look at Plaid and Prime Trust whether it did; close the case then, otherwise continue with linkdesk run --resume CASE --after-restore."},
		{Code: "HISTORY_BUSY", Who: flow.Operator, Tell: quiet,
			What: "Another process holds the history; the message says who.",
			Do:   "Wait, or end that process, then try again."},
		{Code: "INTERNAL", Who: flow.Operator, Tell: quiet,
			What: "A rule of this program was broken. Nothing that was recorded is lost.",
			Do:   "Nothing is lost. Report the message together with what linkdesk version prints."},
	})
}

// ours fills in what our own cards share.
func ours(help string, cards []Card) []Card {
	for i := range cards {
		cards[i].Provider, cards[i].Doc = Own, help
	}
	return cards
}
