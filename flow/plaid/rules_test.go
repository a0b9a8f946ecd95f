package plaid

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"linkdesk/flow"
)

func TestAddresses(t *testing.T) {
	for _, tc := range []struct {
		env  flow.Environment
		base string
		want string // "" = refused
	}{
		{flow.Sandbox, "", "https://sandbox.plaid.com"},
		{flow.Production, "", "https://production.plaid.com"},
		{flow.Production, "https://production.plaid.com/", "https://production.plaid.com"},
		{flow.Production, "https://production.plaid.com:8443", ""},
		{flow.Production, "https://sandbox.plaid.com", ""},
		{flow.Production, "http://127.0.0.1:8787", ""},
		{flow.Sandbox, "https://production.plaid.com", ""},
		{flow.Sandbox, "https://PRODUCTION.plaid.com.", ""},
		{flow.Sandbox, "https://development.plaid.com", ""},
		{flow.Demo, "", ""},
		{flow.Demo, "http://127.0.0.1:8787/", "http://127.0.0.1:8787"},
		{flow.Demo, "http://localhost:1", "http://localhost:1"},
		{flow.Demo, "http://[::1]:8787", "http://[::1]:8787"},
		{flow.Sandbox, "http://192.0.2.7", ""},
		{flow.Sandbox, "http://127.0.0.1.example.com", ""},
		{flow.Sandbox, "https://user:pass@example.com", ""},
		{flow.Sandbox, "https://example.com/api", ""},
		{flow.Sandbox, "https://example.com?x=1", ""},
		{flow.Sandbox, "ftp://127.0.0.1", ""},
		{flow.Sandbox, "example.com", ""},
		{flow.Sandbox, "://", ""},
	} {
		got, err := address(Config{Env: tc.env, BaseURL: tc.base})
		switch {
		case tc.want == "" && err == nil:
			t.Errorf("%s in %s was taken as %s", tc.base, tc.env, got)
		case tc.want == "":
			if f := faultOf(t, err); f.Kind != flow.Config || strings.Contains(f.Message, "pass@") {
				t.Errorf("%s: %+v", tc.base, *f)
			}
		case err != nil || got != tc.want:
			t.Errorf("%s in %s became %s, %v", tc.base, tc.env, got, err)
		}
	}
}

func TestConfigIsChecked(t *testing.T) {
	good := Config{Env: flow.Sandbox, ClientID: clientID, Secret: secretOf(canarySecret)}
	for name, spoil := range map[string]func(*Config){
		"no client_id":  func(c *Config) { c.ClientID = "" },
		"no secret":     func(c *Config) { c.Secret = flow.Secret{} },
		"a long name":   func(c *Config) { c.ClientName = strings.Repeat("x", 31) },
		"balance":       func(c *Config) { c.Products = []string{"auth", "balance"} },
		"a bad address": func(c *Config) { c.BaseURL = "http://example.com" },
	} {
		cfg := good
		spoil(&cfg)
		c, err := New(cfg)
		if err == nil || c != nil {
			t.Errorf("%s was taken", name)
			continue
		}
		if f := faultOf(t, err); f.Kind != flow.Config || f.Code != "BAD_CONFIG" {
			t.Errorf("%s gives %s %s", name, f.Kind, f.Code)
		}
	}
	if _, err := New(good); err != nil {
		t.Error(err)
	}
}

// The body of a link token, member by member: Plaid refuses what it does not know.
func TestTheBodyOfALinkToken(t *testing.T) {
	filters := `"account_filters":{"depository":{"account_subtypes":["checking","savings","cash management"]}}`
	for _, tc := range []struct {
		name string
		cfg  Config
		req  flow.LinkTokenRequest
		want string
	}{
		{"plain", Config{}, flow.LinkTokenRequest{ClientUserID: "cp-1"},
			`{` + filters + `,"client_name":"linkdesk","country_codes":["US"],"language":"en","products":["auth"],"user":{"client_user_id":"cp-1"}}`},
		{"everything", Config{ClientName: "Desk", Language: "fr", CountryCodes: []string{"CA", "US"}, Products: []string{"auth", "identity"}},
			flow.LinkTokenRequest{ClientUserID: "cp-1", LegalName: "Alberta", Hosted: true, RedirectURI: "http://localhost:7777/"},
			`{` + filters + `,"client_name":"Desk","country_codes":["CA","US"],"hosted_link":{"is_mobile_app":false},"language":"fr","products":["auth","identity"],"redirect_uri":"http://localhost:7777/","user":{"client_user_id":"cp-1","legal_name":"Alberta"}}`},
		{"hosted, with a way back", Config{}, flow.LinkTokenRequest{ClientUserID: "cp-1", Hosted: true, CompletionURI: "http://127.0.0.1:4711/done"},
			`{` + filters + `,"client_name":"linkdesk","country_codes":["US"],"hosted_link":{"completion_redirect_uri":"http://127.0.0.1:4711/done","is_mobile_app":false},"language":"en","products":["auth"],"user":{"client_user_id":"cp-1"}}`},
		{"a repair", Config{}, flow.LinkTokenRequest{ClientUserID: "cp-1", LegalName: "Alberta", Update: secretOf(accessToken), CompletionURI: "http://127.0.0.1:4711/not-hosted"},
			`{"access_token":"` + accessToken + `","client_name":"linkdesk","country_codes":["US"],"language":"en","user":{"client_user_id":"cp-1","legal_name":"Alberta"}}`},
		{"a repair with accounts", Config{}, flow.LinkTokenRequest{ClientUserID: "cp-1", Hosted: true, RedirectURI: "http://localhost:7777/", Update: secretOf(accessToken), SelectAccounts: true},
			`{"access_token":"` + accessToken + `",` + filters + `,"client_name":"linkdesk","country_codes":["US"],"hosted_link":{"is_mobile_app":false},"language":"en","redirect_uri":"http://localhost:7777/","update":{"account_selection_enabled":true},"user":{"client_user_id":"cp-1"}}`},
		{"no repair, no choice", Config{}, flow.LinkTokenRequest{ClientUserID: "cp-1", SelectAccounts: true},
			`{` + filters + `,"client_name":"linkdesk","country_codes":["US"],"language":"en","products":["auth"],"user":{"client_user_id":"cp-1"}}`},
	} {
		c := newClient(t, tc.cfg)
		raw, err := json.Marshal(c.linkToken(tc.req))
		if err != nil {
			t.Fatal(err)
		}
		// Through a map, so that the order of the members is ours.
		var members map[string]any
		if err := json.Unmarshal(raw, &members); err != nil {
			t.Fatal(err)
		}
		if got, _ := json.Marshal(members); string(got) != tc.want {
			t.Errorf("%s:\n%s\nwant\n%s", tc.name, got, tc.want)
		}
	}
}

func TestMoney(t *testing.T) {
	for _, tc := range []struct {
		in   string
		want int64
	}{
		{"0", 0}, {"100", 10000}, {"100.1", 10010}, {"320.76", 32076}, {"23631.9805", 2363198}, {"1.005", 101},
		{"0.285", 29}, {"1.115", 112}, {"-1.005", -101}, {"-0.004", 0}, {"0.1", 10}, {"4503599627370495.5", 450359962737049550},
		{"1e3", 100000}, {"1e-9", 0},
	} {
		var f float64
		if err := json.Unmarshal([]byte(tc.in), &f); err != nil {
			t.Fatal(err)
		}
		if got := money(&f, "USD"); got == nil || got.Minor != tc.want || got.Currency != "USD" {
			t.Errorf("%s became %+v, want %d", tc.in, got, tc.want)
		}
	}
	huge := 1e300
	if got := money(&huge, "USD"); got != nil {
		t.Errorf("1e300 became %+v", got)
	}
	if money(nil, "USD") != nil {
		t.Error("no amount became one")
	}
}

// Accounts as a bank may describe them: nulls, unknown words, controls in names.
func TestAccountsAreReadLeniently(t *testing.T) {
	const body = `{"request_id":"r","item":{"item_id":"it","institution_id":null,"error":{"error_type":"ITEM_ERROR","error_code":"ITEM_LOGIN_REQUIRED","error_message":"log in ` + accessToken + `","display_message":null}},
		"accounts":[
		{"account_id":"a1","name":"Che\u001bcking\u202e","official_name":null,"mask":null,"type":"depository","subtype":"checking","balances":{"available":null,"current":100.1,"limit":null,"iso_currency_code":"USD","unofficial_currency_code":null},"verification_status":null,"new_member":{"x":[1]}},
		{"account_id":"a2","name":"Odd","mask":"0000","type":"crystal","subtype":"ball","balances":{"available":1.5,"current":2,"iso_currency_code":null,"unofficial_currency_code":"BTC"},"verification_status":"new_status"},
		{"account_id":"a3","name":"Bare","type":"depository"}]}`
	got, _, err := clientOf(t, reply(200, jsonType, body)).Accounts(t.Context(), secretOf(accessToken))
	if err != nil {
		t.Fatal(err)
	}
	want := []flow.Account{
		{ID: "a1", Name: "Che\uFFFDcking\uFFFD", Type: "depository", Subtype: "checking", Current: &flow.Money{Minor: 10010, Currency: "USD"}},
		{ID: "a2", Name: "Odd", Mask: "0000", Type: "crystal", Subtype: "ball", Verification: "new_status",
			Available: &flow.Money{Minor: 150, Currency: "BTC"}, Current: &flow.Money{Minor: 200, Currency: "BTC"}},
		{ID: "a3", Name: "Bare", Type: "depository"},
	}
	have, _ := json.Marshal(got.Accounts)
	if need, _ := json.Marshal(want); string(have) != string(need) {
		t.Errorf("got %s\nwant %s", have, need)
	}
	if e := got.Item.Error; e == nil || e.Code != "ITEM_LOGIN_REQUIRED" || e.Kind != flow.CustomerFault || e.Who != flow.Customer || e.Op != "item_get" {
		t.Errorf("the Item's error is %+v", e)
	} else {
		noSecret(t, *e)
	}
	for name, spoiled := range map[string]string{
		"without accounts":         `{"item":{"item_id":"it"}}`,
		"null accounts":            `{"accounts":null,"item":{"item_id":"it"}}`,
		"without an item":          `{"accounts":[]}`,
		"an account that is null":  `{"accounts":[null],"item":{"item_id":"it"}}`,
		"an account without an id": `{"accounts":[{"name":"x"}],"item":{"item_id":"it"}}`,
		"money as text":            `{"accounts":[{"account_id":"a","balances":{"current":"1.00"}}],"item":{"item_id":"it"}}`,
	} {
		_, _, err := clientOf(t, reply(200, jsonType, spoiled)).Accounts(t.Context(), secretOf(accessToken))
		if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "ANSWER_UNREADABLE" {
			t.Errorf("%s: %s %s %s", name, f.Kind, f.Code, f.Message)
		}
	}
	none, _, err := clientOf(t, reply(200, jsonType, `{"accounts":[],"item":{"item_id":"it"}}`)).Accounts(t.Context(), secretOf(accessToken))
	if err != nil || len(none.Accounts) != 0 {
		t.Errorf("an Item without accounts gives %+v, %v", none, err)
	}
}

// The hosted address is opened in a browser, so it must be a page of the web.
func TestAHostedAddressMustBeAWebPage(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://secure.plaid.com/hl/abc": true, "http://127.0.0.1:8787/hl/abc": true, "http://localhost/hl": true,
		"": false, "http://secure.plaid.com/hl": false, "file:///etc/passwd": false, "javascript:alert(1)": false,
		"https://": false, "https://user@secure.plaid.com/": false, "--help": false, "plaidlink://x": false,
	} {
		body, _ := json.Marshal(map[string]string{"link_token": linkToken, "expiration": "2026-11-22T16:00:00Z", "hosted_link_url": address})
		got, _, err := clientOf(t, reply(200, jsonType, string(body))).CreateLinkToken(t.Context(), flow.LinkTokenRequest{ClientUserID: "x", Hosted: true})
		if (err == nil) != ok || got.HostedURL.Empty() == ok {
			t.Errorf("%q: %v", address, err)
		}
		noSecret(t, got)
	}
	spoiled := `{"link_token":"` + linkToken + `","expiration":"tomorrow"}`
	_, _, err := clientOf(t, reply(200, jsonType, spoiled)).CreateLinkToken(t.Context(), flow.LinkTokenRequest{ClientUserID: "x"})
	if f := faultOf(t, err); f.Code != "ANSWER_UNREADABLE" {
		t.Errorf("a date that is none gives %s", f.Code)
	}
}

var _ http.RoundTripper = (*guard)(nil)
