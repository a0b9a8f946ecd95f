package plaid

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"linkdesk/flow"
)

// Canaries: none of these may come out of this package in any text.
const (
	canarySecret = "0ca9a40ca9a40ca9a40ca9a40ca9a4"
	canaryUUID   = "0ca9a4ff-0000-4000-8000-ca9a4ca9a4ca"
	accessToken  = "access-sandbox-" + canaryUUID
	publicToken  = "public-sandbox-" + canaryUUID
	linkToken    = "link-sandbox-" + canaryUUID
	clientID     = "0123456789abcdef01234567"
)

func secretOf(s string) flow.Secret { return flow.NewSecret([]byte(s)) }

func newClient(t *testing.T, cfg Config) *Client {
	t.Helper()
	cfg.ClientID, cfg.Secret = clientID, secretOf(canarySecret)
	if cfg.Env == "" {
		cfg.Env = flow.Sandbox
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// clientOf is a client of a real listener on loopback.
func clientOf(t *testing.T, h http.Handler) *Client {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.Start()
	t.Cleanup(s.Close)
	return newClient(t, Config{BaseURL: s.URL})
}

// reply answers every call with one status and body.
func reply(status int, contentType, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

const jsonType = "application/json; charset=utf-8"

// plaidSays is an error object as Plaid sends it.
func plaidSays(errorType, code, message string) string {
	return fmt.Sprintf(`{"display_message":null,"documentation_url":null,"error_code":%q,"error_message":%q,"error_type":%q,"request_id":"RqId12345678901","suggested_action":null}`,
		code, message, errorType)
}

// faultOf demands a complete fault without a secret in it.
func faultOf(t *testing.T, err error) *flow.Fault {
	t.Helper()
	f, ok := err.(*flow.Fault)
	if !ok || f == nil {
		t.Fatalf("the error is %T %v, not a fault", err, err)
	}
	if f.Op == "" || f.Kind == "" || f.Code == "" || f.Message == "" || f.Who == "" {
		t.Errorf("the fault is incomplete: %+v", *f)
	}
	noSecret(t, f, *f, f.Error())
	return f
}

// noSecret prints values in every common way and looks for the canaries.
func noSecret(t *testing.T, values ...any) {
	t.Helper()
	for _, v := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
			text := fmt.Sprintf(verb, v)
			for _, canary := range []string{canarySecret, canaryUUID, fmt.Sprintf("%x", canarySecret), fmt.Sprintf("%x", canaryUUID)} {
				if strings.Contains(text, canary) {
					t.Errorf("%s of %T shows a secret: %s", verb, v, text)
				}
			}
		}
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// everyCall is one call of each method of the port, for what holds for all of them.
func everyCall() map[string]func(*testing.T, *Client) (any, flow.Call, error) {
	type result = func(*testing.T, *Client) (any, flow.Call, error)
	return map[string]result{
		"/link/token/create": func(t *testing.T, c *Client) (any, flow.Call, error) {
			return three(c.CreateLinkToken(t.Context(), flow.LinkTokenRequest{ClientUserID: "cp-1", LegalName: "Alberta"}))
		},
		"/link/token/get": func(t *testing.T, c *Client) (any, flow.Call, error) {
			return three(c.LinkSessions(t.Context(), secretOf(linkToken)))
		},
		"/sandbox/public_token/create": func(t *testing.T, c *Client) (any, flow.Call, error) {
			return three(c.SandboxPublicToken(t.Context(), flow.SandboxLogin{InstitutionID: "ins_109508", Username: "user_good", Password: secretOf("pass_good")}))
		},
		"/item/public_token/exchange": func(t *testing.T, c *Client) (any, flow.Call, error) {
			return three(c.Exchange(t.Context(), secretOf(publicToken)))
		},
		"/accounts/get": func(t *testing.T, c *Client) (any, flow.Call, error) {
			return three(c.Accounts(t.Context(), secretOf(accessToken)))
		},
		"/accounts/balance/get": func(t *testing.T, c *Client) (any, flow.Call, error) {
			return three(c.Balances(t.Context(), secretOf(accessToken)))
		},
		"/item/get": func(t *testing.T, c *Client) (any, flow.Call, error) {
			return three(c.Item(t.Context(), secretOf(accessToken)))
		},
		"/item/access_token/invalidate": func(t *testing.T, c *Client) (any, flow.Call, error) {
			return three(c.RotateAccessToken(t.Context(), secretOf(accessToken)))
		},
		"/item/remove": func(t *testing.T, c *Client) (any, flow.Call, error) {
			call, err := c.RemoveItem(t.Context(), secretOf(accessToken))
			return nil, call, err
		},
		"/processor/token/create": func(t *testing.T, c *Client) (any, flow.Call, error) {
			return three(c.CreateProcessorToken(t.Context(), secretOf(accessToken), "acc", "prime_trust"))
		},
		"/institutions/get_by_id": func(t *testing.T, c *Client) (any, flow.Call, error) {
			return three(c.Institution(t.Context(), "ins_109508"))
		},
	}
}

func three[T any](v T, call flow.Call, err error) (any, flow.Call, error) { return v, call, err }
