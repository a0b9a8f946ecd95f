package sim

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

func (w *walk) loginAs(username, password string) *walk {
	w.t.Helper()
	return w.act("credentials", obj{"username": username, "password": password})
}

// Every persona of the Sandbox, and what it takes for a password.
func TestPersonas(t *testing.T) {
	_, c := start(t, Options{})
	for _, name := range anyPassword {
		c.walk(nil).toCredentials().loginAs(name, "whatever").on(ViewSelectAccount)
	}
	c.walk(nil).toCredentials().loginAs("user_bank_income", "{}").on(ViewSelectAccount)
	c.walk(nil).toCredentials().loginAs("user_bank_income", "pass_good").on(ViewCredential)
	c.walk(nil).toCredentials().loginAs("user_prism_9", "x").on(ViewCredential)
	c.walk(nil).toCredentials().loginAs("user_good", "microdeposits_good").on(ViewSelectAccount)
}

func TestCaptcha(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil).toCredentials()
	w.events = nil
	w.login(`{"recaptcha":"good"}`).on(ViewRecaptcha).act("recaptcha", obj{}).on(ViewSelectAccount)
	w.trail("SUBMIT_CREDENTIALS", "TV LOADING", "TV RECAPTCHA", "TV LOADING", "TV SELECT_ACCOUNT")
	bad := c.walk(nil).toCredentials().login(`{"recaptcha":"bad"}`).act("recaptcha", obj{}).on(ViewError)
	if bad.last.at("pane error error_type") != "RECAPTCHA_ERROR" || bad.last.at("pane error error_code") != "RECAPTCHA_BAD" {
		t.Error(bad.last.raw)
	}
	back := c.walk(nil).toCredentials().login(`{"recaptcha":"bad"}`).act("back", obj{}).on(ViewCredential)
	back.login("pass_good").on(ViewSelectAccount) // the captcha is not due any more
	for _, odd := range []string{`{"recaptcha":"perhaps"}`, `{"recaptcha":1}`, `{`} {
		c.walk(nil).toCredentials().login(odd).on(ViewCredential)
	}
}

// One bank has a third field.
func TestPIN(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil).act("continue", obj{}).act("select_institution", obj{"institution_id": "ins_109510"}).on(ViewCredential)
	if w.last.at("pane pin") != true {
		t.Errorf("no third field: %s", w.last.raw)
	}
	w.login("pass_good").on(ViewCredential)
	w.act("credentials", obj{"username": "user_good", "password": "pass_good", "pin": goodPIN}).on(ViewSelectAccount)
}

// Link gives a token up after too many bad logins; the Sandbox lets it be used
// once more all the same.
func TestTooManyBadLogins(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil).toCredentials()
	for range maxWrong - 1 {
		w.login("wrong").on(ViewCredential)
	}
	w.login("wrong")
	if w.last.at("outcome kind") != "exit" || w.last.at("outcome error error_code") != "INVALID_LINK_TOKEN" {
		t.Errorf("after %d bad logins: %s", maxWrong, w.last.raw)
	}
	c.link("", obj{"link_token": w.token}).want(200)
}

func TestCustomUser(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(obj{"products": []string{"auth", "transactions"}}).toCredentials().loginAs("user_custom", `{"version":"2","seed":"any","override_accounts":[
		{"type":"depository","subtype":"checking","starting_balance":1234.5,"meta":{"name":"Till","official_name":"The Till","mask":"4321"}},
		{"type":"depository","subtype":"savings","starting_balance":7,"force_available_balance":5,"numbers":{"account":"99998888"}},
		{"type":"credit","subtype":"credit card","meta":{"limit":500}}]}`).on(ViewSelectAccount)
	if w.last.at("pane accounts 2") != nil {
		t.Fatalf("auth offers the credit card: %s", w.last.raw)
	}
	w.act("accounts", obj{"account_ids": []string{w.last.str("pane accounts 0 id"), w.last.str("pane accounts 1 id")}}).act("continue", obj{})
	access := c.plaid("/item/public_token/exchange", obj{"public_token": w.last.str("outcome public_token")}).want(200).str("access_token")
	got := c.plaid("/accounts/get", obj{"access_token": access}).want(200)
	for path, want := range map[string]any{"accounts 0 name": "Till", "accounts 0 official_name": "The Till", "accounts 0 mask": "4321",
		"accounts 0 balances current": 1234.5, "accounts 0 balances available": 1234.5, "accounts 1 name": "Plaid Savings", "accounts 1 mask": "8888",
		"accounts 1 balances available": 5.0, "accounts 1 official_name": nil} {
		if got.at(path) != want {
			t.Errorf("%s is %v, want %v", path, got.at(path), want)
		}
	}
	c.plaid("/processor/token/create", obj{"access_token": access, "account_id": got.str("accounts 0 account_id"), "processor": "prime_trust"}).want(200)
}

func TestCustomUserTrouble(t *testing.T) {
	_, c := start(t, Options{})
	for _, code := range customErrors {
		w := c.walk(nil).toCredentials().loginAs("user_custom", `{"force_error":"`+code+`"}`)
		want := code
		if code == "PLAID_ERROR" {
			want = "INTERNAL_SERVER_ERROR"
		}
		shown := w.last.at("pane error error_code")
		if code == "INVALID_LINK_TOKEN" {
			shown = w.last.at("outcome error error_code")
		}
		if shown != want {
			t.Errorf("%s shows %v", code, shown)
		}
	}
	account := `{"type":"depository","subtype":"checking"}`
	for name, password := range map[string]string{
		"no object": `[]`, "no JSON": `{"`, "an unknown error": `{"force_error":"NICE"}`, "a captcha of no kind": `{"recaptcha":"x"}`, "a factor of no kind": `{"mfa":{"type":"x"}}`,
		"too many rounds":       `{"mfa":{"type":"questions","question_rounds":99}}`,
		"eleven accounts":       `{"override_accounts":[` + strings.Repeat(account+",", maxCustomAccounts) + account + `]}`,
		"a type of no kind":     `{"override_accounts":[{"type":"gold","subtype":"bar"}]}`,
		"a subtype of no kind":  `{"override_accounts":[{"type":"depository","subtype":"<b>"}]}`,
		"a number of no kind":   `{"override_accounts":[{"type":"depository","subtype":"checking","numbers":{"account":"12ab"}}]}`,
		"more than it may hold": `{"seed":"` + strings.Repeat("x", maxCustom) + `"}`,
	} {
		w := c.walk(nil).toCredentials().loginAs("user_custom", password)
		if w.last.at("pane view") != ViewCredential || w.last.at("pane error error_code") != "INVALID_CREDENTIALS" {
			t.Errorf("%s: %.300s", name, w.last.raw)
		}
	}
	none := c.walk(nil).toCredentials().loginAs("user_custom", `{"override_accounts":[]}`).on(ViewError)
	if none.last.at("pane error error_code") != "NO_ACCOUNTS" {
		t.Error(none.last.raw)
	}
	c.walk(nil).toCredentials().loginAs("user_custom", `{}`).on(ViewSelectAccount)
}

func TestCustomUserFactor(t *testing.T) {
	_, c := start(t, Options{})
	for kind, tt := range map[string]struct {
		mfa     obj
		answers [][]string
	}{
		mfaDevice:     {obj{"type": "device"}, [][]string{{sentByMail}, {"1234"}}},
		mfaQuestions:  {obj{"type": "questions", "question_rounds": 2, "questions_per_round": 2}, [][]string{{"answer_0_0", "answer_0_1"}, {"answer_1_0", "answer_1_1"}}},
		mfaSelections: {obj{"type": "selections", "selection_rounds": 1, "selections_per_question": 4}, [][]string{{"answer_0_0_0"}}},
	} {
		password, err := json.Marshal(obj{"mfa": tt.mfa, "recaptcha": "good"})
		if err != nil {
			t.Fatal(err)
		}
		w := c.walk(nil).toCredentials().loginAs("user_custom", string(password)).on(ViewRecaptcha).act("recaptcha", obj{}).on(ViewMFA)
		if w.last.at("pane mfa type") != kind {
			t.Errorf("%s: %s", kind, w.last.raw)
		}
		for _, answers := range tt.answers {
			w.act("mfa", obj{"answers": answers})
		}
		w.on(ViewSelectAccount)
	}
}

// Own accounts outlive the process as everything does.
func TestCustomUserIsKept(t *testing.T) {
	file := t.TempDir() + "/state"
	_, c := start(t, Options{StateFile: file})
	w := c.walk(nil).toCredentials().loginAs("user_custom", `{"override_accounts":[{"type":"depository","subtype":"checking","meta":{"name":"Till"}}]}`)
	_, c = start(t, Options{StateFile: file})
	w.client = c
	w.share()
	access := c.plaid("/item/public_token/exchange", obj{"public_token": w.last.str("outcome public_token")}).want(200).str("access_token")
	if got := c.plaid("/accounts/get", obj{"access_token": access}).want(200); got.at("accounts 0 name") != "Till" {
		t.Error(got.raw)
	}
}

// An account pane left open for too long is no use any more.
func TestAccountPaneTimesOut(t *testing.T) {
	_, c := start(t, Options{})
	for wait, view := range map[time.Duration]string{accountPatience - time.Second: ViewConnected, accountPatience + time.Second: ViewError} {
		w := c.walk(nil).toCredentials().login("pass_good")
		c.steer("clock", obj{"advance": fmt.Sprint(wait)})
		w.act("accounts", obj{"account_ids": []string{w.last.str("pane accounts 0 id")}}).on(view)
		if view != ViewError {
			continue
		}
		if w.last.at("pane error error_code") != "USER_INPUT_TIMEOUT" {
			t.Error(w.last.raw)
		}
		if w.act("exit", obj{}); w.last.at("outcome metadata status") != "requires_account_selection" {
			t.Error(w.last.raw)
		}
	}
}
