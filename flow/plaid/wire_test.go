package plaid

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

// deadAddress is one where nobody listens.
func deadAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return "http://" + l.Addr().String()
}

func TestNotSentIsProved(t *testing.T) {
	plainHTTP := httptest.NewServer(reply(200, jsonType, "{}"))
	defer plainHTTP.Close()
	stranger := httptest.NewUnstartedServer(reply(200, jsonType, "{}"))
	stranger.Config.ErrorLog = log.New(io.Discard, "", 0)
	stranger.StartTLS()
	defer stranger.Close()
	for name, base := range map[string]string{
		"refused":                deadAddress(t),
		"TLS to a plain server":  strings.Replace(plainHTTP.URL, "http:", "https:", 1),
		"an unknown certificate": stranger.URL,
	} {
		t.Run(name, func(t *testing.T) {
			for path, do := range everyCall() {
				_, call, err := do(t, newClient(t, Config{BaseURL: base}))
				f := faultOf(t, err)
				if f.Kind != flow.Transient || f.Code != "NOT_SENT" || call.HTTPStatus != 0 || call.Endpoint != path {
					t.Errorf("%s: got %s %s %s, %+v", path, f.Kind, f.Code, f.Message, call)
				}
			}
		})
	}
	t.Run("stopped before it began", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, _, err := newClient(t, Config{BaseURL: plainHTTP.URL}).Exchange(ctx, secretOf(publicToken))
		if f := faultOf(t, err); f.Kind != flow.Transient || f.Code != "NOT_SENT" {
			t.Errorf("got %s %s", f.Kind, f.Code)
		}
	})
}

func TestALostAnswerIsUnknownAndNotResent(t *testing.T) {
	for name, start := range map[string]func(*httptest.Server) http.RoundTripper{
		"HTTP/1.1": func(s *httptest.Server) http.RoundTripper { s.Start(); return nil },
		"HTTP/2": func(s *httptest.Server) http.RoundTripper {
			s.EnableHTTP2 = true
			s.StartTLS()
			return s.Client().Transport
		},
	} {
		t.Run(name, func(t *testing.T) {
			var count atomic.Int32
			s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
				count.Add(1)
				panic(http.ErrAbortHandler)
			}))
			transport := start(s)
			defer s.Close()
			_, _, err := newClient(t, Config{BaseURL: s.URL, Transport: transport}).Exchange(t.Context(), secretOf(publicToken))
			if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "NO_ANSWER" {
				t.Errorf("got %s %s: %s", f.Kind, f.Code, f.Message)
			}
			if count.Load() != 1 {
				t.Errorf("the server saw the exchange %d times", count.Load())
			}
		})
	}
}

// A transport that reports nothing to httptrace proves nothing.
func TestAForeignTransportProvesNothing(t *testing.T) {
	c := newClient(t, Config{Transport: roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("gone") })})
	_, _, err := c.Exchange(t.Context(), secretOf(publicToken))
	if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "NO_ANSWER" {
		t.Errorf("got %s %s", f.Kind, f.Code)
	}
}

// Followed, a redirect would carry the secret and the tokens to another host.
func TestARedirectIsNotFollowed(t *testing.T) {
	var elsewhere atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		for path, do := range everyCall() {
			var here atomic.Int32
			_, _, err := do(t, clientOf(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				here.Add(1)
				http.Redirect(w, r, other.URL+r.URL.Path, status)
			})))
			want := flow.Config
			if path == "/item/public_token/exchange" || path == "/item/access_token/invalidate" {
				want = flow.Unknown // it may have come after the work
			}
			if f := faultOf(t, err); f.Code != "REDIRECT_REFUSED" || f.Kind != want {
				t.Errorf("%d from %s gives %s %s", status, path, f.Kind, f.Code)
			}
			if here.Load() != 1 {
				t.Errorf("%d from %s: %d requests", status, path, here.Load())
			}
		}
	}
	if elsewhere.Load() != 0 {
		t.Errorf("%d requests went elsewhere", elsewhere.Load())
	}
}

func TestAnEndlessAnswerIsCutOff(t *testing.T) {
	c := clientOf(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", jsonType)
		chunk := []byte(strings.Repeat(" ", 64<<10))
		for {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	}))
	_, _, err := c.Accounts(t.Context(), secretOf(accessToken))
	if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "ANSWER_UNREADABLE" || !strings.Contains(f.Message, "1 MiB") {
		t.Errorf("got %s %s %s", f.Kind, f.Code, f.Message)
	}
}

func TestAnAnswerThatBreaksOff(t *testing.T) {
	c := clientOf(t, reply(200, jsonType, `{"access_`, "Content-Length", "5000"))
	_, call, err := c.Exchange(t.Context(), secretOf(publicToken))
	if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "NO_ANSWER" || call.HTTPStatus != 200 {
		t.Errorf("got %s %s, status %d", f.Kind, f.Code, call.HTTPStatus)
	}
}

// A peer that never answers is given up after the limit of the call: the balance call asks
// the bank and has a longer one.
func TestTheLimitHolds(t *testing.T) {
	silent := roundTrip(func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
	for path, do := range everyCall() {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			_, call, err := do(t, newClient(t, Config{Transport: silent}))
			want := callLimit
			if path == "/accounts/balance/get" {
				want = balanceLimit
			}
			f := faultOf(t, err)
			if f.Kind != flow.Unknown || f.Code != "NO_ANSWER" || !strings.Contains(f.Message, "within "+want.String()) {
				t.Errorf("%s: got %s %s %s", path, f.Kind, f.Code, f.Message)
			}
			if took := time.Since(began); took != want || call.TookMS != want.Milliseconds() {
				t.Errorf("%s: it took %v, the call says %d ms", path, took, call.TookMS)
			}
		})
	}
}

// With GetBody a transport may send the body again by itself, as HTTP/2 does for a stream
// that the server refused.
func TestTheBodyCannotBeSentTwice(t *testing.T) {
	for path, do := range everyCall() {
		_, _, _ = do(t, newClient(t, Config{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			if r.GetBody != nil {
				t.Errorf("%s can be repeated by the transport", path)
			}
			return nil, errors.New("gone")
		})}))
	}
}

// What Plaid is sent: the keys in the headers and nowhere else, and no slash too many.
func TestWhatIsSent(t *testing.T) {
	for path, do := range everyCall() {
		var body []byte
		var header http.Header
		var asked string
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, _ = io.ReadAll(r.Body)
			header, asked = r.Header, r.Method+" "+r.RequestURI
			reply(400, jsonType, plaidSays("API_ERROR", "X", "x"))(w, r)
		}))
		_, _, _ = do(t, newClient(t, Config{BaseURL: s.URL + "/"}))
		s.Close()
		if asked != "POST "+path {
			t.Errorf("%s: the request was %s", path, asked)
		}
		if header.Get("PLAID-CLIENT-ID") != clientID || header.Get("PLAID-SECRET") != canarySecret || header.Get("Plaid-Version") != "2020-09-14" {
			t.Errorf("%s: the headers are %v", path, header)
		}
		if strings.Contains(string(body), canarySecret) || strings.Contains(string(body), "client_id\"") {
			t.Errorf("%s: the keys are in the body too: %s", path, body)
		}
	}
}

func TestATokenOfTheOtherEnvironmentIsNotSent(t *testing.T) {
	never := roundTrip(func(r *http.Request) (*http.Response, error) {
		return nil, errors.New("the request went out to " + r.URL.Path)
	})
	other := map[flow.Environment]string{flow.Demo: "production", flow.Sandbox: "production", flow.Production: "sandbox"}
	for env, foreign := range other {
		base := map[flow.Environment]string{flow.Demo: "http://127.0.0.1:1"}[env]
		c := newClient(t, Config{Env: env, BaseURL: base, Transport: never})
		token := func(kind string) flow.Secret { return secretOf(kind + "-" + foreign + "-" + canaryUUID) }
		for name, do := range map[string]func() (any, flow.Call, error){
			"link":     func() (any, flow.Call, error) { return three(c.LinkSessions(t.Context(), token("link"))) },
			"exchange": func() (any, flow.Call, error) { return three(c.Exchange(t.Context(), token("public"))) },
			"accounts": func() (any, flow.Call, error) { return three(c.Accounts(t.Context(), token("access"))) },
			"balances": func() (any, flow.Call, error) { return three(c.Balances(t.Context(), token("access"))) },
			"update": func() (any, flow.Call, error) {
				return three(c.CreateLinkToken(t.Context(), flow.LinkTokenRequest{ClientUserID: "x", Update: token("access")}))
			},
			"item": func() (any, flow.Call, error) { return three(c.Item(t.Context(), token("access"))) },
			"processor": func() (any, flow.Call, error) {
				return three(c.CreateProcessorToken(t.Context(), token("access"), "a", "p"))
			},
		} {
			_, call, err := do()
			if f := faultOf(t, err); f.Code != "WRONG_ENVIRONMENT" || f.Kind != flow.Config || call.Endpoint == "" {
				t.Errorf("%s in %s: %s %s, %+v", name, env, f.Code, f.Message, call)
			}
		}
		_, _, err := c.Exchange(t.Context(), flow.Secret{})
		if f := faultOf(t, err); f.Kind != flow.Internal {
			t.Errorf("an empty token gives %s %s", f.Kind, f.Code)
		}
	}
	c := newClient(t, Config{Env: flow.Production, Transport: never})
	_, _, err := c.SandboxPublicToken(t.Context(), flow.SandboxLogin{InstitutionID: "ins_1"})
	if f := faultOf(t, err); f.Code != "SANDBOX_ONLY" {
		t.Errorf("a test customer in Production gives %s", f.Code)
	}
}
