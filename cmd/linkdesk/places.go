package main

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"linkdesk/flow"
	"linkdesk/flow/link"
)

// places are the providers' addresses and our keys to them.
type places struct {
	plaid, link, prime  string // empty: the provider's own
	clientID, secret    string
	email, password     string
	external            bool // an address was replaced by a variable
	countries, products string
	redirect            string // where OAuth banks send the customer of a browser hand-off back to
}

// places resolves addresses and keys. Demo never looks at the operator's keys.
func (o order) places() (places, error) {
	p := places{plaid: o.settings.own("PLAID_URL"), link: o.settings.own("LINK_URL"), prime: o.settings.own("PRIMETRUST_URL")}
	p.external = p.plaid != "" || p.link != "" || p.prime != ""
	if o.env == flow.Production && p.external {
		return p, errors.New("LINKDESK_PLAID_URL, LINKDESK_LINK_URL and LINKDESK_PRIMETRUST_URL cannot be used in Production: unset them")
	}
	for _, x := range [][2]string{{"LINKDESK_PLAID_URL", p.plaid}, {"LINKDESK_LINK_URL", p.link}, {"LINKDESK_PRIMETRUST_URL", p.prime}} {
		if err := loopbackOrHTTPS(x[1]); x[1] != "" && err != nil {
			return p, fmt.Errorf("%s %w", x[0], err)
		}
	}
	if o.env == flow.Demo {
		p.clientID, p.secret, p.email, p.password = demoClientID, demoSecret, demoEmail, demoPassword
		if p.external && (p.plaid == "" || p.prime == "") {
			return p, errors.New("Demo needs LINKDESK_PLAID_URL and LINKDESK_PRIMETRUST_URL together, or neither")
		}
		return p, nil
	}
	return p, o.keys(&p)
}

// keys reads our keys to the providers. Without a Prime Trust login the road still leads to
// a processor_token.
func (o order) keys(p *places) error {
	var missing []string
	for _, x := range []struct {
		into *string
		name string
		must bool
	}{
		{&p.clientID, "PLAID_CLIENT_ID", true}, {&p.secret, "PLAID_SECRET", true},
		{&p.email, "PRIMETRUST_EMAIL", false}, {&p.password, "PRIMETRUST_PASSWORD", false},
		{&p.countries, "PLAID_COUNTRY_CODES", false}, {&p.products, "PLAID_PRODUCTS", false},
		{&p.redirect, "PLAID_REDIRECT_URI", false},
	} {
		v, err := o.settings.get(x.name)
		switch {
		case err != nil:
			return err
		case v == "" && x.must:
			missing = append(missing, x.name)
		case strings.ContainsFunc(v, func(r rune) bool { return r < ' ' || r > '~' && x.must }):
			return fmt.Errorf("%s holds a character that a key never has: copy it again", x.name)
		}
		*x.into = v
	}
	if len(missing) > 0 {
		return fmt.Errorf("%s needs keys: set %s in the environment or in a .env file here (and PRIMETRUST_EMAIL, PRIMETRUST_PASSWORD for the submission)",
			o.env, strings.Join(missing, " and "))
	}
	if o.env == flow.Production {
		// The page is served without TLS, which Plaid takes back to in Sandbox only.
		p.redirect = ""
	}
	return checkRedirect(p.redirect)
}

// checkRedirect refuses an address that the hand-off's page cannot be served at. Plaid takes
// http for localhost alone (plaid.com/docs/link/oauth).
func checkRedirect(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err == nil && (u.Hostname() != "localhost" || u.Port() == "") {
		err = errors.New("it has to name localhost and a port")
	}
	if err == nil {
		err = link.CheckRedirectURI(address)
	}
	if fault := (*flow.Fault)(nil); errors.As(err, &fault) {
		err = errors.New(fault.Message)
	}
	if err != nil {
		return fmt.Errorf("PLAID_REDIRECT_URI must be an address such as http://localhost:8123/oauth, where the console serves the hand-off's page: %w (unset it, and OAuth banks open in a pop-up)", err)
	}
	return nil
}

func loopbackOrHTTPS(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return errors.New("is not an address such as http://127.0.0.1:8787")
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return errors.New("names a port that does not exist")
		}
	}
	if h := u.Hostname(); u.Scheme == "https" || u.Scheme == "http" && (h == "127.0.0.1" || h == "localhost" || h == "::1") {
		return nil
	}
	return errors.New("must be https, or http on this machine")
}

func secret(s string) flow.Secret { return flow.NewSecret([]byte(s)) }

// list splits at commas and blanks.
func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}
