// Package primetrust is a client of Prime Trust's API v2 as far as the road needs it: it
// submits a processor token as a funds-transfer-method and reads what became of it. The
// company is in liquidation and its servers are gone, so the client is proved against the
// simulator.
package primetrust

import (
	"crypto/tls"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

	"linkdesk/flow"
)

// The hosts that Prime Trust had.
const (
	sandboxHost    = "sandbox.primetrust.com"
	productionHost = "api.primetrust.com"
)

// Config says where Prime Trust is and who asks.
type Config struct {
	// BaseURL is https, or http on loopback. It may be empty but for Demo, and must be in Production.
	BaseURL  string
	Email    string
	Password flow.Secret
	Env      flow.Environment
	// Transport carries the requests; nil is a clean one with TLS 1.2 or newer that honours the
	// proxy variables.
	Transport http.RoundTripper
	// Watch stands around the transport and sees what goes over the wire; nil is nobody. It must
	// pass on the request's context and the answer as they are.
	Watch func(http.RoundTripper) http.RoundTripper
	Now   func() time.Time // nil is time.Now
	// NewKey makes the version 4 UUIDs of calls that no intent stands behind; nil takes random ones.
	NewKey func() string
}

// Client talks to Prime Trust. It is safe for concurrent use.
type Client struct {
	base     *url.URL
	gone     bool // the address is one of the company's own
	env      flow.Environment
	email    string
	password flow.Secret
	wire     http.RoundTripper
	native   bool // wire reports its connections to httptrace
	now      func() time.Time
	newKey   func() string
	session  chan session // holds the one session; empty while somebody logs in
}

// New checks the configuration and makes no call. Its errors are Config faults.
func New(cfg Config) (*Client, error) {
	base, err := address(cfg)
	if err != nil {
		return nil, err
	}
	if cfg.Email == "" || cfg.Password.Empty() {
		return nil, badConfig("Prime Trust needs an e-mail address and a password: set PRIMETRUST_EMAIL and PRIMETRUST_PASSWORD")
	}
	c := &Client{
		base: base, env: cfg.Env, email: cfg.Email, password: cfg.Password, wire: cfg.Transport, now: cfg.Now, newKey: cfg.NewKey,
		gone:    base.Hostname() == sandboxHost || base.Hostname() == productionHost,
		session: make(chan session, 1),
	}
	c.session <- session{}
	if c.now == nil {
		c.now = time.Now
	}
	if c.newKey == nil {
		c.newKey = uuid.NewString
	}
	if c.wire == nil {
		c.wire, c.native = cleanTransport(), true
	}
	if cfg.Watch != nil {
		c.wire = cfg.Watch(c.wire)
	}
	return c, nil
}

// cleanTransport shares nothing with the rest of the process. Idle connections are dropped
// early: one that the server closed meanwhile costs an unknown outcome.
func cleanTransport() http.RoundTripper {
	t := &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, TLSHandshakeTimeout: 10 * time.Second,
		IdleConnTimeout: 15 * time.Second, MaxIdleConns: 4, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12},
	}
	return t
}

// address settles the base URL. Production has exactly one, so that no setting can send a
// real token elsewhere.
func address(cfg Config) (*url.URL, error) {
	own := map[flow.Environment]string{flow.Sandbox: sandboxHost, flow.Production: productionHost}[cfg.Env]
	text := strings.ToLower(cfg.BaseURL)
	if text == "" && own != "" {
		text = "https://" + own
	}
	u, err := url.Parse(text)
	switch {
	case text == "":
		return nil, badConfig("the address of the simulated Prime Trust is missing")
	case err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || (u.Path != "" && u.Path != "/"):
		return nil, badConfig("the address of Prime Trust is not of the form https://host")
	case u.User != nil:
		return nil, badConfig("the address of Prime Trust must not hold a user name or password")
	case u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())):
		return nil, badConfig("the address of Prime Trust must be https, or http on this machine")
	case cfg.Env == flow.Production && u.Host != productionHost:
		return nil, badConfig("the address of Prime Trust cannot be changed in Production")
	case cfg.Env != flow.Production && strings.TrimSuffix(u.Hostname(), ".") == productionHost:
		return nil, badConfig("this is Prime Trust's production address, and the environment is " + string(cfg.Env))
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}

func badConfig(message string) *flow.Fault {
	return flow.Faultf("config", flow.Config, "BAD_CONFIG", "%s", message)
}
