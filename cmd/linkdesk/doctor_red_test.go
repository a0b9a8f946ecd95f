//go:build !windows

package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"
	"golang.org/x/sys/unix"

	"linkdesk/flow"
	"linkdesk/flow/doctor"
	"linkdesk/flow/sim"
)

// red is one way to make one check fail.
type red struct {
	check, how string
	sim        sim.Options
	do         func(w *ward)
	state      doctor.State // of the check, Failed when empty
	exit       int
	detail     string // what it must say
	cure       string // what its cure must say
	page       string
}

// TestEveryCheckIsRedOnceAndGreenOnce makes each check fail in each way that there is, with real
// settings, history and clients, and prints the table.
func TestEveryCheckIsRedOnceAndGreenOnce(t *testing.T) {
	var green map[string]doctor.Check
	t.Run("green", func(t *testing.T) {
		w := newWard(t, sim.Options{})
		w.history()
		var all []doctor.Check
		if green, all = w.examine(); codeOfChecks(all) != exitOK {
			t.Errorf("a sound ward is not green: %+v", all)
		}
		if made, left := w.items(); made != 1 || left != 0 {
			t.Errorf("%d Items were made, %d are left", made, left)
		}
	})
	reds := append(append(machineReds(), providerReds()...), guideReds()...)
	turned := map[string]bool{}
	for _, x := range reds {
		t.Run(x.check+": "+x.how, func(t *testing.T) {
			w := newWard(t, x.sim)
			x.do(w)
			checks, all := w.examine()
			c, want := checks[x.check], x.state
			if want == "" {
				want = doctor.Failed
			}
			t.Logf("%-26s %-9s exit %d  %s", x.check, c.State, codeOfChecks(all), x.how)
			if c.State != want || codeOfChecks(all) != x.exit {
				t.Fatalf("%s is %s, exit %d, want %s, %d:\n%+v", x.check, c.State, codeOfChecks(all), want, x.exit, c)
			}
			for _, part := range []struct{ what, in, want string }{{"detail", c.Detail, x.detail}, {"cure", c.Cure, x.cure}, {"page", c.Page, x.page}} {
				if !strings.Contains(part.in, part.want) {
					t.Errorf("the %s does not say %q: %s", part.what, part.want, part.in)
				}
			}
			if c.State == doctor.Unclear && c.Cure == "" {
				return // it will be told by itself
			}
			if c.Cure == "" || c.Who == "" || !strings.Contains(c.Cure, ": ") {
				t.Errorf("nobody is told what to do: %+v", c)
			}
			namesWhatExists(t, c.Detail+" "+c.Cure)
			if _, left := w.items(); left != 0 && !strings.Contains(x.cure, "costs nothing") {
				t.Errorf("%d throw-away Items are left", left)
			}
		})
		turned[x.check] = true
	}
	for name, c := range green {
		if !turned[name] {
			t.Errorf("%s was never red", name)
		}
		// What only production or a dashboard tells is green in none of Sandbox's reports.
		personal := []string{"production_access", "guide_1_app_profile", "guide_1_use_cases", "guide_4_account_select", "guide_6_production", "guide_6_partner_production"}
		if c.State != doctor.Good && !slices.Contains(personal, name) {
			t.Errorf("%s is not green in a sound ward: %+v", name, c)
		}
	}
	t.Logf("%d checks, %d ways to make them red", len(green), len(reds))
}

// namesWhatExists holds the commands of a text against the command line.
func namesWhatExists(t *testing.T, text string) {
	t.Helper()
	root := (&app{}).root()
	for _, m := range commandShape.FindAllStringSubmatch(text, -1) {
		cmd, _, err := root.Find(append([]string{m[1]}, strings.Fields(m[2])...))
		if err != nil || cmd == root {
			t.Errorf("%q does not exist: %s", m[0], text)
			continue
		}
		for _, flag := range flagShape.FindAllString(m[3], -1) {
			if cmd.Flags().Lookup(flag[2:]) == nil && cmd.InheritedFlags().Lookup(flag[2:]) == nil {
				t.Errorf("%s has no %s: %s", cmd.CommandPath(), flag, text)
			}
		}
	}
}

func machineReds() []red {
	return []red{
		{check: "store", how: "others may write to the directory", exit: exitUsage, detail: "others may write there", cure: "--data",
			do: func(w *ward) { _ = os.Chmod(w.order.dir, 0o777) }},
		{check: "store", how: "others can read the history", exit: exitHistory, detail: "chmod 600", cure: "history verify",
			do: func(w *ward) { _ = os.Chmod(w.history(), 0o644) }},
		{check: "store", how: "the history is cut off", exit: exitHistory, detail: "sandbox.db", cure: "history restore",
			do: func(w *ward) { _ = os.Truncate(w.history(), 100) }},
		{check: "store", how: "the history is gone", exit: exitHistory, detail: "missing", cure: "history restore",
			do: func(w *ward) { _ = os.Remove(w.history()) }},
		{check: "store_lock", how: "another process holds it", exit: exitHistory, detail: "alice", cure: "wait", do: func(w *ward) {
			path := strings.TrimSuffix(w.history(), ".db") + ".lock"
			f, err := os.OpenFile(path, os.O_RDWR, 0o600)
			if err != nil || unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) != nil {
				w.t.Fatal(err)
			}
			w.t.Cleanup(func() { _ = f.Close() })
			_ = f.Truncate(0)
			_, _ = f.WriteString("alice\t412\tdesk-2\t" + time.Now().Format(time.RFC3339) + "\n")
		}},
		{check: "store_key", how: "the key file that is named is not there", exit: exitUsage, detail: "no such file", cure: "auth status",
			do: func(w *ward) { w.history(); w.t.Setenv("LINKDESK_KEY_FILE", "/nonexistent/key") }},
		{check: "store_key", how: "others can read the key file", exit: exitUsage, detail: "chmod 600", cure: "auth status", do: func(w *ward) {
			path := filepath.Join(w.order.dir, "named.key")
			writeFile(w.t, path, strings.Repeat("0f", 32)+"\n")
			_ = os.Chmod(path, 0o644)
			w.t.Setenv("LINKDESK_KEY_FILE", path)
		}},
		{check: "store_key", how: "Production has no place for a key", exit: exitRefused, detail: "key", cure: "auth status",
			do: func(w *ward) { w.order.env = flow.Production }}, // the keys are those of Sandbox besides
		{check: "store_space", how: "the disk is nearly full (the fact is made up)", exit: exitUsage, detail: "12 MB", cure: "--data",
			do: func(w *ward) { w.see = func(m doctor.Machine) doctor.Machine { return nearlyFull{m} } }},
		{check: "keyring", how: "it cannot be reached, and the keys are nowhere else", exit: exitUsage, detail: "PLAID_SECRET", cure: ".env", do: func(w *ward) {
			w.t.Setenv("PLAID_SECRET", "")
			keyring.MockInitWithError(errors.New("the keyring is locked"))
		}},
		{check: "browser", how: "the browser hand-off is chosen where none can open", exit: exitUsage, detail: "SSH", cure: "--handoff hosted", do: func(w *ward) {
			w.t.Setenv("LINKDESK_HANDOFF", "browser")
			w.order.around.CanOpen, w.order.around.Why = false, "you work over SSH, so a browser here would open on the far machine"
		}},
		{check: "browser", how: "the browser's program is not installed", exit: exitUsage, detail: "no-such-browser is not installed", cure: "--handoff hosted",
			do: func(w *ward) { w.t.Setenv("BROWSER", "no-such-browser") }},
		{check: "proxy", how: "the proxy is no address", exit: exitUsage, detail: "HTTPS_PROXY is not an address", cure: "unset it",
			do: func(w *ward) { w.t.Setenv("HTTPS_PROXY", "http://desk:"+proxyPassword+"@proxy example:3128") }},
		{check: "proxy", how: "the proxy is of an unknown kind", exit: exitUsage, detail: "[masked]@proxy.example.com", cure: "unset it",
			do: func(w *ward) { w.t.Setenv("HTTPS_PROXY", "gopher://desk:"+proxyPassword+"@proxy.example.com:70") }},
		{check: "settings", how: "an unknown hand-off is set", exit: exitUsage, detail: "carrier-pigeon", cure: "auth status",
			do: func(w *ward) { w.t.Setenv("LINKDESK_HANDOFF", "carrier-pigeon") }},
		{check: "settings", how: ".env cannot be read", exit: exitUsage, detail: ".env", cure: "auth status",
			do: func(w *ward) {
				w.t.Setenv("PLAID_COUNTRY_CODES", "")
				writeFile(w.t, ".env", "no assignment "+wardSecret+"\n\x00")
			}},
		{check: "settings", how: "an address is replaced in Production", exit: exitUsage, detail: "cannot be used in Production", cure: "auth status", do: func(w *ward) {
			w.t.Setenv("LINKDESK_PLAID_URL", "https://example.com")
			w.order.env = flow.Production
			w.t.Setenv("LINKDESK_KEY_FILE", goodKey(w))
		}},
		{check: "clock", how: "an hour ahead of the answers", exit: exitUsage, detail: "1h0m ahead of Plaid", cure: "timedatectl", do: func(w *ward) { w.between = dateOff(-time.Hour) }},
		{check: "clock", how: "an hour behind the answers", exit: exitUsage, detail: "behind Plaid", cure: "timedatectl", do: func(w *ward) { w.between = dateOff(time.Hour) }},
		{check: "clock", how: "no answer tells the time", state: doctor.Unclear, exit: exitUsage, detail: "No answer",
			do: func(w *ward) { w.t.Setenv("PLAID_SECRET", "") }},
	}
}

// goodKey is a key file that Production takes.
func goodKey(w *ward) string {
	path := filepath.Join(w.t.TempDir(), "good.key")
	writeFile(w.t, path, strings.Repeat("0f", 32)+"\n")
	_ = os.Chmod(path, 0o600)
	return path
}

type nearlyFull struct{ doctor.Machine }

func (f nearlyFull) History(ctx context.Context) doctor.HistoryFacts {
	h := f.Machine.History(ctx)
	h.Free, h.FreeKnown = 12<<20, true
	return h
}

// dateOff moves the Date of every answer.
func dateOff(by time.Duration) func(*http.Request, http.RoundTripper) (*http.Response, error) {
	return func(req *http.Request, on http.RoundTripper) (*http.Response, error) {
		resp, err := on.RoundTrip(req)
		if err == nil {
			resp.Header.Set("Date", time.Now().Add(by).UTC().Format(http.TimeFormat))
		}
		return resp, err
	}
}

// unreachable is a host at which nobody answers, as the transport of the system tells it.
func unreachable(host string) func(*http.Request, http.RoundTripper) (*http.Response, error) {
	return func(req *http.Request, on http.RoundTripper) (*http.Response, error) {
		if req.URL.Host != host {
			return on.RoundTrip(req)
		}
		if trace := httptrace.ContextClientTrace(req.Context()); trace != nil && trace.GetConn != nil {
			trace.GetConn(host + ":443")
		}
		return nil, errors.New("dial tcp: lookup " + host + ": no such host")
	}
}

// parked is a host whose every page is "not found", in the words of whoever bought its name.
func parked(host string) func(*http.Request, http.RoundTripper) (*http.Response, error) {
	return func(req *http.Request, on http.RoundTripper) (*http.Response, error) {
		if req.URL.Host != host {
			return on.RoundTrip(req)
		}
		return &http.Response{StatusCode: http.StatusNotFound, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
			Header: http.Header{"Content-Type": {"text/html"}}, Body: io.NopCloser(strings.NewReader("<html>This domain is for sale</html>"))}, nil
	}
}
