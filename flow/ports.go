package flow

import (
	"context"
	"time"
)

// Call is what is kept of one call to a provider, whether it worked or not.
type Call struct {
	Endpoint   string `json:"endpoint"`
	RequestID  string `json:"request_id,omitempty"`
	HTTPStatus int    `json:"http_status,omitempty"`
	TookMS     int64  `json:"took_ms"`
}

// Bank is Plaid, as far as the road needs it. Every method returns a *Fault as its error:
// Unknown when the request may have arrived and no answer came back, Transient when it was not
// sent or was rate limited, and the provider's own code otherwise. The Call is
// filled in on errors too.
type Bank interface {
	// CreateLinkToken posts /link/token/create.
	CreateLinkToken(ctx context.Context, req LinkTokenRequest) (LinkTokenAnswer, Call, error)
	// LinkSessions posts /link/token/get and returns all sessions of the token, oldest first.
	LinkSessions(ctx context.Context, linkToken Secret) ([]LinkSession, Call, error)
	// SandboxPublicToken posts /sandbox/public_token/create. Plaid has it in Sandbox only.
	SandboxPublicToken(ctx context.Context, req SandboxLogin) (Secret, Call, error)
	// Exchange posts /item/public_token/exchange.
	Exchange(ctx context.Context, publicToken Secret) (ExchangeAnswer, Call, error)
	// Accounts posts /accounts/get; Balances posts /accounts/balance/get, which asks the bank
	// and may take more than 30 seconds.
	Accounts(ctx context.Context, accessToken Secret) (AccountsAnswer, Call, error)
	Balances(ctx context.Context, accessToken Secret) (AccountsAnswer, Call, error)
	// Item posts /item/get. A broken Item answers without an error and with Item.Error set.
	Item(ctx context.Context, accessToken Secret) (Item, Call, error)
	// CreateProcessorToken posts /processor/token/create.
	CreateProcessorToken(ctx context.Context, accessToken Secret, accountID, processor string) (Secret, Call, error)
	// RotateAccessToken posts /item/access_token/invalidate and returns the new token. The old one is
	// dead before the answer leaves, so the call must never be repeated blindly.
	RotateAccessToken(ctx context.Context, accessToken Secret) (Secret, Call, error)
	// RemoveItem posts /item/remove: the access token and every processor token of the Item die. An
	// Item that is gone already is a *Fault with the code ITEM_NOT_FOUND.
	RemoveItem(ctx context.Context, accessToken Secret) (Call, error)
	// Institution posts /institutions/get_by_id, with the bank's health.
	Institution(ctx context.Context, id string) (Institution, Call, error)
}

// LinkTokenRequest is what a case decides about its link token; the rest (products ["auth"],
// country, language, filters) belongs to the adapter's configuration.
type LinkTokenRequest struct {
	ClientUserID string
	LegalName    string
	Hosted       bool
	RedirectURI  string // empty: Link opens OAuth banks in a pop-up
	// CompletionURI is where a hosted page sends the browser when it is done; empty means nowhere.
	CompletionURI string
	// Update repairs the Item of this access token instead of making a new one (update mode,
	// plaid.com/docs/link/update-mode); empty means a new Item.
	Update Secret
	// SelectAccounts lets the customer of an update choose the accounts again.
	SelectAccounts bool
}

// LinkTokenAnswer is the answer of /link/token/create.
type LinkTokenAnswer struct {
	Token      Secret
	Expiration time.Time
	HostedURL  Secret // opens the customer's session, so it is treated as a secret
}

// SandboxLogin is a test bank and a test customer (plaid.com/docs/sandbox/test-credentials).
type SandboxLogin struct {
	InstitutionID string
	Username      string
	Password      Secret
}

// LinkSession is one visit of a customer to Link, read from /link/token/get.
type LinkSession struct {
	ID       string
	Started  time.Time
	Finished time.Time   // zero while it runs
	Events   []LinkEvent // oldest first
	Result   *LinkResult // nil while it runs, and after an update whose success Plaid tells by the end alone
}

// ExchangeAnswer is the answer of /item/public_token/exchange.
type ExchangeAnswer struct {
	AccessToken Secret
	ItemID      string
}

// AccountsAnswer is the answer of /accounts/get and /accounts/balance/get.
type AccountsAnswer struct {
	Accounts []Account
	Item     Item
}

// Item is a login at a bank, as Plaid calls it.
type Item struct {
	ID              string `json:"id"`
	InstitutionID   string `json:"institution_id,omitempty"`
	InstitutionName string `json:"institution_name,omitempty"`
	Error           *Fault `json:"error,omitempty"`
	// Notice is the code of the last webhook that Plaid sent about the Item, such as
	// PENDING_EXPIRATION, and NoticeAt when that was (/item/get, status.last_webhook).
	Notice   string    `json:"notice,omitempty"`
	NoticeAt time.Time `json:"notice_at,omitzero"`
	// Accounts are those that it shares, kept when the case turns to Link for another Item.
	Accounts []LinkAccount `json:"accounts,omitempty"`
	// ConsentExpires is when the bank's consent ends; zero where it does not.
	ConsentExpires time.Time `json:"consent_expires,omitzero"`
}

// Institution is a bank in Plaid's catalogue.
type Institution struct {
	ID    string
	Name  string
	OAuth bool
	// Health is how requests to the bank went lately; empty where Plaid does not say, as in its Sandbox.
	Health []ProductHealth
}

// Partner is who receives the processor token. Prime Trust is the first; the port asks
// only what every partner can do: take a token for a party, and say what became of it.
type Partner interface {
	// Submit sends the processor token. The same Key always means the same submission: the
	// partner must run it once and replay its first answer.
	Submit(ctx context.Context, req SubmitRequest) (Submission, Call, error)
	// SubmitDigest is the hex SHA-256 of the exact body that Submit sends, so that a repeat can
	// be proved to be the same request.
	SubmitDigest(req SubmitRequest) string
	// Follow reads the submission's status and says who must act.
	Follow(ctx context.Context, submissionID string) (FollowUp, Call, error)
}

// SubmitRequest is one submission. Key is a random UUIDv4 from the intent.
type SubmitRequest struct {
	Key   string
	Party Party
	Token Secret
}

// Submission is the partner's answer. For Prime Trust ID is the funds-transfer-method's id.
type Submission struct {
	ID          string `json:"id"`
	BankName    string `json:"bank_name,omitempty"`
	LastFour    string `json:"last_four,omitempty"`
	AccountType string `json:"account_type,omitempty"`
	Inactive    bool   `json:"inactive"`
}

// FollowUp is what following says now.
type FollowUp struct {
	Usable                   bool   `json:"usable"`
	Inactive                 bool   `json:"inactive"`
	ReauthenticationRequired bool   `json:"reauthentication_required"`
	Detail                   string `json:"detail,omitempty"`
	Who                      Who    `json:"who"`
}
