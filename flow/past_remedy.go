package flow

// remedyOf is the remedy that a wish of the operator's is.
func remedyOf(ev Event) Remedy {
	switch ev.(type) {
	case RelinkAsked:
		return RemedyRelink
	case LinkTokenAsked:
		return RemedyToken
	case AccountChosen:
		return RemedyAccount
	case ProcessorSet:
		return RemedyPartner
	case PartySet, AccountAsked:
		return RemedyParty
	case HandoffStarted:
		return RemedyVisit
	case Retried, SubmissionAsked, FollowAsked, BalancesAsked, ItemAsked, MoneyAsked, RotationAsked, RemovalAsked:
		return RemedyRetry
	}
	return RemedyItself
}

// ends reports the event with which the work is done at last.
func ends(ev Event, work EffectKind) bool {
	switch e := ev.(type) {
	case LinkTokenCreated:
		return work == CreateLinkToken
	case LinkSucceeded:
		return work == OpenLink
	case Relinked:
		return work == OpenLink || work == ReadItem
	case ItemExchanged:
		return work == ExchangePublicToken
	case AccountsRead:
		return work == ReadAccounts
	case BalancesRead:
		return work == ReadBalances
	case ItemRead:
		return (work == ReadItem || work == RotateAccess || work == RemoveItem) && e.Item.Error == nil
	case ProcessorTokenCreated:
		return work == CreateProcessorToken
	case Submitted:
		return work == Submit
	case Followed:
		return work == Follow
	case AccountOpened:
		return work == OpenNewAccount
	case TransferMade:
		return work == MakeContribution || work == MakeDisbursement
	case TransferChanged:
		return work == CancelTransfer || work == VerifyOwner
	case MethodDeactivated:
		return work == DeactivateMethod
	case AccessTokenRotated:
		return work == RotateAccess
	case ItemRemoved:
		return work == RemoveItem
	case SandboxPlayed:
		return work == PlaySandboxAct
	}
	return false
}
