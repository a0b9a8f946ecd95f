package main

import (
	"net/http"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/plaid"
	"linkdesk/flow/primetrust"
)

// clients makes the adapters of the two providers.
func (o order) clients(p places) (flow.Bank, map[string]flow.Partner, error) {
	bank, err := plaid.New(plaid.Config{BaseURL: p.plaid, ClientID: p.clientID, Secret: secret(p.secret), Env: o.env,
		ClientName: "linkdesk", Language: "en", CountryCodes: list(p.countries), Products: list(p.products), Transport: o.transport, Now: time.Now,
		Watch: o.watch(flow.Plaid, p.clientID, p.secret)})
	if err != nil {
		return nil, nil, err
	}
	partners := map[string]flow.Partner{}
	if p.email != "" && p.password != "" {
		trust, err := primetrust.New(primetrust.Config{BaseURL: p.prime, Email: p.email, Password: secret(p.password), Env: o.env, Transport: o.transport, Now: time.Now,
			Watch: o.watch(flow.PrimeTrust, p.email, p.password)})
		if err != nil {
			return nil, nil, err
		}
		partners[flow.PrimeTrust] = trust
	}
	return bank, partners, nil
}

// watch lets the console's glass see what goes to a provider; known are the credentials used there.
func (o order) watch(provider string, known ...string) func(http.RoundTripper) http.RoundTripper {
	if o.dates != nil {
		return func(base http.RoundTripper) http.RoundTripper { return o.dates.wrap(provider, base) }
	}
	if o.glass == nil {
		return nil
	}
	secrets := make([]flow.Secret, len(known))
	for i, k := range known {
		secrets[i] = secret(k)
	}
	return func(base http.RoundTripper) http.RoundTripper { return o.glass.Wrap(provider, base, secrets...) }
}

// Exchanges implements screen.Glass.
func (d *desk) Exchanges(id flow.CaseID) []flow.Exchange { return d.glass.Exchanges(id) }
