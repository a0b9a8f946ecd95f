package sim

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// serveSteering is the steering wheel for a person or a test: what is there,
// what shall go wrong, what time it is, and beginning anew.
func (s *Sim) serveSteering(r *http.Request) reply {
	if why := fromElsewhere(r); why != "" {
		return steerError(http.StatusForbidden, why)
	}
	body, fits, err := readBody(r)
	if !fits || err != nil {
		return steerError(http.StatusRequestEntityTooLarge, "a body has at most 1 MiB")
	}
	switch r.Method + " " + r.URL.Path {
	case "GET /_sim/state":
		return s.inWorld(r, plaidCrash, func(t *tx) reply { return jsonReply(http.StatusOK, "application/json", s.report(t)) })
	case "POST /_sim/faults":
		return s.addFault(body)
	case "POST /_sim/clock":
		return s.moveClock(r, body)
	case "POST /_sim/reset":
		return s.reset(r.Context())
	}
	return steerError(http.StatusNotFound, "there are GET /_sim/state, POST /_sim/faults, POST /_sim/clock and POST /_sim/reset")
}

// stateReport is GET /_sim/state. The counts are of the world; the calls are
// those that this process has seen since its start or the last reset.
type stateReport struct {
	Era                  string         `json:"era"`
	Scenario             string         `json:"scenario"`
	Seed                 uint64         `json:"seed"`
	Now                  string         `json:"now"`
	LinkTokens           int            `json:"link_tokens"`
	LinkSessions         int            `json:"link_sessions"`
	Items                int            `json:"items"` // without the removed ones
	ProcessorTokens      int            `json:"processor_tokens"`
	Accounts             int            `json:"accounts"`
	Contacts             int            `json:"contacts"`
	FundsTransferMethods int            `json:"funds_transfer_methods"`
	Contributions        int            `json:"contributions"`
	Calls                map[string]int `json:"calls"`
	Seeded               seededReport   `json:"seeded"`
}

// seededReport names the account and contact that every world begins with, for a client that
// is pointed at a simulator it did not start.
type seededReport struct {
	PTAccountID string `json:"pt_account_id"`
	PTContactID string `json:"pt_contact_id"`
	ContactName string `json:"contact_name"`
}

func (s *Sim) report(t *tx) stateReport {
	rep := stateReport{
		Era: s.opts.Era, Scenario: s.scenario.Name, Seed: t.w.IDs.Seed, Now: rfc3339(t.now),
		LinkTokens: t.w.LinkTokens.len(), LinkSessions: t.w.Sessions.len(), ProcessorTokens: t.w.Processors.len(),
		Accounts: t.w.Accounts.len(), Contacts: t.w.Contacts.len(), FundsTransferMethods: t.w.Methods.len(),
		Calls: s.steering.seen(), Seeded: seededReport(s.Seeded()),
	}
	for _, it := range t.w.Items.all() {
		if !it.Removed {
			rep.Items++
		}
	}
	return rep
}

// defaultDelay is how long a delay takes that names no time.
const defaultDelay = 5 * time.Second

// addFault takes {"path", "nth", "kind"} and for a delay also "delay". nth
// counts from now on; without it the next call is meant, and 0 is every call.
func (s *Sim) addFault(body []byte) reply {
	var in struct {
		Path  string `json:"path"`
		Nth   *int   `json:"nth"`
		Kind  string `json:"kind"`
		Delay string `json:"delay"`
	}
	if err := json.Unmarshal(body, &in); err != nil || in.Path == "" {
		return steerError(http.StatusBadRequest, `the body is {"path": "/accounts/get", "nth": 1, "kind": "500"}`)
	}
	f := Fault{Path: in.Path, Nth: 1, Kind: in.Kind, Delay: defaultDelay}
	if in.Nth != nil {
		f.Nth = *in.Nth
	}
	if in.Delay != "" {
		d, err := time.ParseDuration(in.Delay)
		if err != nil || d < 0 {
			return steerError(http.StatusBadRequest, `delay is a time such as "5s"`)
		}
		f.Delay = d
	}
	if f.Nth < 0 {
		return steerError(http.StatusBadRequest, "nth must not be negative")
	}
	if err := s.steering.add(f); err != nil {
		return steerError(http.StatusBadRequest, err.Error())
	}
	return jsonReply(http.StatusOK, "application/json", map[string]any{"path": f.Path, "nth": f.Nth, "kind": f.Kind})
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
		return steerError(http.StatusBadRequest, `the body is {"advance": "4h"}; time only moves on`)
	}
	return s.inWorld(r, plaidCrash, func(t *tx) reply {
		if t.w.Skew+d > maxSkew {
			return steerError(http.StatusBadRequest, "the clock cannot be moved further")
		}
		t.w.Skew += d
		t.changed = true
		return jsonReply(http.StatusOK, "application/json", map[string]string{"now": rfc3339(t.now.Add(d))})
	})
}

func (s *Sim) reset(ctx context.Context) reply {
	if err := s.state.reset(ctx); err != nil {
		return steerError(http.StatusInternalServerError, err.Error())
	}
	s.steering.reset()
	return jsonReply(http.StatusOK, "application/json", map[string]uint64{"seed": s.Seed()})
}

func steerError(status int, what string) reply {
	return jsonReply(status, "application/json", map[string]string{"error": what})
}
