// Package engine does the work that cases wait for. For each effect it writes the intent,
// makes the call through a port, and writes the outcome before anything else happens:
// journal, port, journal.
//
// Rules of the package:
//
//   - What is due is read from the journal alone (flow.Due), so a new process goes on where
//     a killed one stopped.
//   - One goroutine works on one case. A call that was sent is never cancelled; waits and
//     hand-offs are.
//   - An outcome is kept at all cost: its append waits for the history as long as the
//     process lives.
//   - Nothing here knows a provider, a screen or a file.
package engine

import (
	"context"
	"sync"
	"time"

	"linkdesk/flow"
)

// Config is everything an engine needs. All fields are required but the hooks at its end.
type Config struct {
	Env      flow.Environment
	Journal  flow.Journal
	Bank     flow.Bank
	Partners map[string]flow.Partner // by Plaid's processor name
	Handoffs map[flow.HandoffKind]flow.Handoff
	// Sandbox is the test login of a sandbox hand-off that was begun by another process.
	Sandbox flow.SandboxLogin
	// Keys is the fingerprint of the keys to Plaid, empty where they have none.
	Keys string
	// RedirectURI is where OAuth banks send the customer of a browser hand-off back to; empty
	// means that they open in a pop-up.
	RedirectURI string
	// Actor says who writes, in a form that Life understands, such as "alice@desk1:412".
	Actor  string
	Now    func() time.Time
	NewID  func(time.Time) flow.CaseID
	NewKey func() string  // a random UUIDv4
	Jitter func() float64 // in [0, 1)
	// Retry says how transient faults are waited out.
	Retry RetryPolicy
	// Tail says how often submitted cases are looked at in the background.
	Tail TailPolicy
	// Pause waits between two looks of a Follow; nil is the clock's own time. A demo lets the
	// simulator's time pass instead. It reports whether the wait was not cut short.
	Pause func(ctx context.Context, d time.Duration) bool
	// OnRecord hears of every record of this process once it is durable, in order.
	OnRecord func(flow.Record)
	// OnHandoff hears where a customer can go; the address is written nowhere.
	OnHandoff func(id flow.CaseID, url string, opened bool, note string)
	// OnNote hears how a hand-off is doing; "" takes the note before back.
	OnNote func(id flow.CaseID, text string)
	// OnStuck hears once why an outcome cannot be written and is tried on.
	OnStuck func(why string)
	// Life says what has become of the process that wrote an intent. Two processes must not work
	// on one case; nil means that nobody else does.
	Life func(actor string) Life
}

// Life is what is known of another process.
type Life int

// A process that is gone leaves its work to others. One elsewhere cannot be asked, so a person
// has to say that it is gone.
const (
	Gone Life = iota
	Running
	Elsewhere
)

// Engine works on the cases of one environment. It is safe for concurrent use.
type Engine struct {
	cfg  Config
	ctx  context.Context
	stop context.CancelFunc
	// outcomes outlives ctx: what calls on their way come to is kept until Close gives up.
	outcomes context.Context
	giveUp   context.CancelFunc
	wg       sync.WaitGroup

	mu   sync.Mutex
	live map[flow.CaseID]*live
	// watched are the cases that Tail follows.
	watched map[flow.CaseID]watch
}

// New makes an engine whose waits and hand-offs end with ctx.
func New(ctx context.Context, cfg Config) *Engine {
	if cfg.Retry == (RetryPolicy{}) {
		cfg.Retry = DefaultRetry()
	}
	if t := cfg.Tail; t.First <= 0 || t.Max < t.First || t.Scan <= 0 {
		cfg.Tail = DefaultTail()
	}
	outcomes, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	ctx, stop := context.WithCancel(ctx)
	return &Engine{cfg: cfg, ctx: ctx, stop: stop, outcomes: outcomes, giveUp: giveUp, live: map[flow.CaseID]*live{}, watched: map[flow.CaseID]watch{}}
}

// Close ends waits and hand-offs and returns when the calls on their way have their outcome in
// the journal, or when ctx ends. What was not finished is found by the next start.
func (e *Engine) Close(ctx context.Context) error {
	e.stop()
	done := make(chan struct{})
	go func() { e.wg.Wait(); close(done) }()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		e.giveUp()
		return ctx.Err()
	}
}

// Held tells the engine who holds the history while an append waits, "" when none does any
// more. Screens show it.
func (e *Engine) Held(holder string) {
	e.mu.Lock()
	all := make([]*live, 0, len(e.live))
	for _, l := range e.live {
		all = append(all, l)
	}
	e.mu.Unlock()
	for _, l := range all {
		l.touch(func() { l.busy = flow.Clean(holder) })
	}
}

// Env is the environment of all cases of this engine.
func (e *Engine) Env() flow.Environment { return e.cfg.Env }

// InFlight reports whether a call is on its way or its outcome is not in the journal yet. A
// kill now would leave it to the next start to find out.
func (e *Engine) InFlight() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, l := range e.live {
		if l.sent.Load() {
			return true
		}
	}
	return false
}

// of returns the live part of a case, making it when needed.
func (e *Engine) of(id flow.CaseID) *live {
	e.mu.Lock()
	defer e.mu.Unlock()
	l, ok := e.live[id]
	if !ok {
		l = &live{id: id, write: newGate(), hurry: make(chan struct{}, 1), changed: make(chan struct{}), idle: closed()}
		e.live[id] = l
	}
	return l
}

func closed() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}
