package link

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"linkdesk/flow"
)

// flight is one visit: a page, a cookie, and exactly one kept result.
type flight struct {
	req   flow.HandoffRequest
	sink  flow.HandoffSink
	where addresses
	host  string // the only Host that is answered, such as "127.0.0.1:port"
	back  string // path where the bank comes back; "" = banks open in a pop-up
	grace time.Duration
	lives func(expiration time.Time) time.Duration

	// live ends with the flight: nobody waits for another link token then.
	live context.Context

	// keep outlives the operator's cancel: a result that has arrived is still written down.
	keep context.Context

	nonce, cookieName, cookie string

	booted    chan struct{}      // closed when the one-time address is taken
	announced chan struct{}      // closed when the sink knows the address
	started   bool               // a browser was started; readable once announced is closed
	settled   chan struct{}      // closed when a result is kept
	nudge     chan struct{}      // tells wait that a page came or went
	renewed   chan time.Duration // tells wait how long the new link token lives

	telling sync.WaitGroup // whoever is telling the sink something besides a result

	mu     sync.Mutex // guards what is below; never held while the sink is told something
	closed bool       // Run is returning
	taken  bool       // the one-time address was answered
	alarm  bool       // and somebody else asked for it again
	pages  int        // documents that were served and have not said goodbye
	events int
	lease  lease
	// returns are the states that banks came back with, crossed that another site began one.
	returns map[string]bool
	crossed bool

	// renewing holds one token while the sink makes another link token.
	renewing chan struct{}
	renewals int // guarded by renewing

	// settling holds one token while the sink keeps a result, so that there is one winner. A
	// channel and not a mutex, because fake time stands still while a mutex is waited for.
	settling chan struct{}
	ending   ending // guarded by settling; zero until a result is kept
}

func newFlight(ctx context.Context, req flow.HandoffRequest, sink flow.HandoffSink, where addresses, host string) *flight {
	return &flight{
		req: req, sink: sink, where: where, host: host, keep: context.WithoutCancel(ctx), live: ctx,
		lease: lease{req.LinkToken, 1}, returns: map[string]bool{},
		// Cookies know no ports, so two flights in one browser need two names.
		nonce: rand.Text(), cookieName: "flight_" + rand.Text()[:8], cookie: rand.Text(),
		booted: make(chan struct{}), announced: make(chan struct{}), settled: make(chan struct{}),
		nudge: make(chan struct{}, 1), settling: make(chan struct{}, 1),
		renewed: make(chan time.Duration, maxRenewals), renewing: make(chan struct{}, 1),
	}
}

func (f *flight) bootURL() string { return "http://" + f.host + "/" + f.nonce }

func (f *flight) origin() string { return "http://" + f.host }

// wait returns when the flight is over, and nil when the sink took a result.
func (f *flight) wait(ctx context.Context, left time.Duration) error {
	expiry := time.NewTimer(left)
	defer expiry.Stop()
	closed := time.NewTimer(f.grace)
	closed.Stop()
	defer closed.Stop()
	away := false
	for {
		select {
		case <-f.settled:
			return nil
		case <-f.nudge:
			closed.Stop()
			if away = f.noteAway(away); away {
				closed.Reset(f.grace)
			}
		case left := <-f.renewed:
			expiry.Reset(left)
		case <-closed.C:
			return f.giveUp("tab_closed")
		case <-expiry.C:
			select {
			case left := <-f.renewed: // in the same moment
				expiry.Reset(left)
			default:
				return f.giveUp("timed_out")
			}
		case <-ctx.Done():
			return f.cancelled(ctx.Err())
		}
	}
}

// tell runs what speaks to the sink besides results, and reports false once Run is over:
// nobody may hear from a flight that has returned.
func (f *flight) tell(say func()) bool {
	f.mu.Lock()
	if f.closed {
		f.mu.Unlock()
		return false
	}
	f.telling.Add(1)
	f.mu.Unlock()
	defer f.telling.Done()
	say()
	return true
}

// close waits for whoever is still telling the sink something, and lets nobody begin.
func (f *flight) close() {
	f.mu.Lock()
	f.closed = true
	f.mu.Unlock()
	f.telling.Wait()
}
