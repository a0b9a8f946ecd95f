package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"linkdesk/flow/sim"
	"linkdesk/tui/screen"
)

// The keys of Demo. They open nothing but a simulator, which takes any that are well formed.
const (
	demoClientID = "5eed5eed5eed5eed5eed5eed"
	demoSecret   = "5eed5eed5eed5eed5eed5eed5eed5e"
	demoEmail    = "demo@linkdesk.invalid"
	demoPassword = "Demo-only-1"
)

// demoOrder says what a demo shall be like.
type demoOrder struct {
	scenario string
	era      string
	seed     uint64
	// customer lets the scenario's own customer walk a browser hand-off, instead of a person.
	customer bool
	// world is a simulator that runs already; nil starts one.
	world *demoWorld
}

// demoWorld is the simulator that a demo plays against: our own on a free loopback port, or
// one that the LINKDESK_*_URL variables name.
type demoWorld struct {
	scenario sim.Scenario // what is played; read it by story
	seeded   sim.Seeded
	seed     uint64
	url      string
	server   *http.Server
	outside  bool         // it is not this program's own
	client   *http.Client // to steer the simulator with; nil is the network's
	// visitor carries the requests of the story's own customer; nil is the network.
	visitor http.RoundTripper

	// turning is held from asking which story is played, or choosing one, until it is taken over: an
	// answer of before must not turn the desk back.
	turning sync.Mutex

	mu    sync.Mutex // guards scenario and what follows
	pace  *screen.Pace
	ahead time.Duration
	auto  *player
}

func openDemo(ctx context.Context, o order, p *places) (*demoWorld, error) {
	scenario, err := sim.FindScenario(o.demo.scenario)
	if err != nil {
		return nil, usage(err)
	}
	if d := o.demo.world; d != nil {
		p.plaid, p.link, p.prime = d.url, d.url, d.url
		return d, nil
	}
	if p.external {
		return outsideDemo(ctx, o, scenario, p)
	}
	opts := sim.Options{Era: o.demo.era, Seed: o.demo.seed, Scenario: scenario.Name}
	if !o.readOnly {
		if err := os.MkdirAll(o.dir, 0o700); err != nil {
			return nil, usage(fmt.Errorf("the data directory cannot be made: %w", err))
		}
		opts.StateFile = filepath.Join(o.dir, "demo-sim.json")
	}
	s, err := sim.New(opts)
	if err != nil {
		return nil, usage(err)
	}
	ln, err := listenAgain(ctx, filepath.Join(o.dir, "demo-sim.port"), o.readOnly)
	if err != nil {
		return nil, fmt.Errorf("the simulator finds no free port on 127.0.0.1: %w", err)
	}
	d := &demoWorld{scenario: scenario, seeded: s.Seeded(), seed: s.Seed(), url: "http://" + ln.Addr().String(), server: s.Server()}
	go func() { _ = d.server.Serve(ln) }()
	p.plaid, p.link, p.prime = d.url, d.url, d.url
	return d, nil
}

// outsideDemo asks the simulator that the variables name for its seeded account and contact.
func outsideDemo(ctx context.Context, o order, scenario sim.Scenario, p *places) (*demoWorld, error) {
	if p.link == "" {
		p.link = p.plaid
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.prime+"/_sim/state", nil)
	if err != nil {
		return nil, usage(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, usage(errors.New("no simulator answers at LINKDESK_PRIMETRUST_URL: start one with linkdesk sim"))
	}
	defer res.Body.Close()
	var state struct {
		Seed     uint64 `json:"seed"`
		Scenario string `json:"scenario"`
		Seeded   struct {
			Account string `json:"pt_account_id"`
			Contact string `json:"pt_contact_id"`
			Name    string `json:"contact_name"`
		} `json:"seeded"`
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, 1<<20)).Decode(&state); err != nil || state.Seeded.Account == "" {
		return nil, usage(errors.New("what answers at LINKDESK_PRIMETRUST_URL is not a linkdesk simulator"))
	}
	if d := o.demo; d.era != "" || d.seed != 0 || d.scenario != "" && d.scenario != state.Scenario {
		return nil, usage(errors.New("scenario, era and seed belong to the simulator: give them to linkdesk sim, which this demo is pointed at"))
	}
	if played, err := sim.FindScenario(state.Scenario); err == nil {
		scenario = played
	}
	return &demoWorld{outside: true, scenario: scenario, seed: state.Seed, url: p.prime, seeded: sim.Seeded{PTAccountID: state.Seeded.Account,
		PTContactID: state.Seeded.Contact, ContactName: state.Seeded.Name}}, nil
}

func (d *demoWorld) close(ctx context.Context) {
	if d.server != nil {
		_ = d.server.Shutdown(ctx)
	}
}

// listenAgain takes the port that the simulator of this folder had before, if that is free: a
// customer may still have the address of a hosted page. Otherwise any port will do.
func listenAgain(ctx context.Context, file string, readOnly bool) (net.Listener, error) {
	var lc net.ListenConfig
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		return lc.Listen(ctx, "tcp", "127.0.0.1:0") // reading or writing a pipe would wait for ever
	}
	if before, err := os.ReadFile(file); err == nil {
		port, err := strconv.ParseUint(strings.TrimSpace(string(before)), 10, 16)
		if err == nil && port > 0 {
			if ln, err := lc.Listen(ctx, "tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
				return ln, nil
			}
			return lc.Listen(ctx, "tcp", "127.0.0.1:0") // another console has it, and keeps it
		}
	}
	ln, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err == nil && !readOnly {
		_ = os.WriteFile(file, fmt.Appendf(nil, "%d\n", ln.Addr().(*net.TCPAddr).Port), 0o600) // only an address is lost
	}
	return ln, err
}
