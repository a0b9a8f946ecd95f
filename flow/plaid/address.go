package plaid

import (
	"cmp"
	"net"
	"net/url"
	"strings"

	"linkdesk/flow"
)

// address settles the base URL, without a slash at its end: plaid-go joins by text. In
// Production there is exactly one, so that no setting can send a real token elsewhere.
func address(cfg Config) (string, error) {
	own := map[flow.Environment]string{flow.Sandbox: sandboxURL, flow.Production: productionURL}[cfg.Env]
	text := cmp.Or(strings.ToLower(cfg.BaseURL), own)
	u, err := url.Parse(text)
	if text == "" {
		return "", badConfig("the address of the simulated Plaid is missing")
	}
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "" {
		return "", badConfig("the address of Plaid is not of the form https://host")
	}
	host := strings.TrimSuffix(u.Hostname(), ".")
	switch {
	case u.User != nil:
		return "", badConfig("the address of Plaid must not hold a user name or password")
	case u.Scheme != "https" && (u.Scheme != "http" || !loopback(host)):
		return "", badConfig("the address of Plaid must be https, or http on this machine")
	case host == "development.plaid.com":
		return "", badConfig("there is no development environment: Plaid shut it down on 2024-06-20; use sandbox")
	case cfg.Env == flow.Production && u.Scheme+"://"+u.Host != productionURL:
		return "", badConfig("the address of Plaid cannot be changed in Production")
	case cfg.Env != flow.Production && host == "production.plaid.com":
		return "", badConfig("this is Plaid's production address, and the environment is " + string(cfg.Env))
	}
	return u.Scheme + "://" + u.Host, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

// ofThisEnvironment refuses a token that names the other environment before it leaves
// (plaid.com/docs/api/tokens: the environment is the second part). A token of another shape is
// Plaid's to judge.
func (c *Client) ofThisEnvironment(op string, token flow.Secret) *flow.Fault {
	want, other := "sandbox", "production"
	if c.env == flow.Production {
		want, other = other, want
	}
	var kind string
	token.Use(func(b []byte) {
		if k, rest, ok := strings.Cut(string(b), "-"); ok && strings.HasPrefix(rest, other+"-") {
			kind = k
		}
	})
	switch kind {
	case "link", "public", "access", "processor":
		return flow.Faultf(op, flow.Config, "WRONG_ENVIRONMENT", "the %s_token belongs to %s and these keys to %s; it was not sent", kind, other, want)
	}
	if token.Empty() {
		return flow.Faultf(op, flow.Internal, "INTERNAL", "there is no token for this call")
	}
	return nil
}
