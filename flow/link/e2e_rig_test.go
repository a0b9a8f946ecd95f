//go:build e2e

package link_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/link"
	"linkdesk/flow/link/drive"
)

// The tests behind the tag e2e drive a real Chromium through the page and the simulated Link:
//
//	go test -tags e2e ./flow/link/
//
// LINKDESK_E2E_SHOTS names a directory for screenshots.

// step is one thing that the driver does; see drive/drive.mjs.
type step struct {
	Do    string   `json:"do"`
	Text  string   `json:"text,omitempty"`
	Value string   `json:"value,omitempty"`
	URL   string   `json:"url,omitempty"`
	Role  string   `json:"role,omitempty"`
	Keys  []string `json:"keys,omitempty"`
	Page  bool     `json:"page,omitempty"` // on the page itself instead of in Link's frame
}

type plan struct {
	Name   string `json:"name"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
	Dark   bool   `json:"dark,omitempty"`
	Clock  bool   `json:"clock,omitempty"` // the steps move the page's clock
	Steps  []step `json:"steps"`
}

// seen is what the driver reports.
type seen struct {
	Failed   string   `json:"failed"`
	Problems []string `json:"problems"`
	Title    string   `json:"title"`
	State    string   `json:"state"`
	Text     string   `json:"text"`
}

// rig is a browser.
type rig struct{ *drive.Driver }

func newRig(t *testing.T) rig { return rig{drive.New(t)} }

// drive runs a plan in the browser.
func (r rig) drive(t *testing.T, p plan) seen {
	t.Helper()
	var got seen
	r.Visit(t, p, &got)
	if got.Failed != "" {
		t.Error(got.Failed)
	}
	return got
}

// stubborn is a sink that refuses the first results.
type stubborn struct {
	kept
	refuse int
	dawdle time.Duration // how long the first result takes
}

func (s *stubborn) Result(ctx context.Context, r flow.LinkResult) error {
	s.mu.Lock()
	if s.refuse > 0 {
		s.refuse--
		s.mu.Unlock()
		return errors.New("the history is busy")
	}
	wait := s.dawdle
	s.dawdle = 0
	s.mu.Unlock()
	time.Sleep(wait)
	return s.kept.Result(ctx, r)
}

// flight is one visit of a real browser.
type flight struct {
	script string // "" = the simulator's
	token  string // "" = a good one
	refuse int
	dawdle time.Duration
	grace  time.Duration
	back   string // path of a redirect_uri at a free port of localhost
	update bool   // an Item of the simulator's is repaired
	renews bool   // a dead token is replaced
	plan   plan
}

// create makes the flight's link token.
func (f flight) create(t *testing.T) (made linkToken, redirect string) {
	t.Helper()
	more := ""
	if f.back != "" {
		var lc net.ListenConfig
		ln, err := lc.Listen(t.Context(), "tcp4", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		redirect = fmt.Sprintf("http://localhost:%d%s", ln.Addr().(*net.TCPAddr).Port, f.back)
		_ = ln.Close()
		more = `,"redirect_uri":"` + redirect + `"`
	}
	made = simulator(t, "happy", more)
	if !f.update {
		return made, redirect
	}
	var public, access map[string]any
	err := callPlaid(t.Context(), made.address+"/sandbox/public_token/create", `{"institution_id":"ins_109508","initial_products":["auth"]}`, &public)
	if err == nil {
		err = callPlaid(t.Context(), made.address+"/item/public_token/exchange", fmt.Sprintf(`{"public_token":%q}`, public["public_token"]), &access)
	}
	if err == nil {
		made, err = createToken(t.Context(), made.address, fmt.Sprintf(`,"access_token":%q`, access["access_token"]))
	}
	if err != nil {
		t.Fatal(err)
	}
	return made, redirect
}

func (r rig) fly(t *testing.T, f flight) (*stubborn, seen) {
	t.Helper()
	made, redirect := f.create(t)
	token, script := made.token, f.script
	if f.token != "" {
		token = f.token
	}
	if script == "" {
		script = made.address + "/link/v2/stable/link-initialize.js"
	}
	var got seen
	done := make(chan struct{})
	browser := link.Browser{LinkScriptURL: script, GraceClosed: f.grace, Open: func(_ context.Context, url string) error {
		go func() {
			defer close(done)
			p := f.plan
			p.Steps = append([]step{{Do: "goto", URL: url}}, p.Steps...)
			for i := range p.Steps {
				p.Steps[i].URL = strings.NewReplacer("BOOT", url, "SIM", made.address).Replace(p.Steps[i].URL)
			}
			got = r.drive(t, p)
		}()
		return nil
	}}
	sink := &stubborn{refuse: f.refuse, dawdle: f.dawdle}
	if f.renews {
		sink.more = func(ctx context.Context) (linkToken, error) {
			return createToken(ctx, made.address, `,"products":["auth"]`)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	go func() { <-done; time.AfterFunc(5*time.Second, cancel) }() // a visit that ended without a result
	err := browser.Run(ctx, flow.HandoffRequest{LinkToken: flow.NewSecret([]byte(token)), Env: flow.Demo, Expiration: time.Now().Add(time.Hour),
		RedirectURI: redirect, Update: f.update}, sink)
	<-done
	if err != nil {
		t.Fatalf("Run: %v", err)
	}
	if len(sink.results) != 1 {
		t.Fatalf("%d results", len(sink.results))
	}
	return sink, got
}
