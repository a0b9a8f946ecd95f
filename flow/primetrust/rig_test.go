package primetrust

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
)

// Canaries: none of these may come out of this package in any text.
const (
	canaryPassword = "hunter2-canary-password"
	canaryToken    = "processor-sandbox-0ca9a4ff-0000-4000-8000-ca9a4ca9a4ca"
	canaryAccount  = "1111222233330000"
)

const (
	testKey    = "2b6cdfb6-3b7e-4f3e-9a55-0d7f3ad6a001"
	methodID   = "7f1d2c33-90ab-4cde-8f01-23456789abcd"
	accountID  = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
	contactID  = "6ba7b811-9dad-41d1-80b4-00c04fd430c8"
	goodMethod = `{"data":{"type":"funds-transfer-methods","id":"` + methodID + `","attributes":{"inactive":false,"bank-name":null,"bank-account-type":"checking","last-4":"` + canaryAccount + `"}},
		"included":[{"type":"banks","id":"b","attributes":{"name":"First Platypus Bank"}}]}`
)

func testParty() flow.Party {
	return flow.Party{ClientUserID: "cp-1", LegalName: "Alberta Charleson", PartnerAccount: accountID, PartnerContact: contactID}
}

func testSubmit() flow.SubmitRequest {
	return flow.SubmitRequest{Key: testKey, Party: testParty(), Token: flow.NewSecret([]byte(canaryToken))}
}

// jwt makes a token that ends at that time.
func jwt(end time.Time) string {
	claims := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"exp":%d}`, end.Unix()))
	return "eyJhbGciOiJIUzI1NiJ9." + claims + ".c2ln"
}

// loginOK answers /auth/jwts and hands everything else on.
func loginOK(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/auth/jwts" {
			next(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		_, _ = fmt.Fprintf(w, `{"token":%q}`, jwt(time.Now().Add(time.Hour)))
	}
}

// reply answers every call with one status and body.
func reply(status int, contentType, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("X-Request-Id", "req-1")
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

const jsonAPI = "application/vnd.api+json"

// clientOf is a client of a real listener on loopback.
func clientOf(t *testing.T, h http.Handler) *Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return newClient(t, Config{BaseURL: s.URL})
}

func newClient(t testing.TB, cfg Config) *Client {
	t.Helper()
	cfg.Email, cfg.Password = "desk@example.com", flow.NewSecret([]byte(canaryPassword))
	if cfg.Env == "" {
		cfg.Env = flow.Sandbox
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
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
	noSecret(t, f, *f)
	return f
}

// noSecret prints values in every common way and looks for the canaries.
func noSecret(t *testing.T, values ...any) {
	t.Helper()
	for _, v := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
			text := fmt.Sprintf(verb, v)
			for _, canary := range []string{canaryPassword, canaryToken, canaryToken[18:], canaryAccount} {
				if strings.Contains(text, canary) {
					t.Errorf("%s of %T shows a secret: %s", verb, v, text)
				}
			}
		}
	}
}
