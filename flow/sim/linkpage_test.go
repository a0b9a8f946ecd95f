package sim

import (
	"regexp"
	"strings"
	"testing"
)

func TestLinkPageFiles(t *testing.T) {
	_, c := start(t, Options{})
	for _, tt := range []struct{ path, kind, has string }{
		{"/link/v2/stable/link-initialize.js", "text/javascript; charset=utf-8", "Missing Link parameter. Link requires a key or token to be provided."},
		{"/_link/page", "text/html; charset=utf-8", "Link simulator"},
		{"/_link/link.js", "text/javascript; charset=utf-8", "/_link/sessions"},
		{"/_link/panes_login.js", "text/javascript; charset=utf-8", "user_good"},
		{"/_link/bank/any", "text/html; charset=utf-8", "Bank simulator"},
		{"/_link/embedded", "text/html; charset=utf-8", "embedded.js"},
		{"/_link/link.css", "text/css; charset=utf-8", "prefers-color-scheme"},
	} {
		a, err := c.do("GET", tt.path, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		a.want(200)
		if a.header.Get("Content-Type") != tt.kind || a.header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(a.raw, tt.has) {
			t.Errorf("%s: %v, and %q in it: %v", tt.path, a.header, tt.has, strings.Contains(a.raw, tt.has))
		}
		if strings.Contains(a.raw, "{{") {
			t.Errorf("%s has a place that was not filled", tt.path)
		}
	}
	for _, path := range []string{"/_link/", "/_link/link.html", "/_link/link-initialize.js", "/_link/none.js", "/_link/x/link.js", "/_link/../assets/link.js", "/link/v2/stable/", "/link/v2/stable/link-initialize.js/"} {
		a, err := c.do("GET", path, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		a.want(404)
	}
}

// The frame may be held by pages of this computer, runs no inline script and
// calls nobody else; the hosted page may be held by nobody.
func TestLinkPagePolicy(t *testing.T) {
	_, c := start(t, Options{})
	frame, err := c.do("GET", "/_link/page", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	policy := frame.header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self'", "frame-ancestors http://127.0.0.1:* http://localhost:*"} {
		if !strings.Contains(policy, part) {
			t.Errorf("the policy lacks %q: %s", part, policy)
		}
	}
	if regexp.MustCompile(`(?i)<style|style=|\son\w+=|<script>`).MatchString(frame.raw) {
		t.Error("the page has inline script or style, which its policy forbids")
	}
	hosted := c.plaid("/link/token/create", with(linkTokenBody(), obj{"hosted_link": obj{}})).want(200).str("hosted_link_url")
	page, err := c.do("GET", strings.TrimPrefix(hosted, "http://sim.test"), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page.want(200).header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
		t.Error("the hosted page can be framed")
	}
}

func TestHostedPage(t *testing.T) {
	_, c := start(t, Options{})
	made := c.plaid("/link/token/create", with(linkTokenBody(), obj{"hosted_link": obj{"completion_redirect_uri": `https://example.com/done?a="b`}})).want(200)
	path := strings.TrimPrefix(made.str("hosted_link_url"), "http://sim.test")
	page, err := c.do("GET", path, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page.want(200).raw, `data-token="`+made.str("link_token")+`"`) ||
		!strings.Contains(page.raw, `data-completion="https://example.com/done?a=&#34;b"`) {
		t.Errorf("the page does not carry its session: %s", page.raw[:200])
	}
	unknown, err := c.do("GET", "/hl/nobody", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(unknown.want(404).raw, "data-token=") || strings.Contains(unknown.raw, made.str("link_token")) {
		t.Error("an unknown address does not show the page of a dead link")
	}
}
