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
	// Institution posts /institutions/get_by_id.
	Institution(ctx context.Context, id string) (Institution, Call, error)
}

// LinkTokenRequest is what a case decides about its link token; the rest (products ["auth"],
// country, language, filters) belongs to the adapter's configuration.
type LinkTokenRequest struct {
	ClientUserID string
	LegalName    string
	Hosted       bool
	RedirectURI  string // empty: Link opens OAuth banks in a pop-up
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
	Finished time.Time // zero while it runs
	Result   *LinkResult
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
}

// Institution is a bank in Plaid's catalogue.
type Institution struct {
	ID    string
	Name  string
	OAuth bool
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

// Handoff gives the counterparty to Link and comes back with what happened. Run returns
// when the flight is over or ctx ends; it returns nil when the sink took a result.
type Handoff interface {
	Run(ctx context.Context, req HandoffRequest, sink HandoffSink) error
}

// HandoffRequest is one flight.
type HandoffRequest struct {
	Case       CaseID
	LinkToken  Secret
	HostedURL  Secret
	Expiration time.Time
	Env        Environment
	Sandbox    SandboxLogin // for HandoffSandbox
}

// HandoffSink takes what comes out of Link. Result returns only when the result is
// durable, so that the customer's last page can be true; an error means it is not.
type HandoffSink interface {
	// Opened says where the customer can go now. The address works once, so it is shown to
	// the operator and kept nowhere; opened tells whether a browser was started.
	Opened(url string, opened bool, note string)
	Event(ctx context.Context, e LinkEvent) error
	Result(ctx context.Context, r LinkResult) error
}
