package sim

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

const steerPath = "/_sim/"

// serveSteering is the steering wheel for a person or a test: what is there,
// what shall go wrong, what time it is, and beginning anew.
func (s *Sim) serveSteering(r *http.Request) reply {
	if why := s.fromElsewhere(r); why != "" {
		return steerError(http.StatusForbidden, why)
	}
	body, fits, err := readBody(r)
	if !fits || err != nil {
		return steerError(http.StatusRequestEntityTooLarge, "a body has at most 1 MiB")
	}
	switch r.Method + " " + r.URL.Path {
	case "GET /_sim/state":
		return s.look(r, func(t *tx) any { return s.report(t) })
	case "GET /_sim/items":
		return s.look(r, func(t *tx) any { return map[string]any{"items": t.itemReports(limitOf(r))} })
	case "GET /_sim/methods":
		return s.look(r, func(t *tx) any { return map[string]any{"funds_transfer_methods": t.methodReports(limitOf(r))} })
	case "GET /_sim/calls":
		return steerReply(map[string]any{"calls": s.steering.last(limitOf(r))})
	case "GET /_sim/faults":
		return steerReply(map[string]any{"faults": s.steering.inStore()})
	case "POST /_sim/faults":
		return s.addFault(body)
	case "DELETE /_sim/faults":
		s.steering.calm()
		return steerReply(map[string]any{"faults": s.steering.inStore()})
	case "POST /_sim/items":
		return s.changeItem(r, body)
	case "POST /_sim/clock":
		return s.moveClock(r, body)
	case "POST /_sim/scenario":
		return s.changeScenario(r, body)
	case "POST /_sim/latency":
		return s.changeLatency(body)
	case "POST /_sim/reset":
		return s.reset(r.Context())
	}
	return steerError(http.StatusNotFound, "there are GET /_sim/state, /_sim/items, /_sim/methods, /_sim/calls and /_sim/faults, "+
		"DELETE /_sim/faults, and POST /_sim/faults, /_sim/items, /_sim/clock, /_sim/scenario, /_sim/latency and /_sim/reset")
}

// look answers with something out of the world.
func (s *Sim) look(r *http.Request, at func(*tx) any) reply {
	return s.inWorld(r, plaidCrash, func(t *tx) reply { return steerReply(at(t)) })
}

func steerReply(v any) reply { return jsonReply(http.StatusOK, "application/json", v) }

// maxListed is the most that one look answers, and what it answers unasked.
const maxListed, usuallyListed = 1_000, 100

// limitOf is the number that ?limit= wants, within reason.
func limitOf(r *http.Request) int {
	return min(positive(r.URL.Query().Get("limit"), usuallyListed), maxListed)
}

// maxSkew keeps the simulated date within what a time can hold.
const maxSkew = 100 * 365 * 24 * time.Hour

func (s *Sim) moveClock(r *http.Request, body []byte) reply {
	var in struct {
		Advance string `json:"advance"`
	}
	err := json.Unmarshal(body, &in)
	d, bad := time.ParseDuration(in.Advance)
	if err != nil || bad != nil || d < 0 || d > maxSkew {
		return steerError(http.StatusBadRequest, `the body is {"advance": "4h"}: hours, minutes or seconds, onward only, and a hundred years at most`)
	}
	return s.inWorld(r, plaidCrash, func(t *tx) reply {
		if t.w.Skew+d > maxSkew {
			return steerError(http.StatusBadRequest, "the clock cannot be moved further")
		}
		t.w.Skew += d
		t.changed = true
		return steerReply(map[string]string{"now": rfc3339(t.now.Add(d)), "advanced": t.w.Skew.String()})
	})
}

func (s *Sim) reset(ctx context.Context) reply {
	if err := s.state.reset(ctx); err != nil {
		return steerError(http.StatusInternalServerError, err.Error())
	}
	s.steering.reset()
	s.limits.reset()
	return jsonReply(http.StatusOK, "application/json", map[string]uint64{"seed": s.Seed()})
}

func steerError(status int, what string) reply {
	return jsonReply(status, "application/json", map[string]string{"error": what})
}
