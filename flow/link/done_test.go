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

// returning is a flight with a return page.
func returning(t *testing.T, steer func(*hosting), act func(t *testing.T, f *hosting, page string)) {
	t.Helper()
	var page string
	host(t, func(f *hosting) {
		f.h.Return = true
		ctx, cancel := context.WithCancel(f.t.Context())
		page = f.h.Completion(ctx, f.req.Case)
		cancel() // the call that made the link token is over
		if steer != nil {
			steer(f)
		}
	}, func(t *testing.T, f *hosting) { act(t, f, page) })
}

func (f *hosting) visit(method, url string, change ...func(*http.Request)) got {
	f.t.Helper()
	req, err := http.NewRequestWithContext(f.t.Context(), method, url, nil)
	if err != nil {
		f.t.Fatal(err)
	}
	for _, c := range change {
		c(req)
	}
	res, err := f.client().Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	return got{res.StatusCode, res.Header, string(body)}
}

// Coming back makes the poll happen at once, and the page says what came of it.
func TestComingBackAsksAtOnce(t *testing.T) {
	for name, tt := range map[string]struct {
		update bool
		result *flow.LinkResult
		says   string
		state  string
	}{
		"linked":   {false, linked("s"), "Your account at First Platypus Bank is linked.", `data-state="linked"`},
		"repaired": {true, linked("s"), "<h1>Login repaired</h1>", `data-state="linked"`},
		"dead":     {false, &flow.LinkResult{Fault: &flow.Fault{Code: codeDeadToken}}, "no longer valid", `data-state="failed"`},
	} {
		t.Run(name, func(t *testing.T) {
			returning(t, func(f *hosting) {
				f.req.Update = tt.update
				f.bank.visits(visitor("s", 0, 10*time.Second+200*time.Millisecond, tt.result, "OPEN", "X"))
			}, func(t *testing.T, f *hosting, page string) {
				f.pass(10*time.Second + 300*time.Millisecond)
				began := time.Now()
				got := f.visit(http.MethodGet, page)
				if got.status != http.StatusOK || !strings.Contains(got.body, tt.says) || !strings.Contains(got.body, tt.state) || strings.Contains(got.body, "{{") {
					t.Errorf("the page is %d %s", got.status, got.body)
				}
				if took := time.Since(began); took > 10*time.Millisecond {
					t.Errorf("it took %s", took)
				}
				f.landed()
			})
		})
	}
}

// Without a result the page claims nothing.
func TestTheReturnPageClaimsNothing(t *testing.T) {
	returning(t, nil, func(t *testing.T, f *hosting, page string) {
		got := f.visit(http.MethodGet, page)
		if got.status != http.StatusOK || !strings.Contains(got.body, "You can close this window") || !strings.Contains(got.body, "The person who opened this page sees the result.") {
			t.Errorf("the page is %d %s", got.status, got.body)
		}
		for _, claim := range []string{"linked.", "Account linked", `data-state="linked"`, `data-state="left"`, "repaired"} {
			if strings.Contains(got.body, claim) {
				t.Errorf("it claims %q", claim)
			}
		}
		if policy := got.header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "script-src") ||
			got.header.Get("Cache-Control") != "no-store" || got.header.Get("Referrer-Policy") != "no-referrer" || got.header.Get("X-Frame-Options") != "DENY" {
			t.Errorf("the headers are %v", got.header)
		}
	})
}

// A visitor cannot make us ask more than once a second, nor earlier than Plaid wants it.
func TestVisitsAreBounded(t *testing.T) {
	storm := func(f *hosting, page string) {
		for range 100 {
			ctx, cancel := context.WithTimeout(f.t.Context(), 50*time.Millisecond)
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, page, nil)
			if err != nil {
				f.t.Fatal(err)
			}
			if res, err := f.client().Do(req); err == nil {
				_ = res.Body.Close()
			}
			cancel()
		}
	}
	returning(t, nil, func(t *testing.T, f *hosting, page string) {
		f.pass(3 * time.Second)
		before := len(f.bank.times())
		storm(f, page)
		synctest.Wait()
		if n := len(f.bank.times()) - before; n < 5 || n > 6 {
			t.Errorf("%d polls in five seconds: %s", n, f.bank.times())
		}
	})
	returning(t, func(f *hosting) {
		f.bank.sessions = func(context.Context, time.Duration) ([]flow.LinkSession, error) {
			return nil, &flow.Fault{Code: "RATE_LIMIT", Message: "slow down", RetryAfter: 30}
		}
	}, func(t *testing.T, f *hosting, page string) {
		storm(f, page)
		synctest.Wait()
		if len(f.bank.times()) != 1 {
			t.Errorf("it asked at %s", f.bank.times())
		}
	})
}

func TestTheReturnPageRefuses(t *testing.T) {
	returning(t, nil, func(t *testing.T, f *hosting, page string) {
		if !regexp.MustCompile(`^http://127\.0\.0\.1:4711/done-[A-Z2-7]{26}$`).MatchString(page) {
			t.Fatalf("the page is at %s", page)
		}
		as := func(host string) func(*http.Request) { return func(r *http.Request) { r.Host = host } }
		for name, tt := range map[string]struct {
			method, url string
			host        string
			status      int
		}{
			"another name":   {http.MethodGet, page, "evil.example", 421},
			"localhost":      {http.MethodGet, page, "localhost:4711", 421},
			"no port":        {http.MethodGet, page, "127.0.0.1", 421},
			"another port":   {http.MethodGet, page, "127.0.0.1:4712", 421},
			"the root":       {http.MethodGet, "http://" + testHost + "/", testHost, 404},
			"another nonce":  {http.MethodGet, page[:len(page)-1], testHost, 404},
			"something more": {http.MethodGet, page + "/x", testHost, 404},
			"a post":         {http.MethodPost, page, testHost, 405},
			"a head":         {http.MethodHead, page, testHost, 405},
		} {
			if got := f.visit(tt.method, tt.url, as(tt.host)); got.status != tt.status {
				t.Errorf("%s: %d", name, got.status)
			}
		}
		synctest.Wait()
		if len(f.bank.times()) != 1 {
			t.Errorf("a refused visit made a poll: %s", f.bank.times())
		}
	})
}

// listening reports whether the page's port is open.
func listening(t *testing.T, m *memory) bool {
	t.Helper()
	c, err := m.dial(t.Context(), "", "")
	if err == nil {
		_ = c.Close()
	}
	return err == nil
}

func TestTheReturnPageEndsWithItsFlight(t *testing.T) {
	for name, act := range map[string]func(f *hosting){
		"result":   func(f *hosting) { f.landed() },
		"canceled": func(f *hosting) { f.cancel(); <-f.done },
	} {
		returning(t, func(f *hosting) { f.bank.visits(visitor("s", 0, 3*time.Second, linked("s"))) }, func(t *testing.T, f *hosting, page string) {
			act(f)
			if !listening(t, f.mem) {
				t.Errorf("%s: the browser that is on its way finds nothing", name)
			}
			f.pass(lateDone / 2)
			got := f.visit(http.MethodGet, page)
			if want := map[string]string{"result": "is linked", "canceled": "called off"}[name]; !strings.Contains(got.body, want) {
				t.Errorf("%s: the late page is %s", name, got.body)
			}
			f.pass(time.Second - lateDone/2)
			if listening(t, f.mem) {
				t.Errorf("%s: it listens a second after the flight", name)
			}
		})
	}
}

func TestTheReturnPageLivesAsLongAsItsFlight(t *testing.T) {
	returning(t, func(f *hosting) { f.req.Expiration = time.Now().Add(10 * time.Hour) }, func(t *testing.T, f *hosting, page string) {
		f.pass(linkTokenLife + time.Hour)
		if got := f.visit(http.MethodGet, page); got.status != http.StatusOK {
			t.Errorf("the page is %d", got.status)
		}
	})
}

func TestAReturnPageThatNobodySees(t *testing.T) {
	returning(t, nil, func(t *testing.T, f *hosting, _ string) {
		f.cancel()
		<-f.done
		f.pass(time.Second)
		if listening(t, f.mem) {
			t.Error("it listens a second after the flight")
		}
	})
}

// A page that no flight takes does not stay for ever, and a new one of the same case ends the
// old one; the page of another case is left alone.
func TestAReturnPageThatNobodyTakes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var all []*memory
		h := &Hosted{Return: true, Listen: func(context.Context, string, string) (net.Listener, error) {
			all = append(all, newMemory())
			return all[len(all)-1], nil
		}}
		defer h.Close()
		ctx, cancel := context.WithCancel(t.Context())
		first := h.Completion(ctx, "a")
		other := h.Completion(ctx, "b")
		cancel() // the call that made the link token is over, the page is not
		synctest.Wait()
		if !listening(t, all[0]) || !listening(t, all[1]) || other == "" {
			t.Fatal("a page has ended with the call that asked for it")
		}
		if second := h.Completion(t.Context(), "a"); second == first || listening(t, all[0]) || !listening(t, all[2]) {
			t.Error("the old page of the case is still there")
		}
		if !listening(t, all[1]) {
			t.Error("the page of another case has ended")
		}
		time.Sleep(linkTokenLife + time.Second)
		synctest.Wait()
		if listening(t, all[1]) || listening(t, all[2]) || len(h.pages) != 0 {
			t.Error("a page outlives every link token")
		}
	})
}

func TestNoReturnPage(t *testing.T) {
	never := func(context.Context, string, string) (net.Listener, error) { return nil, errors.New("no loopback") }
	r := &rogue{memory: newMemory(), addr: &net.TCPAddr{IP: net.ParseIP("0.0.0.0"), Port: 80}}
	for name, h := range map[string]*Hosted{
		"not wanted": {},
		"no port":    {Return: true, Listen: never},
		"everywhere": {Return: true, Listen: func(context.Context, string, string) (net.Listener, error) { return r, nil }},
	} {
		if page := h.Completion(t.Context(), "a"); page != "" {
			t.Errorf("%s: %s", name, page)
		}
	}
	if !r.closed {
		t.Error("a listener that others can reach was left open")
	}
	h := &Hosted{Return: true}
	defer h.Close()
	page := h.Completion(t.Context(), "a")
	if !strings.HasPrefix(page, "http://127.0.0.1:") {
		t.Errorf("the page is at %s", page)
	}
}
