package link_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
	more    func(ctx context.Context) (linkToken, error) // makes another link token; nil = there is none
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

func (k *kept) Renew(ctx context.Context) (flow.LinkTokenAnswer, error) {
	if k.more == nil {
		return flow.LinkTokenAnswer{}, errors.New("this sink has one link_token only")
	}
	made, err := k.more(ctx)
	return flow.LinkTokenAnswer{Token: flow.NewSecret([]byte(made.token)), Expiration: time.Now().Add(time.Hour)}, err
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
	made, err := createToken(t.Context(), srv.URL, `,"products":["auth"]`+more)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// createToken makes a link token at the simulator of that address.
func createToken(ctx context.Context, address, more string) (linkToken, error) {
	var made struct {
		LinkToken string `json:"link_token"`
		HostedURL string `json:"hosted_link_url"`
	}
	err := callPlaid(ctx, address+"/link/token/create",
		`{"client_name":"linkdesk","language":"en","country_codes":["US"],"user":{"client_user_id":"counterparty-0001"}`+more+`}`, &made)
	return linkToken{address, made.LinkToken, made.HostedURL}, err
}

// callPlaid posts to the simulator and reads its answer into v.
func callPlaid(ctx context.Context, url, body string, v any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewBufferString(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("PLAID-CLIENT-ID", "0123456789abcdef01234567")
	req.Header.Set("PLAID-SECRET", "0123456789abcdef0123456789abcd")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %d", url, res.StatusCode)
	}
	return json.NewDecoder(res.Body).Decode(v)
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
