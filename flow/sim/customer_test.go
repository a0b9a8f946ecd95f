package sim

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// handoff is a page that embeds Link, reduced to its protocol, for a customer
// to visit without a socket.
type handoff struct {
	t       *testing.T
	sim     http.RoundTripper
	token   string
	ending  string // what the last page says; "" = the truth
	noLink  bool   // Link's script cannot be loaded
	calls   []string
	events  []string
	results []map[string]any
}

func (h *handoff) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == "sim.test" {
		if h.noLink && r.Method == http.MethodGet {
			return nil, errors.New("blocked")
		}
		return h.sim.RoundTrip(r)
	}
	w := httptest.NewRecorder()
	h.serve(w, r)
	return w.Result(), nil
}

func (h *handoff) serve(w http.ResponseWriter, r *http.Request) {
	h.calls = append(h.calls, r.Method+" "+r.URL.Path)
	var body map[string]any
	if r.Method == http.MethodPost {
		cookie, err := r.Cookie("visit")
		if err != nil || cookie.Value != "1" || r.Header.Get("Origin") != "http://page.test" ||
			r.Header.Get("Sec-Fetch-Site") != "same-origin" || r.Header.Get("Content-Type") != "application/json" {
			h.t.Errorf("%s does not look like the page's own: %v", r.URL.Path, r.Header)
		}
		raw, err := io.ReadAll(r.Body)
		if err == nil {
			err = json.Unmarshal(raw, &body)
		}
		if err != nil {
			h.t.Errorf("%s: %v", r.URL.Path, err)
		}
	}
	switch r.URL.Path {
	case "/once":
		http.SetCookie(w, &http.Cookie{Name: "visit", Value: "1"})
		w.Header().Set("Location", "/")
		w.WriteHeader(http.StatusSeeOther)
	case "/":
		_, _ = io.WriteString(w, `<html data-link-script="http://sim.test/link/v2/stable/link-initialize.js">`)
	case "/token":
		_, _ = io.WriteString(w, `{"link_token":"`+h.token+`"}`)
	case "/event":
		name, _ := body["event_name"].(string)
		h.events = append(h.events, name)
		w.WriteHeader(http.StatusNoContent)
	case "/result":
		h.results = append(h.results, body)
		ending := h.ending
		if ending == "" {
			ending = map[any]string{"success": "linked", "exit": "left", "failed": "failed"}[body["kind"]]
			if body["error"] != nil {
				ending = "failed"
			}
		}
		_, _ = io.WriteString(w, `{"ending":"`+ending+`","text":""}`)
	case "/beacon":
		w.WriteHeader(http.StatusNoContent)
	}
}

// visited lets a scenario's customer go through Link on a page.
func visited(t *testing.T, name string, change func(*handoff, *Customer)) (*handoff, error) {
	t.Helper()
	_, c := start(t, Options{Scenario: name})
	made := c.plaid("/link/token/create", linkTokenBody()).want(200)
	h := &handoff{t: t, sim: c.rt, token: made.str("link_token")}
	scenario, err := FindScenario(name)
	if err != nil {
		t.Fatal(err)
	}
	cust := &Customer{Scenario: scenario, Client: &http.Client{Transport: h}}
	if change != nil {
		change(h, cust)
	}
	return h, cust.Walk(t.Context(), "http://page.test/once")
}

func TestCustomerAnswersTheSecondFactor(t *testing.T) {
	for password, answers := range map[string][]string{
		"mfa_device":           nil, // the first way to send the code, then the code
		"mfa_selections":       nil,
		"mfa_questions_2_1":    {"answer_0_0", "answer_1_0"},
		"mfa_selections_1_2_3": nil,
		"mfa_questions_1_2":    {"answer_0_0", "answer_0_1"},
		"pass_good":            {"never asked"},
	} {
		h, err := visited(t, "happy", func(_ *handoff, c *Customer) {
			c.Scenario.Password, c.Scenario.MFAAnswers = password, answers
		})
		if err != nil || h.results[0]["kind"] != "success" {
			t.Errorf("%s: %v %v", password, err, h.results)
		}
	}
}

// A page that says linked after an exit, or anything but linked after a
// success, is what the customer is there to find.
func TestCustomerFindsALie(t *testing.T) {
	for scenario, lie := range map[string]string{"happy": "left", "leaves-at-credentials": "linked", "bank-down": "left"} {
		_, err := visited(t, scenario, func(h *handoff, _ *Customer) { h.ending = lie })
		if err == nil || !strings.Contains(err.Error(), "the last page says") {
			t.Errorf("%s: the lie %q went by: %v", scenario, lie, err)
		}
	}
}

func TestCustomerWithoutLink(t *testing.T) {
	h, err := visited(t, "happy", func(h *handoff, _ *Customer) { h.noLink = true })
	if err == nil || len(h.results) != 1 || h.results[0]["kind"] != "failed" {
		t.Errorf("a page without Link's script: %v, reported %v", err, h.results)
	}
}

func TestCustomerWithADeadToken(t *testing.T) {
	h, err := visited(t, "happy", func(h *handoff, _ *Customer) { h.token = "link-sandbox-none" })
	if err != nil {
		t.Fatal(err)
	}
	if got := (answer{t: t, doc: h.results[0]}).at("error error_code"); got != "INVALID_LINK_TOKEN" {
		t.Errorf("the page was told %v", h.results)
	}
}

// A customer who is stopped closes the tab instead of leaving the page waiting,
// unless the whole visit was called off.
func TestCustomerGivesUp(t *testing.T) {
	h, err := visited(t, "happy", func(_ *handoff, c *Customer) { c.Scenario.AccountMask = "4321" })
	if err == nil || !strings.Contains(err.Error(), "4321") || h.calls[len(h.calls)-1] != "POST /beacon" {
		t.Errorf("no such account: %v, calls %v", err, h.calls)
	}
	stopped := errors.New("enough")
	steps := 0
	_, err = visited(t, "happy", func(_ *handoff, c *Customer) {
		c.Pause = func(context.Context) error {
			if steps++; steps == 3 {
				return stopped
			}
			return nil
		}
	})
	if !errors.Is(err, stopped) || steps != 3 {
		t.Errorf("a pause that ends the visit: %v after %d steps", err, steps)
	}
}

func TestCustomerOnAHostedPage(t *testing.T) {
	for scenario, want := range map[string]string{"happy": "results item_add_results 0 public_token", "leaves-at-credentials": "exit metadata status"} {
		_, c := start(t, Options{Scenario: scenario})
		made := c.plaid("/link/token/create", with(linkTokenBody(), obj{"hosted_link": obj{}})).want(200)
		sc, err := FindScenario(scenario)
		if err != nil {
			t.Fatal(err)
		}
		cust := &Customer{Scenario: sc, Client: &http.Client{Transport: c.rt}}
		if err := cust.Walk(t.Context(), made.str("hosted_link_url")); err != nil {
			t.Fatalf("%s: %v", scenario, err)
		}
		rep := c.plaid("/link/token/get", obj{"link_token": made.str("link_token")}).want(200)
		if rep.str("link_sessions 0 "+want) == "" {
			t.Errorf("%s: %s", scenario, rep.raw)
		}
	}
	cust := &Customer{}
	if err := cust.Walk(t.Context(), "not an address"); err == nil {
		t.Error("walked nowhere")
	}
}
