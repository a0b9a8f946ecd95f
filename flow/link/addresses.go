package link

import (
	"net"
	"net/url"
	"strings"

	"linkdesk/flow"
)

// scriptPath is the same at Plaid's CDN and at the simulator (plaid.com/docs/link/web).
const (
	scriptPath    = "/link/v2/stable/link-initialize.js"
	scriptOrigin  = "https://cdn.plaid.com"
	sandboxAPI    = "https://sandbox.plaid.com"
	productionAPI = "https://production.plaid.com"
)

// addresses are what the page may load, frame and call besides itself.
type addresses struct {
	script string // whole URL of Link's script
	frame  string // its origin, where Link's own page lives
	api    string // origin of Plaid's API
}

// addresses returns a Config fault when Link would come from a place where a customer's
// bank login must not go.
func (b Browser) addresses(env flow.Environment) (addresses, error) {
	script := b.LinkScriptURL
	if script == "" {
		script = scriptOrigin + scriptPath
	}
	origin, ok := safeOrigin(script)
	if !ok {
		return addresses{}, badAddress("the address of Link's script has to be https, or http on this machine")
	}
	if env == flow.Production && origin != scriptOrigin {
		return addresses{}, badAddress("Production loads Link from " + scriptOrigin + " only")
	}
	api := b.PlaidAPI
	if api == "" {
		switch env {
		case flow.Production:
			api = productionAPI
		case flow.Sandbox:
			api = sandboxAPI
		default:
			api = origin
		}
	}
	api, ok = safeOrigin(api)
	if !ok {
		return addresses{}, badAddress("the address of Plaid's API has to be https, or http on this machine")
	}
	return addresses{script: script, frame: origin, api: api}, nil
}

// safeOrigin returns the origin of an address that may stand in a content security policy.
func safeOrigin(address string) (origin string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", false
	}
	// These would end the directive or begin another source.
	if strings.ContainsAny(address, " ;,'\"<>\\") {
		return "", false
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())) {
		return "", false
	}
	return u.Scheme + "://" + u.Host, true
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func badAddress(message string) error {
	return &flow.Fault{Op: string(flow.OpenLink), Kind: flow.Config, Code: "BAD_LINK_ADDRESS", Message: message,
		Who: flow.Operator, Hint: "see LINKDESK_LINK_URL and LINKDESK_PLAID_URL"}
}
