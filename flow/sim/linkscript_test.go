package sim

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// The script says itself where it comes from, because a browser that was told
// to take it for the one at Plaid's address cannot.
func TestScriptKnowsItsHome(t *testing.T) {
	s, _ := start(t, Options{})
	for host, home := range map[string]string{
		"127.0.0.1:8787": "'http://127.0.0.1:8787'", "localhost": "'http://localhost'", "[::1]:9": "'http://[::1]:9'", "sim.example:80": "'http://sim.example:80'",
		"a';alert(1)//": "", "a b": "", "": "", "[x]": "", "host:port": "",
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, scriptPath, nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if home == "" {
			if w.Code != http.StatusBadRequest || strings.Contains(w.Body.String(), host+"'") && host != "" {
				t.Errorf("%q: %d %.80s", host, w.Code, w.Body.String())
			}
			continue
		}
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "const home = "+home+";") {
			t.Errorf("%q: %d, and its home is not %s", host, w.Code, home)
		}
	}
}

func TestEmbeddedSearch(t *testing.T) {
	_, c := start(t, Options{})
	token := c.plaid("/link/token/create", linkTokenBody()).want(200).str("link_token")
	ask := func(body obj) answer {
		a, err := c.do("POST", banksPath, nil, body)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	found := ask(obj{"link_token": token, "query": "ging"}).want(200)
	if found.at("institutions 0 institution_id") != "ins_109509" || found.at("institutions 1") != nil {
		t.Error(found.raw)
	}
	ask(obj{"link_token": "link-sandbox-none"}).refused(400, "INVALID_LINK_TOKEN")
	if got := c.plaid("/link/token/get", obj{"link_token": token}).want(200); got.at("link_sessions") != nil {
		t.Error("the search has begun a session")
	}
	w := &walk{client: c, token: token}
	w.took(c.link("", obj{"link_token": token, "institution_id": "ins_109509"}).want(200)).id = w.last.str("link_session_id")
	w.on(ViewConsent).act("continue", obj{}).on(ViewCredential)
	w.trail("OPEN", "TV CONSENT", "SELECT_INSTITUTION", "TV CREDENTIAL")
	// A bank of another country is none that could have been chosen.
	other := &walk{client: c, token: token}
	other.took(c.link("", obj{"link_token": token, "institution_id": "ins_43"}).want(200)).id = other.last.str("link_session_id")
	other.act("continue", obj{}).on(ViewSelectInstitution)
}

// Trouble for every path of Plaid is none for the customer's pages, which are
// no path of Plaid.
func TestTroubleEverywhereLeavesLinkAlone(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil)
	page := w.toOAuth(oauthBank)
	w.act("oauth_open", obj{})
	c.steer("faults", obj{"path": AnyPath, "kind": "INVALID_API_KEYS"})
	c.atBank(page, "look", obj{}).want(200)
	w.act("oauth_check", obj{}).on(ViewOAuth)
	c.plaid("/link/token/get", obj{"link_token": w.token}).refused(400, "INVALID_API_KEYS")
}

// The pages that are framed may be framed by this computer's pages only, and a
// bank's page by none: it takes a login.
func TestPagesAndTheirFramers(t *testing.T) {
	_, c := start(t, Options{})
	for path, framers := range map[string]string{"/_link/embedded": "frame-ancestors http://127.0.0.1:*", "/_link/bank/x": "frame-ancestors 'none'"} {
		page, err := c.do("GET", path, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if policy := page.want(200).header.Get("Content-Security-Policy"); !strings.Contains(policy, framers) || !strings.Contains(policy, "script-src 'self';") {
			t.Errorf("%s: %s", path, policy)
		}
	}
	page, err := c.do("GET", `/_link/bank/"><script>`, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.raw, `"><script>`) {
		t.Error("the state goes into the page as it came")
	}
}
