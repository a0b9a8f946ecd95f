package link

import (
	"context"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

const testHosted = "https://secure.plaid.com/hl/0a0b0c0d0e0f"

// asked is a bank that answers /link/token/get by a script, told in time since the flight began.
type asked struct {
	flow.Bank
	begun    time.Time
	sessions func(ctx context.Context, at time.Duration) ([]flow.LinkSession, error)

	mu   sync.Mutex
	when []time.Duration
}

func (a *asked) LinkSessions(ctx context.Context, token flow.Secret) ([]flow.LinkSession, flow.Call, error) {
	at := time.Since(a.begun)
	a.mu.Lock()
	a.when = append(a.when, at)
	a.mu.Unlock()
	if a.sessions == nil {
		return nil, flow.Call{}, nil
	}
	got, err := a.sessions(ctx, at)
	return got, flow.Call{}, err
}

// times is when it was asked so far.
func (a *asked) times() []time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.when)
}

// hosting is one hosted flight under fake time.
type hosting struct {
	t      *testing.T
	h      *Hosted
	bank   *asked
	req    flow.HandoffRequest
	sink   *sink
	mem    *memory
	cancel context.CancelFunc
	err    error
	done   chan struct{}
}

// host runs a flight in a bubble, after steer has prepared it; steer may be nil.
func host(t *testing.T, steer func(*hosting), act func(*testing.T, *hosting)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := &hosting{t: t, bank: &asked{begun: time.Now()}, sink: &sink{}, mem: newMemory()}
		f.h = &Hosted{Bank: f.bank, Jitter: func() float64 { return 0.999 },
			Listen: func(context.Context, string, string) (net.Listener, error) { return f.mem, nil }}
		f.req = flow.HandoffRequest{Case: "01J", LinkToken: flow.NewSecret([]byte(testToken)), HostedURL: flow.NewSecret([]byte(testHosted)),
			Env: flow.Sandbox, Expiration: time.Now().Add(30 * time.Minute)}
		if steer != nil {
			steer(f)
		}
		f.start()
		act(t, f)
		f.cancel()
		<-f.done
		f.h.Close()
	})
}

// start begins a flight; a second one is a console that was started again.
func (f *hosting) start() {
	var ctx context.Context
	ctx, f.cancel = context.WithCancel(f.t.Context())
	done := make(chan struct{})
	f.done, f.err = done, nil
	go func() {
		defer close(done)
		f.err = f.h.Run(ctx, f.req, f.sink)
	}()
	synctest.Wait()
}

// landed waits for the end and gives the one result.
func (f *hosting) landed() flow.LinkResult {
	f.t.Helper()
	<-f.done
	if f.err != nil || len(f.sink.results) != 1 {
		f.t.Fatalf("Run: %v, results %+v", f.err, f.sink.results)
	}
	return f.sink.results[0]
}

// pass lets time go by, and lets everything happen that was due in it.
func (f *hosting) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func (f *hosting) flying() bool {
	synctest.Wait()
	select {
	case <-f.done:
		return false
	default:
		return true
	}
}

// client visits the return page.
func (f *hosting) client() *http.Client {
	tr := &http.Transport{DialContext: f.mem.dial, DisableKeepAlives: true}
	return &http.Client{Transport: tr}
}

// visitor is one visit to Link: when it began, when it ended, and how.
func visitor(id string, from, to time.Duration, r *flow.LinkResult, events ...string) func(begun time.Time, at time.Duration) (flow.LinkSession, bool) {
	return func(begun time.Time, at time.Duration) (flow.LinkSession, bool) {
		s := flow.LinkSession{ID: id, Started: begun.Add(from)}
		if to == 0 || at < to {
			if len(events) > 0 {
				s.Events = []flow.LinkEvent{{ID: id + "-0", Name: events[0], At: s.Started, SessionID: id}}
			}
			return s, at >= from
		}
		s.Finished, s.Result = begun.Add(to), r
		for i, name := range events {
			s.Events = append(s.Events, flow.LinkEvent{ID: id + "-" + string(rune('0'+i)), Name: name, SessionID: id, At: s.Started.Add(time.Duration(i) * time.Millisecond)})
		}
		return s, true
	}
}

// visits lets these visits happen.
func (a *asked) visits(all ...func(time.Time, time.Duration) (flow.LinkSession, bool)) {
	a.sessions = func(_ context.Context, at time.Duration) (out []flow.LinkSession, err error) {
		for _, v := range all {
			if s, there := v(a.begun, at); there {
				out = append(out, s)
			}
		}
		return out, nil
	}
}

func linked(session string) *flow.LinkResult {
	return &flow.LinkResult{PublicToken: flow.NewSecret([]byte(testPublic)), SessionID: session, InstitutionName: "First Platypus Bank"}
}

func exited(session, status string) *flow.LinkResult {
	return &flow.LinkResult{SessionID: session, ExitStatus: status}
}
