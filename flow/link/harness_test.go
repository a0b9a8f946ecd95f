package link

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

const (
	testToken  = "link-sandbox-0a0b0c0d-1111-4222-8333-444455556666"
	testPublic = "public-sandbox-9f9e9d9c-1111-4222-8333-444455556666"
	testHost   = "127.0.0.1:4711"
)

// What a page sends at the end of a visit.
const (
	success = `{"kind":"success","public_token":"` + testPublic + `","metadata":{"institution":{"name":"First Platypus Bank","institution_id":"ins_109508"},
	"accounts":[{"id":"acc1","name":"Plaid Checking","mask":"0000","type":"depository","subtype":"checking"}],"link_session_id":"s-1","request_id":"r-1"}}`
	left = `{"kind":"exit","error":null,"metadata":{"institution":null,"status":"requires_credentials","link_session_id":"s-2","request_id":"r-2"}}`
)

// memory is a listener without a socket. A real one would keep the bubble's clock from moving,
// since waiting in the kernel does not count as waiting.
type memory struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
	ip    net.IP
}

func newMemory() *memory {
	return &memory{conns: make(chan net.Conn), done: make(chan struct{}), ip: net.IPv4(127, 0, 0, 1)}
}

func (m *memory) Accept() (net.Conn, error) {
	select {
	case c := <-m.conns:
		return c, nil
	case <-m.done:
		return nil, net.ErrClosed
	}
}

func (m *memory) Close() error { m.once.Do(func() { close(m.done) }); return nil }

func (m *memory) Addr() net.Addr { return &net.TCPAddr{IP: m.ip, Port: 4711} }

func (m *memory) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case m.conns <- theirs:
		return ours, nil
	case <-m.done:
		return nil, errors.New("connection refused")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// sink records what a flight told it and can be made to fail.
type sink struct {
	mu      sync.Mutex
	opened  []string
	notes   []string
	started []bool
	events  []flow.LinkEvent
	results []flow.LinkResult
	said    []string               // by Note
	spare   []flow.LinkTokenAnswer // what Renew gives, one after the other
	renewed int                    // how many were asked for
	// renewing holds a renewal up
	renewing chan struct{}
	failing  int // how many results are refused first
	hold     chan struct{}
	slow     chan struct{} // holds an event up
	dawdle   time.Duration // how long it takes to hear of the address
}

func (s *sink) Opened(url string, opened bool, note string) {
	time.Sleep(s.dawdle)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened, s.notes, s.started = append(s.opened, url), append(s.notes, note), append(s.started, opened)
}

func (s *sink) Event(_ context.Context, e flow.LinkEvent) error {
	if s.slow != nil {
		<-s.slow
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.events = append(s.events, e)
	return nil
}

func (s *sink) Note(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.said = append(s.said, text)
}

func (s *sink) Renew(ctx context.Context) (flow.LinkTokenAnswer, error) {
	if s.renewing != nil {
		select {
		case <-s.renewing:
		case <-ctx.Done():
			return flow.LinkTokenAnswer{}, ctx.Err()
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.renewed++
	if s.renewed > len(s.spare) {
		return flow.LinkTokenAnswer{}, flow.Faultf("link_token_create", flow.Transient, "NOT_SENT", "no more tokens")
	}
	return s.spare[s.renewed-1], nil
}

func (s *sink) Result(ctx context.Context, r flow.LinkResult) error {
	if s.hold != nil {
		<-s.hold
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if s.failing > 0 {
		s.failing--
		return errors.New("the disk is full")
	}
	s.results = append(s.results, r)
	return nil
}

func (s *sink) url() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.opened) == 0 {
		return ""
	}
	return s.opened[0]
}

// bubble is one flight under fake time, with a browser of its own.
type bubble struct {
	t      *testing.T
	sink   *sink
	mem    *memory
	six    *memory // on ::1, for a page at localhost
	home   string  // the page's own host and port
	http   *http.Client
	cancel context.CancelFunc
	err    error
	done   chan struct{}
}

// fly runs one flight in a bubble. steer may be nil.
func fly(t *testing.T, steer func(*Browser, *flow.HandoffRequest, *sink), act func(*testing.T, *bubble)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		mem, six := newMemory(), newMemory()
		six.ip = net.IPv6loopback
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		b := &bubble{t: t, sink: &sink{}, mem: mem, six: six, home: testHost, done: make(chan struct{})}
		transport := &http.Transport{DialContext: mem.dial}
		b.http = &http.Client{Jar: jar, Transport: transport,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		browser := Browser{Listen: func(_ context.Context, network, _ string) (net.Listener, error) {
			return map[string]net.Listener{"tcp4": mem, "tcp6": six}[network], nil
		}}
		req := flow.HandoffRequest{Case: "01J", LinkToken: flow.NewSecret([]byte(testToken)), Env: flow.Sandbox,
			Expiration: time.Now().Add(4 * time.Hour)}
		if steer != nil {
			steer(&browser, &req, b.sink)
		}
		if u, err := url.Parse(req.RedirectURI); err == nil && u.Host != "" {
			b.home = u.Host
		}
		var ctx context.Context
		ctx, b.cancel = context.WithCancel(t.Context())
		go func() {
			defer close(b.done)
			b.err = browser.Run(ctx, req, b.sink)
		}()
		synctest.Wait()
		act(t, b)
		b.cancel()
		transport.CloseIdleConnections()
		<-b.done
	})
}

// boot opens the one-time address and the page, like a browser.
func (b *bubble) boot() {
	b.t.Helper()
	if got := b.get(b.sink.url()); got.status != http.StatusSeeOther || got.header.Get("Location") != "/" {
		b.t.Fatalf("the one-time address answered %d %q", got.status, got.header.Get("Location"))
	}
	if got := b.get("http://" + b.home + "/"); got.status != http.StatusOK {
		b.t.Fatalf("the page answered %d", got.status)
	}
}

type got struct {
	status int
	header http.Header
	body   string
}

func (b *bubble) get(url string) got {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, url, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(req)
}

// post sends what the page would send; each change can spoil it.
func (b *bubble) post(path, body string, change ...func(*http.Request)) got {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, "http://"+b.home+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", "http://"+b.home)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	for _, c := range change {
		c(req)
	}
	return b.do(req)
}

func (b *bubble) do(req *http.Request) got {
	b.t.Helper()
	res, err := b.http.Do(req)
	if err != nil {
		b.t.Fatalf("%s %s: %v", req.Method, req.URL.Path, err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return got{res.StatusCode, res.Header, string(body)}
}

// landed waits for the end of the flight, on the bubble's clock.
func (b *bubble) landed() error {
	<-b.done
	return b.err
}

// flying reports whether the flight goes on.
func (b *bubble) flying() bool {
	synctest.Wait()
	select {
	case <-b.done:
		return false
	default:
		return true
	}
}
