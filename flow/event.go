package flow

import "time"

// Event is a fact that happened in a case. The set is sealed: every event of the journal is
// one of the types of the files event*.go. Events hold no token.
type Event interface {
	Kind() EventKind
	Stop() Stop
	event()
}

// EventKind names an event in JSON and on screens.
type EventKind string

// Record is one line of the journal: an event with who, when and where in its case.
type Record struct {
	Case  CaseID
	Seq   uint32 // 1, 2, ... within the case
	Time  time.Time
	Actor string
	Event Event
}

// CaseOpened is the first event of every case.
type CaseOpened struct {
	Env       Environment `json:"env"`
	Processor string      `json:"processor"`
	Adapter   bool        `json:"adapter"` // whether this program can submit to that processor's partner
	Handoff   HandoffKind `json:"handoff"`
	Scenario  string      `json:"scenario,omitempty"`
}

// PartySet records who the counterparty is. By is "operator", "scenario" or "flag".
type PartySet struct {
	Party Party  `json:"party"`
	By    string `json:"by"`
}

// ProcessorSet records that the processor token shall be for another partner.
type ProcessorSet struct {
	Processor string `json:"processor"`
	Adapter   bool   `json:"adapter"`
}

// Confirmed records that the operator typed the counterparty's legal name in Production.
type Confirmed struct {
	By string `json:"by"`
}

// LinkTokenAsked records the operator's wish for a (new) link token. With Go the hand-off
// begins as soon as it is there.
type LinkTokenAsked struct {
	Handoff       HandoffKind `json:"handoff,omitempty"`
	Go            bool        `json:"go,omitempty"`
	InstitutionID string      `json:"institution_id,omitempty"`
	Username      string      `json:"username,omitempty"` // a sandbox test user
}

// Intent is written before the call of an effect. Key is the idempotency key where the
// effect has one, Digest the SHA-256 of what will be sent.
type Intent struct {
	Effect  EffectKind `json:"effect"`
	Attempt int        `json:"attempt"`
	Key     string     `json:"key,omitempty"`
	Digest  string     `json:"digest,omitempty"`
	// Keys is the fingerprint of the keys with which a rotation or a removal is sent: to those of
	// another team a living access token is unknown too. Empty where the keys have none.
	Keys string `json:"keys,omitempty"`
}

// EffectFailed is a definite no: the provider refused or the request was never sent.
type EffectFailed struct {
	Effect EffectKind `json:"effect"`
	Fault  *Fault     `json:"fault"`
	Call   Call       `json:"call"`
}

// EffectUnknown says that the request may have arrived and its answer did not.
type EffectUnknown struct {
	Effect EffectKind `json:"effect"`
	Fault  *Fault     `json:"fault"`
	Call   Call       `json:"call"`
}

// EffectRetried says that a transient fault is waited out.
type EffectRetried struct {
	Effect EffectKind `json:"effect"`
	Fault  *Fault     `json:"fault"`
	Call   Call       `json:"call"`
	WaitMS int64      `json:"wait_ms"`
}

// LinkTokenCreated records a link token; the token itself is in the vault.
type LinkTokenCreated struct {
	Expiration time.Time `json:"expiration"`
	TokenHash  string    `json:"token_hash"`
	Hosted     bool      `json:"hosted,omitempty"`
	// RedirectURI is where OAuth banks send the customer back to; empty means a pop-up.
	RedirectURI string `json:"redirect_uri,omitempty"`
	Call        Call   `json:"call"`
}

// ItemExchanged records the exchange; the access token is in the vault.
type ItemExchanged struct {
	ItemID string `json:"item_id"`
	Call   Call   `json:"call"`
}

// AccountsRead records the accounts of the Item.
type AccountsRead struct {
	Accounts []Account `json:"accounts"`
	Item     Item      `json:"item"`
	Calls    []Call    `json:"calls"`
}

// BalancesAsked and BalancesRead are a live balance check.
type BalancesAsked struct{}

// BalancesRead replaces the balances of the accounts by what the bank said now.
type BalancesRead struct {
	Accounts []Account `json:"accounts"`
	Call     Call      `json:"call"`
}

// AccountChosen records the choice. By is "operator", "scenario", "flag" or "only_usable".
type AccountChosen struct {
	AccountID string `json:"account_id"`
	Mask      string `json:"mask,omitempty"`
	Name      string `json:"name,omitempty"`
	By        string `json:"by"`
}

// ProcessorTokenCreated records the processor token; the token itself is in the vault.
type ProcessorTokenCreated struct {
	Processor string `json:"processor"`
	Masked    string `json:"processor_token"`
	TokenHash string `json:"token_hash"`
	AccountID string `json:"account_id"`
	Call      Call   `json:"call"`
}

// ProcessorTokenRevealed records that somebody copied or saw the token.
type ProcessorTokenRevealed struct {
	By string `json:"by"`
}

// SubmissionAsked records the operator's yes to the submission.
type SubmissionAsked struct {
	By string `json:"by"`
}

// Submitted records the partner's acceptance.
type Submitted struct {
	Submission Submission `json:"submission"`
	Call       Call       `json:"call"`
}

// FollowAsked and Followed are one look at the submission's status. By is "following" for a look in
// the background, which is written together with what it showed, and empty for the operator's.
type FollowAsked struct {
	By string `json:"by,omitempty"`
}

// Followed records what the look showed.
type Followed struct {
	FollowUp FollowUp `json:"follow_up"`
	Call     Call     `json:"call"`
	// Ledger is how the account and the money stand; nil where the partner moves none.
	Ledger *Ledger `json:"ledger,omitempty"`
	More   []Call  `json:"more_calls,omitempty"` // the calls that read it
}

// Retried records that an operator (or --resume) asked for another try.
type Retried struct {
	At Stop   `json:"at"`
	By string `json:"by"`
}

// Cancelled records that running work was stopped by the operator.
type Cancelled struct {
	Effect EffectKind `json:"effect"`
	By     string     `json:"by"`
}

// CaseClosed ends a case. Its secrets are destroyed in the same transaction.
type CaseClosed struct {
	At Stop   `json:"at"`
	By string `json:"by"`
}
