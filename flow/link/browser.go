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
	// graceBank is the same where the page itself goes to the bank: a login there takes minutes,
	// and nothing tells it from a closed tab.
	graceBank = 15 * time.Minute
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
	// Listen opens a listener of the page, always on the loopback interface; nil means the
	// system's own.
	Listen func(ctx context.Context, network, address string) (net.Listener, error)
	// Open starts the customer's browser; nil opens none. It may take as long as the flight and
	// must return when ctx ends.
	Open func(ctx context.Context, url string) error
	// Now is the clock that token expiries are compared with; nil means time.Now.
	Now func() time.Time
	// GraceClosed is how long a closed page may take to come back; 0 means 15 s.
	GraceClosed time.Duration
	// GraceBank is the same with a redirect_uri, where the customer may be at the bank's own page;
	// 0 means 15 min.
	GraceBank time.Duration
}

// Run serves the page until the first result is kept, the link token runs out, the customer
// closes the page for good, or ctx ends. A page that cannot be offered is a fault; a browser
// that cannot be opened is only a note to the sink, since the address works in any browser.
func (b Browser) Run(ctx context.Context, req flow.HandoffRequest, sink flow.HandoffSink) error {
	where, err := b.addresses(req.Env)
	if err != nil {
		return err
	}
	at, err := placeOf(req)
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
	all, err := b.listen(ctx, at)
	if err != nil {
		return err
	}
	if at.host == "" {
		at.host = all[0].Addr().String()
	}
	f := newFlight(ctx, req, sink, where, at.host)
	f.back, f.grace, f.lives = at.back, b.grace(at), b.left
	var land context.CancelFunc
	f.live, land = context.WithCancel(ctx)
	stop := f.serve(all)
	defer stop()
	defer land()
	f.announce(ctx, b.Open)
	return f.wait(ctx, left)
}

// grace is how long a page that is gone may take to come back.
func (b Browser) grace(at place) time.Duration {
	switch {
	case at.back != "" && b.GraceBank > 0:
		return b.GraceBank
	case at.back != "":
		return graceBank
	case b.GraceClosed > 0:
		return b.GraceClosed
	}
	return graceClosed
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

var _ flow.Handoff = Browser{}
