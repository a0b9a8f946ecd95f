// Package glass remembers the calls to the providers, so that a person can look at what was sent
// and what came back.
//
// Rules of the package:
//
//   - Masked by default: of a body only those members are kept whose names are on the list and
//     whose values look like what the name promises. A member that nobody has thought of is a mask.
//   - Masked where it is recorded: nothing that is kept here could be shown by mistake.
//   - A client sees what it would see without a Recorder: streams, errors and the end of a context
//     pass through, and an answer is never held back.
//   - Memory is bounded, and nothing is written to a disk.
package glass

import (
	"net/http"
	"time"

	"linkdesk/flow"
)

// Recorder keeps the newest calls of one environment. It is safe for concurrent use.
type Recorder struct {
	now   func() time.Time
	names map[string]kind
	ring  ring
}

// New makes an empty Recorder. now is the clock that calls are stamped with.
func New(now func() time.Time) *Recorder { return &Recorder{now: now, names: names()} }

// Wrap puts the recorder around the transport to a provider. known are the credentials that are
// used there: no text that holds one of them is kept. Calls without a flow.Errand are for no
// case, and pass unseen.
func (r *Recorder) Wrap(provider string, base http.RoundTripper, known ...flow.Secret) http.RoundTripper {
	return &pane{rec: r, base: base, provider: provider, known: known}
}

// Exchanges lists the calls of a case, newest first. It waits for nothing: a call that is over is
// there a moment later, when it has been masked. A nil Recorder has none.
func (r *Recorder) Exchanges(id flow.CaseID) []flow.Exchange {
	if r == nil {
		return nil
	}
	return r.ring.of(id)
}

// Settled is closed when every call that is over can be seen.
func (r *Recorder) Settled() <-chan struct{} { return r.ring.settled() }
