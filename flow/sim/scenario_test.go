package sim

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestScenariosAreWhole(t *testing.T) {
	seen := make(map[string]bool)
	for _, sc := range Scenarios() {
		if seen[sc.Name] || sc.Name == "" || sc.Title == "" || sc.Story == "" || sc.ClientUserID == "" || sc.LegalName == "" ||
			sc.InstitutionID == "" || sc.Username == "" || sc.Password == "" || sc.AccountMask == "" {
			t.Errorf("%+v", sc)
		}
		seen[sc.Name] = true
		for _, f := range sc.Faults {
			if !f.known() {
				t.Errorf("%s: fault %q", sc.Name, f.Kind)
			}
		}
		if personal(sc.ClientUserID) {
			t.Errorf("%s: Plaid would refuse the client_user_id", sc.Name)
		}
		if found, err := FindScenario(sc.Name); err != nil || found.Story != sc.Story {
			t.Errorf("%s is not found: %v", sc.Name, err)
		}
	}
	if sc, err := FindScenario(""); err != nil || sc.Name != "happy" {
		t.Errorf("the default is %q, %v", sc.Name, err)
	}
	if _, err := New(Options{Scenario: "nonsense"}); err == nil || !strings.Contains(err.Error(), "lost-answer-submission") {
		t.Errorf("an unknown scenario: %v", err)
	}
}

// road drives the whole road and reports where it stopped: the path and the
// code, or "" and the last status.
func road(t *testing.T, s *Sim, c *client) (stopped, code string) {
	t.Helper()
	var last answer
	try := func(path string, body any) bool {
		t.Helper()
		a, err := c.do("POST", path, plaidHeaders(), body)
		if err != nil {
			stopped, code = path, err.Error()
			return false
		}
		if last = a; a.status != 200 {
			stopped, code = path, ""
			if known, ok := a.at("error_code").(string); ok {
				code = known
			}
		}
		return a.status == 200
	}
	if !try("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}}) ||
		!try("/item/public_token/exchange", obj{"public_token": last.str("public_token")}) {
		return stopped, code
	}
	access := last.str("access_token")
	if !try("/accounts/get", obj{"access_token": access}) ||
		!try("/processor/token/create", obj{"access_token": access, "account_id": last.str("accounts 0 account_id"), "processor": "prime_trust"}) {
		return stopped, code
	}
	const path = "/v2/funds-transfer-methods"
	a, err := c.ptTry("POST", path, nil, methodBody(s.Seeded().PTContactID, last.str("processor_token")))
	if err != nil {
		return path, err.Error()
	}
	if a.status != 201 {
		return path, a.ptRefused(422)["detail"].(string)
	}
	return "", ""
}

func TestScenarioTrouble(t *testing.T) {
	lost := io.ErrUnexpectedEOF.Error()
	for _, tt := range []struct {
		scenario, stopped, code string
		tries                   int // failures before the road is open; -1 = never
	}{
		{"happy", "", "", 0},
		{"slow", "", "", 0},
		{"leaves-at-credentials", "", "", 0},
		{"wrong-keys", "/sandbox/public_token/create", "INVALID_API_KEYS", -1},
		{"bank-down", "/sandbox/public_token/create", "INSTITUTION_DOWN", -1},
		{"name-mismatch", "/v2/funds-transfer-methods", "Name could not be verified with Plaid Identity", -1},
		{"broken-item", "/v2/funds-transfer-methods", "Error Code: ITEM_LOGIN_REQUIRED", -1},
		{"lost-answer-exchange", "/item/public_token/exchange", lost, 1},
		{"one-time-exchange", "/item/public_token/exchange", lost, 1},
		{"lost-answer-submission", "/v2/funds-transfer-methods", lost, 1},
		{"processor-off", "/processor/token/create", "INVALID_PRODUCT", -1},
		{"rate-limited", "/processor/token/create", "RATE_LIMIT", 2},
		{"plaid-500", "/processor/token/create", "INTERNAL_SERVER_ERROR", 1},
		{"html-502", "/accounts/get", "", 1},
		{"dropped-connection", "/processor/token/create", lost, 1},
		{"expired-public-token", "/item/public_token/exchange", "INVALID_PUBLIC_TOKEN", 1},
	} {
		t.Run(tt.scenario, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, c := start(t, Options{Scenario: tt.scenario, Now: time.Now})
				failures := tt.tries
				if failures < 0 {
					failures = 3
				}
				for range failures {
					if stopped, code := road(t, s, c); stopped != tt.stopped || !strings.Contains(code, tt.code) {
						t.Fatalf("stopped at %q with %q", stopped, code)
					}
				}
				if tt.tries < 0 {
					return
				}
				if stopped, code := road(t, s, c); stopped != "" {
					t.Errorf("still stopped at %q with %q", stopped, code)
				}
			})
		})
	}
}

// TestSlowBalance: the balance alone takes its time, which costs nothing here.
func TestSlowBalance(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, c := start(t, Options{Scenario: "slow-balance", Now: time.Now})
		access, _ := c.newItem()
		begun := time.Now()
		c.plaid("/accounts/get", obj{"access_token": access}).want(200)
		if took := time.Since(begun); took != 0 {
			t.Errorf("the accounts took %s", took)
		}
		c.plaid("/accounts/balance/get", obj{"access_token": access}).want(200)
		if took := time.Since(begun); took != 11*time.Second {
			t.Errorf("the balance took %s", took)
		}
	})
}

func TestBankDownInLink(t *testing.T) {
	_, c := start(t, Options{Scenario: "bank-down"})
	w := c.walk(nil).toCredentials().login("pass_good").on(ViewError)
	if w.last.at("pane error error_code") != "INSTITUTION_DOWN" {
		t.Error(w.last.raw)
	}
	w.act("exit", obj{})
	if w.last.at("outcome error error_code") != "INSTITUTION_DOWN" || w.last.at("outcome metadata status") != "requires_credentials" {
		t.Error(w.last.raw)
	}
}

// A second exchange is refused, because the first one worked.
func TestOneTimeExchange(t *testing.T) {
	_, c := start(t, Options{Scenario: "one-time-exchange"})
	pub := c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}}).str("public_token")
	if _, err := c.do("POST", "/item/public_token/exchange", plaidHeaders(), obj{"public_token": pub}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatalf("the answer was not lost: %v", err)
	}
	c.plaid("/item/public_token/exchange", obj{"public_token": pub}).refused(400, "INVALID_PUBLIC_TOKEN")
	if c.counted("items") != 1.0 {
		t.Error("the Item is not there")
	}
}

// The scenario is the process's: the same state under another scenario finds
// the cause gone, and the Item itself well.
func TestScenarioIsNoPartOfTheState(t *testing.T) {
	file := t.TempDir() + "/state"
	s, c := start(t, Options{Scenario: "broken-item", StateFile: file})
	token, access := c.processorToken()
	c.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(s.Seeded().PTContactID, token)).ptRefused(422)
	c.plaid("/accounts/get", obj{"access_token": access}).refused(400, "ITEM_LOGIN_REQUIRED")
	again, c := start(t, Options{StateFile: file})
	if again.Seeded() != s.Seeded() {
		t.Error("the seeded party is another one")
	}
	c.plaid("/accounts/get", obj{"access_token": access}).want(200)
	c.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(s.Seeded().PTContactID, token)).want(201)
}
