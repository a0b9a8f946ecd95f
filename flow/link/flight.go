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
	host  string // the only Host that is answered, "127.0.0.1:port"
	grace time.Duration

	// keep outlives the operator's cancel: a result that has arrived is still written down.
	keep context.Context

	nonce, cookieName, cookie string

	booted    chan struct{} // closed when the one-time address is taken
	announced chan struct{} // closed when the sink knows the address
	started   bool          // a browser was started; readable once announced is closed
	settled   chan struct{} // closed when a result is kept
	nudge     chan struct{} // tells wait that a page came or went

	telling sync.WaitGroup // whoever is telling the sink something besides a result

	mu     sync.Mutex // guards what is below; never held while the sink is told something
	closed bool       // Run is returning
	taken  bool       // the one-time address was answered
	alarm  bool       // and somebody else asked for it again
	pages  int        // documents that were served and have not said goodbye
	events int

	// settling holds one token while the sink keeps a result, so that there is one winner. A
	// channel and not a mutex, because fake time stands still while a mutex is waited for.
	settling chan struct{}
	ending   ending // guarded by settling; zero until a result is kept
}

func newFlight(ctx context.Context, req flow.HandoffRequest, sink flow.HandoffSink, where addresses, host string) *flight {
	return &flight{
		req: req, sink: sink, where: where, host: host, keep: context.WithoutCancel(ctx),
		// Cookies know no ports, so two flights in one browser need two names.
		nonce: rand.Text(), cookieName: "flight_" + rand.Text()[:8], cookie: rand.Text(),
		booted: make(chan struct{}), announced: make(chan struct{}), settled: make(chan struct{}),
		nudge: make(chan struct{}, 1), settling: make(chan struct{}, 1),
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
	for {
		select {
		case <-f.settled:
			return nil
		case <-f.nudge:
			closed.Stop()
			if f.left() {
				closed.Reset(f.grace)
			}
		case <-closed.C:
			return f.giveUp("tab_closed")
		case <-expiry.C:
			return f.giveUp("timed_out")
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

// came and gone count the pages of the flight. There can be several: a reload, a second tab.
func (f *flight) came() { f.count(+1) }
func (f *flight) gone() { f.count(-1) }

func (f *flight) count(by int) {
	f.mu.Lock()
	f.pages = max(f.pages+by, 0)
	f.mu.Unlock()
	select {
	case f.nudge <- struct{}{}:
	default: // wait has one nudge before it already and will see this too
	}
}

// left reports whether the customer was there and every page is closed.
func (f *flight) left() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.taken && f.pages == 0
}
