package glass

import (
	"slices"
	"sync"

	"linkdesk/flow"
)

// The most that is kept of one environment. A page that is asked for its news every few seconds
// must not push the rest of its case out, so of one call of a case only some are kept.
const (
	mostCalls = 400
	mostBytes = 4 << 20
	mostAlike = 8
)

// ring holds the newest calls, oldest first.
type ring struct {
	mu     sync.Mutex
	all    []flow.Exchange
	bytes  int
	coming int           // calls that are being masked
	calm   chan struct{} // closed when there are none any more; nil when nobody waits for that
}

// begin says that a call will be added.
func (r *ring) begin() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.coming++
}

// add keeps a call and lets go of what there is no room for.
func (r *ring) add(x flow.Exchange) {
	r.mu.Lock()
	defer r.mu.Unlock()
	alike, first := 0, 0
	for i := len(r.all) - 1; i >= 0; i-- {
		if o := &r.all[i]; o.Case == x.Case && o.Endpoint == x.Endpoint && o.Effect == x.Effect {
			alike++
			first = i
		}
	}
	if alike >= mostAlike {
		r.drop(first)
	}
	r.all = append(r.all, x)
	r.bytes += weight(x)
	for len(r.all) > mostCalls || r.bytes > mostBytes {
		r.drop(0)
	}
	if r.coming--; r.coming <= 0 && r.calm != nil {
		close(r.calm)
		r.calm = nil
	}
}

// settled is closed when no call is being masked.
func (r *ring) settled() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.coming <= 0 {
		done := make(chan struct{})
		close(done)
		return done
	}
	if r.calm == nil {
		r.calm = make(chan struct{})
	}
	return r.calm
}

// drop lets go of one call, whose texts must not stay alive behind the end of the slice.
func (r *ring) drop(i int) {
	r.bytes -= weight(r.all[i])
	copy(r.all[i:], r.all[i+1:])
	r.all[len(r.all)-1] = flow.Exchange{}
	r.all = r.all[:len(r.all)-1]
}

// of lists the calls of a case, newest first.
func (r *ring) of(id flow.CaseID) []flow.Exchange {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []flow.Exchange
	for i := len(r.all) - 1; i >= 0; i-- {
		if r.all[i].Case == id {
			out = append(out, r.all[i])
		}
	}
	slices.SortStableFunc(out, func(a, b flow.Exchange) int { return b.At.Compare(a.At) })
	return out
}

// weight is about what a call takes in memory.
func weight(x flow.Exchange) int {
	n := 512 + len(x.URL) + len(x.Request.Body) + len(x.Answer.Body)
	for _, m := range []flow.Message{x.Request, x.Answer} {
		for _, h := range m.Headers {
			n += len(h.Name) + len(h.Value) + 32
		}
	}
	return n
}
