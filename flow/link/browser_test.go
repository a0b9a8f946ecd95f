package link

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

func TestTheAddressIsTold(t *testing.T) {
	for name, tt := range map[string]struct {
		open   func(context.Context, string) error
		opened bool
		note   string
		after  time.Duration
	}{
		"no browser wanted": {nil, false, "", 0},
		"opened":            {func(context.Context, string) error { return nil }, true, "", 0},
		"cannot open":       {func(context.Context, string) error { return errors.New("no display\x1b[2J") }, false, "no browser was opened: no display\uFFFD[2J", 0},
		"hangs":             {func(ctx context.Context, _ string) error { <-ctx.Done(); return ctx.Err() }, false, "no browser was opened: it gives no sign", openPatience},
	} {
		t.Run(name, func(t *testing.T) {
			fly(t, func(b *Browser, _ *flow.HandoffRequest, _ *sink) { b.Open = tt.open }, func(t *testing.T, b *bubble) {
				time.Sleep(tt.after)
				synctest.Wait()
				if len(b.sink.opened) != 1 || b.sink.started[0] != tt.opened || !strings.HasPrefix(b.sink.notes[0], tt.note) || (tt.note == "") != (b.sink.notes[0] == "") {
					t.Fatalf("told %q %v %q", b.sink.opened, b.sink.started, b.sink.notes)
				}
				// 26 characters of base32 are 130 bits.
				if !regexp.MustCompile(`^http://127\.0\.0\.1:4711/[A-Z2-7]{26}$`).MatchString(b.sink.url()) {
					t.Errorf("the address is %s", b.sink.url())
				}
				b.boot() // the page is there whatever became of the browser
				b.stillGood()
			})
		})
	}
}

// A browser command may stay in the foreground for as long as its window is open. The page
// that it asks for is then sign enough, and the sink hears the address before anything else.
func TestABrowserThatStaysInTheForeground(t *testing.T) {
	early := true
	fly(t, func(b *Browser, _ *flow.HandoffRequest, s *sink) {
		s.dawdle = time.Second
		listen := b.Listen
		b.Open = func(ctx context.Context, url string) error {
			ln, err := listen(ctx, "tcp4", "")
			if err != nil {
				return err
			}
			tr := &http.Transport{DialContext: ln.(*memory).dial, DisableKeepAlives: true}
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
			if err != nil {
				return err
			}
			res, err := tr.RoundTrip(req)
			if err != nil {
				return err
			}
			_ = res.Body.Close()
			early = s.url() != url
			<-ctx.Done() // the window is open
			return ctx.Err()
		}
	}, func(t *testing.T, b *bubble) {
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if len(b.sink.opened) != 1 || !b.sink.started[0] || b.sink.notes[0] != "" {
			t.Errorf("told %q %v %q", b.sink.opened, b.sink.started, b.sink.notes)
		}
		if early {
			t.Error("the page was answered before the sink knew of it")
		}
	})
}

func TestNoTwoFlightsLookAlike(t *testing.T) {
	seen := map[string]bool{}
	for range 50 {
		f := newFlight(t.Context(), flow.HandoffRequest{}, &sink{}, addresses{}, testHost)
		for _, v := range []string{f.nonce, f.cookie, f.cookieName} {
			if seen[v] {
				t.Fatalf("%s came twice", v)
			}
			seen[v] = true
		}
	}
}

// rogue is a listener that others could reach.
type rogue struct {
	*memory
	addr   net.Addr
	closed bool
}

func (r *rogue) Addr() net.Addr { return r.addr }
func (r *rogue) Close() error   { r.closed = true; return r.memory.Close() }

func TestOnlyTheLoopbackInterface(t *testing.T) {
	for _, ip := range []string{"0.0.0.0", "192.168.1.2", "::", "::1", "127.0.0.2"} {
		r := &rogue{memory: newMemory(), addr: &net.TCPAddr{IP: net.ParseIP(ip), Port: 80}}
		s := &sink{}
		b := Browser{Listen: func(context.Context, string, string) (net.Listener, error) { return r, nil }}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second) // a flight that begins would not end
		err := b.Run(ctx, request(), s)
		cancel()
		if err == nil || !r.closed || len(s.opened) != 0 {
			t.Errorf("%s: %v, closed %v, opened %q", ip, err, r.closed, s.opened)
		}
	}
	at, err := placeOf(request())
	if err != nil {
		t.Fatal(err)
	}
	all, err := Browser{}.listen(t.Context(), at)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	ln := all[0]
	defer func() { _ = ln.Close() }()
	if host, _, _ := net.SplitHostPort(ln.Addr().String()); host != "127.0.0.1" {
		t.Errorf("it listens on %s", ln.Addr())
	}
}

func request() flow.HandoffRequest {
	return flow.HandoffRequest{LinkToken: flow.NewSecret([]byte(testToken)), Env: flow.Demo, Expiration: time.Now().Add(time.Hour)}
}

func TestNoPageIsAFault(t *testing.T) {
	s := &sink{}
	b := Browser{Listen: func(context.Context, string, string) (net.Listener, error) {
		return nil, errors.New("address family not supported")
	}}
	err := b.Run(t.Context(), request(), s)
	var f *flow.Fault
	if !errors.As(err, &f) || f.Kind != flow.Config || f.Code != "NO_LOOPBACK_PAGE" || !strings.Contains(f.Hint, "hosted") || !strings.Contains(f.Message, "address family") {
		t.Errorf("%v", err)
	}
	req := request()
	req.LinkToken = flow.Secret{}
	if err := (Browser{}).Run(t.Context(), req, s); flow.FaultOf(err, "").Code != "NO_LINK_TOKEN" {
		t.Errorf("without a link token: %v", err)
	}
	if len(s.opened)+len(s.results) != 0 {
		t.Errorf("the sink heard %q %+v", s.opened, s.results)
	}
}

func TestWhereLinkMayComeFrom(t *testing.T) {
	const cdn = "https://cdn.plaid.com/link/v2/stable/link-initialize.js"
	for _, tt := range []struct {
		script, api string
		env         flow.Environment
		ok          bool
		want        addresses
	}{
		{"", "", flow.Production, true, addresses{cdn, "https://cdn.plaid.com", "https://production.plaid.com"}},
		{"", "", flow.Sandbox, true, addresses{cdn, "https://cdn.plaid.com", "https://sandbox.plaid.com"}},
		{"http://127.0.0.1:8787/link/v2/stable/link-initialize.js", "", flow.Demo, true,
			addresses{"http://127.0.0.1:8787/link/v2/stable/link-initialize.js", "http://127.0.0.1:8787", "http://127.0.0.1:8787"}},
		{"http://localhost:8787" + scriptPath, "http://127.0.0.1:9/", flow.Sandbox, true,
			addresses{"http://localhost:8787" + scriptPath, "http://localhost:8787", "http://127.0.0.1:9"}},
		{"https://sim.example" + scriptPath, "", flow.Sandbox, true,
			addresses{"https://sim.example" + scriptPath, "https://sim.example", "https://sandbox.plaid.com"}},
		{"https://sim.example" + scriptPath, "", flow.Production, false, addresses{}},
		{"http://127.0.0.1:8787" + scriptPath, "", flow.Production, false, addresses{}},
		{"https://cdn.plaid.com.evil.example" + scriptPath, "", flow.Production, false, addresses{}},
		{"http://sim.example" + scriptPath, "", flow.Sandbox, false, addresses{}},
		{"https://user:pass@sim.example/x.js", "", flow.Sandbox, false, addresses{}},
		{"https://sim.example/x.js; script-src *", "", flow.Sandbox, false, addresses{}},
		{"https://sim.example/x.js?y", "", flow.Sandbox, false, addresses{}},
		{"https://sim.example/'unsafe-inline'", "", flow.Sandbox, false, addresses{}},
		{"javascript:alert(1)", "", flow.Demo, false, addresses{}},
		{"/x.js", "", flow.Demo, false, addresses{}},
		{"", "http://api.example", flow.Sandbox, false, addresses{}},
	} {
		got, err := Browser{LinkScriptURL: tt.script, PlaidAPI: tt.api}.addresses(tt.env)
		if (err == nil) != tt.ok || got != tt.want {
			t.Errorf("%s %s %s: %+v, %v", tt.env, tt.script, tt.api, got, err)
		}
		if err != nil && flow.FaultOf(err, "").Kind != flow.Config {
			t.Errorf("%s: %v is no matter of configuration", tt.script, err)
		}
	}
}

func TestThePage(t *testing.T) {
	const script = "http://127.0.0.1:8787/link/v2/stable/link-initialize.js"
	nonce := regexp.MustCompile(`script-src 'nonce-([A-Z2-7]{26})' (\S+);`)
	fly(t, func(b *Browser, r *flow.HandoffRequest, _ *sink) { b.LinkScriptURL, r.Env = script, flow.Demo }, func(t *testing.T, b *bubble) {
		b.boot()
		first, second := b.get("http://"+testHost+"/"), b.get("http://"+testHost+"/")
		one, two := nonce.FindStringSubmatch(first.header.Get("Content-Security-Policy")), nonce.FindStringSubmatch(second.header.Get("Content-Security-Policy"))
		if one == nil || two == nil || one[1] == two[1] || one[2] != script {
			t.Fatalf("the policies are %q and %q", first.header.Get("Content-Security-Policy"), second.header.Get("Content-Security-Policy"))
		}
		policy := first.header.Get("Content-Security-Policy") + ";"
		for _, part := range []string{"frame-src http://127.0.0.1:8787/;", "connect-src 'self' http://127.0.0.1:8787;", "style-src 'unsafe-inline';", "object-src 'none';", "img-src data:;"} {
			if !strings.Contains(policy, part) {
				t.Errorf("the policy lacks %q: %s", part, policy)
			}
		}
		if strings.Contains(policy, "script-src 'unsafe-inline'") || strings.Contains(policy, "*") || strings.Contains(policy, "unsafe-eval") {
			t.Errorf("the policy is loose: %s", policy)
		}
		for _, part := range []string{`<script nonce="` + one[1] + `">`, `data-link-script="` + script + `"`, `lang="en"`, `aria-live="polite"`, "simulated on this computer"} {
			if !strings.Contains(first.body, part) {
				t.Errorf("the page lacks %q", part)
			}
		}
		if strings.Contains(first.body, "{{") || strings.Contains(first.body, testToken) || strings.Contains(first.body, strings.TrimPrefix(b.sink.url(), "http://"+testHost+"/")) {
			t.Error("the page has an unfilled place, the token or the one-time address in it")
		}
		b.stillGood()
	})
}

// Whoever follows the address from a page of another site comes without the strict cookie,
// and is shown the way on. Others are not.
func TestASiteThatLinksToThePage(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		b.boot()
		for site, invited := range map[string]bool{"cross-site": true, "none": false, "": false} {
			for _, url := range []string{"http://" + testHost + "/", b.sink.url()} {
				req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
				if err != nil {
					t.Fatal(err)
				}
				req.Header.Set("Sec-Fetch-Site", site)
				res, err := b.http.Transport.RoundTrip(req) // without the cookies
				if err != nil {
					t.Fatal(err)
				}
				body, err := io.ReadAll(res.Body)
				if err != nil {
					t.Fatal(err)
				}
				_ = res.Body.Close()
				if res.StatusCode < 400 || strings.Contains(string(body), "<p hidden>") == invited {
					t.Errorf("Sec-Fetch-Site %q, %s: %d %s", site, url, res.StatusCode, body)
				}
			}
		}
		b.stillGood()
	})
}
