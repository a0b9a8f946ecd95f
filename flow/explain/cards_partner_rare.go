package explain

import "linkdesk/flow"

// rarePartnerCards are Prime Trust's answers that this program's own calls do not bring on, and those that
// say nothing of their own. The codes are those of its published API description of 2021.
func rarePartnerCards() []Card {
	const page = "Prime Trust API v2 (not online any more)"
	const push = "This program makes no push-transfer-methods: give whoever asked for it the answer's own words."
	const staff = "It is an answer to Prime Trust's own staff; this program does not make the call."
	all := []Card{
		{Code: "400", Who: flow.Operator, Tell: quiet, Do: "Look for a newer linkdesk; linkdesk version says which one this is. Report the message.",
			What: "Prime Trust cannot read the request, or refuses the idempotency key as no UUID of version 4."},
		{Code: "405", Who: flow.Operator, Tell: quiet, Do: "Check LINKDESK_PRIMETRUST_URL, which is the address alone, without a path, then continue with linkdesk run --resume CASE.",
			What: "The address answers like Prime Trust but does not take this method there."},
		{Code: "500", Who: flow.Partners, Tell: quiet, Do: "Continue with linkdesk run --resume CASE in some minutes: it asks again under the same key.",
			What: "Prime Trust failed inside. Whether it did what was asked is not known."},
		{Code: "AF01", Who: flow.Partners, Tell: "Your account is on hold while a payment that came back is settled; we will write when it is free again.",
			What: "Prime Trust has frozen the account because an ACH pull came back (ACH Reversal). Nothing can be pulled or paid out meanwhile.",
			Do:   "Settle the returned payment with the customer, then ask Prime Trust to lift the freeze; look at the status in the console."},
		{Code: "60000", Who: flow.Partners, Tell: quiet, Do: push, What: "Push-transfer-methods are not switched on for this account."},
		{Code: "60001", Who: flow.Operator, Tell: quiet, Do: push, What: "A push-transfer-method needs an account that is opened."},
		{Code: "60002", Who: flow.Customer, Tell: quiet, Do: push, What: "A push-transfer-method needs a contact with a primary address."},
		{Code: "60003", Who: flow.Customer, Tell: quiet, Do: push, What: "A push-transfer-method needs a contact with a primary telephone number."},
		{Code: "60004", Who: flow.Partners, Tell: quiet, Do: push, What: "A push-transfer-method needs a contact that is cleared (aml and cip)."},
		{Code: "60005", Who: flow.Nobody, Tell: quiet, Do: push, What: "The contact has a push-transfer-method already."},
		{Code: "60006", Who: flow.Partners, Tell: quiet, Do: push, What: "The bank behind Prime Trust's push-transfer-methods does not answer."},
		{Code: "60007", Who: flow.Operator, Tell: quiet, Do: "Use the sandbox calls of the money menu (m on the case).",
			What: "A sandbox call that plays an incoming payment named a kind that does not exist."},
	}
	for _, code := range []string{"21000", "21001", "21002", "21003", "85001"} {
		all = append(all, Card{Code: code, Who: flow.Partners, Tell: quiet, Do: staff,
			What: "It is a code of Prime Trust's own handling of ACH batches. What it says in words is not known here."})
	}
	for i := range all {
		all[i].Provider, all[i].Doc = PrimeTrust, page
	}
	return all
}
