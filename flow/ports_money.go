package flow

import "context"

// What a partner can do beside taking a processor_token. Each is optional: a partner that has it
// implements the interface, and the commands that need it are refused where it has not.

// Treasury moves money of a party by its funds-transfer-method. Every POST carries the key of its
// intent: the partner runs a key once and replays its first answer.
type Treasury interface {
	// Move makes a contribution or a disbursement and returns its funds-transfer.
	Move(ctx context.Context, req MoveRequest) (Transfer, Call, error)
	// MoveDigest is the hex SHA-256 of the exact body that Move sends.
	MoveDigest(req MoveRequest) string
	// Cancel stops a transfer that is pending.
	Cancel(ctx context.Context, key string, t Transfer) (Transfer, Call, error)
	// AskOwner sends the e-mail to the owner of a disbursement once more.
	AskOwner(ctx context.Context, key string, t Transfer) (Transfer, Call, error)
	// Deactivate ends a funds-transfer-method; it cannot be used again.
	Deactivate(ctx context.Context, key, submissionID string) (Submission, Call, error)
	// Ledger reads how the party stands and what became of the transfers. It makes several calls
	// and returns all of them, also with an error.
	Ledger(ctx context.Context, party Party, transfers []Transfer) (Ledger, []Call, error)
	// Transfers lists all transfers of an account, newest first; page begins at 1, and more says
	// that there is another one.
	Transfers(ctx context.Context, accountID string, page int) (all []Transfer, more bool, call Call, err error)
}

// MoveRequest is one movement of money. Key is a random UUIDv4 from the intent.
type MoveRequest struct {
	Key    string
	Kind   TransferKind
	Party  Party
	Method string // the funds-transfer-method's id
	Amount Money
}

// Registrar opens accounts and finds those that are there.
type Registrar interface {
	// Accounts lists accounts whose name contains the text, newest first; page begins at 1.
	Accounts(ctx context.Context, text string, page int) (AccountPage, Call, error)
	// Contacts lists the contacts of an account.
	Contacts(ctx context.Context, accountID string) ([]PartnerContact, Call, error)
	// Preview is the agreement that opening the account would sign, as plain text.
	Preview(ctx context.Context, a Application) (string, Call, error)
	// OpenAccount opens an account with its contact under a key, as Move does.
	OpenAccount(ctx context.Context, key string, application Secret) (OpenedAccount, Call, error)
	// OpenDigest is the hex SHA-256 of the exact body that OpenAccount sends.
	OpenDigest(application Secret) string
}

// AccountPage is one page of a list of accounts.
type AccountPage struct {
	Accounts []PartnerAccount
	Page     int
	More     bool
}

// PartnerAccount is an account at the partner, as a list shows it.
type PartnerAccount struct {
	ID, Name, Status string
	Frozen           bool // pulls or payments are
}

// PartnerContact is a contact of such an account.
type PartnerContact struct {
	ID, Name string
	Business bool
	CIP, AML bool     // it passed the check of who it is, and that against money laundering
	Cleared  bool     // both
	Frozen   bool     // it may not pull or pay
	Required []string // what is still wanted, in the partner's words
}

// OpenedAccount is an account that was just opened, with its owner.
type OpenedAccount struct {
	AccountID     string `json:"account_id"`
	ContactID     string `json:"contact_id"`
	AccountStatus string `json:"account_status"`
}

// SandboxPartner is what only a partner's sandbox can do: the documented calls that play the bank, the
// owner and the back office. Production has none of them.
type SandboxPartner interface {
	// Play makes one such call.
	Play(ctx context.Context, key string, act SandboxAct) (Call, error)
}

// SandboxAct is one documented sandbox call.
type SandboxAct struct {
	Act string `json:"act"` // one of SandboxActs
	// ID is the account's, the funds-transfer's or the disbursement-authorization's.
	ID string `json:"resource_id"`
}

// The acts of a partner's sandbox.
const (
	ActOpenAccount  = "open_account"
	ActSettle       = "settle"
	ActClear        = "clear"
	ActReverse      = "reverse"
	ActVerifyOwner  = "verify_owner"
	ActClearContact = "clear_contact"
)

// SandboxActs lists them.
func SandboxActs() []string {
	return []string{ActOpenAccount, ActSettle, ActClear, ActReverse, ActVerifyOwner, ActClearContact}
}
