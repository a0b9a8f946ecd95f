package main

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// slowReset is a simulator that takes its time to begin anew.
type slowReset struct{ http.RoundTripper }

func (s slowReset) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := s.RoundTripper.RoundTrip(r)
	if strings.Contains(r.URL.Path, "/_sim/reset") {
		time.Sleep(3 * time.Second)
	}
	return res, err
}

// TestACleanStartIsDoneWhole: esc while it is under way neither breaks it off nor leaves the console on the
// history that was set aside; and the calls are seen afterwards as before.
func TestACleanStartIsDoneWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := consoleThrough(t, t.TempDir(), sim.Options{}, func(in http.RoundTripper) http.RoundTripper { return slowReset{in} })
		for _, step := range road {
			p.Press(step.key)
		}
		old := d.open[flow.Demo]
		p.After(time.Second).Press("esc", "s", "ctrl+r", "y").After(time.Second).Press("esc").After(10 * time.Second)
		if d.open[flow.Demo] == old {
			t.Fatal("there was no clean start")
		}
		p.Sees("No cases yet")
		for _, step := range road {
			p.Press(step.key)
			p.Sees(step.shows)
		}
		p.Press("ctrl+g").After(time.Second).Sees("/processor/token/create", "answer")
		if demoDesk(d).glass == nil {
			t.Error("no call is remembered after a clean start")
		}
	})
}
