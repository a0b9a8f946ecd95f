package flow

import (
	"context"
	"time"
)

// Plaid names the provider Plaid in an Exchange; PrimeTrust names the partner.
const Plaid = "plaid"

// Exchange is one call to a provider, request and answer, as a person may see it: everything
// that is not known to be harmless was masked where it was recorded. It is kept in memory only.
type Exchange struct {
	Errand
	Provider string // Plaid or PrimeTrust
	Method   string
	URL      string // without what its query tells of people
	Endpoint string // as in Call
	Request  Message
	// Status is the HTTP status of the answer, 0 when none came.
	Status    int
	Answer    Message
	RequestID string
	At        time.Time     // when the request was given to the network
	Took      time.Duration // until the answer had been read
	// Problem says in a clause why there is no answer, or not all of it; "" when there is.
	Problem string
}

// Message is one direction of an Exchange.
type Message struct {
	Headers []Header
	Body    string // JSON with its values masked, "" when there was none or it is not shown
	Note    string // says in a clause what is missing of Body
}

// Header is one header. A header that is not known to be harmless has a mask for its value.
type Header struct{ Name, Value string }

// Errand says what a provider is called for. It travels in the context of the call.
type Errand struct {
	Case    CaseID
	Effect  EffectKind
	Attempt int
}

// Stop is where on the road the call was made.
func (e Errand) Stop() Stop { return e.Effect.stop() }

type errandKey struct{}

// WithErrand marks the calls of a context.
func WithErrand(ctx context.Context, e Errand) context.Context {
	return context.WithValue(ctx, errandKey{}, e)
}

// ErrandOf returns the mark of a context; false when the call is made for no case.
func ErrandOf(ctx context.Context) (Errand, bool) {
	e, ok := ctx.Value(errandKey{}).(Errand)
	return e, ok
}

// What stands where a value was that is not known to be harmless. A token of Plaid's is shown as
// Secret.Masked shows it.
const (
	Hidden       = "•••"
	HiddenNumber = "••• number"
)

var maskedToken = Pattern(`^(link|public|access|processor)-(sandbox|production)-….{4}$`)

// IsHidden reports that a text of an Exchange stands for another one.
func IsHidden(s string) bool { return s == Hidden || s == HiddenNumber || maskedToken().MatchString(s) }
