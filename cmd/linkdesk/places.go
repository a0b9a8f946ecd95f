package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// places are the providers' addresses and our keys to them.
type places struct {
	plaid, link, prime  string // empty: the provider's own
	clientID, secret    string
	email, password     string
	external            bool // an address was replaced by a variable
	countries, products string
	redirect            string           // where OAuth banks send the customer of a browser hand-off back to
	handoff             flow.HandoffKind // the operator's own choice, or empty
	handoffFrom         origin
}

// addresses resolves where the providers are. Only variables can move them.
func (o order) addresses() (places, error) {
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
	return p, nil
}

// places resolves addresses and keys. Demo never looks at the operator's keys.
func (o order) places(ctx context.Context) (places, error) {
	p, err := o.addresses()
	if err != nil {
		return p, err
	}
	if o.env == flow.Demo {
		p.clientID, p.secret, p.email, p.password = demoClientID, demoSecret, demoEmail, demoPassword
		if p.external && (p.plaid == "" || p.prime == "") {
			return p, errors.New("Demo needs LINKDESK_PLAID_URL and LINKDESK_PRIMETRUST_URL together, or neither")
		}
		return p, nil
	}
	look := o.settings.of(o.env)
	if err := o.choices(look, &p); err != nil {
		return p, err
	}
	return p, o.keys(ctx, look, &p)
}

// choices reads what else an environment is set to.
func (o order) choices(look *resolver, p *places) error {
	for _, x := range []struct {
		into *string
		setting
	}{{&p.countries, setCountries}, {&p.products, setProducts}, {&p.redirect, setRedirect}} {
		v, err := look.find(x.setting)
		switch {
		case err != nil:
			return err
		case !printable(v.text, false):
			return fmt.Errorf("%s (%s) holds a control character", x.name(), v.from)
		}
		*x.into = v.text
	}
	if o.env == flow.Production {
		// The page is served without TLS, which Plaid takes back to in Sandbox only.
		p.redirect = ""
	}
	v, err := look.find(setHandoff)
	if err != nil {
		return err
	}
	p.handoff, p.handoffFrom = flow.HandoffKind(v.text), v.from
	switch {
	case p.handoff == "", p.handoff == flow.HandoffBrowser, p.handoff == flow.HandoffHosted:
	case p.handoff == flow.HandoffSandbox && o.env == flow.Sandbox:
	case p.handoff == flow.HandoffSandbox:
		return fmt.Errorf("%s: the sandbox hand-off does not exist in %s: use browser or hosted", v.from, o.env)
	default:
		return fmt.Errorf("%s: unknown hand-off %q: use browser, hosted or, in Sandbox, sandbox", v.from, flow.Clean(v.text))
	}
	return checkRedirect(p.redirect)
}

// prefer begins with the operator's own hand-off.
func (p places) prefer(def *screen.Defaults) {
	if p.handoff == "" {
		return
	}
	def.Handoff, def.HandoffWhy = p.handoff, "it was chosen ("+p.handoffFrom.String()+")"
	if p.handoff != flow.HandoffSandbox {
		def.Page = p.handoff
	}
}

func secret(s string) flow.Secret { return flow.NewSecret([]byte(s)) }

// list splits at commas and blanks.
func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}
