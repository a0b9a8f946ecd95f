package sim

import (
	"regexp"
	"strings"
	"testing"
)

// with is a link token body with members replaced; a nil value takes one out.
func with(body obj, changes obj) obj {
	for name, value := range changes {
		if value == nil {
			delete(body, name)
		} else {
			body[name] = value
		}
	}
	return body
}

func TestLinkTokenCreate(t *testing.T) {
	_, c := start(t, Options{})
	access, _ := c.newItem()
	user := func(id string) obj { return obj{"user": obj{"client_user_id": id}} }
	for _, tt := range []struct {
		name    string
		changes obj
		code    string // "" = accepted
		message string // part of the message
	}{
		{"plain", nil, "", ""},
		{"update mode", obj{"access_token": access, "products": nil}, "", ""},
		{"hosted", obj{"hosted_link": obj{}}, "", ""},
		{"hosted with a life", obj{"hosted_link": obj{"url_lifetime_seconds": 60, "completion_redirect_uri": "app://done"}}, "", ""},
		{"filters", obj{"account_filters": obj{"depository": obj{"account_subtypes": []string{"checking"}}}}, "", ""},
		{"a local redirect", obj{"redirect_uri": "http://localhost:8080/back"}, "", ""},
		{"products of others", obj{"income_verification": obj{"payroll_income": obj{"is_update_mode": true}}}, "", ""},
		{"products of others, misspelt", obj{"income_verification": obj{"payroll": obj{}}}, "UNKNOWN_FIELDS", "income_verification.payroll"},
		{"no name", obj{"client_name": nil}, "MISSING_FIELDS", "client_name"},
		{"several missing", obj{"client_name": nil, "language": nil}, "MISSING_FIELDS", "client_name, language"},
		{"nested missing", obj{"user": obj{}}, "MISSING_FIELDS", "user.client_user_id"},
		{"unknown", obj{"env": "sandbox"}, "UNKNOWN_FIELDS", "env"},
		{"nested unknown", obj{"user": obj{"client_user_id": "a", "email": "x"}}, "UNKNOWN_FIELDS", "user.email"},
		{"deeply unknown", obj{"user": obj{"client_user_id": "a", "name": obj{"given_name": "A", "family_name": "B", "nick": "C"}}}, "UNKNOWN_FIELDS", "user.name.nick"},
		{"empty name", obj{"client_name": ""}, "INVALID_FIELD", "client_name must be a non-empty string"},
		{"blank name", obj{"client_name": "  "}, "INVALID_FIELD", "client_name"},
		{"null name", obj{"client_name": (*int)(nil)}, "INVALID_FIELD", "client_name"},
		{"name of the wrong kind", obj{"client_name": 5}, "INVALID_FIELD", "client_name"},
		{"no country", obj{"country_codes": []string{}}, "INVALID_FIELD", "country_codes must be a non-empty string array"},
		{"bad country", obj{"country_codes": []string{"XX"}}, "INVALID_FIELD", "country_codes"},
		{"bad language", obj{"language": "xx"}, "INVALID_FIELD", "language"},
		{"user is text", obj{"user": "me"}, "INVALID_CONFIGURATION", ""},
		{"nested of the wrong kind", obj{"hosted_link": obj{"is_mobile_app": "yes"}}, "INVALID_CONFIGURATION", ""},
		{"a completion that is a program", obj{"hosted_link": obj{"completion_redirect_uri": "JavaScript:alert(1)"}}, "INVALID_FIELD", "completion_redirect_uri"},
		{"a completion without a scheme", obj{"hosted_link": obj{"completion_redirect_uri": "/done"}}, "INVALID_FIELD", "completion_redirect_uri"},
		{"life too long", obj{"hosted_link": obj{"url_lifetime_seconds": 22 * 24 * 3600}}, "INVALID_FIELD", "url_lifetime_seconds"},
		{"life of nothing", obj{"hosted_link": obj{"url_lifetime_seconds": 0}}, "INVALID_FIELD", "url_lifetime_seconds"},
		{"an e-mail as the id", user("jo@example.com"), "INVALID_FIELD", "client_user_id"},
		{"a phone as the id", user("+1 415 555 0010"), "INVALID_FIELD", "client_user_id"},
		{"a national phone as the id", user("(415) 555-0010"), "INVALID_FIELD", "client_user_id"},
		{"a number as the id", user("1000234"), "", ""},
		{"a uuid as the id", user("8b2b5d28-79ec-468b-bbce-f8bd34be635a"), "", ""},
		{"an empty id", user(""), "INVALID_FIELD", "user.client_user_id"},
		{"a bad phone", obj{"user": obj{"client_user_id": "a", "phone_number": "415"}}, "INVALID_FIELD", "phone_number"},
		{"no product", obj{"products": nil}, "INVALID_FIELD", "products"},
		{"empty products", obj{"products": []string{}}, "INVALID_FIELD", "products"},
		{"balance", obj{"products": []string{"balance"}}, "INVALID_PRODUCT", "balance"},
		{"an unknown product", obj{"products": []string{"auth", "gold"}}, "INVALID_PRODUCT", `["gold"]`},
		{"a product twice", obj{"optional_products": []string{"auth"}}, "INVALID_FIELD", "once"},
		{"a far redirect over http", obj{"redirect_uri": "http://example.com/"}, "INVALID_FIELD", "redirect_uri"},
		{"a redirect with a query", obj{"redirect_uri": "https://example.com/?a=b"}, "INVALID_FIELD", "redirect_uri"},
		{"an empty redirect", obj{"redirect_uri": ""}, "INVALID_FIELD", "redirect_uri"},
		{"a bad access token", obj{"access_token": "access-sandbox-x", "products": nil}, "INVALID_ACCESS_TOKEN", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := &client{t: t, rt: c.rt}
			a := c.plaid("/link/token/create", with(linkTokenBody(), tt.changes))
			if tt.code == "" {
				a.want(200)
				return
			}
			if a.refused(400, tt.code); !strings.Contains(a.str("error_message"), tt.message) {
				t.Errorf("message %q does not name %q", a.str("error_message"), tt.message)
			}
		})
	}
}

func TestPlaidEndpointsRefuse(t *testing.T) {
	_, c := start(t, Options{})
	access, _ := c.newItem()
	checking := c.plaid("/accounts/get", obj{"access_token": access}).str("accounts 0 account_id")
	card := c.plaid("/accounts/get", obj{"access_token": access}).str("accounts 3 account_id")
	sandbox := func(options obj) obj {
		return obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}, "options": options}
	}
	for _, tt := range []struct {
		path string
		body any
		code string
	}{
		{"/link/token/get", obj{}, "MISSING_FIELDS"},
		{"/link/token/get", obj{"link_token": "link-sandbox-none"}, "INVALID_LINK_TOKEN"},
		{"/item/public_token/exchange", obj{"public_token": "nonsense"}, "INVALID_PUBLIC_TOKEN"},
		{"/item/public_token/exchange", obj{"public_token": "public-sandbox-none"}, "INVALID_PUBLIC_TOKEN"},
		{"/accounts/get", obj{"access_token": "nonsense"}, "INVALID_ACCESS_TOKEN"},
		{"/accounts/get", obj{"access_token": "access-production-none"}, "INVALID_ACCESS_TOKEN"},
		{"/accounts/get", obj{"access_token": access, "options": obj{"account_ids": []string{"none"}}}, "INVALID_ACCOUNT_ID"},
		{"/accounts/get", obj{"access_token": access, "options": obj{"count": 3}}, "UNKNOWN_FIELDS"},
		{"/accounts/balance/get", obj{"access_token": "access-sandbox-none"}, "INVALID_ACCESS_TOKEN"},
		{"/item/get", obj{"access_token": "access-sandbox-none"}, "INVALID_ACCESS_TOKEN"},
		{"/item/remove", obj{"access_token": access, "reason_code": "BORED"}, "INVALID_FIELD"},
		{"/item/remove", obj{"access_token": access, "reason_note": strings.Repeat("x", 513)}, "INVALID_FIELD"},
		{"/processor/token/create", obj{"access_token": access, "account_id": checking, "processor": "nobody"}, "INVALID_PROCESSOR"},
		{"/processor/token/create", obj{"access_token": access, "account_id": "none", "processor": "dwolla"}, "INVALID_ACCOUNT_ID"},
		{"/processor/token/create", obj{"access_token": access, "account_id": card, "processor": "dwolla"}, "NO_AUTH_ACCOUNTS"},
		{"/institutions/get_by_id", obj{"institution_id": "ins_0", "country_codes": []string{"US"}}, "INVALID_INSTITUTION"},
		{"/institutions/get_by_id", obj{"institution_id": "ins_109508", "country_codes": []string{"GB"}}, "INVALID_INSTITUTION"},
		{"/institutions/get_by_id", obj{"institution_id": "ins_109508"}, "MISSING_FIELDS"},
		{"/sandbox/public_token/create", obj{"institution_id": "ins_0", "initial_products": []string{"auth"}}, "INVALID_INSTITUTION"},
		{"/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{}}, "INVALID_FIELD"},
		{"/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"balance"}}, "INVALID_PRODUCT"},
		{"/sandbox/public_token/create", obj{"institution_id": "ins_132361", "initial_products": []string{"auth"}}, "INSTITUTION_DOWN"},
		{"/sandbox/public_token/create", sandbox(obj{"override_password": "error_ITEM_LOCKED"}), "ITEM_LOCKED"},
		{"/sandbox/public_token/create", sandbox(obj{"override_password": "wrong"}), "INVALID_CREDENTIALS"},
		{"/sandbox/item/reset_login", obj{"access_token": "access-sandbox-none"}, "INVALID_ACCESS_TOKEN"},
		{"/item/get", `{"access_token":5,"access_token":"x"}`, "INVALID_BODY"},
		{"/item/get", `{"access_token":"x"} {}`, "INVALID_BODY"},
		{"/item/get", `[]`, "INVALID_BODY"},
		{"/item/get", `null`, "INVALID_BODY"},
		{"/item/get", `{`, "INVALID_BODY"},
	} {
		t.Run(tt.path+" "+tt.code, func(t *testing.T) {
			c := &client{t: t, rt: c.rt}
			c.plaid(tt.path, tt.body).refused(400, tt.code)
		})
	}
}

func TestPlaidProtocol(t *testing.T) {
	_, c := start(t, Options{ClientID: testClient, Secret: testSecret})
	good := `{"institution_id":"ins_109508","country_codes":["US"]}`
	keys := func(id, secret string) map[string]string {
		return map[string]string{"Content-Type": "application/json", "PLAID-CLIENT-ID": id, "PLAID-SECRET": secret}
	}
	other := strings.Repeat("f", 24)
	for _, tt := range []struct {
		name, method, path string
		header             map[string]string
		body               string
		status             int
		code               string
	}{
		{"keys in the headers", "POST", "/institutions/get_by_id", keys(testClient, testSecret), good, 200, ""},
		{"keys in the body", "POST", "/institutions/get_by_id", map[string]string{"Content-Type": "application/json; charset=utf-8"},
			`{"client_id":"` + testClient + `","secret":"` + testSecret + `",` + good[1:], 200, ""},
		{"no keys", "POST", "/institutions/get_by_id", map[string]string{"Content-Type": "application/json"}, good, 400, "MISSING_FIELDS"},
		{"a garbled id", "POST", "/institutions/get_by_id", keys("abc", testSecret), good, 400, "INVALID_FIELD"},
		{"an id that is a number", "POST", "/institutions/get_by_id", keys(testClient, testSecret), `{"client_id":5,` + good[1:], 400, "INVALID_FIELD"},
		{"an empty id", "POST", "/institutions/get_by_id", keys(testClient, testSecret), `{"client_id":"",` + good[1:], 400, "INVALID_FIELD"},
		{"an empty secret", "POST", "/institutions/get_by_id", keys(testClient, testSecret), `{"secret":"",` + good[1:], 400, "INVALID_FIELD"},
		{"another id", "POST", "/institutions/get_by_id", keys(other, testSecret), good, 400, "INVALID_API_KEYS"},
		{"another secret", "POST", "/institutions/get_by_id", keys(testClient, strings.Repeat("f", 30)), good, 400, "INVALID_API_KEYS"},
		{"no content type", "POST", "/institutions/get_by_id", map[string]string{"PLAID-CLIENT-ID": testClient, "PLAID-SECRET": testSecret}, good, 400, "INVALID_HEADERS"},
		{"a form", "POST", "/institutions/get_by_id", with2(keys(testClient, testSecret), "Content-Type", "text/plain"), good, 400, "INVALID_BODY"},
		{"too large", "POST", "/institutions/get_by_id", keys(testClient, testSecret), strings.Repeat(" ", maxBody+1), 413, "INVALID_BODY"},
		{"GET", "GET", "/institutions/get_by_id", keys(testClient, testSecret), "", 404, "NOT_FOUND"},
		{"no such path", "POST", "/no/such/path", keys(testClient, testSecret), "{}", 404, "NOT_FOUND"},
		{"the root", "GET", "/", nil, "", 404, "NOT_FOUND"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := &client{t: t, rt: c.rt}
			a, err := c.do(tt.method, tt.path, tt.header, tt.body)
			if err != nil {
				t.Fatal(err)
			}
			a.want(tt.status)
			if tt.code != "" {
				a.refused(tt.status, tt.code)
			}
			if got := a.header.Get("Plaid-Version"); got != "2020-09-14" {
				t.Errorf("Plaid-Version %q", got)
			}
			if got := a.header.Get("Content-Type"); got != "application/json; charset=utf-8" {
				t.Errorf("Content-Type %q", got)
			}
			if id := a.str("request_id"); !regexp.MustCompile(`^[A-Za-z0-9]{15}$`).MatchString(id) {
				t.Errorf("request_id %q", id)
			}
		})
	}
}

func with2(header map[string]string, name, value string) map[string]string {
	header[name] = value
	return header
}

// Every error has every member, null or not.
func TestErrorObjectIsWhole(t *testing.T) {
	_, c := start(t, Options{})
	a := c.plaid("/item/get", obj{})
	doc := a.want(400).doc.(obj)
	for _, name := range []string{"display_message", "documentation_url", "error_code", "error_message", "error_type", "request_id", "suggested_action"} {
		if _, there := doc[name]; !there {
			t.Errorf("%s is absent: %s", name, a.raw)
		}
	}
	if doc["display_message"] != nil || doc["suggested_action"] != nil || doc["error_type"] != "INVALID_REQUEST" {
		t.Errorf("unexpected: %s", a.raw)
	}
	locked := c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"},
		"options": obj{"override_password": "error_ITEM_LOCKED"}})
	if locked.refused(400, "ITEM_LOCKED").at("display_message") == nil {
		t.Errorf("ITEM_LOCKED has words for the customer: %s", locked.raw)
	}
}

func TestEras(t *testing.T) {
	for era, code := range map[string]string{Era2023: "", EraToday: "INVALID_PROCESSOR"} {
		t.Run(era, func(t *testing.T) {
			_, c := start(t, Options{Era: era})
			access, _ := c.newItem()
			account := c.plaid("/accounts/get", obj{"access_token": access}).str("accounts 0 account_id")
			body := obj{"access_token": access, "account_id": account, "processor": "prime_trust"}
			if a := c.plaid("/processor/token/create", body); code != "" {
				a.refused(400, code)
				if a.at("error_type") != "INVALID_INPUT" {
					t.Errorf("error_type %v", a.at("error_type"))
				}
			} else {
				a.want(200)
			}
			for _, name := range processors {
				c.plaid("/processor/token/create", with(body, obj{"processor": name})).want(200)
			}
		})
	}
	if _, err := New(Options{Era: "1999"}); err == nil || !strings.Contains(err.Error(), "2023") || !strings.Contains(err.Error(), "today") {
		t.Errorf("an unknown era: %v", err)
	}
}

func TestFixture(t *testing.T) {
	_, c := start(t, Options{})
	access, itemID := c.newItem()
	a := c.plaid("/accounts/get", obj{"access_token": access}).want(200)
	if n := len(a.at("accounts").([]any)); n != 12 {
		t.Fatalf("%d accounts", n)
	}
	for path, want := range map[string]any{
		"accounts 0 name": "Plaid Checking", "accounts 0 mask": "0000", "accounts 0 balances available": 100.0,
		"accounts 0 balances limit": nil, "accounts 0 balances iso_currency_code": "USD", "accounts 0 holder_category": "personal",
		"accounts 6 balances current": 23631.9805, "accounts 6 official_name": nil, "accounts 11 balances limit": 10000.0,
		"item item_id": itemID, "item institution_name": "First Platypus Bank", "item error": nil, "item auth_method": "INSTANT_AUTH",
		"item billed_products 0": "auth", "item webhook": nil, "item consent_expiration_time": nil, "item update_type": "background",
	} {
		if got := a.at(path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	for _, id := range []string{itemID, a.str("accounts 0 account_id")} {
		if !regexp.MustCompile(`^[A-Za-z0-9]{37}$`).MatchString(id) {
			t.Errorf("id %q", id)
		}
	}
	if strings.Contains(a.raw, "1111222233330000") || strings.Contains(a.raw, achRouting) {
		t.Error("bank numbers in /accounts/get")
	}
	two := c.plaid("/accounts/balance/get", obj{"access_token": access, "options": obj{"account_ids": []string{a.str("accounts 1 account_id")}}}).want(200)
	if len(two.at("accounts").([]any)) != 1 || two.at("accounts 0 mask") != "1111" {
		t.Errorf("account_ids: %s", two.raw)
	}
}

func TestInstitutions(t *testing.T) {
	s, c := start(t, Options{})
	for _, b := range s.banks {
		a := c.plaid("/institutions/get_by_id", obj{"institution_id": b.ID, "country_codes": []string{b.Country}}).want(200)
		if a.at("institution name") != b.Name || a.at("institution oauth") != b.OAuth || a.at("institution url") != nil {
			t.Errorf("%s: %s", b.ID, a.raw)
		}
	}
	a := c.plaid("/institutions/get_by_id", obj{"institution_id": "ins_109508", "country_codes": []string{"US"},
		"options": obj{"include_optional_metadata": true, "include_auth_metadata": true, "include_status": true}}).want(200)
	if a.at("institution url") != "https://firstplatypusbank.example" || a.at("institution auth_metadata supported_methods instant_auth") != true {
		t.Errorf("metadata: %s", a.raw)
	}
	if a.at("institution status") != nil {
		t.Error("the Sandbox has no status")
	}
}
