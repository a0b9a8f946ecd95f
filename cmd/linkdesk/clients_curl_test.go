//go:build e2e

package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// curl walks the whole road as Plaid's documentation prints it: the real curl, POST, one header,
// and the credentials in the body.
func (c *clients) curl(t *testing.T) {
	program := need(t, "curl")
	ask := func(path, body string) (status string, answer object) {
		t.Helper()
		body = strings.Replace(body, "{", fmt.Sprintf(`{"client_id": "%s", "secret": "%s", `, sandboxClient, sandboxSecret), 1)
		out := c.run(t, nil, program, "-sS", "-w", "\n%{http_code}", "-X", "POST", c.address+path, "-H", "Content-Type: application/json", "-d", body)
		raw, status, _ := strings.Cut(string(out), "\n")
		if err := json.Unmarshal([]byte(raw), &answer); err != nil {
			t.Fatalf("%s: %v: %s", path, err, raw)
		}
		if !regexp.MustCompile(`^[A-Za-z0-9]{15}$`).MatchString(text(answer["request_id"])) {
			t.Errorf("%s: request_id %v", path, answer["request_id"])
		}
		return status, answer
	}
	good := func(path, format string, args ...any) object {
		t.Helper()
		status, answer := ask(path, fmt.Sprintf(format, args...))
		if status != "200" {
			t.Fatalf("%s: HTTP %s, %v", path, status, answer["error_message"])
		}
		return answer
	}
	refused := func(path, code, format string, args ...any) {
		t.Helper()
		if status, answer := ask(path, fmt.Sprintf(format, args...)); status != "400" || answer["error_code"] != code {
			t.Errorf("%s: HTTP %s, %v, want %s", path, status, answer["error_code"], code)
		}
	}
	link := good("/link/token/create", `{"user": {"client_user_id": "u-1"}, "client_name": "Plaid App", "products": ["auth"], "country_codes": ["US"], "language": "en"}`)
	good("/link/token/get", `{"link_token": "%s"}`, link["link_token"])
	public := good("/sandbox/public_token/create", `{"institution_id": "ins_109508", "initial_products": ["auth", "identity"]}`)
	item := good("/item/public_token/exchange", `{"public_token": "%s"}`, public["public_token"])
	access := item["access_token"]
	accounts := good("/accounts/get", `{"access_token": "%s"}`, access)["accounts"].([]any)
	account := at(accounts[0], "account_id")
	good("/accounts/balance/get", `{"access_token": "%s"}`, access)
	if got := at(good("/item/get", `{"access_token": "%s"}`, access), "item", "item_id"); got != item["item_id"] {
		t.Errorf("item_id %v, want %v", got, item["item_id"])
	}
	good("/institutions/get_by_id", `{"institution_id": "ins_109508", "country_codes": ["US"]}`)
	good("/auth/get", `{"access_token": "%s"}`, access)
	good("/identity/get", `{"access_token": "%s"}`, access)
	good("/institutions/search", `{"query": "Platypus", "products": ["auth"], "country_codes": ["US"]}`)
	good("/institutions/get", `{"count": 5, "offset": 0, "country_codes": ["US"]}`)
	processor := good("/processor/token/create", `{"access_token": "%s", "account_id": "%s", "processor": "prime_trust"}`, access, account)
	for _, path := range []string{"auth", "balance", "identity", "account", "token/permissions"} {
		good("/processor/"+path+"/get", `{"processor_token": "%s"}`, processor["processor_token"])
	}
	refused("/processor/token/create", "INVALID_PROCESSOR", `{"access_token": "%s", "account_id": "%s", "processor": "nobody"}`, access, account)
	good("/sandbox/item/reset_login", `{"access_token": "%s"}`, access)
	refused("/accounts/balance/get", "ITEM_LOGIN_REQUIRED", `{"access_token": "%s"}`, access)
	good("/item/remove", `{"access_token": "%s"}`, access)
	refused("/accounts/get", "ITEM_NOT_FOUND", `{"access_token": "%s"}`, access)

	// Without -H, curl calls the body a form.
	out := string(c.run(t, nil, program, "-sS", "-X", "POST", c.address+"/item/get", "-d", `{"client_id": "x"}`))
	if !strings.Contains(out, `"error_type":"INVALID_REQUEST"`) {
		t.Errorf("a body that calls itself a form: %s", out)
	}
}
