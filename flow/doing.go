package flow

// doing names the work of a phase for a sentence.
func doing(p Phase) string {
	switch p {
	case PhaseWantToken:
		return "making the link_token"
	case PhaseAtLink:
		return "the hand-off"
	case PhaseLinked:
		return "the exchange"
	case PhaseExchanged:
		return "reading the accounts"
	case PhaseBalances:
		return "the balance check"
	case PhaseChosen:
		return "making the processor_token"
	case PhaseWantSubmit:
		return "the submission"
	case PhaseWantFollow:
		return "the look at the status"
	case PhaseWantItem:
		return "the look at the bank link"
	case PhaseWantRotate:
		return "the rotation of the access_token"
	case PhaseWantRemove:
		return "the removal of the bank link"
	}
	return doingMoney(p)
}

func doingMoney(p Phase) string {
	switch p {
	case PhaseWantAccount:
		return "opening the account"
	case PhaseWantContribution:
		return "the contribution"
	case PhaseWantDisbursement:
		return "the disbursement"
	case PhaseWantCancel:
		return "the cancellation"
	case PhaseWantOwner:
		return "the e-mail to the owner"
	case PhaseWantDeactivate:
		return "the deactivation"
	case PhaseWantPlay:
		return "the sandbox call"
	}
	return "the work"
}
