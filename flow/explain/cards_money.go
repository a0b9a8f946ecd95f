package explain

import "linkdesk/flow"

// quietMoney is what to tell a customer whose account is linked and who has nothing to do.
const quietMoney = "There is nothing for you to do; we will write as soon as the payment is through."

// moneyCards are about contributions and disbursements: Prime Trust's numbered refusals, and our
// own words for what became of a transfer.
func moneyCards() []Card {
	const page = "Prime Trust API v2, contributions and disbursements (not online any more)"
	later := "The payment could not be made yet; we will write about a later day or a smaller amount."
	limit := "Pull less, or wait until the window has passed; the message has what Prime Trust says of amount, limit and window. Then ask for the pull again in the console."
	all := []Card{
		{Code: "7300", Who: flow.Operator, Tell: later, Do: limit,
			What: "The pull exceeds what Prime Trust takes from this bank account in 24 hours. Nothing was pulled."},
		{Code: "7301", Who: flow.Operator, Tell: later, Do: limit,
			What: "The pull exceeds what Prime Trust takes from this bank account in 7 days. Nothing was pulled."},
		{Code: "7302", Who: flow.Operator, Tell: later, Do: limit,
			What: "The pull exceeds what Prime Trust takes from this bank account in 30 days. Nothing was pulled."},
		{Code: "7304", Who: flow.Partners, Tell: quietMoney,
			What: "The transfer is in a batch that Prime Trust is already working on, so it cannot be cancelled.",
			Do:   "Wait until it is settled; look with linkdesk run --resume CASE --follow."},
		{Code: "39000", Who: flow.Operator, Tell: quietMoney,
			What: "Prime Trust pays nothing out to that country by wire.",
			Do:   "Pay to an account in another country, or ask Prime Trust."},
		{Code: "39001", Who: flow.Operator, Tell: "The payment was called off for lack of funds; we will write about it.",
			What: "The account had too little free money when its owner agreed, so the disbursement was cancelled.",
			Do:   "Look at what is free (linkdesk run --resume CASE --follow), then pay less or wait until a pull is available (m on the case)."},
		{Code: "TRANSFER_REVERSED", Who: flow.Operator, Tell: "Your bank sent the payment back. Please tell us whether we may try again, or from which account.",
			What: "The bank sent the money back; the message has its reason. Prime Trust may have frozen the account.",
			Do:   "Ask the counterparty for the reason before another pull, which is made in the console. A freeze is lifted by Prime Trust's support alone."},
		{Code: "TRANSFER_CANCELLED", Who: flow.Operator, Tell: quietMoney,
			What: "The transfer was cancelled before it was settled; no money moved.",
			Do:   "Ask for it again in the console, if it is still wanted."},
		{Code: "TRANSFER_STATUS_UNKNOWN", Who: flow.Operator, Tell: quietMoney,
			What: "Prime Trust gives the transfer a status that this program does not know; the message shows it as it came.",
			Do:   "Take it for no success. Ask Prime Trust's support what it means, naming the funds-transfer, and look again with linkdesk run --resume CASE --follow."},
	}
	for i := range all {
		all[i].Provider, all[i].Doc = PrimeTrust, page
	}
	return append(all, ours("linkdesk help run", []Card{
		{Code: "BAD_AMOUNT", Who: flow.Operator, Tell: quietMoney,
			What: "What was typed is no amount that can be moved; the message says why. Nothing was sent.",
			Do:   "Write it like 25, 25.00 or 1,250.50: US dollars, at most two decimals."},
		{Code: "ALREADY_FUNDED", Who: flow.Operator, Tell: quietMoney,
			What: "The case has a contribution already, and what was asked for would be another one. Nothing was sent.",
			Do:   "Make another pull in the console, which shows what there is and asks twice."},
		{Code: "RESTORED_MONEY", Who: flow.Operator, Tell: quietMoney,
			What: "The history was put back from a backup, and money may have moved that it does not know of. Nothing was sent.",
			Do:   "Look at Prime Trust whether this account was pulled from; a pull of such a case is made in the console alone."},
		{Code: "BALANCE_TOO_LOW", Who: flow.Operator, Tell: "There was not enough money in your account for the payment. Please tell us when it will be there.",
			What: "The bank's balance of now does not cover the pull. Nothing was pulled.",
			Do:   "Ask the customer when the money will be there; without --check-balance the pull is made all the same."},
	})...)
}
