// Package plaid is the client of Plaid's API and the only importer of plaid-go, which is
// one package of half a million lines. It implements flow.Bank: tokens come and go as
// flow.Secret, texts are cleaned, money is in cents, and every error is a *flow.Fault.
package plaid

import (
	"cmp"
	"net/http"
	"time"
	"unicode/utf8"

	api "github.com/plaid/plaid-go/v42/plaid"

	"linkdesk/flow"
)

// Plaid's two hosts (plaid.com/docs/api).
const (
	sandboxURL    = "https://sandbox.plaid.com"
	productionURL = "https://production.plaid.com"
)

// Config says where Plaid is and who asks.
type Config struct {
	// BaseURL is https, or http on loopback. It may be empty but for Demo, and must be in Production.
	BaseURL  string
	ClientID string
	Secret   flow.Secret
	Env      flow.Environment
	// Transport carries the requests; nil is a clean one with TLS 1.2 or newer that honours the
	// proxy variables.
	Transport http.RoundTripper
	// Watch stands around the transport and sees what goes over the wire; nil is nobody. It must
	// pass on the request's context and the answer as they are.
	Watch func(http.RoundTripper) http.RoundTripper
	// What link tokens are made with. Empty means linkdesk, en, US and auth.
	ClientName   string
	Language     string
	CountryCodes []string
	Products     []string
	Now          func() time.Time // nil is time.Now
}

// Client talks to Plaid. It is safe for concurrent use.
type Client struct {
	api       *api.PlaidApiService
	env       flow.Environment
	secret    flow.Secret
	name      string
	language  string
	countries []api.CountryCode
	products  []api.Products
	now       func() time.Time
}

// New checks the configuration and makes no call. Its errors are Config faults.
func New(cfg Config) (*Client, error) {
	base, err := address(cfg)
	if err != nil {
		return nil, err
	}
	if cfg.ClientID == "" || cfg.Secret.Empty() {
		return nil, badConfig("Plaid needs a client_id and a secret: set PLAID_CLIENT_ID and PLAID_SECRET")
	}
	c := &Client{env: cfg.Env, secret: cfg.Secret, name: cmp.Or(cfg.ClientName, "linkdesk"), language: cmp.Or(cfg.Language, "en"), now: cfg.Now}
	if c.now == nil {
		c.now = time.Now
	}
	if err := c.linkDefaults(cfg); err != nil {
		return nil, err
	}
	g := &guard{base: cfg.Transport, clientID: cfg.ClientID, secret: cfg.Secret}
	if g.base == nil {
		g.base, g.native = cleanTransport(), true
	}
	if cfg.Watch != nil {
		g.base = cfg.Watch(g.base)
	}
	// The credentials are put in by the guard: in plaid-go's configuration they would be plain
	// strings that any printer finds. Its Debug switch, which logs them, stays off.
	conf := api.NewConfiguration()
	conf.UserAgent = "linkdesk (" + conf.UserAgent + ")"
	conf.UseEnvironment(api.Environment(base))
	conf.HTTPClient = &http.Client{Transport: g, CheckRedirect: func(*http.Request, []*http.Request) error {
		// Followed, a redirect would take the secret along to another host.
		return http.ErrUseLastResponse
	}}
	c.api = api.NewAPIClient(conf).PlaidApi
	return c, nil
}

// linkDefaults settles what every link token of this client is made with.
func (c *Client) linkDefaults(cfg Config) error {
	// Link does not refuse a longer name, it silently shows "This Application" instead.
	if utf8.RuneCountInString(c.name) > 30 {
		return badConfig("the name shown to customers is longer than the 30 characters that Link shows")
	}
	for _, code := range orList(cfg.CountryCodes, "US") {
		c.countries = append(c.countries, api.CountryCode(code))
	}
	for _, p := range orList(cfg.Products, "auth") {
		if p == "balance" {
			return badConfig("balance is not a product to ask for: Plaid adds it to every Item by itself; take it out of PLAID_PRODUCTS")
		}
		c.products = append(c.products, api.Products(p))
	}
	return nil
}

func badConfig(message string) *flow.Fault {
	return flow.Faultf("config", flow.Config, "BAD_CONFIG", "%s", message)
}

func orList(s []string, otherwise string) []string {
	if len(s) == 0 {
		return []string{otherwise}
	}
	return s
}
