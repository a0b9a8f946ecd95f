package sim

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// provocation is the documented means by which a caller brings on a code.
type provocation struct {
	how     string
	options Options
	do      func(*stage) answer
}

// TestEveryPlaidCodeCanBeProvoked brings on every code that the simulator has
// words for: by what a client does wherever that is what happens with the real
// service, and else by POST /_sim/faults with the code as the kind.
func TestEveryPlaidCodeCanBeProvoked(t *testing.T) {
	means := provocations()
	for code, at := range faultProvocations() {
		means[code] = provocation{how: "POST /_sim/faults on " + at, do: func(s *stage) answer {
			s.steer("faults", obj{"path": at, "nth": 1, "kind": code}).want(200)
			return s.plaid(at, s.good()[at][0])
		}}
	}
	facts := readFacts(responseFacts)["error"]
	for _, code := range slices.Sorted(maps.Keys(plaidCodes)) {
		t.Run(code, func(t *testing.T) {
			m, known := means[code]
			if !known {
				t.Fatal("there is no means to bring it on")
			}
			status := plaidCodes[code].status
			if status == 0 {
				status = 400
			}
			o := m.options
			o.ClientID, o.Secret = testClient, testSecret
			a := m.do(newStage(t, o)).refused(status, code)
			for _, wrong := range conform(facts, a.doc.(obj), "") {
				t.Error(wrong)
			}
			url, _ := a.at("documentation_url").(string)
			if a.at("error_type") != plaidCodes[code].kind || !strings.Contains(url, "#") {
				t.Errorf("by %s: %s", m.how, a.raw)
			}
			if display := plaidCodes[code].display; a.at("display_message") != any(display) && (display != "" || a.at("display_message") != nil) {
				t.Errorf("display_message: %s", a.raw)
			}
		})
	}
	for code := range means {
		if _, known := plaidCodes[code]; !known {
			t.Errorf("%s is brought on but not known", code)
		}
	}
}

// faultProvocations are the codes that nothing a client does brings on here:
// each with a path at which the real service may answer it.
func faultProvocations() map[string]string {
	all := map[string]string{
		"INTERNAL_SERVER_ERROR": "/accounts/get", "PLANNED_MAINTENANCE": "/item/get",
		"INVALID_ACCOUNT_NUMBER": "/link/token/get", "INVALID_LINK_CUSTOMIZATION": "/link/token/create",
		"UNAUTHORIZED_ENVIRONMENT": "/link/token/create", "UNAUTHORIZED_ROUTE_ACCESS": "/identity/get",
		"INVALID_STRIPE_ACCOUNT":  "/processor/stripe/bank_account_token/create",
		"PRODUCT_NOT_ENABLED":     "/auth/get",
		"INSTITUTION_RATE_LIMIT":  "/accounts/balance/get",
		"CREDITS_EXHAUSTED":       "/accounts/balance/get",
		"USER_PERMISSION_REVOKED": "/accounts/get", "ITEM_CONCURRENTLY_DELETED": "/accounts/get",
		"ACCESS_NOT_GRANTED": "/identity/get", "PASSWORD_RESET_REQUIRED": "/accounts/balance/get",
		"INSTITUTION_NOT_AVAILABLE": "/accounts/balance/get", "UNSUPPORTED_RESPONSE": "/accounts/balance/get",
		"INSTITUTION_NOT_ENABLED_IN_ENVIRONMENT": "/sandbox/public_token/create",
		"INSTITUTION_REGISTRATION_REQUIRED":      "/sandbox/public_token/create",
		"UNAUTHORIZED_INSTITUTION":               "/sandbox/public_token/create",
	}
	// These belong to Link's panes; a fault shows them without a browser.
	for _, code := range []string{"INCORRECT_DEPOSIT_VERIFICATION", "TOO_MANY_VERIFICATION_ATTEMPTS", "PROFILE_AUTHENTICATION_FAILED",
		"INVALID_PHONE_NUMBER", "INVALID_OTP", "INVALID_UPDATED_USERNAME", "INSTANT_MATCH_FAILED", "BANK_TRANSFER_ACCOUNT_BLOCKED",
		"INCORRECT_LINK_TOKEN", "INCORRECT_OAUTH_NONCE", "OAUTH_STATE_ID_ALREADY_PROCESSED", "OAUTH_STATE_ID_NOT_FOUND",
		"RECAPTCHA_BAD", "RECAPTCHA_REQUIRED"} {
		all[code] = "/link/token/get"
	}
	return all
}

// provocations are the codes that a client brings on by what it does.
func provocations() map[string]provocation {
	all := make(map[string]provocation)
	add := func(code, how, path string, body func(*stage) any) {
		all[code] = provocation{how: how, do: func(s *stage) answer { return s.plaid(path, body(s)) }}
	}
	sending := func(v any) func(*stage) any { return func(*stage) any { return v } }
	addRequestMeans(all, add, sending)
	addInputMeans(all, add, sending)
	addItemMeans(all, add, sending)
	for _, code := range loginErrors {
		if _, there := all[code]; !there && code != "INTERNAL_SERVER_ERROR" {
			add(code, "the password error_"+code, "/sandbox/public_token/create", sending(obj{"institution_id": "ins_109508",
				"initial_products": []string{"auth"}, "options": obj{"override_password": "error_" + code}}))
		}
	}
	for path, limit := range rateLimits {
		if path == "/item/remove" {
			continue // its limit is that of the processor token, and an Item is removed only once
		}
		codes := map[string]int{limit.clientCode: limit.perClient}
		if limit.perItem > 0 {
			codes[limit.itemCode] = limit.perItem
		}
		for code, most := range codes {
			all[code] = provocation{how: fmt.Sprintf("with `--rate-limits`, more than %d calls of %s in a minute%s", most, path, ofWhom[most == limit.perClient]), options: Options{RateLimits: true},
				do: func(s *stage) answer {
					return s.exhaust(path, most, code == limit.clientCode && code != limit.itemCode)
				}}
		}
	}
	return all
}

// ofWhom says whose calls a limit counts.
var ofWhom = map[bool]string{false: " for one Item", true: ", over all Items"}

// exhaust calls a path one time more than it may be called, in turns at several
// Items when the limit of an Item must not be the first.
func (s *stage) exhaust(path string, most int, inTurns bool) answer {
	s.steer("clock", obj{"advance": "2m"}).want(200) // what the stage has called is forgotten
	tokens := []string{s.access}
	for len(tokens) < 8 && inTurns {
		tokens = append(tokens, s.itemAt("ins_109508", nil, "auth"))
	}
	for i := range most {
		s.plaid(path, s.bodyOf(path, tokens[i%len(tokens)])).want(200)
	}
	return s.plaid(path, s.bodyOf(path, tokens[0]))
}

func (s *stage) bodyOf(path, access string) obj {
	body := copied(s.good()[path][0])
	if _, there := body["access_token"]; there && path != "/processor/token/create" {
		body["access_token"] = access
	}
	return body
}

type addMeans = func(code, how, path string, body func(*stage) any)

func addRequestMeans(all map[string]provocation, add addMeans, sending func(any) func(*stage) any) {
	add("MISSING_FIELDS", "a body without access_token", "/item/get", sending(obj{}))
	add("UNKNOWN_FIELDS", "a member that is not known", "/item/get", func(s *stage) any { return obj{"access_token": s.access, "more": 1} })
	add("INVALID_FIELD", "an unknown language", "/link/token/create", sending(with(linkTokenBody(), obj{"language": "xx"})))
	add("INVALID_BODY", "a body that is not JSON", "/item/get", sending("{"))
	add("INVALID_CONFIGURATION", "a nested member of the wrong kind", "/link/token/create", sending(with(linkTokenBody(), obj{"user": "me"})))
	add("INCOMPATIBLE_API_VERSION", "a public_key in the body", "/institutions/get_by_id",
		sending(obj{"public_key": "0", "institution_id": "ins_109508", "country_codes": []string{"US"}}))
	add("NOT_FOUND", "a path that does not exist", "/no/such/path", sending(obj{}))
	add("DIRECT_INTEGRATION_NOT_ENABLED", "/item/create, which makes an Item without Link", "/item/create", sending(obj{}))
	all["NO_LONGER_AVAILABLE"] = provocation{how: "the older path of a processor, era today", options: Options{Era: EraToday},
		do: func(s *stage) answer { return s.plaid("/processor/prime_trust/processor_token/create", obj{}) }}
	all["INVALID_HEADERS"] = provocation{how: "no Content-Type", do: func(s *stage) answer {
		header := plaidHeaders()
		delete(header, "Content-Type")
		return s.sent("/item/get", header, obj{})
	}}
	all["INVALID_API_KEYS"] = provocation{how: "another secret than the one of `--secret`", do: func(s *stage) answer {
		header := plaidHeaders()
		header["PLAID-SECRET"] = strings.Repeat("f", 30)
		return s.sent("/item/get", header, obj{})
	}}
}

func (c *client) sent(path string, header map[string]string, body any) answer {
	c.t.Helper()
	a, err := c.do("POST", path, header, body)
	if err != nil {
		c.t.Fatal(err)
	}
	return a
}

func addInputMeans(all map[string]provocation, add addMeans, sending func(any) func(*stage) any) {
	account := func(access, id string) obj {
		return obj{"access_token": access, "account_id": id, "processor": "dwolla"}
	}
	add("INVALID_LINK_TOKEN", "a link_token that does not exist", "/link/token/get", sending(obj{"link_token": "link-sandbox-0"}))
	add("INVALID_PUBLIC_TOKEN", "a public_token that does not exist", "/item/public_token/exchange", sending(obj{"public_token": "public-sandbox-0"}))
	add("INVALID_ACCESS_TOKEN", "an access_token that does not exist", "/item/get", sending(obj{"access_token": "access-sandbox-0"}))
	add("INVALID_PROCESSOR_TOKEN", "a processor_token that does not exist", "/processor/auth/get", sending(obj{"processor_token": "processor-sandbox-0"}))
	add("INVALID_ACCOUNT_ID", "an account of nobody", "/processor/token/create", func(s *stage) any { return account(s.access, "none") })
	add("INVALID_INSTITUTION", "an institution that does not exist", "/institutions/get_by_id",
		sending(obj{"institution_id": "ins_0", "country_codes": []string{"US"}}))
	add("INVALID_PRODUCT", "balance among the products", "/link/token/create", sending(with(linkTokenBody(), obj{"products": []string{"balance"}})))
	add("INVALID_PROCESSOR", "a processor that is not listed", "/processor/token/create",
		func(s *stage) any { return with(account(s.access, s.account), obj{"processor": "acorn"}) })
	add("INVALID_USER_ID", "a user_id without usr_", "/user/items/get", sending(obj{"user_id": "me"}))
	add("INVALID_USER_TOKEN", "a user_token of the older APIs", "/user/items/get", sending(obj{"user_token": "user-sandbox-0"}))
	add("USER_NOT_FOUND", "a user_id of nobody", "/user/items/get", sending(obj{"user_id": "usr_0"}))
	add("INVALID_USER_IDENTITY_DATA", "a birthday that is no day", "/link/token/create",
		sending(with(linkTokenBody(), obj{"user": obj{"client_user_id": "a", "date_of_birth": "soon"}})))
	add("ADDITIONAL_CONSENT_REQUIRED", "a product that the Item was not made with", "/identity/get",
		func(s *stage) any { return obj{"access_token": s.itemAt("ins_109508", nil, "auth")} })
}

func addItemMeans(all map[string]provocation, add addMeans, sending func(any) func(*stage) any) {
	all["ITEM_LOGIN_REQUIRED"] = provocation{how: "/sandbox/item/reset_login, or 30 days", do: func(s *stage) answer {
		s.steer("clock", obj{"advance": (loginLife + time.Hour).String()}).want(200)
		return s.plaid("/accounts/get", obj{"access_token": s.access})
	}}
	all["ITEM_NOT_FOUND"] = provocation{how: "an Item that was removed", do: func(s *stage) answer {
		s.plaid("/item/remove", obj{"access_token": s.access}).want(200)
		return s.plaid("/item/get", obj{"access_token": s.access})
	}}
	add("NO_AUTH_ACCOUNTS", "/auth/get of an account that ACH cannot use, such as the credit card", "/auth/get",
		func(s *stage) any {
			return obj{"access_token": s.access, "options": obj{"account_ids": []string{s.card}}}
		})
	add("PRODUCT_NOT_READY", "/auth/get of an Item at Houndstooth Bank (ins_109512) with the password microdeposits_good, until its deposits have arrived", "/auth/get", func(s *stage) any { return obj{"access_token": s.waiting} })
	add("PRODUCTS_NOT_SUPPORTED", "/auth/get of an Item at American Express (ins_10), which has cards alone", "/auth/get",
		func(s *stage) any { return obj{"access_token": s.itemAt(amex, nil, "transactions")} })
	add("LAST_UPDATED_DATETIME_OUT_OF_RANGE", "Capital One's balance of a card, newer than there is", "/accounts/balance/get", func(s *stage) any {
		return obj{"access_token": s.itemAt(capitalOne, nil, "auth"), "options": obj{"min_last_updated_datetime": "2030-01-01T00:00:00Z"}}
	})
	add("SANDBOX_PRODUCT_NOT_ENABLED", "/sandbox/item/set_verification_status of an account that waits for nothing", "/sandbox/item/set_verification_status", func(s *stage) any {
		return obj{"access_token": s.access, "account_id": s.account, "verification_status": "verification_expired"}
	})
	add("INSTITUTION_DOWN", "an Item at Unhealthy Platypus Bank - Down (ins_132361)", "/sandbox/public_token/create",
		sending(obj{"institution_id": "ins_132361", "initial_products": []string{"auth"}}))
}
