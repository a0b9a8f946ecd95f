package main

import (
	"net/http"
	"sync"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/doctor"
)

// dates notes what time the providers' answers tell.
type dates struct {
	mu    sync.Mutex
	skews []doctor.Skew
}

// wrap listens to the answers of a provider.
func (d *dates) wrap(provider string, base http.RoundTripper) http.RoundTripper {
	return dated{d, provider, base}
}

func (d *dates) all() []doctor.Skew {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]doctor.Skew(nil), d.skews...)
}

// note keeps the first answer of each provider.
func (d *dates) note(provider string, asked, answered time.Time, header string) {
	at, err := http.ParseTime(header)
	if err != nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range d.skews {
		if s.Provider == provider {
			return
		}
	}
	// The answer was written between the two, and its second had begun.
	ours := asked.Add(answered.Sub(asked) / 2)
	if within := at.Add(time.Second); ours.Before(within) && ours.After(at) {
		ours = at
	}
	d.skews = append(d.skews, doctor.Skew{Provider: provider, Ahead: ours.Sub(at)})
}

type dated struct {
	dates    *dates
	provider string
	base     http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (t dated) RoundTrip(req *http.Request) (*http.Response, error) {
	asked := time.Now()
	resp, err := t.base.RoundTrip(req)
	if err == nil {
		name := "Plaid"
		if t.provider == flow.PrimeTrust {
			name = "Prime Trust"
		}
		t.dates.note(name, asked, time.Now(), resp.Header.Get("Date"))
	}
	return resp, err
}
