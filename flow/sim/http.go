package sim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// maxBody is the largest request body that is read.
const maxBody = 1 << 20

// crash answers 500 in the shape of one provider and says why.
type crash func(requestID, why string) reply

// reply is an answer that has not left yet. It is written only after the world
// that it speaks of is kept.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func jsonReply(status int, contentType string, v any) reply {
	body, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("sim: an answer cannot be written as JSON: %v", err))
	}
	h := make(http.Header, 4)
	h.Set("Content-Type", contentType)
	return reply{status: status, header: h, body: body}
}

// ServeHTTP answers as the provider that owns the path.
func (s *Sim) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	switch {
	case r.Method == http.MethodGet && s.serveLinkPage(w, r):
	case strings.HasPrefix(path, "/v2/") || path == "/auth/jwts":
		s.answer(w, r, s.servePT, ptCrash)
	case strings.HasPrefix(path, "/_link/"):
		s.answer(w, r, s.serveLink, plaidCrash)
	case strings.HasPrefix(path, "/_sim/"):
		s.answer(w, r, s.serveSteering, plaidCrash)
	default:
		s.answer(w, r, s.servePlaid, plaidCrash)
	}
}

// answer runs one request and writes what came of it. A panic becomes a 500 in
// the shape of its provider; the broken connection of a fault stays one.
func (s *Sim) answer(w http.ResponseWriter, r *http.Request, serve func(*http.Request) reply, crash crash) {
	rep := func() (rep reply) {
		defer func() {
			if p := recover(); p == http.ErrAbortHandler {
				panic(p)
			} else if p != nil {
				rep = crash(s.requestID(), fmt.Sprint("the simulator failed: ", p))
			}
		}()
		return serve(r)
	}()
	for name, values := range rep.header {
		w.Header()[name] = values
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(rep.status)
	_, _ = w.Write(rep.body) // a client that went away is not our trouble
}

// run applies the faults that the call meets around the work itself. refuse
// answers a fault that is an answer; ok is false for kinds it does not know.
// The work gets those, because it alone knows the moment for them.
func (s *Sim) run(r *http.Request, path string, refuse func(Fault) (reply, bool), work func(rest []Fault) reply) reply {
	met := s.steering.meet(r.Method, path)
	if err := pause(r.Context(), s.opts.Latency+s.scenario.Latency); err != nil {
		panic(http.ErrAbortHandler)
	}
	var rest []Fault
	lost := false
	for _, f := range met {
		switch f.Kind {
		case KindDelay:
			if err := pause(r.Context(), f.Delay); err != nil {
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
func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
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

// readBody reads at most maxBody; ok is false when there was more.
func readBody(r *http.Request) (body []byte, ok bool, err error) {
	body, err = io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	return body, len(body) <= maxBody, err
}
