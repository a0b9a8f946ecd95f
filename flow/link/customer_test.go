package link_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/link"
	"linkdesk/flow/sim"
)

// kept is a sink that keeps everything in memory.
type kept struct {
	mu      sync.Mutex
	url     string
	events  []flow.LinkEvent
	results []flow.LinkResult
}

func (k *kept) Opened(url string, _ bool, _ string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.url = url
}

func (k *kept) Event(_ context.Context, e flow.LinkEvent) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.events = append(k.events, e)
	return nil
}

func (k *kept) Note(string) {}

func (k *kept) Renew(context.Context) (flow.LinkTokenAnswer, error) {
	return flow.LinkTokenAnswer{}, errors.New("this sink has one link_token only")
}

func (k *kept) Result(_ context.Context, r flow.LinkResult) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.results = append(k.results, r)
	return nil
}

// linkToken is what the simulator made, and where it listens.
type linkToken struct{ address, token, hosted string }

// simulator listens on a real port and makes a link token; more goes into its request.
func simulator(t *testing.T, scenario, more string) linkToken {
	t.Helper()
	s, err := sim.New(sim.Options{Seed: 7, Scenario: scenario})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	body := `{"client_name":"linkdesk","language":"en","country_codes":["US"],"products":["auth"],"user":{"client_user_id":"counterparty-0001"}` + more + `}`
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL+"/link/token/create", bytes.NewBufferString(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("PLAID-CLIENT-ID", "0123456789abcdef01234567")
	req.Header.Set("PLAID-SECRET", "0123456789abcdef0123456789abcd")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	var made struct {
		LinkToken string `json:"link_token"`
		HostedURL string `json:"hosted_link_url"`
	}
	if err := json.NewDecoder(res.Body).Decode(&made); err != nil || made.LinkToken == "" {
		t.Fatalf("no link token: %d %v", res.StatusCode, err)
	}
	return linkToken{srv.URL, made.LinkToken, made.HostedURL}
}

// The page, the simulator and the customer know each other only by HTTP, over real sockets.
func TestTheCustomerGoesThroughThePage(t *testing.T) {
	for _, tt := range []struct {
		scenario, status, code string
		linked                 bool
		events                 []string
	}{
		{"happy", "", "", true, []string{"OPEN", "SELECT_INSTITUTION", "SUBMIT_CREDENTIALS", "HANDOFF"}},
		{"wrong-password-then-right", "", "", true, []string{"OPEN", "ERROR", "HANDOFF"}},
		{"leaves-at-credentials", "requires_credentials", "", false, []string{"OPEN", "SELECT_INSTITUTION", "EXIT"}},
		{"leaves-at-institution", "institution_not_found", "", false, []string{"OPEN", "EXIT"}},
		{"bank-down", "requires_credentials", "INSTITUTION_DOWN", false, []string{"OPEN", "ERROR", "EXIT"}},
	} {
		t.Run(tt.scenario, func(t *testing.T) {
			sink, walked, page := visit(t, tt.scenario)
			if walked != nil {
				t.Errorf("the customer: %v", walked)
			}
			if len(sink.results) != 1 {
				t.Fatalf("%d results", len(sink.results))
			}
			r := sink.results[0]
			if r.PublicToken.Empty() == tt.linked || r.ExitStatus != tt.status {
				t.Errorf("the result is %+v", r)
			}
			if code := faultCode(r.Fault); code != tt.code {
				t.Errorf("fault %q, want %q", code, tt.code)
			}
			if tt.linked && (r.InstitutionName != "First Platypus Bank" || len(r.Accounts) != 1 || r.Accounts[0].Mask != "0000") {
				t.Errorf("the metadata is %+v", r)
			}
			for _, name := range tt.events {
				if !slices.ContainsFunc(sink.events, func(e flow.LinkEvent) bool { return e.Name == name && !e.At.IsZero() && e.SessionID != "" }) {
					t.Errorf("no event %s with time and session in %+v", name, sink.events)
				}
			}
			if c, err := net.DialTimeout("tcp", page, time.Second); err == nil {
				_ = c.Close()
				t.Error("the page still listens after the flight")
			}
		})
	}
}

func faultCode(f *flow.Fault) string {
	if f == nil {
		return ""
	}
	return f.Code
}

// visit flies once with the scenario's customer as the browser.
func visit(t *testing.T, scenario string) (sink *kept, walked error, page string) {
	t.Helper()
	made := simulator(t, scenario, "")
	sc, err := sim.FindScenario(scenario)
	if err != nil {
		t.Fatal(err)
	}
	customer := sim.Customer{Scenario: sc}
	done := make(chan error, 1)
	browser := link.Browser{LinkScriptURL: made.address + "/link/v2/stable/link-initialize.js",
		Open: func(ctx context.Context, url string) error {
			go func() { done <- customer.Walk(ctx, url) }()
			return nil
		}}
	sink = &kept{}
	req := flow.HandoffRequest{Case: "01J", LinkToken: flow.NewSecret([]byte(made.token)), Env: flow.Demo, Expiration: time.Now().Add(4 * time.Hour)}
	began := time.Now()
	if err := browser.Run(t.Context(), req, sink); err != nil {
		t.Fatalf("Run: %v", err)
	}
	walked = <-done
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("the flight took %s", took)
	}
	return sink, walked, strings.Split(strings.TrimPrefix(sink.url, "http://"), "/")[0]
}
