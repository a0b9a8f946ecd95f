package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/doctor"
	"linkdesk/flow/link"
	"linkdesk/flow/sim"
	"linkdesk/store"
)

// The secrets of a ward. None of them may be in anything that doctor prints.
const (
	wardSecret     = "fedcba9876543210fedcba98765432"
	wardProduction = "0ca9a40ca9a40ca9a40ca9a40ca9a4"
	wardPassword   = "canary-Pass-1"
	proxyPassword  = "canary-proxy-pass"
)

// ward is what doctor is tried on: real settings, history and clients, and behind the providers' own
// addresses two simulated Plaids that take one secret each, and a Prime Trust.
type ward struct {
	t          *testing.T
	app        *app
	order      order
	flags      doctorFlags
	sandbox    *sim.Sim
	production *sim.Sim
	between    func(*http.Request, http.RoundTripper) (*http.Response, error) // nil passes on
	see        func(doctor.Machine) doctor.Machine
	options    sim.Options
}

// newWard is a ward in which nothing is wrong.
func newWard(t *testing.T, options sim.Options) *ward {
	t.Helper()
	w := &ward{t: t, app: bare(t), options: options}
	t.Setenv("PLAID_CLIENT_ID", someID)
	t.Setenv("PLAID_SECRET", wardSecret)
	t.Setenv("PRIMETRUST_EMAIL", "desk@example.com")
	t.Setenv("PRIMETRUST_PASSWORD", wardPassword)
	t.Setenv("PLAID_REDIRECT_URI", "http://localhost:8123/oauth")
	t.Setenv("LINKDESK_KEY_PROVIDER", "file")
	t.Setenv("BROWSER", "true")
	for _, name := range []string{"HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "no_proxy", "all_proxy", "NO_COLOR"} {
		t.Setenv(name, "")
	}
	options.Seed, options.ClientID, options.Secret, options.PTEmail, options.PTPassword = 7, someID, wardSecret, "desk@example.com", wardPassword
	w.sandbox = newSim(t, options)
	options.Secret = wardProduction
	w.production = newSim(t, options)
	w.order = order{env: flow.Sandbox, dir: t.TempDir(), settings: w.app.settings(), transport: w,
		around: link.Surroundings{Default: flow.HandoffBrowser, Why: "a browser can be opened on this machine", CanOpen: true}}
	return w
}

func newSim(t *testing.T, options sim.Options) *sim.Sim {
	t.Helper()
	s, err := sim.New(options)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// RoundTrip carries calls to the simulator that has the name.
func (w *ward) RoundTrip(req *http.Request) (*http.Response, error) {
	if w.between != nil {
		return w.between(req, http.RoundTripper(plainWay{w}))
	}
	return plainWay{w}.RoundTrip(req)
}

// plainWay gives the answer a Date, as every server does.
type plainWay struct{ w *ward }

func (p plainWay) RoundTrip(req *http.Request) (*http.Response, error) {
	to := p.w.sandbox
	switch req.URL.Host {
	case "sandbox.plaid.com", "sandbox.primetrust.com":
	case "production.plaid.com", "api.primetrust.com":
		to = p.w.production
	default:
		return nil, errors.New("nobody may call " + req.URL.Host)
	}
	resp, err := to.Transport().RoundTrip(req)
	if err == nil {
		resp.Header.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	}
	return resp, err
}

// fault makes a call go wrong.
func (w *ward) fault(s *sim.Sim, path, kind string, nth int) {
	w.t.Helper()
	body, _ := json.Marshal(map[string]any{"path": path, "kind": kind, "nth": nth})
	w.steer(s, http.MethodPost, "/_sim/faults", string(body), nil)
}

func (w *ward) steer(s *sim.Sim, method, path, body string, into any) {
	w.t.Helper()
	req, err := http.NewRequestWithContext(context.WithoutCancel(w.t.Context()), method, "http://127.0.0.1"+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	resp, err := s.Transport().RoundTrip(req)
	if err != nil {
		w.t.Fatal(err)
	}
	text, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != http.StatusOK {
		w.t.Fatalf("%s %s: %s", method, path, text)
	}
	if into != nil {
		if err := json.Unmarshal(text, into); err != nil {
			w.t.Fatal(err)
		}
	}
}

// items counts the Items that were made in Sandbox, and those that are still there.
func (w *ward) items() (made, left int) {
	w.t.Helper()
	var got struct {
		Items []struct {
			Removed bool `json:"removed"`
		} `json:"items"`
	}
	w.steer(w.sandbox, http.MethodGet, "/_sim/items", "", &got)
	for _, it := range got.Items {
		if !it.Removed {
			left++
		}
	}
	return len(got.Items), left
}

// history begins one with a case, so that there is a file to look at.
func (w *ward) history() string {
	w.t.Helper()
	st, err := store.Open(store.Options{Dir: w.order.dir, Env: w.order.env})
	if err != nil {
		w.t.Fatal(err)
	}
	_, err = st.Append(w.t.Context(), flow.Append{Case: newCaseID(time.Now()), At: time.Now(), Actor: "test",
		Events: []flow.Event{flow.CaseOpened{Env: w.order.env, Processor: flow.PrimeTrust, Handoff: flow.HandoffBrowser}}})
	if err != nil {
		w.t.Fatal(err)
	}
	return filepath.Join(w.order.dir, string(w.order.env)+".db")
}

// examine runs doctor and returns its checks by name. Whatever was printed is searched for secrets.
func (w *ward) examine() (map[string]doctor.Check, []doctor.Check) {
	w.t.Helper()
	exam, err := w.order.examination(w.t.Context(), w.flags)
	if err != nil {
		w.t.Fatal(err)
	}
	defer exam.close(w.t.Context())
	if w.see != nil {
		exam.subject.Machine = w.see(exam.subject.Machine)
	}
	var texts, lines bytes.Buffer
	w.app.streams = streams{in: strings.NewReader(""), out: &texts, err: io.Discard}
	forPeople := w.app.doctorReport(exam.subject, false)
	w.app.out = &lines
	forPrograms := w.app.doctorReport(exam.subject, true)
	all := map[string]doctor.Check{}
	err = doctor.Run(w.t.Context(), exam.subject, nil, func(c doctor.Check) {
		w.app.out = &texts
		forPeople.check(c)
		w.app.out = &lines
		forPrograms.check(c)
		all[c.Name] = c
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.hides(texts.String() + lines.String())
	w.fits(texts.String())
	return all, forPrograms.all
}

func (w *ward) hides(text string) {
	w.t.Helper()
	for _, s := range []string{wardSecret, wardProduction, wardPassword, proxyPassword} {
		for name, form := range forms(s) {
			if strings.Contains(text, form) {
				w.t.Errorf("a secret was printed (%s): %.6s...", name, s)
			}
		}
	}
	if token := tokenShape.FindString(text); token != "" {
		w.t.Errorf("a token was printed: %.24s...", token)
	}
}

// fits holds every line to 80 cells.
func (w *ward) fits(text string) {
	w.t.Helper()
	for line := range strings.Lines(text) {
		if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 80 {
			w.t.Errorf("a line of %d cells: %s", n, line)
		}
	}
}

// snapshot is what a directory holds, by name, size, mode and time.
func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var out strings.Builder
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString(strings.Join([]string{info.Name(), info.Mode().String(), info.ModTime().String()}, " ") + "\n")
	}
	return out.String()
}
