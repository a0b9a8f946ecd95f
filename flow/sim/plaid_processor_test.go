package sim

import (
	"strings"
	"testing"
)

// A partner reads single objects where the Item's owner reads lists.
func TestProcessorReads(t *testing.T) {
	s := newStage(t, Options{})
	token := obj{"processor_token": s.processor}
	a := s.plaid("/processor/auth/get", token).want(200)
	for path, want := range map[string]any{"account account_id": s.account, "numbers ach account": "1111222233330000", "numbers ach account_id": s.account,
		"numbers ach routing": "011401533", "numbers ach is_tokenized_account_number": false} {
		if got := a.at(path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	for _, kind := range []string{"eft", "international", "bacs"} {
		if v, there := a.at("numbers").(obj)[kind]; v != nil || !there {
			t.Errorf("%s: %v, there %t", kind, v, there)
		}
	}
	if b := s.plaid("/processor/balance/get", token).want(200); b.at("account balances available") != 100.0 {
		t.Error(b.raw)
	}
	if b := s.plaid("/processor/account/get", token).want(200); b.at("institution_id") != "ins_109508" || b.at("account mask") != "0000" {
		t.Error(b.raw)
	}
	if b := s.plaid("/processor/identity/get", token).want(200); b.at("account owners 0 names 0") != accountHolder {
		t.Error(b.raw)
	}
	for token, says := range map[string]string{"nonsense": "malformed", "processor-production-0": "wrong environment", "processor-sandbox-0": "no processor_token"} {
		b := s.plaid("/processor/auth/get", obj{"processor_token": token}).refused(400, "INVALID_PROCESSOR_TOKEN")
		if !strings.Contains(b.str("error_message"), says) {
			t.Errorf("%s: %s", token, b.raw)
		}
	}
}

// What was not permitted, or what the Item lacks, a partner cannot read.
func TestProcessorPermissions(t *testing.T) {
	s := newStage(t, Options{})
	set := func(products ...string) {
		t.Helper()
		s.plaid("/processor/token/permissions/set", obj{"processor_token": s.processor, "products": append([]string{}, products...)}).want(200)
	}
	reads := func(path string, allowed bool) {
		t.Helper()
		if a := s.plaid(path, obj{"processor_token": s.processor}); allowed {
			a.want(200)
		} else {
			a.refused(400, "INVALID_PRODUCT")
		}
	}
	permitted := func() any {
		t.Helper()
		return s.plaid("/processor/token/permissions/get", obj{"processor_token": s.processor}).want(200).at("products")
	}
	if list, ok := permitted().([]any); !ok || len(list) != 0 {
		t.Errorf("at first: %v", list)
	}
	set("auth", "balance", "auth")
	if list, ok := permitted().([]any); !ok || len(list) != 2 || list[0] != "auth" {
		t.Errorf("then: %v", list)
	}
	s.plaid("/processor/token/permissions/set", obj{"processor_token": s.processor, "products": []string{"identity", "gold"}}).refused(400, "INVALID_PRODUCT")
	if list, ok := permitted().([]any); !ok || len(list) != 2 {
		t.Errorf("after a refusal: %v", list)
	}
	reads("/processor/auth/get", true)
	reads("/processor/balance/get", true)
	reads("/processor/account/get", true)
	reads("/processor/identity/get", false)
	set("identity")
	reads("/processor/auth/get", false)
	reads("/processor/balance/get", false)
	reads("/processor/identity/get", true)
	set()
	reads("/processor/auth/get", true)

	access := s.itemAt("ins_109508", nil, "transactions")
	account := s.plaid("/accounts/get", obj{"access_token": access}).str("accounts 0 account_id")
	s.processor = s.plaid("/processor/token/create", obj{"access_token": access, "account_id": account, "processor": "dwolla"}).want(200).str("processor_token")
	reads("/processor/auth/get", false)
	reads("/processor/balance/get", true)
}

// A token dies with its Item, and with its account.
func TestProcessorTokenDies(t *testing.T) {
	sim, c := start(t, Options{})
	paths := []string{"/processor/auth/get", "/processor/balance/get", "/processor/account/get", "/processor/identity/get",
		"/processor/token/permissions/get"}
	token, access := c.processorToken()
	c.plaid("/item/remove", obj{"access_token": access}).want(200)
	for _, path := range paths {
		c.plaid(path, obj{"processor_token": token}).refused(400, "ITEM_NOT_FOUND")
	}
	token, access = c.processorToken()
	it := sim.state.w.byAccess[access]
	it.Accounts = it.Accounts[1:] // the customer took it back in update mode
	for _, path := range paths[:4] {
		c.plaid(path, obj{"processor_token": token}).refused(400, "INVALID_ACCOUNT_ID")
	}
	token, access = c.processorToken()
	c.plaid("/sandbox/item/reset_login", obj{"access_token": access}).want(200)
	for _, path := range paths[:4] {
		c.plaid(path, obj{"processor_token": token}).refused(400, "ITEM_LOGIN_REQUIRED")
	}
}

func TestSandboxProcessorToken(t *testing.T) {
	_, c := start(t, Options{})
	token := c.plaid("/sandbox/processor_token/create", obj{"institution_id": "ins_109508"}).want(200).str("processor_token")
	for _, path := range []string{"/processor/auth/get", "/processor/balance/get", "/processor/account/get", "/processor/identity/get"} {
		c.plaid(path, obj{"processor_token": token}).want(200)
	}
	c.plaid("/sandbox/processor_token/create", obj{"institution_id": "ins_0"}).refused(400, "INVALID_INSTITUTION")
	c.plaid("/sandbox/processor_token/create", obj{"institution_id": "ins_109508", "options": obj{"override_password": "error_ITEM_LOCKED"}}).
		refused(400, "ITEM_LOCKED")
}

// Listed is not switched on: the words name the partner and the place to go.
func TestProcessorOff(t *testing.T) {
	for _, o := range []Options{{ProcessorsOff: []string{"prime_trust", "stripe"}}, {Scenario: "processor-off"}} {
		s := newStage(t, o)
		body := obj{"access_token": s.access, "account_id": s.account}
		for _, path := range []string{"/processor/token/create", "/processor/prime_trust/processor_token/create"} {
			sent := copied(body)
			if path == "/processor/token/create" {
				sent["processor"] = "prime_trust"
			}
			a := s.plaid(path, sent).refused(400, "INVALID_PRODUCT")
			if says := a.str("error_message"); !strings.Contains(says, "prime_trust") || !strings.Contains(says, "dashboard.plaid.com/developers/integrations") {
				t.Error(says)
			}
		}
		s.plaid("/processor/token/create", with(copied(body), obj{"processor": "dwolla"})).want(200)
		if a := s.plaid("/processor/stripe/bank_account_token/create", body); o.Scenario == "" {
			a.refused(400, "INVALID_PRODUCT")
		} else if !strings.HasPrefix(a.want(200).str("stripe_bank_account_token"), "btok_") {
			t.Error(a.raw)
		}
	}
}

// Classic clients ask on a path of the processor's own, with the keys in the
// body.
func TestOlderProcessorPath(t *testing.T) {
	for era, today := range map[string]bool{Era2023: false, EraToday: true} {
		s := newStage(t, Options{Era: era})
		header := map[string]string{"Content-Type": "application/json"}
		body := obj{"client_id": testClient, "secret": testSecret, "access_token": s.access, "account_id": s.account}
		for _, name := range append([]string{"prime_trust", "apex"}, processors...) {
			a := s.sent("/processor/"+name+"/processor_token/create", header, body)
			if today {
				a.refused(404, "NO_LONGER_AVAILABLE")
			} else if s.plaid("/processor/auth/get", obj{"processor_token": a.want(200).str("processor_token")}).want(200).at("account account_id") != s.account {
				t.Errorf("%s: another account", name)
			}
		}
		for _, path := range []string{"/processor/acorn/processor_token/create", "/processor//processor_token/create", "/processor/processor_token/create"} {
			s.sent(path, header, body).refused(404, "NOT_FOUND")
		}
		if !today {
			path := "/processor/prime_trust/processor_token/create"
			s.sent(path, header, with(copied(body), obj{"processor": "prime_trust"})).refused(400, "UNKNOWN_FIELDS")
			s.sent(path, header, with(copied(body), obj{"account_id": nil})).refused(400, "MISSING_FIELDS")
			s.sent(path, header, with(copied(body), obj{"account_id": s.card})).refused(400, "NO_AUTH_ACCOUNTS")
		}
	}
}
