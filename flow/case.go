package flow

import "time"

// Phase is the state of the machine: where a case rests or which work is due.
type Phase string

// The phases in the order of the road. A phase named want_... or with a past participle of a
// step that leads on by itself has work due; the others wait for the operator.
const (
	PhaseNone             Phase = ""                  // no event yet
	PhaseOpened           Phase = "opened"            // waits for the counterparty
	PhaseWantAccount      Phase = "want_account"      // due: OpenNewAccount
	PhaseReady            Phase = "ready"             // waits for the wish for a link token
	PhaseWantToken        Phase = "want_token"        // due: CreateLinkToken
	PhaseTokenMade        Phase = "token_made"        // waits for the hand-off
	PhaseAtLink           Phase = "at_link"           // due: OpenLink
	PhaseLinked           Phase = "linked"            // due: ExchangePublicToken
	PhaseExchanged        Phase = "exchanged"         // due: ReadAccounts
	PhaseChoosing         Phase = "choosing"          // waits for the account
	PhaseBalances         Phase = "balances"          // due: ReadBalances
	PhaseChosen           Phase = "chosen"            // due: CreateProcessorToken
	PhaseTokenReady       Phase = "token_ready"       // waits for the submission; the end without an adapter
	PhaseWantSubmit       Phase = "want_submit"       // due: Submit
	PhaseSubmitted        Phase = "submitted"         // waits for a look at the status
	PhaseWantFollow       Phase = "want_follow"       // due: Follow
	PhaseWantContribution Phase = "want_contribution" // due: MakeContribution
	PhaseWantDisbursement Phase = "want_disbursement" // due: MakeDisbursement
	PhaseWantCancel       Phase = "want_cancel"       // due: CancelTransfer
	PhaseWantOwner        Phase = "want_owner"        // due: VerifyOwner
	PhaseWantDeactivate   Phase = "want_deactivate"   // due: DeactivateMethod
	PhaseWantPlay         Phase = "want_sandbox_act"  // due: PlaySandboxAct
	PhaseWantItem         Phase = "want_item"         // due: ReadItem, beside the road
	PhaseWantRotate       Phase = "want_rotate"       // due: RotateAccess, beside the road
	PhaseWantRemove       Phase = "want_remove"       // due: RemoveItem, beside the road
	PhaseClosed           Phase = "closed"            // the end
)

// Phases lists all phases.
func Phases() []Phase {
	return []Phase{PhaseNone, PhaseOpened, PhaseWantAccount, PhaseReady, PhaseWantToken, PhaseTokenMade, PhaseAtLink, PhaseLinked,
		PhaseExchanged, PhaseChoosing, PhaseBalances, PhaseChosen, PhaseTokenReady, PhaseWantSubmit,
		PhaseSubmitted, PhaseWantFollow, PhaseWantContribution, PhaseWantDisbursement, PhaseWantCancel, PhaseWantOwner,
		PhaseWantDeactivate, PhaseWantPlay, PhaseWantItem, PhaseWantRotate, PhaseWantRemove, PhaseClosed}
}

// Case is what the events of one case add up to. It is a value: Apply makes a new one. It
// can be stored as JSON and holds no token.
type Case struct {
	ID        CaseID      `json:"id"`
	Seq       uint32      `json:"seq"`
	Env       Environment `json:"env"`
	Created   time.Time   `json:"created"`
	Updated   time.Time   `json:"updated"`
	Phase     Phase       `json:"phase"`
	Scenario  string      `json:"scenario,omitempty"`
	Party     Party       `json:"party"`
	Processor string      `json:"processor"`
	Adapter   bool        `json:"adapter"`
	Confirmed bool        `json:"confirmed,omitempty"`

	// Halted is set when the due work failed or its outcome is unknown; nothing is due until
	// somebody retries. Fault says why, also where a case went back a stop.
	Halted bool   `json:"halted,omitempty"`
	Fault  *Fault `json:"fault,omitempty"`
	// FaultStop is the stop at which Fault happened.
	FaultStop Stop `json:"fault_stop,omitempty"`
	// Open is the intent without an outcome, nil when there is none.
	Open *Intent `json:"open,omitempty"`
	// Worker is who wrote the open intent: the one who holds the case until its outcome is there.
	Worker string `json:"worker,omitempty"`
	// Attempts counts the intents of the due work since it became due.
	Attempts int `json:"attempts,omitempty"`
	// Repeated: an earlier attempt of the due work may have arrived without an answer.
	Repeated bool `json:"repeated,omitempty"`

	Link       LinkState   `json:"link"`
	Item       Item        `json:"item"`
	Accounts   []Account   `json:"accounts,omitempty"`
	AccountID  string      `json:"account_id,omitempty"`
	Masked     string      `json:"processor_token,omitempty"`
	Submission *Submission `json:"submission,omitempty"`
	FollowUp   *FollowUp   `json:"follow_up,omitempty"`

	// Wish is what was agreed to about money and has no outcome yet; nil when there is none.
	Wish *Wish `json:"wish,omitempty"`
	// Transfers are the contributions and disbursements of the case, oldest first.
	Transfers []Transfer `json:"transfers,omitempty"`
	// Refused is the last no to something about money, until something else is asked for: a look
	// does not take it away. Nil when there is none.
	Refused *Fault `json:"refused,omitempty"`
	// Ledger is how the counterparty stood at the partner when it was last looked at.
	Ledger *Ledger `json:"ledger,omitempty"`

	// Side is work beside the road: the Item is looked at or repaired. Nil when there is none.
	Side *Side `json:"side,omitempty"`
	// RelinkedAt is when the Item was last repaired; zero when it never was.
	RelinkedAt time.Time `json:"relinked_at,omitzero"`
	// Wanted is what the Item wanted the customer for when a repair came to nothing, and
	// WantedAccounts that accounts have to be chosen there.
	Wanted         string `json:"wanted,omitempty"`
	WantedAccounts bool   `json:"wanted_accounts,omitempty"`
	// ItemEnd says that nothing can be done with the Item any more, and why; empty while it can.
	ItemEnd ItemEnd `json:"item_end,omitempty"`
	// ItemDoubt is the rotation or removal that may have arrived and whose outcome nobody knows; a
	// look at the Item tells.
	ItemDoubt EffectKind `json:"item_doubt,omitempty"`
	// SentKeys are the keys with which the first request of a rotation or a removal went out.
	SentKeys string `json:"sent_keys,omitempty"`
	// BankHealth is what Plaid said of the bank when it was last asked; nil when it never was.
	BankHealth *BankHealth `json:"bank_health,omitempty"`
	// Duplicates are the cases that linked the same account before, and DuplicateOK says that an
	// operator wants it linked all the same.
	Duplicates  []Duplicate `json:"duplicates,omitempty"`
	DuplicateOK bool        `json:"duplicate_ok,omitempty"`

	// OrphanPossible: an exchange may have made an Item whose access token was lost.
	OrphanPossible bool `json:"orphan_possible,omitempty"`
	// ExtraTokenPossible: a processor token may exist that we do not hold. It dies with the Item.
	ExtraTokenPossible bool `json:"extra_token_possible,omitempty"`

	// RestoredFrom is where the backup ends from which the history was put back; zero when it
	// never was.
	RestoredFrom time.Time `json:"restored_from,omitzero"`

	// Times is when each stop was first worked at and when it was done, for the rail.
	Times map[Stop]StopTimes `json:"times,omitempty"`
}

// StopTimes are the moments of one stop; zero when they have not come.
type StopTimes struct {
	Started time.Time `json:"started,omitzero"`
	Ended   time.Time `json:"ended,omitzero"`
}

// LinkState is what a case knows of its link token and its last visit to Link.
type LinkState struct {
	Handoff         HandoffKind   `json:"handoff,omitempty"`
	Hosted          bool          `json:"hosted,omitempty"` // the link token is for a hosted page
	RedirectURI     string        `json:"redirect_uri,omitempty"`
	Go              bool          `json:"go,omitempty"` // the hand-off begins once the token is there
	Expiration      time.Time     `json:"expiration,omitzero"`
	TokenHash       string        `json:"token_hash,omitempty"`
	SessionID       string        `json:"link_session_id,omitempty"`
	InstitutionID   string        `json:"institution_id,omitempty"`
	InstitutionName string        `json:"institution_name,omitempty"`
	Accounts        []LinkAccount `json:"accounts,omitempty"`
	ExitStatus      string        `json:"exit_status,omitempty"`
	LastView        string        `json:"last_view,omitempty"`
	// TestInstitution and TestUser are what a sandbox hand-off was begun with.
	TestInstitution string `json:"test_institution,omitempty"`
	TestUser        string `json:"test_user,omitempty"`
}

// Account returns the chosen account, or false when there is none.
func (c Case) Account() (Account, bool) {
	for _, a := range c.Accounts {
		if a.ID == c.AccountID && a.ID != "" {
			return a, true
		}
	}
	return Account{}, false
}
