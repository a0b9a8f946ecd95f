package sim

import (
	"encoding/json"
	"net/http"
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
