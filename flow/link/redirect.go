package link

import (
	"net"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"linkdesk/flow"
)

// place is where a flight is served.
type place struct {
	host string // the only Host that is answered; "" until the system has chosen a port
	name string // localhost or 127.0.0.1
	port string
	back string // path where the bank comes back, "" = banks open in a pop-up
}

// CheckRedirectURI refuses a redirect_uri that no page can be served at, before Plaid is told of
// it. The error is a Config fault; empty is none.
func CheckRedirectURI(uri string) error {
	_, err := placeOf(flow.HandoffRequest{Env: flow.Sandbox, RedirectURI: uri})
	return err
}

// placeOf reads the redirect_uri of the link token (plaid.com/docs/link/oauth). A page that
// cannot be served from there is a Config fault: the bank would send the customer to nobody.
func placeOf(req flow.HandoffRequest) (place, error) {
	if req.RedirectURI == "" {
		return place{name: "127.0.0.1", port: "0"}, nil
	}
	if req.Env == flow.Production {
		return place{}, badRedirect("Production takes no redirect_uri to a page of this machine")
	}
	u, err := url.Parse(req.RedirectURI)
	switch {
	case err != nil || u.Scheme != "http" || u.Opaque != "":
		return place{}, badRedirect("the redirect_uri has to begin with http://")
	case u.Hostname() != "localhost" && u.Hostname() != "127.0.0.1":
		return place{}, badRedirect("the redirect_uri has to name localhost or 127.0.0.1, because the page is served there")
	case u.User != nil || strings.ContainsAny(req.RedirectURI, "?#"):
		return place{}, badRedirect("the redirect_uri has to end with its path")
	}
	at := place{host: u.Host, name: u.Hostname(), port: u.Port(), back: u.Path}
	if at.back == "" {
		at.back = "/"
	}
	if u.RawPath != "" || path.Clean(at.back) != strings.TrimSuffix(at.back, "/") && at.back != "/" {
		return place{}, badRedirect("the path of the redirect_uri has to be plain: browsers change .., // and some signs behind a % on the way")
	}
	if ours := []string{"/token", "/renew", "/event", "/result", "/beacon"}; slices.Contains(ours, at.back) || strings.HasPrefix(at.back, "//") {
		return place{}, badRedirect("the path of the redirect_uri is taken by the page itself")
	}
	if at.port == "" {
		at.port = "80"
	}
	if n, err := strconv.Atoi(at.port); err != nil || n < 1 || n > 65535 || strconv.Itoa(n) != at.port {
		return place{}, badRedirect("the redirect_uri needs a port from 1 to 65535")
	}
	at.host = net.JoinHostPort(at.name, at.port)
	if at.port == "80" {
		at.host = at.name // browsers leave this port out
	}
	return at, nil
}

func badRedirect(message string) error {
	return &flow.Fault{Op: string(flow.OpenLink), Kind: flow.Config, Code: "BAD_REDIRECT_URI", Message: message, Who: flow.Operator,
		Hint: "set PLAID_REDIRECT_URI to an address such as http://localhost:8123/ that Plaid's dashboard allows, or unset it so that banks open in a pop-up, or use the hosted hand-off"}
}
