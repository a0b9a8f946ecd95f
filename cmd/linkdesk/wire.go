package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/engine"
	"linkdesk/flow/glass"
	"linkdesk/flow/link"
	"linkdesk/store"
	"linkdesk/tui/screen"
)

// order is what a command wants of an environment.
type order struct {
	env      flow.Environment
	dir      string
	settings settings
	demo     demoOrder
	// around is where this program runs, as far as a hand-off cares.
	around link.Surroundings
	// open starts a browser for the customer; nil starts none.
	open func(ctx context.Context, url string) error
	// ask reads a pass-phrase from the terminal; nil where nobody can be asked.
	ask func(prompt string) ([]byte, error)
	// transport carries all calls to providers; nil is the network. Tests that run in fake time
	// give the simulator itself, because a socket would stop their clock.
	transport http.RoundTripper
	// glass remembers the calls, masked, for a person to look at; nil where nobody does.
	glass *glass.Recorder
	// dates notes the time that the answers tell; nil where nobody compares clocks.
	dates *dates
	// listen opens the listener of the customer's page; nil is the system's own. It is there for the
	// same tests.
	listen   func(ctx context.Context, network, address string) (net.Listener, error)
	readOnly bool
	looking  origin // what made it readOnly
	fresh    bool   // --new-history
	onRecord func(flow.Record)
	onBusy   func(holder string)
	// maintenance opens a history without looking into it; onProgress hears how far long work is.
	maintenance bool
	onProgress  func(what string, done, of uint64)
	// done ends long work at the opening of a history, between two pieces of it.
	done <-chan struct{}
	// onHandoff hears the customer's address; see engine.Config.
	onHandoff func(id flow.CaseID, url string, opened bool, note string)
	onStuck   func(why string)
	onNote    func(id flow.CaseID, text string)
	// takeOver goes on with what a console of another machine has begun.
	takeOver bool
	// returnPage sends the customer of a hosted page to a page on this machine at the end.
	returnPage bool
}

// office is one environment, wired: history, providers, hand-offs and the engine over them.
type office struct {
	env      flow.Environment
	places   places
	store    *store.Store
	engine   *engine.Engine
	desk     screen.Desk
	own      *desk      // what desk is made of
	demo     *demoWorld // nil outside Demo
	hosted   *link.Hosted
	defaults screen.Defaults
	// adapters are the processors whose partner this program can submit to here.
	adapters map[string]bool
	chosen   bool   // the operator has set a hand-off of their own
	sign     string // the file that says that this Demo is in use here
}

// close lets calls on their way come to their outcome, then ends the simulator.
func (o *office) close(ctx context.Context) {
	_ = o.engine.Close(ctx)
	o.hosted.Close()
	o.signOut()
	if o.demo != nil {
		o.demo.close(ctx)
	}
}

// openHistory opens the history alone, for commands that only read.
func openHistory(o order) (*store.Store, error) {
	opts := store.Options{Dir: o.dir, Env: o.env, NewHistory: o.fresh, ReadOnly: o.readOnly, Actor: operator(), OnBusy: o.onBusy,
		Child: checkApart, Maintenance: o.maintenance, OnProgress: o.onProgress, Done: o.done}
	if o.maintenance { // it opens no seal, and must not fail for want of a key
		return store.Open(opts)
	}
	if err := o.vaultKeys(&opts); err != nil {
		return nil, err
	}
	return store.Open(opts)
}

// openOffice wires one environment. It makes no call to a provider and writes nothing to the
// history. Errors are usage errors, or the store's.
func openOffice(ctx context.Context, o order) (*office, error) {
	off, err := beginOffice(ctx, o)
	if err != nil {
		return nil, err
	}
	return off, off.finish(ctx, o)
}

// beginOffice opens the history, which may take long and tells about it. Nothing of an office can
// be used before finish.
func beginOffice(ctx context.Context, o order) (*office, error) {
	places, err := o.places(ctx)
	if err != nil {
		return nil, usage(fmt.Errorf("%w; \"linkdesk demo\" needs no keys", err))
	}
	off := &office{env: o.env, places: places}
	told := o.onBusy
	o.onBusy = func(holder string) {
		if off.engine != nil {
			off.engine.Held(holder)
		}
		if told != nil {
			told(holder)
		}
	}
	o.done = ctx.Done()
	st, err := openHistory(o)
	if err != nil {
		return nil, err
	}
	off.store = st
	return off, o.openVault(ctx, st)
}

// finish wires what stands around the history.
func (off *office) finish(ctx context.Context, o order) (err error) {
	places, st := off.places, off.store
	if o.env == flow.Demo {
		if off.demo, err = openDemo(ctx, o, &places); err != nil {
			return err
		}
		if off.demo.client == nil {
			off.demo.client = &http.Client{Transport: o.transport, Timeout: steerLimit}
		}
	}
	bank, partners, err := o.clients(places)
	if err != nil {
		if off.demo != nil {
			off.demo.close(ctx)
		}
		return usage(err)
	}
	off.adapters = map[string]bool{}
	for processor := range partners {
		off.adapters[processor] = true
	}
	off.defaults = o.defaults(off.demo)
	places.prefer(&off.defaults)
	off.chosen = places.handoff != ""
	off.defaults.Adapter = off.adapters[off.defaults.Processor]
	handoffs := o.handoffs(bank, places, off.demo)
	off.hosted = handoffs[flow.HandoffHosted].(*link.Hosted)
	off.engine = engine.New(ctx, engine.Config{
		Env: o.env, Journal: st, Bank: bank, Partners: partners,
		Handoffs: handoffs, Sandbox: off.defaults.Sandbox,
		Actor: actor(), Now: time.Now, NewID: newCaseID, NewKey: newKey, Jitter: jitter,
		OnRecord: o.onRecord, OnHandoff: o.onHandoff, OnStuck: o.onStuck, OnNote: o.onNote, Life: o.life,
		RedirectURI: places.redirect, Keys: places.fingerprint(o.env), Pause: off.demo.pauser(),
	})
	off.defaults.Clock = off.plays() && !o.readOnly
	off.defaults.Notice = st.KeyNotice(ctx)
	off.defaults.Keys = places.fingerprint(o.env)
	if o.readOnly {
		off.defaults.ReadOnly = lookingReason(o.looking)
	}
	off.defaults.Stage = off.demo != nil
	off.own = &desk{Engine: off.engine, store: st, demo: off.demo, life: ctx, glass: o.glass}
	off.own.defaults.Store(&off.defaults)
	off.desk = newDesk(off.own, partners[off.defaults.Processor])
	if off.demo != nil && !o.readOnly {
		off.signIn(o.dir)
	}
	return nil
}
