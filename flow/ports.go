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
	HostedURL  Secret // for HandoffHosted
	Expiration time.Time
	Env        Environment
	Sandbox    SandboxLogin // for HandoffSandbox
	// RedirectURI is what the link token was made with: the origin that the page must be served
	// from. Empty means that OAuth banks open in a pop-up.
	RedirectURI string
	// Update is set when the token repairs an Item: success brings nothing to exchange.
	Update bool
	// Seen are the ids of the events that the journal has already.
	Seen map[string]bool
}

// HandoffSink takes what comes out of Link. Result returns only when the result is
// durable, so that the customer's last page can be true; an error means it is not.
type HandoffSink interface {
	// Opened says where the customer can go now. The address works once, so it is shown to
	// the operator and kept nowhere; opened tells whether a browser was started.
	Opened(url string, opened bool, note string)
	// Note says how the flight is doing, for the screen alone; "" takes the note back.
	Note(text string)
	Event(ctx context.Context, e LinkEvent) error
	// Renew makes a new link token for the same flight, when Link says that the first is dead.
	Renew(ctx context.Context) (LinkTokenAnswer, error)
	Result(ctx context.Context, r LinkResult) error
}

// Completer is a Handoff that has a page for the end of a hosted visit. Completion opens it and
// returns its address, "" when there is none; the next flight of the case closes it.
type Completer interface {
	Completion(ctx context.Context, id CaseID) string
}
