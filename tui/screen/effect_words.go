package screen

import "linkdesk/flow"

// effectWords says what a piece of work is doing.
func effectWords(k flow.EffectKind, processor string) string {
	switch k {
	case flow.CreateLinkToken:
		return "asking Plaid for a link token"
	case flow.OpenLink:
		return "waiting for the customer"
	case flow.ExchangePublicToken:
		return "exchanging the public token"
	case flow.ReadAccounts:
		return "reading the accounts"
	case flow.ReadBalances:
		return "asking the bank for the balances of now"
	case flow.CreateProcessorToken:
		return "asking Plaid for the processor token"
	case flow.Submit:
		return "submitting to " + partner(processor)
	case flow.Follow:
		return "asking " + partner(processor) + " for the status"
	case flow.ReadItem:
		return "asking Plaid how the bank link is"
	case flow.RotateAccess:
		return "asking Plaid for a new access token"
	case flow.RemoveItem:
		return "removing the bank link at Plaid"
	}
	return moneyWords(k, partner(processor))
}

// OnItsWay names the call of a case that is on its way and cannot be taken back, "" when there is
// none: "a submission to Prime Trust".
func OnItsWay(snap flow.Snapshot) string {
	kind, ok := snap.Sent()
	if !ok {
		return ""
	}
	house := partner(snap.Case.Processor)
	switch kind {
	case flow.ExchangePublicToken:
		return "the exchange of the public token"
	case flow.RotateAccess:
		return "the rotation of the access token"
	case flow.Submit:
		return "a submission to " + house
	case flow.OpenNewAccount:
		return "the opening of an account at " + house
	case flow.MakeContribution:
		return "a contribution at " + house
	case flow.MakeDisbursement:
		return "a disbursement at " + house
	case flow.CancelTransfer:
		return "the cancellation of a transfer"
	case flow.VerifyOwner:
		return "an e-mail to the owner of the money"
	case flow.DeactivateMethod:
		return "the deactivation of a method at " + house
	}
	return "a call to " + house
}
