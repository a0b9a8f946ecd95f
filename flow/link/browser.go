package link

import (
	"context"
	"net"
	"time"

	"linkdesk/flow"
)

const (
	// graceClosed is how long a closed page may take to come back: long enough to reload it or
	// to reopen a tab closed by mistake, short enough for an operator who waits.
	graceClosed = 15 * time.Second
	// linkTokenLife caps a flight whose token names no end: Link tokens live for four hours
	// (plaid.com/docs/api/link).
	linkTokenLife = 4 * time.Hour
)

// Browser is the hand-off through a page on 127.0.0.1. The zero value serves the real Link
// and opens no browser. It is safe for several flights at once.
type Browser struct {
	// LinkScriptURL is Link's drop-in script; empty means Plaid's own.
	LinkScriptURL string
	// PlaidAPI is the origin that Link may call from the page; empty means the one of the
	// environment, or the script's own origin in Demo.
	PlaidAPI string
	// Listen opens the page's listener; nil means a free port of 127.0.0.1.
	Listen func(ctx context.Context) (net.Listener, error)
	// Open starts the customer's browser; nil opens none. It may take as long as the flight and
	// must return when ctx ends.
	Open func(ctx context.Context, url string) error
	// Now is the clock that token expiries are compared with; nil means time.Now.
	Now func() time.Time
	// GraceClosed is how long a closed page may take to come back; 0 means 15 s.
	GraceClosed time.Duration
}

// Run serves the page until the first result is kept, the link token runs out, the customer
// closes the page for good, or ctx ends. A page that cannot be offered is a fault; a browser
// that cannot be opened is only a note to the sink, since the address works in any browser.
func (b Browser) Run(ctx context.Context, req flow.HandoffRequest, sink flow.HandoffSink) error {
	where, err := b.addresses(req.Env)
	if err != nil {
		return err
	}
	if req.LinkToken.Empty() {
		return flow.Faultf(string(flow.OpenLink), flow.Internal, "NO_LINK_TOKEN", "there is no link_token to open Link with")
	}
	left := b.left(req.Expiration)
	if left <= 0 {
		return sink.Result(ctx, flow.LinkResult{ExitStatus: "timed_out"})
	}
	ln, err := b.listen(ctx)
	if err != nil {
		return err
	}
	f := newFlight(ctx, req, sink, where, ln.Addr().String())
	f.grace = b.GraceClosed
	if f.grace <= 0 {
		f.grace = graceClosed
	}
	stop := f.serve(ln)
	defer stop()
	f.announce(ctx, b.Open)
	return f.wait(ctx, left)
}

// left is how long the link token still lives.
func (b Browser) left(expiration time.Time) time.Duration {
	if expiration.IsZero() {
		return linkTokenLife
	}
	now := time.Now
	if b.Now != nil {
		now = b.Now
	}
	return min(expiration.Sub(now()), 24*time.Hour)
}

// listen refuses every listener that others could reach, also one it was given.
func (b Browser) listen(ctx context.Context) (net.Listener, error) {
	open := b.Listen
	if open == nil {
		open = func(ctx context.Context) (net.Listener, error) {
			var lc net.ListenConfig
			return lc.Listen(ctx, "tcp4", "127.0.0.1:0")
		}
	}
	ln, err := open(ctx)
	if err != nil {
		return nil, &flow.Fault{Op: string(flow.OpenLink), Kind: flow.Config, Code: "NO_LOOPBACK_PAGE", Who: flow.Operator,
			Message: "the page for the customer cannot be served: " + flow.Clean(err.Error()),
			Hint:    "use the hosted hand-off, which needs no page on this machine"}
	}
	host, _, err := net.SplitHostPort(ln.Addr().String())
	if err != nil || host != "127.0.0.1" {
		_ = ln.Close()
		return nil, flow.Faultf(string(flow.OpenLink), flow.Internal, "NOT_LOOPBACK", "the page may be served on 127.0.0.1 only")
	}
	return ln, nil
}

var _ flow.Handoff = Browser{}
