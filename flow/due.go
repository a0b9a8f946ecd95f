package flow

// Due returns the work that the case waits for, if any. It is a function of the case alone,
// so a resumed process finds the same work as the one that died.
func Due(c Case) (Effect, bool) {
	if c.Halted || c.Doubtful() {
		return Effect{}, false
	}
	kind, ok := dueIn(c.Phase)
	if !ok {
		return Effect{}, false
	}
	e := Effect{Kind: kind, Attempt: c.Attempts + 1}
	if c.Open != nil {
		e.Recover, e.Key, e.Digest = true, c.Open.Key, c.Open.Digest
	}
	return e, true
}

// Sent is the call that may be on its way for a case at which somebody is at work, if it is one
// whose repetition is not harmless.
func (s Snapshot) Sent() (EffectKind, bool) {
	e, due := Due(s.Case)
	return e.Kind, due && s.Running && !e.Kind.Repeatable()
}

func dueIn(p Phase) (EffectKind, bool) {
	switch p {
	case PhaseWantToken:
		return CreateLinkToken, true
	case PhaseAtLink:
		return OpenLink, true
	case PhaseLinked:
		return ExchangePublicToken, true
	case PhaseExchanged:
		return ReadAccounts, true
	case PhaseBalances:
		return ReadBalances, true
	case PhaseChosen:
		return CreateProcessorToken, true
	case PhaseWantSubmit:
		return Submit, true
	case PhaseWantFollow:
		return Follow, true
	case PhaseWantItem:
		return ReadItem, true
	case PhaseWantRotate:
		return RotateAccess, true
	case PhaseWantRemove:
		return RemoveItem, true
	}
	return moneyDueIn(p)
}

func moneyDueIn(p Phase) (EffectKind, bool) {
	switch p {
	case PhaseWantAccount:
		return OpenNewAccount, true
	case PhaseWantContribution:
		return MakeContribution, true
	case PhaseWantDisbursement:
		return MakeDisbursement, true
	case PhaseWantCancel:
		return CancelTransfer, true
	case PhaseWantOwner:
		return VerifyOwner, true
	case PhaseWantDeactivate:
		return DeactivateMethod, true
	case PhaseWantPlay:
		return PlaySandboxAct, true
	}
	return "", false
}
