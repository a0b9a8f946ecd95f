package sim

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// The two eras: as things were while Plaid still listed prime_trust among its
// processors, and as they are since 2024-03-21.
const (
	Era2023  = "2023"
	EraToday = "today"
)

// Options say what a simulator is like. The zero value is a good one.
type Options struct {
	Era       string        // Era2023 (default) or EraToday
	Seed      uint64        // 0 = random, see Sim.Seed; a state file keeps the seed it was born with
	Scenario  string        // a name of Scenarios; "" = happy
	Latency   time.Duration // added before every provider call
	StateFile string        // "" = memory only

	// ProcessorsOff are partners that Plaid lists but that the operator's keys
	// are not switched on for; "stripe" is one of them too.
	ProcessorsOff []string
	// RateLimits turns on the Sandbox's limits per minute, which are counted in
	// simulated time and by this process alone.
	RateLimits bool

	// AnyHost answers Link and the steering wheel under every name, for a simulator
	// that other computers are meant to reach. Without it they answer under loopback
	// addresses alone.
	AnyHost bool

	// Empty credentials accept anything well formed: 24 hex digits, 30 hex
	// digits, any Prime Trust login.
	ClientID, Secret, PTEmail, PTPassword string

	// VerifyNames is Prime Trust's optional switch of an organization: the
	// account's owner at Plaid must have the contact's first and last name.
	VerifyNames bool

	Now func() time.Time // nil = time.Now
}

// Sim is the simulator. It is safe for many callers at once.
type Sim struct {
	opts     Options
	playing  playing
	state    *keeper
	plaid    map[string]plaidEndpoint
	prime    ptRouter
	banks    []institution
	steering *steering
	limits   *limiter // nil = no limits

	patience time.Duration // with a client that does not read its answer

	reqMu sync.Mutex
	reqs  gen // request ids and token secrets: per process, not part of the world
}

// New makes a simulator. It fails on an era or scenario that does not exist
// (the error lists those that do), on a processor that was never listed, and on a
// state file that cannot be read.
func New(opts Options) (*Sim, error) {
	if opts.Era == "" {
		opts.Era = Era2023
	}
	if opts.Era != Era2023 && opts.Era != EraToday {
		return nil, fmt.Errorf("there is no era %q: the simulator knows %s and %s", opts.Era, Era2023, EraToday)
	}
	scenario, err := FindScenario(opts.Scenario)
	if err != nil {
		return nil, err
	}
	for _, name := range opts.ProcessorsOff {
		if name != "stripe" && !everListed(name) {
			return nil, fmt.Errorf("Plaid never listed a processor %q, so it cannot be switched off", name)
		}
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Seed == 0 {
		opts.Seed = randomSeed()
	}
	s := &Sim{opts: opts, banks: institutions(), steering: newSteering(scenario.Faults), patience: writePatience}
	s.playing.scenario.Store(&scenario)
	s.playing.latency.Store(int64(opts.Latency))
	if opts.RateLimits {
		s.limits = newLimiter()
	}
	s.plaid = plaidEndpoints(opts.Era)
	s.prime = ptRoutes()
	s.state, err = openKeeper(opts.StateFile, opts.Seed, opts.Now)
	if err != nil {
		return nil, err
	}
	s.reqs.Seed = mix(s.state.seed ^ s.state.boots*0xD1B54A32D192ED03)
	return s, nil
}

// Seed is the seed that this world grew from; with the same seed and the same
// calls a simulator gives the same ids.
func (s *Sim) Seed() uint64 { return s.state.seed }

// Seeded is what a new world holds from its first day: one open Prime Trust
// account and one cleared contact.
type Seeded struct {
	PTAccountID, PTContactID, ContactName string
}

// Seeded returns the ids of the seeded account and contact. They depend on the
// seed alone, and a state file keeps them.
func (s *Sim) Seeded() Seeded { return s.state.seeded }

// requestID is 15 letters and digits, the length of Plaid's own.
func (s *Sim) requestID() string {
	s.reqMu.Lock()
	defer s.reqMu.Unlock()
	return s.reqs.alnum(15)
}

func (s *Sim) secretUUID() string {
	s.reqMu.Lock()
	defer s.reqMu.Unlock()
	return s.reqs.uuid()
}

func randomSeed() uint64 {
	// Printed and typed back by people: small enough to say aloud, never zero.
	return binary.BigEndian.Uint64(randomBytes(8))%1_000_000_000 + 1
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // documented never to fail
	return b
}

var _ http.Handler = (*Sim)(nil)
