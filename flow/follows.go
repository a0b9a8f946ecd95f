package flow

import "slices"

// follows says whether an event can happen in the case's phase. It keeps a damaged or
// foreign journal from being believed; what an operator may wish for is table.go's business.
func follows(c Case, ev Event) bool {
	in := func(ps ...Phase) bool { return slices.Contains(ps, c.Phase) }
	switch e := ev.(type) {
	case CaseOpened:
		return c.Phase == PhaseNone
	case Retried:
		return c.Restored() || cell(c.phaseFor(CmdRetry), CmdRetry).ok
	case PartySet, ProcessorSet, Confirmed, CaseClosed, LinkTokenAsked, BalancesAsked, AccountChosen,
		ProcessorTokenRevealed, SubmissionAsked, FollowAsked, DuplicateAccepted, RelinkAsked, ItemAsked, AccountAsked, RotationAsked, RemovalAsked:
		return cell(c.phaseFor(wishOf(ev)), wishOf(ev)).ok
	case Restored:
		return !in(PhaseNone, PhaseClosed)
	case HandoffStarted:
		return in(PhaseTokenMade)
	case LinkTokenRenewed:
		return in(PhaseAtLink)
	case DuplicatesFound:
		return in(PhaseLinked)
	case Relinked:
		return in(PhaseAtLink) && c.Side != nil
	case ItemRead:
		return in(PhaseWantItem)
	case AccessTokenRotated:
		return in(PhaseWantRotate)
	case AccessTokenLost:
		return in(PhaseWantRotate, PhaseWantRemove, PhaseWantItem) && e.Fault != nil
	case ItemRemoved:
		return in(PhaseWantRemove, PhaseWantRotate, PhaseWantItem)
	case BankLooked:
		return !in(PhaseNone)
	case Intent:
		return works(c, e.Effect)
	case EffectFailed:
		return works(c, e.Effect) && e.Fault != nil
	case EffectUnknown:
		return works(c, e.Effect) && e.Fault != nil
	case EffectRetried:
		return works(c, e.Effect) && e.Fault != nil
	case Cancelled:
		return works(c, e.Effect)
	case LinkTokenCreated:
		return in(PhaseWantToken)
	case HandoffOpened:
		return in(PhaseAtLink)
	case LinkSucceeded:
		return in(PhaseAtLink) && c.Side == nil
	case LinkExited:
		return in(PhaseAtLink) && e.Fault != nil
	case LinkEventSeen:
		// Link delivers most of its events in a batch at the very end, so stragglers may come
		// after the result.
		return !in(PhaseNone, PhaseOpened, PhaseReady, PhaseWantToken)
	case ItemExchanged:
		return in(PhaseLinked)
	case AccountsRead:
		return in(PhaseExchanged)
	case BalancesRead:
		return in(PhaseBalances)
	case ProcessorTokenCreated:
		return in(PhaseChosen)
	case Submitted:
		return in(PhaseWantSubmit)
	case Followed:
		return in(PhaseWantFollow)
	}
	return followsMoney(c, ev)
}

func followsMoney(c Case, ev Event) bool {
	switch e := ev.(type) {
	case AccountOpened:
		return c.Phase == PhaseWantAccount
	case MoneyAsked:
		return c.Phase == PhaseSubmitted && c.Side == nil && e.Effect.aboutMoney()
	case TransferMade:
		return c.Phase == PhaseWantContribution || c.Phase == PhaseWantDisbursement
	case TransferChanged:
		return c.Phase == PhaseWantCancel || c.Phase == PhaseWantOwner
	case MethodDeactivated:
		return c.Phase == PhaseWantDeactivate && c.Submission != nil
	case SandboxPlayed:
		return c.Phase == PhaseWantPlay
	case Noted:
		return c.Phase != PhaseNone
	case GivenUp:
		return c.uncertainKey() && e.Effect == c.Open.Effect
	}
	return false
}

// works reports whether an effect is the work of the case's phase.
func works(c Case, k EffectKind) bool {
	due, ok := dueIn(c.Phase)
	return ok && due == k && !c.Halted
}

// wishOf names the command that an event of the operator's making comes from.
func wishOf(ev Event) CommandKind {
	switch ev.(type) {
	case PartySet:
		return CmdSetParty
	case ProcessorSet:
		return CmdSetProcessor
	case Confirmed:
		return CmdConfirm
	case CaseClosed:
		return CmdClose
	case LinkTokenAsked:
		return CmdMakeLinkToken
	case DuplicateAccepted:
		return CmdAccept
	case RelinkAsked:
		return CmdRelink
	case ItemAsked:
		return CmdCheckItem
	case RotationAsked:
		return CmdRotate
	case RemovalAsked:
		return CmdRemove
	case BalancesAsked:
		return CmdBalances
	case AccountChosen:
		return CmdChooseAccount
	case ProcessorTokenRevealed:
		return CmdReveal
	case SubmissionAsked:
		return CmdSubmit
	case FollowAsked:
		return CmdFollow
	case AccountAsked:
		return CmdOpenAccount
	}
	return CmdRetry
}
