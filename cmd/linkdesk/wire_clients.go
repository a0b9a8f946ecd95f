package main

import (
	"time"

	"linkdesk/flow"
	"linkdesk/flow/plaid"
	"linkdesk/flow/primetrust"
)

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
