package link

import (
	"bufio"
	"io"
	"net/http"
	"strings"
	"testing"
)

// stillGood proves that the refusals before it changed nothing.
func (b *bubble) stillGood() {
	b.t.Helper()
	if !b.flying() {
		b.t.Fatalf("the flight is over: %v", b.err)
	}
	if len(b.sink.results) != 0 || len(b.sink.events) != 0 || len(b.sink.spare) == 0 && b.sink.renewed != 0 {
		b.t.Fatalf("a refused request reached the sink: %+v %+v, %d renewals", b.sink.results, b.sink.events, b.sink.renewed)
	}
	if got := b.post("/result", success); got.status != http.StatusOK {
		b.t.Fatalf("the customer's own result is answered with %d %s", got.status, got.body)
	}
}

func TestForeignHostsAreMisdirected(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		boot := strings.TrimPrefix(b.sink.url(), "http://"+testHost)
		for _, host := range []string{"evil.example", "evil.example:4711", "localhost:4711", "LOCALHOST:4711", "[::1]:4711",
			"127.0.0.1", "127.0.0.1:80", "127.0.0.1.:4711", "127.1:4711", "127.0.0.1:4711.evil.example"} {
			for _, path := range []string{boot, "/", "/nothing"} {
				req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+testHost+path, nil)
				if err != nil {
					t.Fatal(err)
				}
				req.Host = host
				if got := b.do(req); got.status != http.StatusMisdirectedRequest {
					t.Errorf("Host %s, %s: %d", host, path, got.status)
				}
			}
			if got := b.post("/result", success, func(r *http.Request) { r.Host = host; r.Header.Set("Origin", "http://"+host) }); got.status != http.StatusMisdirectedRequest {
				t.Errorf("Host %s, POST: %d", host, got.status)
			}
		}
		b.boot() // the one-time address was not used up
		b.stillGood()
	})
}

// raw writes bytes that net/http's client would not, and returns the status line.
func (b *bubble) raw(text string) string {
	b.t.Helper()
	c, err := b.mem.dial(b.t.Context(), "", "")
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	go func() { _, _ = io.WriteString(c, text) }()
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil {
		b.t.Fatalf("%q: %v", text, err)
	}
	return strings.TrimSpace(line)
}

func TestOddRequestLines(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		for text, want := range map[string]string{
			"GET / HTTP/1.1\r\n\r\n": "400",
			"GET / HTTP/1.1\r\nHost: " + testHost + "\r\nHost: evil.example\r\n\r\n": "400",
			"GET / HTTP/1.0\r\n\r\n": "421",
			"GET http://evil.example/ HTTP/1.1\r\nHost: " + testHost + "\r\n\r\n":         "421",
			"GET / HTTP/1.1\r\nHost: " + testHost + "\r\nX: " + long(80<<10) + "\r\n\r\n": "431",
			"OPTIONS * HTTP/1.1\r\nHost: evil.example\r\n\r\n":                            "421",
		} {
			if got := b.raw(text); !strings.Contains(got, " "+want) {
				t.Errorf("%.60q is answered with %q, want %s", text, got, want)
			}
		}
		b.boot()
		b.stillGood()
	})
}

func long(n int) string { return strings.Repeat("x", n) }

func TestThePageNeedsTheCookieOfTheOneTimeAddress(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		boot := b.sink.url()
		other := &bubble{t: t, sink: b.sink, mem: b.mem, home: testHost, done: b.done, http: &http.Client{Transport: b.http.Transport, CheckRedirect: b.http.CheckRedirect}}
		if got := other.get("http://" + testHost + "/"); got.status != http.StatusForbidden || strings.Contains(got.body, "data-link-script") {
			t.Errorf("a stranger gets the page: %d", got.status)
		}
		if got := other.get(boot + "x"); got.status != http.StatusNotFound {
			t.Errorf("a guessed path: %d", got.status)
		}
		b.boot()
		if got := other.get(boot); got.status != http.StatusGone || len(got.header.Values("Set-Cookie")) != 0 {
			t.Errorf("the one-time address works twice: %d %v", got.status, got.header)
		}
		for name, change := range map[string]func(*http.Request){
			"no cookie":    func(r *http.Request) {},
			"wrong cookie": func(r *http.Request) { r.Header.Set("Cookie", cookieName(b)+"=AAAAAAAAAAAAAAAAAAAAAAAAAA") },
			"empty cookie": func(r *http.Request) { r.Header.Set("Cookie", cookieName(b)+"=") },
		} {
			for _, path := range []string{"/token", "/renew", "/event", "/result", "/beacon"} {
				if got := other.post(path, success, change); got.status != http.StatusForbidden {
					t.Errorf("%s %s: %d", name, path, got.status)
				}
			}
		}
		b.stillGood()
	})
}

func cookieName(b *bubble) string {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, "http://"+testHost+"/", nil)
	if err != nil {
		b.t.Fatal(err)
	}
	cookies := b.http.Jar.Cookies(req.URL)
	if len(cookies) != 1 {
		b.t.Fatalf("%d cookies", len(cookies))
	}
	return cookies[0].Name
}

func TestTheCookieIsStrict(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		got := b.get(b.sink.url())
		cookie := got.header.Get("Set-Cookie")
		for _, part := range []string{"; HttpOnly", "; SameSite=Strict", "; Path=/"} {
			if !strings.Contains(cookie, part) {
				t.Errorf("the cookie %q lacks %q", cookie, part)
			}
		}
		if len(got.body) != 0 || strings.Contains(cookie, strings.TrimPrefix(b.sink.url(), "http://"+testHost+"/")) {
			t.Error("the cookie repeats the address that others may have read")
		}
	})
}

// The operator hears of a stranger once, of the customer's own second visit not at all.
func TestASecondVisitIsTold(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		b.boot()
		if got := b.get(b.sink.url()); got.status != http.StatusGone || !strings.Contains(got.body, "go on where you left off") {
			t.Errorf("the customer's own second visit: %d", got.status)
		}
		if len(b.sink.notes) != 1 {
			t.Fatalf("told of the customer: %q", b.sink.notes)
		}
		stranger := &bubble{t: t, sink: b.sink, mem: b.mem, http: &http.Client{Transport: b.http.Transport}}
		for range 3 {
			stranger.get(b.sink.url())
		}
		if len(b.sink.notes) != 1 || len(b.sink.said) != 1 || !strings.Contains(b.sink.said[0], "opened a second time") {
			t.Errorf("told of a stranger: %q, %q", b.sink.notes, b.sink.said)
		}
		b.stillGood()
	})
}

func TestAPrefetchDoesNotUseUpTheAddress(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.sink.url(), nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Sec-Purpose", "prefetch;prerender")
		if got := b.do(req); got.status != http.StatusServiceUnavailable {
			t.Errorf("a prefetch: %d", got.status)
		}
		b.boot()
		b.stillGood()
	})
}

func TestPostsOfOtherPagesAreRefused(t *testing.T) {
	set := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	for _, tt := range []struct {
		name   string
		change func(*http.Request)
		want   int
	}{
		{"two origins, ours first", func(r *http.Request) { r.Header.Add("Origin", "https://evil.example") }, 403},
		{"foreign origin", set("Origin", "https://evil.example"), 403},
		{"origin null", set("Origin", "null"), 403},
		{"no origin", func(r *http.Request) { r.Header.Del("Origin") }, 403},
		{"another port", set("Origin", "http://127.0.0.1:4712"), 403},
		{"https", set("Origin", "https://"+testHost), 403},
		{"a name for it", set("Origin", "http://localhost:4711"), 403},
		{"cross-site", set("Sec-Fetch-Site", "cross-site"), 403},
		{"same-site, another port", set("Sec-Fetch-Site", "same-site"), 403},
		{"text", set("Content-Type", "text/plain"), 415},
		{"form", set("Content-Type", "application/x-www-form-urlencoded"), 415},
		{"no type", func(r *http.Request) { r.Header.Del("Content-Type") }, 415},
		{"json by another name", set("Content-Type", "application/json-patch"), 415},
		{"another charset", set("Content-Type", "application/json; charset=utf-16"), 415},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fly(t, nil, func(t *testing.T, b *bubble) {
				b.boot()
				for path, body := range map[string]string{"/token": "{}", "/renew": "{}", "/event": `{"event_name":"OPEN","metadata":{}}`, "/result": success, "/beacon": `{"why":"closed"}`} {
					if got := b.post(path, body, tt.change); got.status != tt.want || strings.Contains(got.body, testToken) {
						t.Errorf("%s: %d, want %d: %s", path, got.status, tt.want, got.body)
					}
				}
				b.stillGood()
			})
		})
	}
}

// Older browsers send no Sec-Fetch-Site, and "none" is a person's own doing.
func TestOldBrowsersMayPost(t *testing.T) {
	for _, change := range []func(*http.Request){
		func(r *http.Request) { r.Header.Del("Sec-Fetch-Site") },
		func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "none") },
		func(r *http.Request) { r.Header.Set("Content-Type", "application/json; charset=UTF-8") },
	} {
		fly(t, nil, func(t *testing.T, b *bubble) {
			b.boot()
			if got := b.post("/result", success, change); got.status != http.StatusOK {
				t.Errorf("%d %s", got.status, got.body)
			}
		})
	}
}

func TestPathsAndMethods(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		b.boot()
		boot := strings.TrimPrefix(b.sink.url(), "http://"+testHost)
		for _, tt := range []struct {
			method, path string
			want         int
			allow        string
		}{
			{"GET", "/favicon.ico", 404, ""}, {"GET", "//", 404, ""}, {"GET", "/index.html", 404, ""}, {"GET", "/token/", 404, ""},
			{"POST", "/tokens", 404, ""}, {"GET", "/" + strings.ToLower(boot[1:]), 404, ""},
			{"POST", "/", 405, "GET"}, {"HEAD", "/", 405, "GET"}, {"OPTIONS", "/", 405, "GET"}, {"PUT", boot, 405, "GET"},
			{"GET", "/token", 405, "POST"}, {"GET", "/renew", 405, "POST"}, {"GET", "/event", 405, "POST"}, {"DELETE", "/result", 405, "POST"}, {"OPTIONS", "/result", 405, "POST"}, {"GET", "/beacon", 405, "POST"},
		} {
			req, err := http.NewRequestWithContext(t.Context(), tt.method, "http://"+testHost+tt.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			got := b.do(req)
			if got.status != tt.want || got.header.Get("Allow") != tt.allow || got.header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s %s: %d %v", tt.method, tt.path, got.status, got.header)
			}
		}
		b.stillGood()
	})
}

func TestBodies(t *testing.T) {
	fit := `{"kind":"exit","error":null,"metadata":{"x":"` + long(maxBody-100) + `"}}`
	for _, tt := range []struct {
		name, path, body string
		want             int
	}{
		{"too large", "/result", `{"kind":"` + long(maxBody) + `"}`, 413},
		{"a value too many", "/result", success + "{}", 400},
		{"garbage after it", "/result", success + "x", 400},
		{"not JSON", "/result", "kind=success", 400},
		{"empty", "/result", "", 400},
		{"an array", "/result", "[]", 400},
		{"an unknown member", "/result", `{"kind":"exit","error":null,"metadata":{},"admin":true}`, 400},
		{"an unknown kind", "/result", `{"kind":"linked","metadata":{}}`, 400},
		{"success without a token", "/result", `{"kind":"success","metadata":{}}`, 400},
		{"a null token", "/result", `{"kind":"success","public_token":null,"metadata":{}}`, 400},
		{"a token with a line break", "/result", `{"kind":"success","public_token":"public-\n","metadata":{}}`, 400},
		{"a token of 600 bytes", "/result", `{"kind":"success","public_token":"` + long(600) + `","metadata":{}}`, 400},
		{"a token that is no UTF-8", "/result", "{\"kind\":\"success\",\"public_token\":\"public-\xff\",\"metadata\":{}}", 400},
		{"an event without a name", "/event", `{"metadata":{}}`, 400},
		{"an event of another kind", "/event", `{"event_name":7,"metadata":{}}`, 400},
		{"a wish with the token", "/token", `{"case":"other"}`, 400},
		{"a token that never was", "/renew", `{"number":2}`, 400},
		{"a token before the first", "/renew", `{"number":-1}`, 400},
		{"a wish with the renewal", "/renew", `{"number":1,"case":"other"}`, 400},
		{"an unknown goodbye", "/beacon", `{"why":"bored"}`, 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fly(t, nil, func(t *testing.T, b *bubble) {
				b.boot()
				if got := b.post(tt.path, tt.body); got.status != tt.want {
					t.Errorf("%d, want %d: %s", got.status, tt.want, got.body)
				}
				b.stillGood()
			})
		})
	}
	for _, odd := range []string{`"metadata":"x"`, `"metadata":[1]`, `"error":"text","metadata":null`, `"error":[1]`} {
		fly(t, nil, func(t *testing.T, b *bubble) {
			b.boot()
			if got := b.post("/result", `{"kind":"exit",`+odd+`}`); got.status != http.StatusOK || !strings.Contains(got.body, `"left"`) {
				t.Errorf("%s costs the exit: %d %s", odd, got.status, got.body)
			}
		})
	}
	fly(t, nil, func(t *testing.T, b *bubble) {
		b.boot()
		if got := b.post("/result", fit); got.status != http.StatusOK {
			t.Errorf("a body just under 64 KiB: %d %s", got.status, got.body)
		}
	})
}

func TestEveryAnswerHasTheHeaders(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		boot := b.get(b.sink.url())
		for name, got := range map[string]got{
			"boot": boot, "page": b.get("http://" + testHost + "/"), "gone": b.get(b.sink.url()), "token": b.post("/token", "{}"),
			"not found": b.get("http://" + testHost + "/x"), "misdirected": b.post("/token", "{}", func(r *http.Request) { r.Host = "evil.example" }),
			"forbidden": b.post("/token", "{}", func(r *http.Request) { r.Header.Set("Origin", "null") }),
		} {
			for header, want := range map[string]string{
				"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
				"Cross-Origin-Opener-Policy": "same-origin-allow-popups", "Cross-Origin-Resource-Policy": "same-origin",
				"X-Frame-Options": "DENY", "Access-Control-Allow-Origin": "", "Access-Control-Allow-Credentials": "",
			} {
				if got.header.Get(header) != want {
					t.Errorf("%s: %s is %q", name, header, got.header.Get(header))
				}
			}
			policy := got.header.Get("Content-Security-Policy")
			for _, part := range []string{"default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"} {
				if !strings.Contains(policy, part) {
					t.Errorf("%s: the policy %q lacks %s", name, policy, part)
				}
			}
			if n := len(got.header.Values("Content-Security-Policy")); n != 1 {
				t.Errorf("%s: %d policies", name, n)
			}
		}
	})
}
