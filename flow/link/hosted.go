package link

import (
	"context"
	"math/rand/v2"
	"net"
	"sync"
	"time"

	"linkdesk/flow"
)

// graceLeft is how long a customer who left Plaid's page may take to open it again, which the
// same address allows.
const graceLeft = 15 * time.Second

// Hosted is the hand-off through a page of Plaid's own (plaid.com/docs/link/hosted-link), which
// the customer may open anywhere. Nothing has to reach this machine: what happens there is
// asked for again and again. It is safe for several flights at once.
type Hosted struct {
	Bank flow.Bank
	// Open starts a browser here; nil opens none. It must return when ctx ends.
	Open func(ctx context.Context, url string) error
	// Now is the clock that token expiries are compared with; nil means time.Now.
	Now func() time.Time
	// Jitter spreads the polls of many consoles, from 0 up to but not including 1; nil means random.
	Jitter func() float64
	// Return offers a page on 127.0.0.1 that Plaid sends the browser to at the end. It makes sense
	// only where the customer's browser runs on this machine.
	Return bool
	// Grace is how long the page may take to be opened again after the customer left; 0 means 15 s.
	Grace time.Duration
	// Listen opens the listener of that page; nil means the system's own.
	Listen func(ctx context.Context, network, address string) (net.Listener, error)

	mu    sync.Mutex
	pages map[flow.CaseID]*donePage // the one of each case that waits for a flight or has one

	leaving sync.WaitGroup // whoever ends the page of a flight that is over
}

// Run shows the page and asks Plaid what became of it until there is a result, the link token
// runs out, or ctx ends. A question that gets no answer is asked again and never ends the wait.
// The errors are a missing token, the end of ctx, and a result that could not be kept.
func (h *Hosted) Run(ctx context.Context, req flow.HandoffRequest, sink flow.HandoffSink) error {
	w := newWatch(ctx, h, req, sink)
	w.page = h.board(req.Case)
	defer h.leave(req.Case, w.page)
	if req.LinkToken.Empty() {
		return flow.Faultf(string(flow.OpenLink), flow.Internal, "NO_LINK_TOKEN", "there is no link_token to ask Plaid about")
	}
	if len(req.Seen) > 0 {
		// The customer was there before: a second browser beside the one that may still be open would
		// only confuse, and the result may be there already.
		if done, err := w.poll(ctx, openPatience); done || err != nil {
			return err
		}
	}
	w.announce(ctx)
	return w.wait(ctx)
}

// announce offers the page, unless nobody could use it any more.
func (w *watch) announce(ctx context.Context) {
	var url string
	w.req.HostedURL.Use(func(b []byte) { url = string(b) })
	switch {
	case w.left() <= 0:
	case url == "":
		w.sink.Opened("", false, "the address of Plaid's page is not known here any more; whoever has it open can go on")
	case w.running:
		w.sink.Opened(url, false, "no browser was opened, because the customer is at Link already")
	default:
		announce(ctx, w.sink, url, w.h.Open, nil)
	}
}

func (h *Hosted) now() time.Time {
	if h.Now != nil {
		return h.Now()
	}
	return time.Now()
}

// jitter is a factor from low up to 1.
func (h *Hosted) jitter(low float64) float64 {
	draw := h.Jitter
	if draw == nil {
		draw = rand.Float64
	}
	return low + (1-low)*draw()
}

func (h *Hosted) grace() time.Duration {
	if h.Grace > 0 {
		return h.Grace
	}
	return graceLeft
}

var (
	_ flow.Handoff   = (*Hosted)(nil)
	_ flow.Completer = (*Hosted)(nil)
)
