package sim

import (
	"strings"
	"testing"
)

// The rules of /link/token/create that no table of members can say.
func TestLinkTokenRules(t *testing.T) {
	_, c := start(t, Options{})
	access, _ := c.newItem()
	user := func(member string, v any) obj { return obj{"user": obj{"client_user_id": "a", member: v}} }
	update := func(products ...string) obj { return obj{"access_token": access, "products": products} }
	flows := func(countries, products []string) obj {
		return obj{"auth": obj{"same_day_microdeposits_enabled": true}, "country_codes": countries, "products": products}
	}
	us, auth := []string{"US"}, []string{"auth"}
	for _, tt := range []struct {
		name    string
		changes obj
		status  int
		code    string
		message string
	}{
		{"a birthday", user("date_of_birth", "1990-01-31"), 200, "", ""},
		{"no day", user("date_of_birth", "1990-13-01"), 403, "INVALID_USER_IDENTITY_DATA", "date_of_birth"},
		{"an e-mail", user("email_address", "jo@example.com"), 200, "", ""},
		{"no e-mail", user("email_address", "jo@example"), 403, "INVALID_USER_IDENTITY_DATA", "email_address"},
		{"an address", user("address", obj{"country": "US", "postal_code": "14236"}), 200, "", ""},
		{"no country", user("address", obj{"country": "USA"}), 403, "INVALID_USER_IDENTITY_DATA", "address.country"},
		{"no postal code", user("address", obj{"country": "US", "postal_code": "142"}), 403, "INVALID_USER_IDENTITY_DATA", "postal_code"},
		{"a long name", user("name", obj{"given_name": strings.Repeat("a", 101), "family_name": "B"}), 403, "INVALID_USER_IDENTITY_DATA", "user.name"},
		{"no number", user("id_number", obj{"type": "us_ssn", "value": "123-45-6789"}), 403, "INVALID_USER_IDENTITY_DATA", "id_number"},
		{"a phone", user("phone_number", "+14155550010"), 200, "", ""},
		{"a phone abroad", user("phone_number", "+442071838750"), 200, "", ""},
		{"an area code that is none", user("phone_number", "+11155550010"), 400, "INVALID_FIELD", "phone_number"},
		{"an area code in reserve", user("phone_number", "+13715550010"), 400, "INVALID_FIELD", "phone_number"},
		{"an exchange that is none", user("phone_number", "+14151550010"), 400, "INVALID_FIELD", "phone_number"},
		{"a phone without a plus", user("phone_number", "14155550010"), 400, "INVALID_FIELD", "phone_number"},
		{"by sms to nobody", obj{"hosted_link": obj{"delivery_method": "sms"}}, 400, "INVALID_FIELD", "phone_number"},
		{"by sms", with(user("phone_number", "+14155550010"), obj{"hosted_link": obj{"delivery_method": "sms"}}), 200, "", ""},
		{"by e-mail to nobody", obj{"hosted_link": obj{"delivery_method": "email"}}, 400, "INVALID_FIELD", "email_address"},
		{"by e-mail", with(user("email_address", "jo@example.com"), obj{"hosted_link": obj{"delivery_method": "email"}}), 200, "", ""},
		{"an update with auth", update("auth"), 400, "INVALID_FIELD", "update mode"},
		{"an update with assets", update("assets"), 200, "", ""},
		{"flows", flows(us, auth), 200, "", ""},
		{"flows with a second product", flows(us, []string{"auth", "identity"}), 200, "", ""},
		{"flows in two countries", flows([]string{"US", "CA"}, auth), 400, "INVALID_FIELD", "country_codes"},
		{"flows without auth", flows(us, []string{"transactions"}), 400, "INVALID_FIELD", "products"},
		{"a webhook", obj{"webhook": "https://example.com/hook"}, 200, "", ""},
		{"no webhook", obj{"webhook": "example.com"}, 400, "INVALID_FIELD", "webhook"},
		{"an institution", obj{"institution_id": "ins_56"}, 200, "", ""},
		{"no institution", obj{"institution_id": "ins_0"}, 400, "INVALID_INSTITUTION", ""},
		{"two ways back", obj{"android_package_name": "com.example", "redirect_uri": "https://example.com/"}, 400, "INVALID_FIELD", "exclude"},
		{"a token of elsewhere", obj{"access_token": "access-production-0", "products": nil}, 400, "INVALID_ACCESS_TOKEN", `got "production"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := &client{t: t, rt: c.rt}
			a := c.plaid("/link/token/create", with(linkTokenBody(), tt.changes)).want(tt.status)
			if tt.code == "" {
				return
			}
			if a.refused(tt.status, tt.code); !strings.Contains(a.str("error_message"), tt.message) {
				t.Errorf("message %q does not name %q", a.str("error_message"), tt.message)
			}
		})
	}
}

// What /link/token/get tells of the request.
func TestLinkTokenMetadata(t *testing.T) {
	_, c := start(t, Options{})
	token := c.plaid("/link/token/create", with(linkTokenBody(), obj{"institution_data": obj{"routing_number": "021000021"}, "account_filters": obj{
		"depository": obj{"account_subtypes": []string{"checking"}}, "other": obj{"account_subtypes": []string{"all"}}}})).want(200).str("link_token")
	a := c.plaid("/link/token/get", obj{"link_token": token}).want(200)
	if a.at("metadata institution_data routing_number") != "021000021" || a.at("metadata account_filters depository account_subtypes 0") != "checking" ||
		a.at("metadata account_filters other") != nil {
		t.Error(a.raw)
	}
}

// Each kind of token tells the wrong shape and the wrong environment apart.
func TestTokensOfElsewhere(t *testing.T) {
	_, c := start(t, Options{})
	for _, tt := range []struct{ kind, path, code string }{
		{"link", "/link/token/get", "INVALID_LINK_TOKEN"},
		{"public", "/item/public_token/exchange", "INVALID_PUBLIC_TOKEN"},
		{"access", "/item/get", "INVALID_ACCESS_TOKEN"},
		{"processor", "/processor/auth/get", "INVALID_PROCESSOR_TOKEN"},
	} {
		for token, says := range map[string]string{"nonsense": tt.kind + "-<environment>-<identifier>",
			tt.kind + "-production-0": `expected "sandbox", got "production"`, tt.kind + "-sandbox-0": ""} {
			a := c.plaid(tt.path, obj{tt.kind + "_token": token}).refused(400, tt.code)
			if !strings.Contains(a.str("error_message"), says) {
				t.Errorf("%s: %s", token, a.raw)
			}
		}
		// What stands where the environment should be may be a piece of a secret.
		a := c.plaid(tt.path, obj{tt.kind + "_token": tt.kind + "-0123abcd-0"}).refused(400, tt.code)
		if strings.Contains(a.raw, "0123abcd") || !strings.Contains(a.str("error_message"), "malformed") {
			t.Errorf("without an environment: %s", a.raw)
		}
	}
}

// Thousands of link tokens are kept with what they were asked for, so none of
// them may be large.
func TestLinkTokenIsSmall(t *testing.T) {
	s, c := start(t, Options{})
	c.plaid("/link/token/create", with(linkTokenBody(), obj{"client_name": strings.Repeat("x", 31)})).want(200)
	c.plaid("/link/token/create", with(linkTokenBody(), obj{"client_name": strings.Repeat("x", maxLinkRequest)})).refused(413, "INVALID_BODY")
	if n := s.state.w.LinkTokens.len(); n != 1 {
		t.Errorf("%d link tokens", n)
	}
}

// A redirect_uri has no fragment and no query, not even an empty one.
func TestRedirectURI(t *testing.T) {
	for uri, want := range map[string]bool{"https://example.com/back": true, "http://localhost:8080/back": true, "http://example.com/back": false,
		"linkdesk://back": false, "": false, "https://example.com/back?a=b": false, "https://example.com/back?": false,
		"https://example.com/back#top": false, "https://example.com/back#": false} {
		if got := redirectable(uri); got != want {
			t.Errorf("%s: %t", uri, got)
		}
	}
}

// TestObjectThatIsThereTwice: what was checked is what is used.
func TestObjectThatIsThereTwice(t *testing.T) {
	_, c := start(t, Options{})
	made := c.plaid("/link/token/create", `{"client_name":"linkdesk","language":"en","country_codes":["US"],"products":["auth"],"user":{"client_user_id":"a"},
		"account_filters":{"depository":{"account_subtypes":["no such thing"]}},"account_filters":{"credit":{"account_subtypes":["all"]}}}`).want(200)
	told := c.plaid("/link/token/get", obj{"link_token": made.str("link_token")}).want(200)
	if told.at("metadata account_filters depository") != nil || told.at("metadata account_filters credit account_subtypes 0") != "all" {
		t.Errorf("the filters: %s", told.raw)
	}
}
