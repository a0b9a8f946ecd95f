package explain

import "linkdesk/flow"

// relinkCards are what calls for a repair of the bank link while it still works, and what can
// come of one (plaid.com/docs/link/update-mode).
func relinkCards() []Card {
	repair := "Repair the bank link with the customer: linkdesk run --resume CASE --relink. Item and tokens stay the same."
	all := []Card{
		{Code: "PENDING_EXPIRATION", Who: flow.Customer, Do: repair, Tell: "Your bank wants you to confirm the connection before it runs out. Please open the link.",
			What: "The customer's consent at the bank runs out soon. Until then everything works."},
		{Code: "PENDING_DISCONNECT", Who: flow.Customer, Do: repair, Tell: "Your bank is changing how it connects. Please open the link and log in once more.",
			What: "The bank moves to another kind of login, and the bank link will stop working."},
		{Code: "NEW_ACCOUNTS_AVAILABLE", Who: flow.Customer, Do: repair, Tell: "You have a new account at your bank. Please open the link if you want to use it here.",
			What: "The customer has accounts at the bank that are not shared. Nothing is broken."},
	}
	for i := range all {
		all[i].Provider, all[i].Doc = Plaid, "https://plaid.com/docs/link/update-mode/"
	}
	return append(all, ours("linkdesk help run", []Card{
		{Code: "ACCOUNT_NOT_SHARED", Who: flow.Customer, Tell: "Please open the link once more and tick the account that you used before.",
			What: "After the repair the account of this case is no longer shared, so its processor_token has stopped working.",
			Do:   "Ask for the same account and repair again: linkdesk run --resume CASE --relink. For another account open a new case."},
		{Code: "LINK_MISMATCH", Who: flow.Operator, Tell: quiet,
			What: "The bank link holds other accounts than the customer shared in Link, so the public_token came from another visit.",
			Do:   "Ask the customer which bank and account were linked. To use one of these all the same, name it: linkdesk run --resume CASE --account-id ID."},
		{Code: "ACCOUNT_ALREADY_LINKED", Who: flow.Operator, Tell: quiet,
			What: "Another case has linked the same account at the same bank. A second bank link costs again and has to be kept up on its own.",
			Do:   "If the older case is open and its bank link broken, repair that one instead, with its id and --relink. Otherwise go on."},
	})...)
}
