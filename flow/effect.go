package flow

// EffectKind is one kind of work that the engine does for a case.
type EffectKind string

// The effects. Each is due in exactly one phase; see Due.
const (
	CreateLinkToken      EffectKind = "link_token_create"
	OpenLink             EffectKind = "link"
	ExchangePublicToken  EffectKind = "public_token_exchange"
	ReadAccounts         EffectKind = "accounts_read"
	ReadBalances         EffectKind = "balances_read"
	CreateProcessorToken EffectKind = "processor_token_create"
	Submit               EffectKind = "submission"
	Follow               EffectKind = "follow"
	ReadItem             EffectKind = "item_read"
	RotateAccess         EffectKind = "access_token_rotate"
	RemoveItem           EffectKind = "item_remove"
	OpenNewAccount       EffectKind = "account_open"
	MakeContribution     EffectKind = "contribution"
	MakeDisbursement     EffectKind = "disbursement"
	CancelTransfer       EffectKind = "transfer_cancel"
	VerifyOwner          EffectKind = "owner_verification"
	DeactivateMethod     EffectKind = "method_deactivate"
	PlaySandboxAct       EffectKind = "sandbox_act"
)

// Effects lists all kinds.
func Effects() []EffectKind {
	return []EffectKind{CreateLinkToken, OpenLink, ExchangePublicToken, ReadAccounts,
		ReadBalances, CreateProcessorToken, Submit, Follow, ReadItem, RotateAccess, RemoveItem,
		OpenNewAccount, MakeContribution, MakeDisbursement, CancelTransfer, VerifyOwner, DeactivateMethod, PlaySandboxAct}
}

// Effect is work that is due now. Key is not empty when an earlier attempt of the same
// work has no known outcome and must be repeated under the same idempotency key.
type Effect struct {
	Kind    EffectKind
	Attempt int
	Key     string
	Digest  string
	// Recover is true when an earlier attempt was written and its outcome was not: the process
	// died, or the answer was lost.
	Recover bool
}

// stop says at which stop an effect works.
func (k EffectKind) stop() Stop {
	switch k {
	case OpenNewAccount:
		return StopCounterparty
	case CreateLinkToken:
		return StopLinkToken
	case OpenLink:
		return StopHandoff
	case ExchangePublicToken, ReadAccounts, ReadBalances, ReadItem, RotateAccess, RemoveItem:
		return StopAccount
	case CreateProcessorToken:
		return StopProcessorToken
	case Submit:
		return StopSubmission
	}
	return StopFollowing
}

// Repeatable reports whether repeating the call is harmless even when an earlier one may
// have arrived, so that it never ends uncertain. The exchange and the submission are not among
// them: the one is tried once more with the same public token, the other under its own key, and
// what that does not settle stays uncertain. Nor is the rotation of an access token: the old token
// is asked first whether it still works. To remove an Item twice is to be told that it is gone.
func (k EffectKind) Repeatable() bool {
	switch k {
	case CreateLinkToken, OpenLink, ReadAccounts, ReadBalances, CreateProcessorToken, Follow, ReadItem, RemoveItem:
		return true
	}
	return false
}

// Keyed reports whether the effect carries an idempotency key: every POST at the partner does.
func (k EffectKind) Keyed() bool { return k == Submit || k == OpenNewAccount || k.aboutMoney() }
