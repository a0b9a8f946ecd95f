package flow

import (
	"context"
	"time"
)

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
	// Hurry asks a hand-off that looks now and then to look at once; nil where nobody does.
	Hurry <-chan struct{}
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
