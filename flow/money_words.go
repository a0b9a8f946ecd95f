package flow

// WishWords is what was agreed to about money, in words for a timeline.
func WishWords(e MoneyAsked) string {
	amount := e.Wish.Amount.String()
	switch e.Effect {
	case MakeContribution:
		return "contribution of " + amount + " agreed to"
	case MakeDisbursement:
		return "disbursement of " + amount + " agreed to"
	case CancelTransfer:
		return "cancellation of the " + string(e.Wish.Kind) + " of " + amount + " agreed to"
	case VerifyOwner:
		return "another e-mail to the owner of the disbursement wanted"
	case DeactivateMethod:
		return "deactivation of the funds-transfer-method agreed to"
	case PlaySandboxAct:
		if e.Wish.Act != nil {
			return "sandbox call wanted: " + e.Wish.Act.Act
		}
	}
	return "money: " + string(e.Effect)
}
