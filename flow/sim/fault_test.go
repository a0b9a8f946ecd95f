package sim

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// steer posts to the steering wheel.
func (c *client) steer(path string, body any) answer {
	c.t.Helper()
	a, err := c.do("POST", "/_sim/"+path, nil, body)
	if err != nil {
		c.t.Fatal(err)
	}
	return a
}

func (c *client) counted(name string) any {
	c.t.Helper()
	a, err := c.do("GET", "/_sim/state", nil, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return a.want(200).at(name)
}

func TestFaultKinds(t *testing.T) {
	for _, tt := range []struct {
		kind   string
		status int
		code   any
		lost   bool
		done   bool // the work was done all the same
	}{
		{"500", 500, "INTERNAL_SERVER_ERROR", false, false},
		{"429", 429, "RATE_LIMIT", false, false},
		{"502-html", 502, nil, false, false},
		{"INSTITUTION_DOWN", 400, "INSTITUTION_DOWN", false, false},
		{"drop-before", 0, nil, true, false},
		{"drop-after", 0, nil, true, true},
	} {
		t.Run(tt.kind, func(t *testing.T) {
			_, c := start(t, Options{})
			const path = "/sandbox/public_token/create"
			body := obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}}
			c.steer("faults", obj{"path": path, "nth": 2, "kind": tt.kind}).want(200)
			c.plaid(path, body).want(200)
			a, err := c.do("POST", path, plaidHeaders(), body)
			if lost := errors.Is(err, io.ErrUnexpectedEOF); lost != tt.lost {
				t.Fatalf("lost %v: %v", lost, err)
			}
			if err == nil {
				if a.want(tt.status); a.at("error_code") != tt.code {
					t.Errorf("%s", a.raw)
				}
				if html := strings.HasPrefix(a.header.Get("Content-Type"), "text/html"); html != (tt.kind == "502-html") {
					t.Errorf("Content-Type %s", a.header.Get("Content-Type"))
				}
			}
			want := 1.0
			if tt.done {
				want = 2
			}
			if got := c.counted("items"); got != want {
				t.Errorf("%v Items, want %v", got, want)
			}
			c.plaid(path, body).want(200)
			if got := c.counted("calls " + path); got != 3.0 {
				t.Errorf("%v calls", got)
			}
		})
	}
}

func TestFaultsOfPrimeTrust(t *testing.T) {
	s, c := start(t, Options{})
	token, _ := c.processorToken()
	const path = "/v2/funds-transfer-methods"
	body := methodBody(s.Seeded().PTContactID, token)
	c.steer("faults", obj{"path": "POST " + path, "nth": 1, "kind": "drop-after"}).want(200)
	c.steer("faults", obj{"path": path + "/{id}", "kind": "500"}).want(200)
	c.steer("faults", obj{"path": path, "nth": 4, "kind": "429"}).want(200)
	c.pt("GET", path, nil, nil).want(200)
	if _, err := c.ptTry("POST", path, once(headerOnceV2, onceKey), body); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatalf("the answer was not lost: %v", err)
	}
	made := c.pt("POST", path, once(headerOnceV2, onceKey), body).want(201)
	if c.counted("funds_transfer_methods") != 1.0 {
		t.Error("the repeat made another method")
	}
	c.pt("GET", path, nil, nil).ptRefused(429)
	c.pt("GET", made.str("data links self"), nil, nil).ptRefused(500)
	c.pt("GET", made.str("data links self"), nil, nil).want(200)
}

func TestSteeringRefuses(t *testing.T) {
	_, c := start(t, Options{})
	for path, bodies := range map[string][]any{
		"faults": {`{`, obj{}, obj{"path": "/item/get", "kind": "nonsense"}, obj{"path": "/item/get", "kind": "500", "nth": -1}, obj{"path": "/item/get", "kind": "delay", "delay": "soon"}},
		"clock":  {`{`, obj{}, obj{"advance": "-1h"}, obj{"advance": "2000000h"}},
	} {
		for _, body := range bodies {
			if a := c.steer(path, body).want(400); a.at("error") == nil {
				t.Errorf("%s %v: %s", path, body, a.raw)
			}
		}
	}
	c.steer("nothing", obj{}).want(404)
	for range maxFaults {
		c.steer("faults", obj{"path": "/item/get", "kind": "500"}).want(200)
	}
	c.steer("faults", obj{"path": "/item/get", "kind": "500"}).want(400)
}

func TestClockAndReset(t *testing.T) {
	s, c := start(t, Options{})
	token := c.plaid("/link/token/create", linkTokenBody()).str("link_token")
	c.steer("clock", obj{"advance": "3h"}).want(200)
	c.link("", obj{"link_token": token}).want(200)
	if got := c.steer("clock", obj{"advance": "2h"}).at("now"); got != "2026-11-22T14:00:00Z" {
		t.Errorf("now %v", got)
	}
	c.link("", obj{"link_token": token}).refused(400, "INVALID_LINK_TOKEN")
	c.newItem()
	before := s.Seeded()
	c.steer("faults", obj{"path": "/item/get", "nth": 0, "kind": "500"}).want(200)
	c.steer("reset", obj{}).want(200)
	if c.counted("items") != 0.0 || c.counted("now") != "2026-11-22T09:00:00Z" || c.counted("link_tokens") != 0.0 {
		t.Error("not reset")
	}
	c.pt("GET", "/v2/contacts/"+before.PTContactID, nil, nil).want(200)
	c.plaid("/item/get", obj{"access_token": "access-sandbox-none"}).refused(400, "INVALID_ACCESS_TOKEN")
}

// Over a real connection a lost answer is a closed connection.
func TestLostAnswerOverTheWire(t *testing.T) {
	s, c := start(t, Options{})
	server := httptest.NewServer(s)
	defer server.Close()
	c.steer("faults", obj{"path": "/item/get", "nth": 1, "kind": "drop-after"})
	req, err := http.NewRequestWithContext(t.Context(), "POST", server.URL+"/item/get", strings.NewReader(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range plaidHeaders() {
		req.Header.Set(name, value)
	}
	if res, err := server.Client().Do(req); err == nil {
		t.Fatalf("an answer came: %s", res.Status)
	}
}

func TestLatencyAndContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, c := start(t, Options{Latency: 3 * time.Second, Now: time.Now})
		c.steer("faults", obj{"path": "/link/token/create", "nth": 1, "kind": "delay", "delay": "4s"})
		begun := time.Now()
		c.plaid("/link/token/create", linkTokenBody()).want(200)
		if took := time.Since(begun); took != 7*time.Second {
			t.Errorf("took %v", took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		begun = time.Now()
		req, _ := http.NewRequestWithContext(ctx, "POST", "http://sim.test/link/token/create", strings.NewReader("{}"))
		if _, err := c.rt.RoundTrip(req); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("no deadline: %v", err)
		}
		if took := time.Since(begun); took != time.Second {
			t.Errorf("took %v", took)
		}
		// Slow calls do not wait for each other.
		begun = time.Now()
		done := make(chan int)
		for range 3 {
			go func() {
				a, err := c.do("POST", "/link/token/create", plaidHeaders(), linkTokenBody())
				if err != nil {
					a.status = 0
				}
				done <- a.status
			}()
		}
		for range 3 {
			if status := <-done; status != 200 {
				t.Errorf("status %d", status)
			}
		}
		if took := time.Since(begun); took != 3*time.Second {
			t.Errorf("three calls at once took %v", took)
		}
	})
}

// A caller who gives up is let go at once, even by work that does not stop.
func TestGivingUpDoesNotWaitForTheWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, c := start(t, Options{Now: time.Now})
		s.plaid["/item/get"] = plaidEndpoint{handle: func(*plaidCall) (any, *plaidFail) {
			time.Sleep(time.Minute)
			return requestIDOnly{}, nil
		}}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		begun := time.Now()
		req, _ := http.NewRequestWithContext(ctx, "POST", "http://sim.test/item/get", strings.NewReader("{}"))
		for name, value := range plaidHeaders() {
			req.Header.Set(name, value)
		}
		if _, err := c.rt.RoundTrip(req); !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) != time.Second {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
		time.Sleep(2 * time.Minute) // the work ends in its own time
	})
}

// A panic is a 500 in the shape of its provider, and the world goes on.
func TestPanicsAreAnswers(t *testing.T) {
	s, c := start(t, Options{})
	s.plaid["/item/get"] = plaidEndpoint{handle: func(*plaidCall) (any, *plaidFail) { panic("boom") }}
	a := c.plaid("/item/get", obj{}).refused(500, "INTERNAL_SERVER_ERROR")
	if !strings.Contains(a.str("error_message"), "boom") {
		t.Error(a.raw)
	}
	s.prime["/v2/contacts"]["GET"] = ptRoute{"GET", "/v2/contacts", func(*ptCall) ptAnswer { panic("boom") }}
	c.pt("GET", "/v2/contacts", nil, nil).ptRefused(500)
	c.newItem()
}

func TestOnlyOurOwnPages(t *testing.T) {
	s, _ := start(t, Options{})
	for _, tt := range []struct {
		name, host string
		header     map[string]string
		status     int
	}{
		{"curl", "127.0.0.1:8787", nil, 200},
		{"localhost", "localhost:8787", nil, 200},
		{"IPv6", "[::1]:8787", nil, 200},
		{"no port", "127.0.0.1", nil, 200},
		{"own page", "127.0.0.1:8787", map[string]string{"Origin": "http://127.0.0.1:8787", "Sec-Fetch-Site": "same-origin"}, 200},
		{"typed", "127.0.0.1:8787", map[string]string{"Sec-Fetch-Site": "none"}, 200},
		{"another origin", "127.0.0.1:8787", map[string]string{"Origin": "http://evil.example"}, 403},
		{"another port", "127.0.0.1:8787", map[string]string{"Origin": "http://127.0.0.1:9999"}, 403},
		{"no origin at all", "127.0.0.1:8787", map[string]string{"Origin": "null"}, 403},
		{"same site", "127.0.0.1:8787", map[string]string{"Sec-Fetch-Site": "same-site"}, 403},
		{"cross site", "127.0.0.1:8787", map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		{"rebound", "evil.example:8787", nil, 403},
		{"rebound to an address", "10.0.0.1", nil, 403},
	} {
		for _, path := range []string{"/_sim/state", "/_link/sessions"} {
			method, status, body := "GET", tt.status, ""
			if path != "/_sim/state" {
				method, body = "POST", `{"link_token":"none"}`
				if status == 200 {
					status = 400 // it was let in, and refused for its token
				}
			}
			r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
			r.Host = tt.host
			for name, value := range tt.header {
				r.Header.Set(name, value)
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != status {
				t.Errorf("%s at %s: status %d, want %d", tt.name, path, w.Code, status)
			}
		}
	}
}
