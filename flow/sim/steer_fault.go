package sim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

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
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields() // a misspelt nth would break the wrong call
	if err := dec.Decode(&in); err != nil || in.Path == "" {
		return steerError(http.StatusBadRequest, `the body is {"path": "/accounts/get", "nth": 1, "kind": "500"}, and for a delay also "delay": "5s"`)
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
	if err := s.canMeet(f); err != nil {
		return steerError(http.StatusBadRequest, err.Error())
	}
	if err := s.steering.add(f); err != nil {
		return steerError(http.StatusBadRequest, err.Error())
	}
	return jsonReply(http.StatusOK, "application/json", map[string]any{"path": f.Path, "nth": f.Nth, "kind": f.Kind})
}

// canMeet refuses a fault that no call could ever meet, so that a test which
// waits for it is told at once.
func (s *Sim) canMeet(f Fault) error {
	method, path, named := strings.Cut(f.Path, " ")
	if !named {
		method, path = "", f.Path
	}
	_, plaid := s.plaid[path]
	rows, prime := s.prime[path]
	_, takes := rows[method]
	code, numbered := ptCodes[f.Kind]
	answers := func(call string) bool { return call == f.Path || strings.HasSuffix(call, " "+f.Path) }
	switch {
	case path == AnyPath:
	case !plaid && !prime && !strings.HasPrefix(path, "/_link/"):
		return fmt.Errorf("nothing is called under %.100q: an id in a path is told as {id}, and * is every path", f.Path)
	case named && plaid && method != http.MethodPost, named && prime && !takes:
		return fmt.Errorf("%.100q takes no %.20q", path, method)
	case prime && f.plaidCode():
		return fmt.Errorf("%s is a code of Plaid, and %.100q is a call of Prime Trust", f.Kind, f.Path)
	case numbered && !slices.ContainsFunc(code.on, answers):
		return fmt.Errorf("%s is answered by %s alone", f.Kind, strings.Join(code.on, ", "))
	}
	return nil
}

// storedFault is a fault as GET /_sim/faults tells it.
type storedFault struct {
	Path string `json:"path"`
	Nth  int    `json:"nth"`
	Kind string `json:"kind"`
	Seen int    `json:"seen"` // calls of its path since it was set

	Delay string `json:"delay,omitempty"`
}

// inStore lists the faults that are set, those of the scenario first.
func (st *steering) inStore() []storedFault {
	st.mu.Lock()
	defer st.mu.Unlock()
	list := []storedFault{}
	for _, f := range st.faults {
		stored := storedFault{Path: f.Path, Nth: f.Nth, Kind: f.Kind, Seen: f.seen}
		if f.Kind == KindDelay {
			stored.Delay = f.Delay.String()
		}
		list = append(list, stored)
	}
	return list
}

// calm takes every fault back, those of the scenario too.
func (st *steering) calm() {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.faults = nil
}
