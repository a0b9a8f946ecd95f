package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"linkdesk/flow/sim"
)

// house is all that a story of the simulator needs, in one process and without a socket, so that
// it can be told in fake time: the simulator, and the customer's page, which is served by its own
// server over pipes in memory and walked by the story's own customer. A bubble's clock stands
// still while something waits for a socket; it does not for a pipe.
type house struct {
	scenario sim.Scenario
	sim      *sim.Sim

	mu    sync.Mutex
	pages map[string]*pipes // by host and port
	links *http.Transport   // between the customer and the page
	deaf  bool              // no page can be served here
}

// newHouse builds one. Call it inside the bubble.
func newHouse(t *testing.T, scenario string) *house {
	t.Helper()
	return houseOf(t, sim.Options{Scenario: scenario})
}

// houseOf builds one whose simulator is special.
func houseOf(t *testing.T, opts sim.Options) *house {
	t.Helper()
	opts.Seed = 7
	s, err := sim.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	story, err := sim.FindScenario(opts.Scenario)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{scenario: story, sim: s, pages: map[string]*pipes{}}
	h.links = &http.Transport{DialContext: h.dial}
	t.Cleanup(h.links.CloseIdleConnections)
	return h
}

// order is what a command wants of this house.
func (h *house) order(dir string) order {
	return order{env: "demo", dir: dir, transport: h.sim.Transport(), listen: h.listen,
		demo: demoOrder{customer: true, world: &demoWorld{scenario: h.scenario, seeded: h.sim.Seeded(), url: "http://127.0.0.1:1", visitor: h}}}
}

// RoundTrip carries the customer's requests: to the page that has that address, or to the simulator.
func (h *house) RoundTrip(r *http.Request) (*http.Response, error) {
	if h.page(r.URL.Host) != nil {
		return h.links.RoundTrip(r)
	}
	return h.sim.Transport().RoundTrip(r)
}

func (h *house) page(host string) *pipes {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.pages[host]
}

// listen is link.Browser's Listen: every page has a port of its own.
func (h *house) listen(_ context.Context, _, _ string) (net.Listener, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.deaf {
		return nil, errors.New("operation not permitted")
	}
	addr := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 40001 + len(h.pages)}
	p := &pipes{addr: addr, calls: make(chan net.Conn), closed: make(chan struct{})}
	h.pages[addr.String()] = p
	return p, nil
}

func (h *house) dial(ctx context.Context, _, address string) (net.Conn, error) {
	p := h.page(address)
	if p == nil {
		return nil, fmt.Errorf("no page is served at %s", address)
	}
	here, there := net.Pipe()
	select {
	case p.calls <- there:
		return here, nil
	case <-p.closed:
		return nil, errors.New("the page is closed")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// pipes is a listener in memory.
type pipes struct {
	addr   net.Addr
	calls  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.calls:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipes) Addr() net.Addr { return p.addr }

// leave lets what outlives a story, such as a server's idle connection, come to its end.
func leave(h *house) {
	h.links.CloseIdleConnections()
	time.Sleep(time.Hour)
}
