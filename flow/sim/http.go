package sim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// crash answers 500 in the shape of one provider and says why.
type crash func(requestID, why string) reply

// reply is an answer that has not left yet. It is written only after the world
// that it speaks of is kept.
type reply struct {
	status int
	header http.Header
	body   []byte

	requestID, code string // for the list of calls
}

func jsonReply(status int, contentType string, v any) reply {
	h := make(http.Header, 4)
	h.Set("Content-Type", contentType)
	return reply{status: status, header: h, body: mustJSON(v)}
}

func mustJSON(v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("sim: an answer cannot be written as JSON: %v", err))
	}
	return body
}

// run applies the faults that the call meets around the work itself. refuse
// answers a fault that is an answer; ok is false for kinds it does not know.
// The work gets those, because it alone knows the moment for them.
func (s *Sim) run(r *http.Request, path string, refuse func(Fault) (reply, bool), work func(rest []Fault) reply) reply {
	met := s.steering.meet(r.Method, path)
	if err := pause(r, s.Latency()+s.Scenario().Latency); err != nil {
		panic(http.ErrAbortHandler)
	}
	var rest []Fault
	lost := false
	for _, f := range met {
		switch f.Kind {
		case KindDelay:
			if err := pause(r, f.Delay); err != nil {
				panic(http.ErrAbortHandler)
			}
		case KindDropBefore:
			panic(http.ErrAbortHandler)
		case KindDropAfter:
			lost = true
		case Kind502HTML:
			return htmlReply()
		default:
			if rep, ok := refuse(f); ok {
				return rep
			}
			rest = append(rest, f)
		}
	}
	rep := work(rest)
	if lost {
		panic(http.ErrAbortHandler)
	}
	return rep
}

// pause waits on the clock that the process lives by, so that it costs nothing
// in a test with fake time.
func pause(r *http.Request, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	ourTime(r)
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-r.Context().Done():
		return r.Context().Err()
	}
}

func htmlReply() reply {
	h := make(http.Header, 1)
	h.Set("Content-Type", "text/html")
	return reply{status: http.StatusBadGateway, header: h,
		body: []byte("<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n")}
}

// inWorld does work on the world at one instant. A world that cannot be had or
// kept is a 500 that says why; a client that gave up gets nothing.
func (s *Sim) inWorld(r *http.Request, crash crash, work func(*tx) reply) reply {
	var rep reply
	err := s.state.with(r.Context(), func(w *world) bool {
		t := &tx{s: s, w: w, now: s.opts.Now().UTC().Add(w.Skew)}
		rep = work(t)
		return t.changed
	})
	switch {
	case err == nil:
		return rep
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		panic(http.ErrAbortHandler)
	}
	return crash(s.requestID(), err.Error())
}

// tx is one request's hold on the world.
type tx struct {
	s       *Sim
	w       *world
	now     time.Time
	changed bool // set by whoever changes w
}
