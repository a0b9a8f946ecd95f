package link

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"linkdesk/flow"
)

const (
	backHost  = "localhost:4711"
	stateOne  = "9a1b2c3d-1111-4222-8333-444455556666"
	stateTwo  = "9a1b2c3d-2222-4222-8333-444455556666"
	backQuery = "?oauth_state_id="
)

// redirected is a flight whose token was made with a redirect_uri of that path.
func redirected(path string) func(*Browser, *flow.HandoffRequest, *sink) {
	return func(_ *Browser, r *flow.HandoffRequest, _ *sink) { r.RedirectURI = "http://" + backHost + path }
}

// visit goes to an address of the flight as the site says that sent the browser there.
func (b *bubble) visit(path, site string, change ...func(*http.Request)) got {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, "http://"+b.home+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	if site != "" {
		req.Header.Set("Sec-Fetch-Site", site)
	}
	for _, c := range change {
		c(req)
	}
	return b.do(req)
}

const isReceived = `data-received="yes"`

func TestTheBankComesBackOnce(t *testing.T) {
	for _, path := range []string{"/", "", "/oauth.html"} {
		fly(t, redirected(path), func(t *testing.T, b *bubble) {
			if !strings.HasPrefix(b.sink.url(), "http://"+backHost+"/") {
				t.Fatalf("the address is %s", b.sink.url())
			}
			b.boot()
			at := "/" + strings.TrimPrefix(path, "/") + backQuery
			if got := b.visit("/", "same-origin"); got.status != http.StatusOK || strings.Contains(got.body, isReceived) {
				t.Errorf("%q: the page itself: %d", path, got.status)
			}
			if got := b.visit(at+stateOne, "cross-site"); got.status != http.StatusOK || !strings.Contains(got.body, isReceived) {
				t.Errorf("%q: the bank's visit: %d %s", path, got.status, got.body)
			}
			for _, site := range []string{"cross-site", "same-site", "none", "same-origin", ""} {
				if got := b.visit(at+stateOne, site); got.status != http.StatusGone || !strings.Contains(got.body, `href="/"`) || strings.Contains(got.body, "<p hidden>") {
					t.Errorf("%q: the same answer again, %q: %d %s", path, site, got.status, got.body)
				}
			}
			b.stillGood()
		})
	}
}

// A customer who was sent to a bank twice goes on by a click, which no other site can make.
func TestASecondReturnNeedsAClick(t *testing.T) {
	fly(t, redirected("/back"), func(t *testing.T, b *bubble) {
		b.boot()
		at := "/back" + backQuery
		b.visit(at+stateOne, "cross-site")
		for _, site := range []string{"cross-site", "same-site", "none"} {
			got := b.visit(at+stateTwo+"&x=%22%3E", site)
			if got.status != http.StatusGone || !strings.Contains(got.body, `href="/back?oauth_state_id=`+stateTwo+`&amp;x=%22%3E"`) {
				t.Errorf("%s: %d %s", site, got.status, got.body)
			}
		}
		if got := b.visit(at+stateTwo, ""); got.status != http.StatusGone || !strings.Contains(got.body, `href="/"`) {
			t.Errorf("a browser that cannot tell: %d", got.status)
		}
		if got := b.visit(at+stateTwo, "same-origin"); got.status != http.StatusOK || !strings.Contains(got.body, isReceived) {
			t.Errorf("after the click: %d", got.status)
		}
		for i := range 2 * maxReturns {
			got := b.visit(fmt.Sprintf("%s%s-%d", at, stateOne, i), "same-origin")
			if want := i < maxReturns-2; (got.status == http.StatusOK) != want {
				t.Errorf("return %d: %d", i+3, got.status)
			}
		}
		b.stillGood()
	})
}

func TestRefusalsOnTheWayBack(t *testing.T) {
	fly(t, redirected("/back"), func(t *testing.T, b *bubble) {
		b.boot()
		at := "/back" + backQuery + stateOne
		stranger := &bubble{t: t, sink: b.sink, mem: b.mem, home: b.home, http: &http.Client{Transport: b.http.Transport}}
		for name, tt := range map[string]struct {
			got  got
			want int
		}{
			"without the cookie":         {stranger.visit(at, "cross-site"), 403},
			"prefetched":                 {b.visit(at, "cross-site", func(r *http.Request) { r.Header.Set("Sec-Purpose", "prefetch") }), 503},
			"without a state":            {b.visit("/back", "cross-site"), 404},
			"with an empty state":        {b.visit("/back"+backQuery, "cross-site"), 404},
			"another path":               {b.visit("/back/"+backQuery+stateOne, "cross-site"), 404},
			"a state without end":        {b.visit("/back"+backQuery+long(maxState+1), "cross-site"), 410},
			"posted":                     {b.visit(at, "cross-site", func(r *http.Request) { r.Method = http.MethodPost }), 405},
			"asked for by HEAD":          {b.visit(at, "cross-site", func(r *http.Request) { r.Method = http.MethodHead }), 405},
			"the page, by another site":  {b.visit("/", "cross-site"), 403},
			"the numbers for the name":   {b.visit(at, "cross-site", func(r *http.Request) { r.Host = testHost }), 421},
			"the other numbers":          {b.visit(at, "cross-site", func(r *http.Request) { r.Host = "[::1]:4711" }), 421},
			"another port":               {b.visit(at, "cross-site", func(r *http.Request) { r.Host = "localhost:4712" }), 421},
			"capitals":                   {b.visit(at, "cross-site", func(r *http.Request) { r.Host = "LOCALHOST:4711" }), 421},
			"a dot":                      {b.visit(at, "cross-site", func(r *http.Request) { r.Host = "localhost.:4711" }), 421},
			"a name below it":            {b.visit(at, "cross-site", func(r *http.Request) { r.Host = "evil.localhost:4711" }), 421},
			"a post from another origin": {b.post("/result", success, func(r *http.Request) { r.Header.Set("Origin", "http://"+testHost) }), 403},
			"a post from another site":   {b.post("/result", success, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }), 403},
			"a form":                     {b.post("/result", success, func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }), 415},
		} {
			if tt.got.status != tt.want || strings.Contains(tt.got.body, "data-link-script") {
				t.Errorf("%s: %d, want %d", name, tt.got.status, tt.want)
			}
		}
		if got := b.visit(at, "cross-site"); got.status != http.StatusOK {
			t.Errorf("a refusal used the way back up: %d", got.status)
		}
		b.stillGood()
	})
}

// Without a redirect_uri nobody comes back, whatever the address says.
func TestNoWayBackWithoutARedirectURI(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		b.boot()
		if got := b.visit("/"+backQuery+stateOne, "none"); got.status != http.StatusOK || strings.Contains(got.body, isReceived) {
			t.Errorf("%d", got.status)
		}
		b.stillGood()
	})
}

func TestTheCookieComesBackWithTheBank(t *testing.T) {
	fly(t, redirected("/"), func(t *testing.T, b *bubble) {
		cookie := b.get(b.sink.url()).header.Get("Set-Cookie")
		for _, part := range []string{"; HttpOnly", "; SameSite=Lax", "; Path=/"} {
			if !strings.Contains(cookie, part) {
				t.Errorf("the cookie %q lacks %q", cookie, part)
			}
		}
		if strings.Contains(cookie, "Domain") {
			t.Errorf("the cookie %q goes to other hosts", cookie)
		}
	})
}

// At the bank's page the customer is gone as with a closed tab, and may take as long as it takes.
func TestACustomerAtTheBankIsNotGone(t *testing.T) {
	fly(t, redirected("/"), func(t *testing.T, b *bubble) {
		b.boot()
		b.post("/token", "{}")
		b.post("/beacon", `{"why":"closed"}`)
		time.Sleep(graceBank - time.Second)
		if !b.flying() || len(b.sink.said) != 1 || !strings.Contains(b.sink.said[0], "page of the bank") {
			t.Fatalf("the operator reads %q", b.sink.said)
		}
		if got := b.visit("/"+backQuery+stateOne, "cross-site"); got.status != http.StatusOK {
			t.Fatalf("back from the bank: %d", got.status)
		}
		time.Sleep(2 * graceBank)
		if !b.flying() || len(b.sink.said) != 2 || b.sink.said[1] != "" {
			t.Fatalf("the operator reads %q", b.sink.said)
		}
		b.post("/beacon", `{"why":"closed"}`)
		began := time.Now()
		if err := b.landed(); err != nil || len(b.sink.results) != 1 || b.sink.results[0].ExitStatus != "tab_closed" {
			t.Errorf("Run: %v, results %+v", err, b.sink.results)
		}
		if took := time.Since(began); took > graceBank+time.Second {
			t.Errorf("it took %s", took)
		}
	})
}

// Browsers may take localhost for either address, and both are gone with the flight.
func TestBothAddressesOfLocalhost(t *testing.T) {
	fly(t, redirected("/"), func(t *testing.T, b *bubble) {
		four := b.mem
		b.mem = b.six
		if line := b.raw("GET / HTTP/1.1\r\nHost: " + backHost + "\r\n\r\n"); !strings.Contains(line, "403") {
			t.Errorf("::1 answers %q", line)
		}
		b.mem = four
		b.boot()
		b.post("/result", left)
		began := time.Now()
		if err := b.landed(); err != nil || time.Since(began) > time.Second {
			t.Errorf("Run: %v after %s", err, time.Since(began))
		}
		for name, mem := range map[string]*memory{"127.0.0.1": b.mem, "::1": b.six} {
			if _, err := mem.dial(t.Context(), "", ""); err == nil {
				t.Errorf("%s still listens", name)
			}
		}
	})
}

func TestWhereARedirectMayLead(t *testing.T) {
	for _, tt := range []struct {
		uri  string
		env  flow.Environment
		want place // zero = refused
	}{
		{"", flow.Production, place{"", "127.0.0.1", "0", ""}},
		{"http://localhost:8123/", flow.Sandbox, place{"localhost:8123", "localhost", "8123", "/"}},
		{"http://localhost:8123", flow.Demo, place{"localhost:8123", "localhost", "8123", "/"}},
		{"http://127.0.0.1:8123/oauth.html", flow.Sandbox, place{"127.0.0.1:8123", "127.0.0.1", "8123", "/oauth.html"}},
		{"http://localhost/", flow.Sandbox, place{"localhost", "localhost", "80", "/"}},
		{"http://localhost:80/", flow.Sandbox, place{"localhost", "localhost", "80", "/"}},
		{"http://localhost:8123/", flow.Production, place{}},
		{"https://localhost:8123/", flow.Production, place{}},
		{"https://localhost:8123/", flow.Sandbox, place{}},
		{"http://example.com:8123/", flow.Sandbox, place{}},
		{"http://localhost.example.com:8123/", flow.Sandbox, place{}},
		{"http://[::1]:8123/", flow.Sandbox, place{}},
		{"http://127.0.0.2:8123/", flow.Sandbox, place{}},
		{"http://0.0.0.0:8123/", flow.Sandbox, place{}},
		{"http://u:p@localhost:8123/", flow.Sandbox, place{}},
		{"http://localhost:8123/?x=1", flow.Sandbox, place{}},
		{"http://localhost:8123/#x", flow.Sandbox, place{}},
		{"http://localhost:0/", flow.Sandbox, place{}},
		{"http://localhost:99999/", flow.Sandbox, place{}},
		{"http://localhost:8123//evil.example/", flow.Sandbox, place{}},
		{"http://localhost:8123/result", flow.Sandbox, place{}},
		{"http:localhost:8123/", flow.Sandbox, place{}},
		{"http://localhost:8123/x?", flow.Sandbox, place{}},
		{"http://localhost:8123/x#", flow.Sandbox, place{}},
		{"http://localhost:08123/", flow.Sandbox, place{}},
		{"http://localhost:8123/%74oken", flow.Sandbox, place{}},
		{"http://localhost:8123/%6fauth", flow.Sandbox, place{}},
		{"http://localhost:8123/x/../token", flow.Sandbox, place{}},
		{"http://localhost:8123/a/./b", flow.Sandbox, place{}},
		{"http://localhost:8123/a/", flow.Sandbox, place{"localhost:8123", "localhost", "8123", "/a/"}},
		{"localhost:8123", flow.Sandbox, place{}},
		{"http://local\x00host/", flow.Sandbox, place{}},
	} {
		req := request()
		req.RedirectURI, req.Env = tt.uri, tt.env
		got, err := placeOf(req)
		if got != tt.want || (err == nil) != (tt.want != place{}) {
			t.Errorf("%s in %s: %+v, %v", tt.uri, tt.env, got, err)
		}
		if err != nil {
			s := &sink{}
			ran := flow.FaultOf(Browser{}.Run(t.Context(), req, s), "")
			if ran.Kind != flow.Config || ran.Code != "BAD_REDIRECT_URI" || ran.Who != flow.Operator || !strings.Contains(ran.Hint, "pop-up") || len(s.opened) != 0 {
				t.Errorf("%s: %+v", tt.uri, ran)
			}
		}
	}
}

// listening plays the system's answers to the two attempts.
func portOpen(four, six error, at *[]string) Browser {
	return Browser{Listen: func(_ context.Context, network, address string) (net.Listener, error) {
		*at = append(*at, network+" "+address)
		mem := newMemory()
		if network == "tcp4" {
			return mem, four
		}
		mem.ip = net.IPv6loopback
		return mem, six
	}}
}

func TestAPortThatIsNotFree(t *testing.T) {
	busy := &net.OpError{Op: "listen", Err: os.NewSyscallError("bind", syscall.EADDRINUSE)}
	onWindows := &net.OpError{Op: "listen", Err: os.NewSyscallError("bind", wsaAddrInUse)}
	for _, tt := range []struct {
		name, host string
		four, six  error
		listeners  int
		says, hint string
	}{
		{"free", "localhost", nil, nil, 2, "", ""},
		{"no ::1 here", "localhost", nil, errors.New("cannot assign requested address"), 1, "", ""},
		{"by number", "127.0.0.1", nil, nil, 1, "", ""},
		{"busy", "localhost", busy, nil, 0, "port 4711 of PLAID_REDIRECT_URI is in use", "unset PLAID_REDIRECT_URI"},
		{"busy on Windows", "127.0.0.1", onWindows, nil, 0, "port 4711 of PLAID_REDIRECT_URI is in use", "hosted"},
		{"busy on ::1", "localhost", nil, busy, 0, "is in use", "pop-up"},
		{"not allowed", "localhost", errors.New("permission denied"), nil, 0, "permission denied", "unset PLAID_REDIRECT_URI"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			req := request()
			req.RedirectURI = "http://" + tt.host + ":4711/"
			at, err := placeOf(req)
			if err != nil {
				t.Fatal(err)
			}
			var asked []string
			all, err := portOpen(tt.four, tt.six, &asked).listen(t.Context(), at)
			if len(all) != tt.listeners || asked[0] != "tcp4 127.0.0.1:4711" || len(asked) > 1 && asked[1] != "tcp6 [::1]:4711" {
				t.Errorf("%d listeners at %q", len(all), asked)
			}
			if tt.says == "" && err == nil {
				return
			}
			f := flow.FaultOf(err, "")
			if f.Kind != flow.Config || f.Code != "REDIRECT_PORT_NOT_FREE" || f.Who != flow.Operator || !strings.Contains(f.Message, tt.says) || !strings.Contains(f.Hint, tt.hint) {
				t.Errorf("%+v", f)
			}
		})
	}
}

// The same with a port of this machine that is really taken.
func TestATakenPort(t *testing.T) {
	var lc net.ListenConfig
	ln, err := lc.Listen(t.Context(), "tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ln.Close() }()
	req := request()
	req.RedirectURI = "http://" + ln.Addr().String() + "/"
	s := &sink{}
	if f := flow.FaultOf(Browser{}.Run(t.Context(), req, s), ""); f == nil || f.Code != "REDIRECT_PORT_NOT_FREE" || !strings.Contains(f.Message, "in use") || len(s.opened)+len(s.results) != 0 {
		t.Errorf("%+v", f)
	}
}

// A listener at another port than the redirect_uri's would wait for a bank that never comes.
func TestExactlyThePortOfTheRedirect(t *testing.T) {
	req := request()
	req.RedirectURI = "http://localhost:4712/"
	var asked []string
	s := &sink{}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second) // a flight that begins would not end
	defer cancel()
	if err := portOpen(nil, nil, &asked).Run(ctx, req, s); flow.FaultOf(err, "").Code != "NOT_LOOPBACK" || len(s.opened) != 0 {
		t.Errorf("%v", err)
	}
}
