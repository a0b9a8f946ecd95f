package sim

import (
	"net/http"
	"slices"
	"testing"
)

// stories says how the walk through Link ends in every scenario whose story
// happens there.
var stories = []struct {
	scenario, kind, status, code string
	event                        string // one that has to be among the events
}{
	{"happy", "success", "", "", "HANDOFF"},
	{"wrong-password-then-right", "success", "", "", "ERROR"},
	{"password-forgotten", "exit", "requires_credentials", "INVALID_LINK_TOKEN", "ERROR"},
	{"mfa-device", "success", "", "", "SUBMIT_MFA"},
	{"mfa-questions", "success", "", "", "SUBMIT_MFA"},
	{"mfa-selections", "success", "", "", "SUBMIT_MFA"},
	{"mfa-wrong-then-right", "success", "", "", "ERROR"},
	{"captcha-bad", "exit", "requires_credentials", "RECAPTCHA_BAD", "ERROR"},
	{"item-locked", "exit", "requires_credentials", "ITEM_LOCKED", "ERROR"},
	{"no-eligible-account", "exit", "requires_credentials", "NO_AUTH_ACCOUNTS", "ERROR"},
	{"remember-me", "success", "", "", "MATCHED_SELECT_INSTITUTION"},
	{"instant-match", "success", "", "", "SUBMIT_ACCOUNT_NUMBER"},
	{"bank-down", "exit", "requires_credentials", "INSTITUTION_DOWN", "ERROR"},
	{"bank-unsupported", "exit", "institution_not_supported", "INSTITUTION_NO_LONGER_SUPPORTED", "ERROR"},
	{"expired-link", "exit", "", "INVALID_LINK_TOKEN", ""},
	{"leaves-at-consent", "exit", "", "", "EXIT"},
	{"leaves-at-phone", "exit", "", "", "EXIT"},
	{"leaves-at-institution", "exit", "institution_not_found", "", "EXIT"},
	{"leaves-at-credentials", "exit", "requires_credentials", "", "EXIT"},
	{"leaves-at-oauth", "exit", "requires_oauth", "", "EXIT"},
	{"leaves-at-questions", "exit", "requires_questions", "", "EXIT"},
	{"leaves-at-accounts", "exit", "requires_account_selection", "", "EXIT"},
	{"oauth", "success", "", "", "OPEN_OAUTH"},
	{"oauth-second-factor", "success", "", "", "OPEN_OAUTH"},
	{"oauth-refused", "exit", "requires_oauth", "ACCESS_NOT_GRANTED", "ERROR"},
	{"oauth-unfinished", "exit", "requires_oauth", "INSUFFICIENT_CREDENTIALS", "ERROR"},
	{"oauth-closed", "exit", "requires_oauth", "", "CLOSE_OAUTH"},
}

func TestCustomerPlaysTheStory(t *testing.T) {
	for _, tt := range stories {
		t.Run(tt.scenario, func(t *testing.T) {
			h, err := visited(t, tt.scenario, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(h.results) != 1 {
				t.Fatalf("%d results", len(h.results))
			}
			got := answer{t: t, doc: h.results[0]}
			if got.at("kind") != tt.kind {
				t.Errorf("ended as %v", h.results[0])
			}
			if status, _ := got.at("metadata status").(string); status != tt.status {
				t.Errorf("status %q, want %q", status, tt.status)
			}
			if code, _ := got.at("error error_code").(string); code != tt.code {
				t.Errorf("error %q, want %q", code, tt.code)
			}
			if tt.event != "" && (h.events[0] != "OPEN" || !slices.Contains(h.events, tt.event)) {
				t.Errorf("events %v", h.events)
			}
			if last := h.calls[len(h.calls)-1]; last != "POST /result" {
				t.Errorf("after the result came %s", last)
			}
		})
	}
}

// Whoever adds a story about Link adds its end above.
func TestEveryStoryIsPlayed(t *testing.T) {
	for _, sc := range slices.Concat(linkScenarios(), leaveScenarios(), oauthScenarios()) {
		played := 0
		for _, s := range stories {
			if s.scenario == sc.Name {
				played++
			}
		}
		if played != 1 {
			t.Errorf("%s is played %d times", sc.Name, played)
		}
		// A story that another way of linking could tell has an end there as well.
		if sc.NeedsPage() == (sc.Name == "bank-down" || sc.Name == "item-locked") {
			t.Errorf("%s: needs the page: %v", sc.Name, sc.NeedsPage())
		}
	}
}

// On the hosted page the bank takes the whole window and sends it back, and
// /link/token/get tells the end.
func TestCustomerAtABankFromAHostedPage(t *testing.T) {
	for scenario, want := range map[string]string{"oauth": "results item_add_results 0 public_token",
		"oauth-refused": "exit error error_code", "oauth-closed": "exit metadata status"} {
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
		if rep.str("link_sessions 0 "+want) == "" || rep.at("link_sessions 1") != nil {
			t.Errorf("%s: %s", scenario, rep.raw)
		}
	}
}
