package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/engine"
	"linkdesk/flow/link"
	"linkdesk/flow/plaid"
	"linkdesk/flow/primetrust"
	"linkdesk/flow/sim"
	"linkdesk/store"
	"linkdesk/tui/screen"
)

// order is what a command wants of an environment.
type order struct {
	env      flow.Environment
	dir      string
	settings settings
	demo     demoOrder
	// open starts a browser for the customer; nil starts none.
	open func(ctx context.Context, url string) error
	// transport carries all calls to providers; nil is the network. Tests that run in fake time
	// give the simulator itself, because a socket would stop their clock.
	transport http.RoundTripper
	readOnly  bool
	fresh     bool // --new-history
	onRecord  func(flow.Record)
	onBusy    func(holder string)
	// onHandoff hears the customer's address; see engine.Config.
	onHandoff func(id flow.CaseID, url string, opened bool, note string)
}

// office is one environment, wired: history, providers, hand-offs and the engine over them.
type office struct {
	env      flow.Environment
	store    *store.Store
	engine   *engine.Engine
	desk     *desk
	demo     *demoWorld // nil outside Demo
	defaults screen.Defaults
	// adapters are the processors whose partner this program can submit to here.
	adapters map[string]bool
}

// close lets calls on their way come to their outcome, then ends the simulator.
func (o *office) close(ctx context.Context) {
	_ = o.engine.Close(ctx)
	if o.demo != nil {
		o.demo.close(ctx)
	}
}

// openHistory opens the history alone, for commands that only read.
func openHistory(o order) (*store.Store, error) {
	return store.Open(store.Options{Dir: o.dir, Env: o.env, NewHistory: o.fresh, ReadOnly: o.readOnly,
		KeyFile: o.settings.get("LINKDESK_KEY_FILE"), Actor: operator(), OnBusy: o.onBusy})
}

// openOffice wires one environment. It makes no call to a provider and writes nothing to the
// history. Errors are usage errors, or the store's.
func openOffice(ctx context.Context, o order) (*office, error) {
	places, err := o.places()
	if err != nil {
		return nil, usage(err)
	}
	st, err := openHistory(o)
	if err != nil {
		return nil, err
	}
	off := &office{env: o.env, store: st}
	if o.env == flow.Demo {
		if off.demo, err = openDemo(ctx, o, &places); err != nil {
			return nil, err
		}
	}
	bank, partners, err := o.clients(places)
	if err != nil {
		if off.demo != nil {
			off.demo.close(ctx)
		}
		return nil, usage(err)
	}
	off.adapters = map[string]bool{}
	for processor := range partners {
		off.adapters[processor] = true
	}
	off.defaults = o.defaults(off.demo)
	off.defaults.Adapter = off.adapters[off.defaults.Processor]
	off.engine = engine.New(ctx, engine.Config{
		Env: o.env, Journal: st, Bank: bank, Partners: partners,
		Handoffs: o.handoffs(bank, places, off.demo), Sandbox: off.defaults.Sandbox,
		Actor: actor(), Now: time.Now, NewID: newCaseID, NewKey: newKey, Jitter: jitter,
		OnRecord: o.onRecord, OnHandoff: o.onHandoff, Alive: alive,
	})
	off.desk = &desk{off.engine, off.defaults, st}
	return off, nil
}

// places are the providers' addresses and our keys to them.
type places struct {
	plaid, link, prime         string // empty: the provider's own
	clientID, secret           string
	email, password            string
	external                   bool // an address was replaced by a variable
	countries, products, langs string
}

// places resolves addresses and keys. Demo never looks at the operator's keys.
func (o order) places() (places, error) {
	s := o.settings
	p := places{plaid: s.get("LINKDESK_PLAID_URL"), link: s.get("LINKDESK_LINK_URL"), prime: s.get("LINKDESK_PRIMETRUST_URL"),
		countries: s.get("LINKDESK_PLAID_COUNTRY_CODES", "PLAID_COUNTRY_CODES"), products: s.get("LINKDESK_PLAID_PRODUCTS", "PLAID_PRODUCTS")}
	p.external = p.plaid != "" || p.link != "" || p.prime != ""
	switch {
	case o.env == flow.Production && p.external:
		return p, errors.New("LINKDESK_PLAID_URL, LINKDESK_LINK_URL and LINKDESK_PRIMETRUST_URL cannot be used in Production: unset them")
	case o.env == flow.Demo:
		p.clientID, p.secret = demoClientID, demoSecret
		p.email, p.password = demoEmail, demoPassword
		p.countries, p.products = "", ""
		if p.external && (p.plaid == "" || p.prime == "") {
			return p, errors.New("Demo needs LINKDESK_PLAID_URL and LINKDESK_PRIMETRUST_URL together, or neither")
		}
		return p, nil
	}
	if p.link != "" {
		if err := loopbackOrHTTPS(p.link); err != nil {
			return p, fmt.Errorf("LINKDESK_LINK_URL %w", err)
		}
	}
	var missing []string
	for _, x := range []struct {
		into  *string
		names []string
	}{
		{&p.clientID, []string{"LINKDESK_PLAID_CLIENT_ID", "PLAID_CLIENT_ID"}},
		{&p.secret, []string{"LINKDESK_PLAID_SECRET", "PLAID_SECRET"}},
		{&p.email, []string{"LINKDESK_PRIMETRUST_EMAIL", "PRIMETRUST_EMAIL"}},
		{&p.password, []string{"LINKDESK_PRIMETRUST_PASSWORD", "PRIMETRUST_PASSWORD"}},
	} {
		if *x.into = s.get(x.names...); *x.into == "" {
			missing = append(missing, x.names[1])
		}
	}
	// Without a Prime Trust login the road still leads to a processor_token.
	if p.clientID == "" || p.secret == "" {
		return p, fmt.Errorf("%s needs keys: set %s in the environment or in a .env file here, or try \"linkdesk demo\", which needs none",
			o.env, strings.Join(missing, ", "))
	}
	return p, nil
}

func loopbackOrHTTPS(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return errors.New("is not an address")
	}
	if h := u.Hostname(); u.Scheme == "https" || u.Scheme == "http" && (h == "127.0.0.1" || h == "localhost" || h == "::1") {
		return nil
	}
	return errors.New("must be https, or http on this machine")
}

func secret(s string) flow.Secret { return flow.NewSecret([]byte(s)) }

func list(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' }) {
		out = append(out, w)
	}
	return out
}

// clients makes the adapters of the two providers.
func (o order) clients(p places) (flow.Bank, map[string]flow.Partner, error) {
	bank, err := plaid.New(plaid.Config{BaseURL: p.plaid, ClientID: p.clientID, Secret: secret(p.secret), Env: o.env,
		ClientName: "linkdesk", Language: "en", CountryCodes: list(p.countries), Products: list(p.products), Transport: o.transport, Now: time.Now})
	if err != nil {
		return nil, nil, err
	}
	partners := map[string]flow.Partner{}
	if p.email != "" && p.password != "" {
		trust, err := primetrust.New(primetrust.Config{BaseURL: p.prime, Email: p.email, Password: secret(p.password), Env: o.env, Transport: o.transport, Now: time.Now})
		if err != nil {
			return nil, nil, err
		}
		partners[flow.PrimeTrust] = trust
	}
	return bank, partners, nil
}

// handoffs makes the ways to give a counterparty to Link.
func (o order) handoffs(bank flow.Bank, p places, demo *demoWorld) map[flow.HandoffKind]flow.Handoff {
	browser := link.Browser{Open: o.open}
	if p.link != "" {
		browser.LinkScriptURL = strings.TrimRight(p.link, "/") + "/link/v2/stable/link-initialize.js"
	}
	if p.plaid != "" {
		browser.PlaidAPI = strings.TrimRight(p.plaid, "/")
	}
	if demo != nil && o.demo.customer {
		walker := &sim.Customer{Scenario: demo.scenario, Client: &http.Client{Timeout: 30 * time.Second}}
		browser.Open = walker.Walk
	}
	all := map[flow.HandoffKind]flow.Handoff{flow.HandoffBrowser: browser}
	if o.env != flow.Production {
		all[flow.HandoffSandbox] = link.Sandbox{Bank: bank}
	}
	return all
}
