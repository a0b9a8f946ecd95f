package primetrust

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"linkdesk/flow"
)

func quietLog() *log.Logger { return log.New(io.Discard, "", 0) }

// desk is a Prime Trust that counts logins and knows which token is good.
type desk struct {
	mu     sync.Mutex
	logins int
	good   string
	life   time.Duration
	now    func() time.Time
	seen   []*http.Request
}

func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.seen = append(d.seen, r)
	w.Header().Set("Content-Type", jsonAPI)
	switch {
	case r.URL.Path == "/auth/jwts":
		if email, password, ok := r.BasicAuth(); !ok || email != "desk@example.com" || password != canaryPassword {
			w.WriteHeader(401)
			_, _ = io.WriteString(w, errorsBody(`{"status":401,"title":"Unauthorized"}`))
			return
		}
		d.logins++
		d.good = jwt(d.now().Add(d.life)) + fmt.Sprint(d.logins)
		w.WriteHeader(201)
		_, _ = fmt.Fprintf(w, `{"token":%q}`, d.good)
	case r.Header.Get("Authorization") != "Bearer "+d.good:
		w.WriteHeader(401)
		_, _ = io.WriteString(w, errorsBody(`{"status":401,"title":"Unauthorized","detail":"the token is not valid"}`))
	default:
		w.WriteHeader(201)
		_, _ = io.WriteString(w, goodMethod)
	}
}

func TestOneLoginServesManyCalls(t *testing.T) {
	d := &desk{life: 7 * 24 * time.Hour, now: time.Now}
	c := clientOf(t, d)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, _, err := c.Submit(t.Context(), testSubmit()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if d.logins != 1 {
		t.Errorf("eight calls at once logged in %d times", d.logins)
	}
}

func TestATokenIsRenewedBeforeItEnds(t *testing.T) {
	var clock atomic.Int64
	now := func() time.Time { return time.Unix(1_700_000_000+clock.Load(), 0) }
	d := &desk{life: time.Hour, now: now}
	s := httptest.NewServer(d)
	defer s.Close()
	c := newClient(t, Config{BaseURL: s.URL, Now: now})
	for _, step := range []struct {
		at     int64
		logins int
	}{{0, 1}, {3500, 1}, {3541, 2}, {3541 + 3500, 2}, {3541 + 3541, 3}} {
		clock.Store(step.at)
		if _, _, err := c.Submit(t.Context(), testSubmit()); err != nil {
			t.Fatal(err)
		}
		if d.logins != step.logins {
			t.Errorf("after %d s there were %d logins, want %d", step.at, d.logins, step.logins)
		}
	}
}

func TestARefusedTokenIsReplacedOnce(t *testing.T) {
	d := &desk{life: time.Hour, now: time.Now}
	c := clientOf(t, d)
	if _, _, err := c.Submit(t.Context(), testSubmit()); err != nil {
		t.Fatal(err)
	}
	d.good = "revoked"
	if _, _, err := c.Submit(t.Context(), testSubmit()); err != nil {
		t.Fatal(err)
	}
	if d.logins != 2 || len(d.seen) != 5 {
		t.Errorf("%d logins in %d requests", d.logins, len(d.seen))
	}
	// The repeat after the login is the same request under the same key.
	for _, r := range d.seen[1:] {
		if key := r.Header.Get("X-Idempotent-ID-V2"); r.URL.Path != "/auth/jwts" && key != testKey {
			t.Errorf("%s went out under the key %q", r.URL.Path, key)
		}
	}
}

func TestAServerThatRefusesEveryTokenIsAskedTwice(t *testing.T) {
	var calls atomic.Int32
	c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		reply(401, jsonAPI, errorsBody(`{"status":401,"title":"Unauthorized"}`))(w, r)
	}))
	_, _, err := c.Submit(t.Context(), testSubmit())
	if f := faultOf(t, err); f.Kind != flow.Config || f.Code != "401" {
		t.Errorf("got %s %s", f.Kind, f.Code)
	}
	if calls.Load() != 2 {
		t.Errorf("%d attempts", calls.Load())
	}
}

// A login that fails leaves no doubt about the submission: it was not sent.
func TestAFailedLoginIsNeverUnknown(t *testing.T) {
	for _, tc := range []struct {
		name string
		h    http.HandlerFunc
		kind flow.FaultKind
		code string
	}{
		{"wrong password", reply(401, jsonAPI, errorsBody(`{"status":401,"title":"Unauthorized"}`)), flow.Config, "401"},
		{"locked out", reply(403, jsonAPI, errorsBody(`{"status":403,"title":"Forbidden"}`)), flow.Config, "403"},
		{"500", reply(500, jsonAPI, errorsBody(`{"status":500,"title":"Oops"}`)), flow.Transient, "SERVER_ERROR"},
		{"lost", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, flow.Transient, "NO_ANSWER"},
		{"HTML", reply(200, "text/html", "<html>"), flow.Transient, "ANSWER_UNREADABLE"},
		{"no token", reply(201, "application/json", `{}`), flow.Transient, "ANSWER_UNREADABLE"},
		{"an empty token", reply(201, "application/json", `{"token":""}`), flow.Transient, "ANSWER_UNREADABLE"},
		{"a redirect", reply(302, "text/html", "", "Location", "https://login.example"), flow.Transient, "REDIRECT_REFUSED"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var others atomic.Int32
			c := clientOf(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/auth/jwts" {
					others.Add(1)
				}
				tc.h(w, r)
			}))
			_, call, err := c.Submit(t.Context(), testSubmit())
			f := faultOf(t, err)
			if f.Kind != tc.kind || f.Code != tc.code || f.Op != string(flow.Submit) {
				t.Errorf("got %s %s %s: %s", f.Op, f.Kind, f.Code, f.Message)
			}
			if others.Load() != 0 || call.Endpoint != "POST /auth/jwts" {
				t.Errorf("%d other calls; the call is %+v", others.Load(), call)
			}
		})
	}
}

func TestATokenWithoutAnEndIsUsedForAWhile(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	c := newClient(t, Config{BaseURL: "http://127.0.0.1:1", Now: func() time.Time { return now }})
	for _, token := range []string{"opaque", "a.b.c", "a.e30.c", jwt(now.Add(-time.Hour)), jwt(now.Add(30 * time.Second))} {
		if got := c.lifeOf(token); !got.Equal(now.Add(blindLife)) {
			t.Errorf("%s is used until %v", token, got)
		}
	}
}

// Two calls may be refused with the same old token. The second must not throw away what the
// first has got meanwhile.
func TestANewTokenIsNotForgotten(t *testing.T) {
	c := newClient(t, Config{BaseURL: "http://127.0.0.1:1"})
	<-c.session
	c.session <- session{flow.NewSecret([]byte("new")), time.Now().Add(time.Hour)}
	for _, token := range []string{"old", "new"} {
		c.forget(t.Context(), flow.NewSecret([]byte(token)))
		s := <-c.session
		c.session <- s
		if s.token.Empty() != (token == "new") {
			t.Errorf("after forgetting the %s one, the session is empty: %v", token, s.token.Empty())
		}
	}
}
