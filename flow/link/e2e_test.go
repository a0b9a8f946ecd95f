//go:build e2e

package link_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/link"
)

// The tests of this file drive a real Chromium through the page and the simulated Link:
//
//	go test -tags e2e ./flow/link/
//
// LINKDESK_E2E_SHOTS names a directory for screenshots.

// step is one thing that the driver does; see testdata/e2e/drive.mjs.
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
	Name     string `json:"name"`
	Chromium string `json:"chromium"`
	Shots    string `json:"shots,omitempty"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
	Dark     bool   `json:"dark,omitempty"`
	Steps    []step `json:"steps"`
}

// seen is what the driver reports.
type seen struct {
	Failed   string   `json:"failed"`
	Problems []string `json:"problems"`
	Title    string   `json:"title"`
	State    string   `json:"state"`
}

// tools are the programs that the tests cannot do without.
type tools struct{ chromium, node, dir string }

var prepare = sync.OnceValues(func() (tools, error) {
	chromium, err := oneOf("chromium", "chromium-browser", "google-chrome")
	if err != nil {
		return tools{}, err
	}
	node, err := oneOf("node")
	if err != nil {
		return tools{}, err
	}
	npm, err := oneOf("npm")
	if err != nil {
		return tools{}, err
	}
	// Outside of the checkout, so that no node_modules lies about in it.
	dir, err := os.MkdirTemp("", "linkdesk-e2e-")
	if err != nil {
		return tools{}, err
	}
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "e2e"))); err != nil {
		return tools{}, err
	}
	ci := exec.Command(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	ci.Dir = dir
	if out, err := ci.CombinedOutput(); err != nil {
		return tools{}, fmt.Errorf("npm ci: %w\n%s", err, out)
	}
	return tools{chromium, node, dir}, nil
})

func oneOf(names ...string) (string, error) {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("%w: %s", exec.ErrNotFound, names[0])
}

func TestMain(m *testing.M) {
	code := m.Run()
	if t, err := prepare(); err == nil {
		_ = os.RemoveAll(t.dir)
	}
	os.Exit(code)
}

// needed returns the tools, and skips with a reason when one is not installed. Anything else
// that goes wrong is a failure.
func needed(t *testing.T) tools {
	t.Helper()
	got, err := prepare()
	if errors.Is(err, exec.ErrNotFound) {
		fmt.Printf("skipped: %s: %v\n", t.Name(), err)
		t.SkipNow()
	}
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// drive runs a plan in the browser.
func drive(t *testing.T, p plan) seen {
	t.Helper()
	tool := needed(t)
	p.Chromium, p.Shots = tool.chromium, os.Getenv("LINKDESK_E2E_SHOTS")
	in, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool.node, "drive.mjs")
	cmd.Dir, cmd.Stdin = tool.dir, bytes.NewReader(in)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("the driver: %v\n%s", err, stderr.String())
	}
	var got seen
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("the driver said %q: %v", out, err)
	}
	if got.Failed != "" {
		t.Error(got.Failed)
	}
	return got
}

// stubborn is a sink that refuses the first results.
type stubborn struct {
	kept
	refuse int
}

func (s *stubborn) Result(ctx context.Context, r flow.LinkResult) error {
	s.mu.Lock()
	if s.refuse > 0 {
		s.refuse--
		s.mu.Unlock()
		return errors.New("the history is busy")
	}
	s.mu.Unlock()
	return s.kept.Result(ctx, r)
}

// flight is one visit of a real browser.
type flight struct {
	script string // "" = the simulator's
	token  string // "" = a good one
	refuse int
	grace  time.Duration
	plan   plan
}

func (f flight) fly(t *testing.T) (*stubborn, seen) {
	t.Helper()
	needed(t)
	made := simulator(t, "happy", "")
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
				p.Steps[i].URL = strings.ReplaceAll(p.Steps[i].URL, "BOOT", url)
			}
			got = drive(t, p)
		}()
		return nil
	}}
	sink := &stubborn{refuse: f.refuse}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	go func() { <-done; time.AfterFunc(5*time.Second, cancel) }() // a visit that ended without a result
	err := browser.Run(ctx, flow.HandoffRequest{LinkToken: flow.NewSecret([]byte(token)), Env: flow.Demo, Expiration: time.Now().Add(time.Hour)}, sink)
	<-done
	if err != nil {
		t.Fatalf("Run: %v", err)
	}
	if len(sink.results) != 1 {
		t.Fatalf("%d results", len(sink.results))
	}
	return sink, got
}

func toCredentials() []step {
	return []step{
		{Do: "heading", Text: "uses Plaid to link your bank"}, {Do: "fits"}, {Do: "shot", Text: "1-consent"},
		{Do: "click", Text: "Continue"},
		{Do: "heading", Text: "Choose your bank"}, {Do: "fits"}, {Do: "shot", Text: "2-banks"},
		{Do: "fill", Text: "Search for your bank", Value: "platypus"},
		{Do: "click", Text: "First Platypus Bank"},
		{Do: "heading", Text: "Enter your login"}, {Do: "fits"}, {Do: "shot", Text: "3-login"},
	}
}

func login(password string) []step {
	return []step{{Do: "fill", Text: "User name", Value: "user_good"}, {Do: "fill", Text: "Password", Value: password}, {Do: "click", Text: "Submit"}}
}

func share() []step {
	return []step{
		{Do: "heading", Text: "Choose the account"}, {Do: "choose", Text: "Plaid Checking"}, {Do: "fits"}, {Do: "shot", Text: "5-accounts"},
		{Do: "click", Text: "Share"},
		{Do: "heading", Text: "Connected"}, {Do: "shot", Text: "6-connected"},
		{Do: "click", Text: "Finish"},
	}
}

func ends(state, heading string) []step {
	return []step{{Do: "state", Text: state}, {Do: "heading", Text: heading, Page: true}, {Do: "focused", Text: heading, Page: true}, {Do: "fits", Page: true}, {Do: "shot", Text: "7-" + state}}
}

func TestBrowserLinks(t *testing.T) {
	for _, size := range []plan{
		{Name: "desktop-light", Width: 1280, Height: 800}, {Name: "desktop-dark", Width: 1280, Height: 800, Dark: true},
		{Name: "phone-light", Width: 390, Height: 844}, {Name: "phone-dark", Width: 390, Height: 844, Dark: true},
	} {
		t.Run(size.Name, func(t *testing.T) {
			size.Steps = slices.Concat(toCredentials(), login("pass_wrong"),
				[]step{{Do: "alert", Text: "not right"}, {Do: "shot", Text: "4-wrong"}}, login("pass_good"), share(), ends("linked", "Account linked"))
			sink, got := flight{plan: size}.fly(t)
			if sink.results[0].PublicToken.Empty() {
				t.Errorf("no public token: %+v", sink.results[0])
			}
			if len(got.Problems) > 0 {
				t.Errorf("the browser complained: %q", got.Problems)
			}
		})
	}
}

// The customer leaves in every way there is, and never sees a green page.
func TestBrowserLeaves(t *testing.T) {
	dialog := []step{{Do: "heading", Text: "Enter your login"}, {Do: "press", Keys: []string{"Escape"}}, {Do: "text", Text: "Leave without linking?"}, {Do: "shot", Text: "8-confirm"}}
	for _, tt := range []struct {
		name, status, code, state, heading string
		steps                              []step
		flight                             flight
	}{
		{name: "close button", status: "requires_credentials", state: "left", heading: "No account linked",
			steps: slices.Concat(toCredentials(), []step{{Do: "click", Text: "Leave"}, {Do: "click", Text: "Stay"}}, dialog, []step{{Do: "press", Keys: []string{"Tab", "Enter"}}})},
		{name: "bank error", status: "requires_credentials", code: "ITEM_LOCKED", state: "failed", heading: "Linking did not work",
			steps: slices.Concat(toCredentials(), login("error_ITEM_LOCKED"), []step{{Do: "heading", Text: "did not work"}, {Do: "shot", Text: "9-error"}, {Do: "click", Text: "Leave"}})},
		{name: "dead token", code: "INVALID_LINK_TOKEN", state: "failed", heading: "Linking did not work", flight: flight{token: "link-sandbox-none"},
			steps: []step{{Do: "heading", Text: "no longer valid"}, {Do: "shot", Text: "9-dead"}, {Do: "press", Keys: []string{"Escape"}}}},
		{name: "no script", code: "LINK_NOT_LOADED", state: "failed", heading: "Linking did not work",
			flight: flight{script: "http://127.0.0.1:9/link/v2/stable/link-initialize.js"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := tt.flight
			f.plan = plan{Name: strings.ReplaceAll(tt.name, " ", "-"), Steps: slices.Concat(tt.steps, ends(tt.state, tt.heading))}
			sink, _ := f.fly(t)
			r := sink.results[0]
			if !r.PublicToken.Empty() || r.ExitStatus != tt.status || faultCode(r.Fault) != tt.code {
				t.Errorf("the result is %+v with fault %v", r, r.Fault)
			}
		})
	}
}

func TestBrowserKeyboardOnly(t *testing.T) {
	tab, enter, space := "Tab", "Enter", " "
	steps := []step{
		{Do: "heading", Text: "uses Plaid"}, {Do: "press", Keys: []string{tab, enter}},
		{Do: "heading", Text: "Choose your bank"}, {Do: "focused", Text: "Search for your bank"}, {Do: "type", Value: "gingham"},
		{Do: "text", Text: "1 bank"}, {Do: "press", Keys: []string{tab}}, {Do: "focused", Text: "First Gingham"}, {Do: "press", Keys: []string{enter}},
		{Do: "heading", Text: "Enter your login"}, {Do: "focused", Text: "User name"}, {Do: "type", Value: "user_good"}, {Do: "press", Keys: []string{tab}},
		{Do: "type", Value: "mfa_device"}, {Do: "press", Keys: []string{enter}},
		{Do: "heading", Text: "Get a code"}, {Do: "shot", Text: "4-device"}, {Do: "press", Keys: []string{space, enter}},
		{Do: "heading", Text: "Prove that it is you"}, {Do: "focused", Text: "Enter the code"}, {Do: "shot", Text: "4-code"},
		{Do: "type", Value: "1111"}, {Do: "press", Keys: []string{enter}}, {Do: "alert", Text: "not right"},
		{Do: "type", Value: "1234"}, {Do: "press", Keys: []string{enter}},
		{Do: "heading", Text: "Choose the account"}, {Do: "press", Keys: []string{space, enter}},
		{Do: "heading", Text: "Connected"}, {Do: "press", Keys: []string{tab, enter}},
	}
	sink, _ := flight{plan: plan{Name: "keyboard", Steps: slices.Concat(steps, ends("linked", "Account linked"))}}.fly(t)
	if sink.results[0].PublicToken.Empty() {
		t.Errorf("no public token: %+v", sink.results[0])
	}
}

// A result that cannot be kept is not called linked; once it can, it is.
func TestBrowserTriesAgain(t *testing.T) {
	steps := slices.Concat(toCredentials(), login("pass_good"), share(),
		[]step{{Do: "state", Text: "unsaved"}, {Do: "heading", Text: "Not saved yet", Page: true}, {Do: "shot", Text: "7-unsaved"}, {Do: "click", Text: "Try again", Page: true}},
		ends("linked", "Account linked"))
	sink, _ := flight{refuse: 1, plan: plan{Name: "again", Steps: steps}}.fly(t)
	if sink.results[0].PublicToken.Empty() {
		t.Errorf("no public token: %+v", sink.results[0])
	}
}

// A reload goes on; a second visit to the one-time address does not begin anew; a closed tab
// is noticed.
func TestBrowserTabs(t *testing.T) {
	const grace = 1500 * time.Millisecond
	again := slices.Concat(toCredentials(), []step{{Do: "reload"}, {Do: "heading", Text: "uses Plaid"}},
		[]step{{Do: "goto", URL: "BOOT"}, {Do: "heading", Text: "used already", Page: true}, {Do: "shot", Text: "gone"}, {Do: "goto", URL: "BOOT/../"}},
		toCredentials(), login("pass_good"), share(), ends("linked", "Account linked"))
	// The grace time is the default here: what is shown is that a reload does not use it up.
	sink, _ := flight{plan: plan{Name: "reload", Steps: again}}.fly(t)
	if sink.results[0].PublicToken.Empty() {
		t.Errorf("after a reload: %+v", sink.results[0])
	}
	closed := slices.Concat(toCredentials(), []step{{Do: "close"}, {Do: "tab"}})
	sink, _ = flight{grace: grace, plan: plan{Name: "closed", Steps: closed}}.fly(t)
	if r := sink.results[0]; r.ExitStatus != "tab_closed" || !r.PublicToken.Empty() {
		t.Errorf("after the tab was closed: %+v", r)
	}
}

// The page of the hosted session works by itself and leaves its result with Plaid.
func TestBrowserHostedPage(t *testing.T) {
	needed(t)
	made := simulator(t, "happy", `,"hosted_link":{}`)
	steps := slices.Concat([]step{{Do: "goto", URL: made.hosted}}, onPage(toCredentials()), onPage(login("pass_good")), onPage(share()),
		[]step{{Do: "heading", Text: "Account linked", Page: true}, {Do: "fits", Page: true}, {Do: "shot", Text: "over"}})
	got := drive(t, plan{Name: "hosted", Width: 390, Height: 844, Steps: steps})
	if len(got.Problems) > 0 {
		t.Errorf("the browser complained: %q", got.Problems)
	}
}

func onPage(steps []step) []step {
	for i := range steps {
		steps[i].Page = true
	}
	return steps
}
