package flow

// AboutOf says in a few words what an event was about, "" where its kind of id says that already.
func AboutOf(ev Event) string {
	switch e := ev.(type) {
	case EffectFailed:
		return e.Effect.about() + " that failed"
	case EffectUnknown:
		return e.Effect.about() + " without an answer"
	case EffectRetried:
		return e.Effect.about() + " that was tried again"
	case LinkTokenCreated, LinkTokenRenewed:
		return CreateLinkToken.about()
	case LinkEventSeen, LinkSucceeded, LinkExited, Relinked:
		return OpenLink.about()
	case ItemExchanged:
		return ExchangePublicToken.about()
	case AccountsRead:
		return ReadAccounts.about()
	case BalancesRead:
		return ReadBalances.about()
	case AccountChosen:
		return "the account that was chosen"
	case ProcessorTokenCreated:
		return CreateProcessorToken.about()
	case Submitted:
		return Submit.about()
	case Followed:
		return Follow.about()
	case ItemRead:
		return ReadItem.about()
	case AccountOpened:
		return OpenNewAccount.about()
	case MoneyAsked:
		return e.Effect.about()
	case TransferMade:
		return "the " + string(e.Transfer.Kind)
	case TransferChanged:
		return "a change of the " + string(e.Transfer.Kind)
	case MethodDeactivated:
		return DeactivateMethod.about()
	case SandboxPlayed:
		return PlaySandboxAct.about()
	}
	return ""
}

// about is an effect as a thing.
func (k EffectKind) about() string {
	switch k {
	case CreateLinkToken:
		return "the link_token"
	case OpenLink:
		return "the visit to Link"
	case ExchangePublicToken:
		return "the exchange"
	case ReadAccounts:
		return "the reading of accounts"
	case ReadBalances:
		return "the balance check"
	case CreateProcessorToken:
		return "the processor_token"
	case Submit:
		return "the submission"
	case Follow:
		return "a look at the status"
	case ReadItem:
		return "a look at the bank link"
	case RotateAccess:
		return "the rotation of the access token"
	case RemoveItem:
		return "the removal of the bank link"
	case OpenNewAccount:
		return "the new account"
	case MakeContribution:
		return "the contribution"
	case MakeDisbursement:
		return "the disbursement"
	case CancelTransfer:
		return "the cancellation"
	case VerifyOwner:
		return "the owner's e-mail"
	case DeactivateMethod:
		return "the end of the method"
	case PlaySandboxAct:
		return "a sandbox call"
	}
	return string(k)
}
