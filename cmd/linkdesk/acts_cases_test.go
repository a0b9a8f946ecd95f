package main

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"linkdesk/flow/sim"
)

// runs runs a case as far as it goes.
func (k *counter) runs(args ...string) string {
	k.t.Helper()
	time.Sleep(time.Second) // the clock of a bubble stands still, and the newest case comes first
	lines, code := k.asks(append([]string{"run", "--env", string(k.env), "--json"}, args...)...)
	if len(lines) == 0 {
		k.t.Fatalf("%v: exit %d\n%s", args, code, k.errs.String())
	}
	return fmt.Sprint(lines[len(lines)-1]["case"])
}

// plays lets a story of the simulator happen to a case.
func (k *counter) plays(story string, args ...string) string {
	k.t.Helper()
	found, err := sim.FindScenario(story)
	if err != nil {
		k.t.Fatal(err)
	}
	if err := k.h.sim.Play(story); err != nil {
		k.t.Fatal(err)
	}
	k.h.scenario = found
	return k.runs(append([]string{"--scenario", story}, args...)...)
}

// allWell is what somebody outside does: the cause of a story's fault is gone.
func (k *counter) allWell() {
	if err := k.h.sim.Play("happy"); err != nil {
		k.t.Fatal(err)
	}
}

// steers turns the simulator's wheel.
func (k *counter) steers(method, path, body string) {
	k.t.Helper()
	req, err := http.NewRequestWithContext(k.t.Context(), method, "http://127.0.0.1:1"+path, strings.NewReader(body))
	if err != nil {
		k.t.Fatal(err)
	}
	res, err := (&http.Client{Transport: k.h.sim.Transport()}).Do(req)
	if err != nil {
		k.t.Fatal(err)
	}
	defer res.Body.Close()
	if said, _ := io.ReadAll(res.Body); res.StatusCode/100 != 2 {
		k.t.Fatalf("%s %s: HTTP %d %s", path, body, res.StatusCode, said)
	}
}

// faults lets the next calls of a path go wrong; nth 0 means all of them.
func (k *counter) faults(path, kind string, nth int) {
	k.steers(http.MethodPost, "/_sim/faults", fmt.Sprintf(`{"path":%q,"kind":%q,"nth":%d}`, path, kind, nth))
}
