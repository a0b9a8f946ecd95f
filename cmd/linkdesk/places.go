package main

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"linkdesk/flow"
)

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
		return p, fmt.Errorf("%s needs keys: set %s in the environment or in a .env file here",
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
