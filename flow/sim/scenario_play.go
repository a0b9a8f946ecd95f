package sim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"
)

// playing is what a running simulator plays and how quickly it answers. Like the trouble in
// store it belongs to the process, never to the world.
type playing struct {
	scenario atomic.Pointer[Scenario]
	latency  atomic.Int64
}

// maxLatency keeps answers within the patience of clients.
const maxLatency = time.Minute

// Scenario is the story that is played now.
func (s *Sim) Scenario() Scenario { return *s.playing.scenario.Load() }

// Play takes another story from now on. What the world holds stays, so that a case of the story
// before finds its cause gone; so do faults that were set by hand. The error for an unknown name
// lists the known ones.
func (s *Sim) Play(name string) error {
	scenario, err := FindScenario(name)
	if err != nil {
		return err
	}
	s.playing.scenario.Store(&scenario)
	s.steering.retell(scenario.Faults)
	return nil
}

// Latency is what is added before every provider call, beside what the story itself adds.
func (s *Sim) Latency() time.Duration { return time.Duration(s.playing.latency.Load()) }

// SetLatency changes it from now on; it is a minute at most.
func (s *Sim) SetLatency(d time.Duration) error {
	if d < 0 || d > maxLatency {
		return fmt.Errorf("a latency is between nothing and %s", maxLatency)
	}
	s.playing.latency.Store(int64(d))
	return nil
}

func (s *Sim) changeScenario(r *http.Request, body []byte) reply {
	var in struct {
		Scenario string `json:"scenario"`
	}
	if err := strictly(body, &in); err != nil || in.Scenario == "" {
		return steerError(http.StatusBadRequest, `the body is {"scenario": "happy"}: a name that linkdesk sim --list tells`)
	}
	if err := s.Play(in.Scenario); err != nil {
		return steerError(http.StatusBadRequest, err.Error())
	}
	return s.inWorld(r, plaidCrash, func(t *tx) reply {
		t.thaw()
		return steerReply(map[string]string{"scenario": in.Scenario})
	})
}

func (s *Sim) changeLatency(body []byte) reply {
	var in struct {
		Latency string `json:"latency"`
	}
	err := strictly(body, &in)
	d, bad := time.ParseDuration(in.Latency)
	if err != nil || bad != nil {
		return steerError(http.StatusBadRequest, `the body is {"latency": "250ms"}, and "0s" is none`)
	}
	if err := s.SetLatency(d); err != nil {
		return steerError(http.StatusBadRequest, err.Error())
	}
	return steerReply(map[string]string{"latency": d.String()})
}

// strictly refuses what is misspelt: it would be taken for a wish that was carried out.
func strictly(body []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}
