package sim

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// The kinds of fault that any provider call can meet. Besides these a Kind may
// be one of Plaid's error codes (answered by Plaid's paths) or the number of a
// Prime Trust code.
const (
	Kind500        = "500"
	Kind429        = "429"
	Kind502HTML    = "502-html"    // a proxy's page instead of JSON
	KindDropBefore = "drop-before" // the connection breaks, nothing was done
	KindDropAfter  = "drop-after"  // the work is done, the connection breaks
	KindDelay      = "delay"
)

// AnyPath as a fault's path means every call to the provider whose kind it is,
// and every provider's call when the kind belongs to none.
const AnyPath = "*"

// Fault is one piece of trouble.
type Fault struct {
	Path  string        // "/accounts/get", "POST /v2/funds-transfer-methods", "/v2/plaid-items/{id}" or AnyPath
	Nth   int           // the call that meets it, counted from when it was set; 0 = every call
	Kind  string        // see the Kind constants
	Delay time.Duration // for KindDelay
}

// maxFaults bounds what POST /_sim/faults can pile up.
const maxFaults = 200

// steering is the trouble that this process has in store and the calls that it
// has seen. It is deliberately no part of the world.
type steering struct {
	mu     sync.Mutex
	story  []Fault
	faults []*armed
	calls  map[string]int
	log    []call // a ring once it is full
	oldest int    // where the ring begins
}

type armed struct {
	Fault
	seen  int
	story bool // it belongs to the scenario, and goes with it
}

func newSteering(story []Fault) *steering {
	st := &steering{story: story}
	st.reset()
	return st
}

// reset forgets the calls and arms the scenario's own faults again.
func (st *steering) reset() {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.faults, st.calls, st.log, st.oldest = nil, make(map[string]int), nil, 0
	st.arm()
}

// arm puts the scenario's own faults before the others. The lock is held.
func (st *steering) arm() {
	var first []*armed
	for _, f := range st.story {
		first = append(first, &armed{Fault: f, story: true})
	}
	st.faults = append(first, st.faults...)
}

// retell changes the story: the faults of the one before go, what was set by hand stays.
func (st *steering) retell(story []Fault) {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.faults = slices.DeleteFunc(st.faults, func(f *armed) bool { return f.story })
	st.story = story
	st.arm()
}

func (st *steering) add(f Fault) error {
	if !f.known() {
		return fmt.Errorf("there is no fault kind %q", f.Kind)
	}
	st.mu.Lock()
	defer st.mu.Unlock()
	if len(st.faults) >= maxFaults {
		return errors.New("too many faults are set: DELETE /_sim/faults first")
	}
	st.faults = append(st.faults, &armed{Fault: f})
	return nil
}

func (f Fault) known() bool {
	switch f.Kind {
	case Kind500, Kind429, Kind502HTML, KindDropBefore, KindDropAfter, KindDelay:
		return true
	}
	return f.plaidCode() || f.ptCode()
}

func (f Fault) plaidCode() bool { _, ok := plaidCodes[f.Kind]; return ok }

func (f Fault) ptCode() bool { _, ok := ptCodes[f.Kind]; return ok }

// meet counts a call to path and returns the faults that it meets, in the order
// in which they were set.
func (st *steering) meet(method, path string) []Fault {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.calls[path]++
	var met []Fault
	for _, f := range st.faults {
		if !f.concerns(method, path) {
			continue
		}
		if f.seen++; f.Nth == 0 || f.Nth == f.seen {
			met = append(met, f.Fault)
		}
	}
	// What has happened is not in store any more.
	st.faults = slices.DeleteFunc(st.faults, func(f *armed) bool { return f.Nth > 0 && f.seen >= f.Nth })
	return met
}

// concerns: AnyPath leaves Link alone, whose calls are the customer's, and every
// call that cannot answer the kind.
func (f Fault) concerns(method, path string) bool {
	if f.Path == AnyPath {
		code, numbered := ptCodes[f.Kind]
		return !strings.HasPrefix(path, "/_link/") && !(f.plaidCode() && primePath(path)) &&
			(!numbered || slices.Contains(code.on, method+" "+path))
	}
	return f.Path == path || f.Path == method+" "+path
}

func (st *steering) seen() map[string]int {
	st.mu.Lock()
	defer st.mu.Unlock()
	return maps.Clone(st.calls)
}
