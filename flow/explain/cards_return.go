package explain

import "linkdesk/flow"

// returnCards are the reasons for which a bank sends an ACH debit back, by Nacha's codes. Prime Trust shows
// them, if at all, in the free text of a reversal; no sample of its own is public.
func returnCards() []Card {
	const (
		page  = "Nacha, ACH return codes (nacha.org)"
		other = "Ask the customer for another account, in a new case or by a new link token (l on the case)."
		agree = "Settle it with the customer before anything is pulled again. An entry that was not authorized must not be repeated."
	)
	all := []Card{
		{Code: "R01", Who: flow.Customer, Tell: "There was not enough money in your account. Please tell us when we may try again.",
			What: "Insufficient funds: the balance did not cover the pull.", Do: "Ask for the balances (b on the case) and pull again when they cover it (f), twice at the most."},
		{Code: "R02", Who: flow.Customer, Tell: "Your bank says that this account is closed. Please link another one.",
			What: "The account is closed.", Do: other},
		{Code: "R03", Who: flow.Customer, Tell: "Your bank does not find this account. Please link it once more, or another one.",
			What: "The bank finds no account of that number, or it belongs to somebody else.", Do: other},
		{Code: "R04", Who: flow.Customer, Tell: "Your bank does not find this account. Please link it once more, or another one.",
			What: "The account number is not one that the bank can have.", Do: other},
		{Code: "R05", Who: flow.Customer, Tell: "Your bank says that you did not agree to this payment. Please call us.",
			What: "A consumer's account was debited by an entry for companies, and the customer did not agree to it.", Do: agree},
		{Code: "R07", Who: flow.Customer, Tell: "Your bank says that you withdrew your agreement. Please call us.",
			What: "The customer has withdrawn the agreement to be debited.", Do: agree},
		{Code: "R08", Who: flow.Customer, Tell: "You asked your bank to stop this payment. Please call us.",
			What: "The customer has stopped this payment at the bank.", Do: agree},
		{Code: "R09", Who: flow.Customer, Tell: "The money in your account was not available yet. Please tell us when we may try again.",
			What: "The balance is there but not collected yet.", Do: "Wait some days, ask for the balances (b on the case), and pull again (f), twice at the most."},
		{Code: "R10", Who: flow.Customer, Tell: "Your bank says that you did not agree to this payment. Please call us.",
			What: "The customer says that whoever pulled is not known or not authorized. It may come up to 60 days after the pull.", Do: agree},
		{Code: "R16", Who: flow.BankSide, Tell: "Your account is blocked. Please ask your bank about it, or link another one.",
			What: "The account is frozen, by the bank or by an authority.", Do: other},
		{Code: "R20", Who: flow.Customer, Tell: "This account cannot be debited. Please link a checking or savings account.",
			What: "The account takes no ACH debits, as some savings accounts do not.", Do: other},
		{Code: "R29", Who: flow.Customer, Tell: "Your bank says that your company did not agree to this payment. Please ask it to let us debit.",
			What: "A company says that it did not authorize the pull. Banks block pulls of companies they do not know.", Do: agree},
	}
	for i := range all {
		all[i].Provider, all[i].Doc = Nacha, page
	}
	return all
}
