package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// steerLimit is how long the steering wheel of a simulator may take to answer.
const steerLimit = 10 * time.Second

// steer sends something to the simulator's steering wheel. Its own and one that runs elsewhere are
// asked in the same way. Errors are faults for people.
func (d *demoWorld) steer(ctx context.Context, method, path string, body, into any) error {
	fault := func(why string) error {
		return &flow.Fault{Op: "stage", Kind: flow.Config, Code: "SIMULATOR", Who: flow.Operator, Message: why}
	}
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, d.url+"/_sim/"+path, bytes.NewReader(raw))
	if err != nil {
		return fault("the simulator's address is none")
	}
	client := d.client
	if client == nil {
		client = http.DefaultClient
	}
	res, err := client.Do(req)
	if err != nil {
		return fault("the simulator does not answer, so nothing was changed there as far as is known")
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, 1<<20))
	var told struct {
		Error string `json:"error"`
	}
	switch {
	case err != nil:
		return fault("the simulator broke off its answer")
	case res.StatusCode == http.StatusNotFound:
		return fault("this simulator is of another version and cannot do that")
	case res.StatusCode != http.StatusOK && json.Unmarshal(text, &told) == nil && told.Error != "":
		return fault("the simulator says: " + flow.Clean(told.Error))
	case res.StatusCode != http.StatusOK:
		return fault("the simulator does not do it")
	case into == nil:
		return nil
	}
	if json.Unmarshal(text, into) != nil {
		return fault("the simulator answers what is no answer")
	}
	return nil
}

// story is the scenario that is played now.
func (d *demoWorld) story() sim.Scenario {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.scenario
}

// pass moves the simulator's clock on.
func (d *demoWorld) pass(ctx context.Context, span time.Duration) error {
	var moved struct {
		Advanced string `json:"advanced"`
	}
	if err := d.steer(ctx, http.MethodPost, "clock", map[string]string{"advance": span.String()}, &moved); err != nil {
		return err
	}
	return d.hear(moved.Advanced)
}

// hear takes how far the simulator's clock was moved on.
func (d *demoWorld) hear(advanced string) error {
	ahead, err := time.ParseDuration(advanced)
	if err != nil {
		return errors.New("the simulator does not say how far its clock is ahead: it is of another version")
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ahead = ahead
	return nil
}

// now is the simulator's time, as far as is known.
func (d *demoWorld) now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return time.Now().Add(d.ahead)
}
