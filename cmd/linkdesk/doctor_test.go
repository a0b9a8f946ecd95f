package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/doctor"
	"linkdesk/flow/sim"
)

// hangsAt never answers a call, until whoever made it gives up. It tells by a closed channel that
// the call has come.
func hangsAt(path string, came chan struct{}) func(*http.Request, http.RoundTripper) (*http.Response, error) {
	return func(req *http.Request, on http.RoundTripper) (*http.Response, error) {
		if req.URL.Path != path {
			return on.RoundTrip(req)
		}
		if came != nil {
			close(came)
		}
		<-req.Context().Done()
		return nil, req.Context().Err()
	}
}

// TestEachCallHasItsTime hangs each call in fake time: the check is over in its time, the ones that
// need Plaid are left out when it was not heard at all, and no Item is left.
func TestEachCallHasItsTime(t *testing.T) {
	for _, x := range []struct {
		path, check string
		least, most time.Duration
	}{
		{"/institutions/get_by_id", "keys", 20 * time.Second, 21 * time.Second},
		{"/link/token/create", "products", 20 * time.Second, 21 * time.Second},
		{"/sandbox/public_token/create", "processor", 30 * time.Second, 31 * time.Second},
		{"/item/public_token/exchange", "processor", 45 * time.Second, 46 * time.Second},
		{"/accounts/get", "processor", 30 * time.Second, 31 * time.Second},
		{"/processor/token/create", "processor", 30 * time.Second, 31 * time.Second},
		{"/item/remove", "processor", 15 * time.Second, 16 * time.Second},
		{"/auth/jwts", "partner_login", 20 * time.Second, 21 * time.Second},
	} {
		t.Run(x.path, func(t *testing.T) {
			w := newWard(t, sim.Options{})
			w.between = hangsAt(x.path, nil)
			synctest.Test(t, func(t *testing.T) {
				inner := *w
				inner.t, inner.order.transport = t, &inner
				inner.order.settings.ring = noRing{"a bubble has none"}
				began := time.Now()
				checks, all := inner.examine()
				took := time.Since(began)
				if c := checks[x.check]; c.State != doctor.Failed || codeOfChecks(all) != exitRefused {
					t.Errorf("%+v", c)
				}
				if took < x.least || took > x.most {
					t.Errorf("it took %v", took)
				}
				// An Item whose token never came cannot be removed, and that is said.
				_, left := inner.items()
				if lost := x.path == "/item/remove" || x.path == "/item/public_token/exchange"; left != 0 && !lost ||
					lost && !strings.Contains(checks["processor"].Detail, "throw-away Item") {
					t.Errorf("%d Items are left: %+v", left, checks["processor"])
				}
			})
		})
	}
}

// TestCtrlCLeavesNoItem: the operator has had enough in the middle of the trial.
func TestCtrlCLeavesNoItem(t *testing.T) {
	for _, path := range []string{"/accounts/get", "/processor/token/create"} {
		t.Run(path, func(t *testing.T) {
			w := newWard(t, sim.Options{})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			came := make(chan struct{})
			w.between = hangsAt(path, came)
			go func() { <-came; cancel() }()
			w.app.streams = streams{in: strings.NewReader(""), out: io.Discard, err: io.Discard}
			if err := w.app.examine(ctx, w.order, doctorFlags{}); codeOf(err) != exitInterrupted {
				t.Errorf("exit %d: %v", codeOf(err), err)
			}
			if made, left := w.items(); made != 1 || left != 0 {
				t.Errorf("%d Items were made, %d are left", made, left)
			}
		})
	}
}

// TestDoctorWritesNothing to a history, whatever it finds, and does not bring one into being.
func TestDoctorWritesNothing(t *testing.T) {
	w := newWard(t, sim.Options{})
	w.examine()
	if got := snapshot(t, w.order.dir); got != "" {
		t.Errorf("a directory without a history holds\n%s", got)
	}
	w.history()
	before := snapshot(t, w.order.dir)
	w.examine()
	if after := snapshot(t, w.order.dir); after != before {
		t.Errorf("before\n%safter\n%s", before, after)
	}
}

// TestDoctorAsJSON: one object for each check in the order of the plan, and ok as the design says.
func TestDoctorAsJSON(t *testing.T) {
	w := newWard(t, sim.Options{Era: sim.EraToday})
	var out bytes.Buffer
	w.app.streams = streams{in: strings.NewReader(""), out: &out, err: io.Discard}
	if err := w.app.examine(t.Context(), w.order, doctorFlags{json: true}); codeOf(err) != exitRefused {
		t.Errorf("exit %d", codeOf(err))
	}
	w.hides(out.String())
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 24 {
		t.Errorf("%d lines", len(lines))
	}
	for _, line := range lines {
		var v map[string]any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		ok, state := v["ok"], v["state"]
		want := map[any]any{"ok": true, "failed": false}[state]
		if v["kind"] != "check" || len(v) != 10 || ok != want || v["detail"] == "" {
			t.Errorf("%s", line)
		}
		if ok == false && (v["cure"] == nil || v["who"] == nil) {
			t.Errorf("nobody is told what to do: %s", line)
		}
		if !slices.Contains([]any{"ok", "failed", "skipped", "unknown", "to do"}, state) {
			t.Errorf("an unknown state: %s", line)
		}
	}
}

// TestTheWorstDecidesTheExitCode in the order that --help tells.
func TestTheWorstDecidesTheExitCode(t *testing.T) {
	bad := func(f doctor.Fault) doctor.Check { return doctor.Check{State: doctor.Failed, Fault: f} }
	for _, x := range []struct {
		checks []doctor.Check
		want   int
	}{
		{nil, exitOK},
		{[]doctor.Check{{State: doctor.ToDo}, {State: doctor.Unclear}, {State: doctor.Skipped}, {State: doctor.Good}}, exitOK},
		{[]doctor.Check{bad(doctor.Here)}, exitUsage},
		{[]doctor.Check{bad(doctor.Provider), bad(doctor.Here)}, exitRefused},
		{[]doctor.Check{bad(doctor.History), bad(doctor.Provider), bad(doctor.Here)}, exitHistory},
	} {
		if got := codeOfChecks(x.checks); got != x.want {
			t.Errorf("%+v: %d, want %d", x.checks, got, x.want)
		}
	}
}

// TestAProxyShowsNoPassword in any form that the variables take.
func TestAProxyShowsNoPassword(t *testing.T) {
	for _, x := range []struct{ text, shown string }{
		{"http://desk:" + proxyPassword + "@proxy.example.com:3128", "http://[masked]@proxy.example.com:3128"},
		{"desk:" + proxyPassword + "@proxy.example.com:3128", "http://[masked]@proxy.example.com:3128"},
		{"socks5://" + proxyPassword + "@proxy.example.com", "socks5://[masked]@proxy.example.com"},
		{"http://desk:" + proxyPassword + "@pro xy", "(not an address)"},
		{"http://desk:" + proxyPassword + "%zz@proxy", "(not an address)"},
		{"http://proxy:3128/?pw=" + proxyPassword, "http://proxy:3128"},
		{"http://desk:1234/" + proxyPassword + "@proxy:3128", "(not an address)"},
		{"http://proxy:3128", "http://proxy:3128"},
	} {
		if got, _ := maskedProxy(x.text); got != x.shown {
			t.Errorf("%s", strings.ReplaceAll(got, proxyPassword, "[THE PASSWORD]"))
		}
	}
}

// TestDoctorKeepsKeysOfASimulatorThere: a refused pair is tried elsewhere only between Plaid's own addresses.
func TestDoctorKeepsKeysOfASimulatorThere(t *testing.T) {
	w := newWard(t, sim.Options{})
	t.Setenv("LINKDESK_PLAID_URL", "http://127.0.0.1:1")
	exam, err := w.order.examination(t.Context(), doctorFlags{})
	if err != nil || exam.subject.Other != nil || !exam.subject.Simulated {
		t.Errorf("%v: keys of a simulator would go to %s", err, exam.subject.OtherEnv)
	}
	w.order.env = flow.Demo
	t.Setenv("LINKDESK_PLAID_URL", "")
	exam, err = w.order.examination(t.Context(), doctorFlags{})
	if err != nil || exam.subject.Other != nil {
		t.Errorf("%v: Demo's keys would go to Plaid", err)
	}
	exam.close(t.Context())
}
