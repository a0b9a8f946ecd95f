package sim

import (
	"slices"
	"testing"
	"time"
)

func accountIDs(a answer, list, member string) (ids []string) {
	for _, one := range a.at(list).([]any) {
		ids = append(ids, one.(obj)[member].(string))
	}
	return ids
}

func TestAuthGet(t *testing.T) {
	s := newStage(t, Options{})
	a := s.plaid("/auth/get", obj{"access_token": s.access}).want(200)
	if n := len(a.at("accounts").([]any)); n != 12 {
		t.Errorf("%d accounts", n)
	}
	numbers := make(map[string]obj)
	for _, n := range a.at("numbers ach").([]any) {
		numbers[n.(obj)["account_id"].(string)] = n.(obj)
	}
	want := map[int]string{0: "1111222233330000", 1: "1111222233331111", 10: "1111222233339002"}
	all := accountIDs(a, "accounts", "account_id")
	if len(numbers) != len(want) {
		t.Errorf("%d numbers", len(numbers))
	}
	for place, number := range want {
		n := numbers[all[place]]
		if n["account"] != number || n["routing"] != "011401533" || n["wire_routing"] != "021000021" || n["is_tokenized_account_number"] != false {
			t.Errorf("account %d: %v", place, n)
		}
	}
	order := accountIDs(a, "numbers ach", "account_id")
	if slices.IsSortedFunc(order, func(a, b string) int { return slices.Index(all, a) - slices.Index(all, b) }) {
		t.Error("the numbers are in the order of the accounts")
	}
	for _, kind := range []string{"eft", "international", "bacs"} {
		if list, ok := a.at("numbers " + kind).([]any); !ok || len(list) != 0 {
			t.Errorf("%s: %v", kind, a.at("numbers "+kind))
		}
	}
	one := s.plaid("/auth/get", obj{"access_token": s.access, "options": obj{"account_ids": []string{all[1], s.card}}}).want(200)
	if len(one.at("accounts").([]any)) != 2 || one.at("numbers ach 0 account_id") != all[1] || one.at("numbers ach 1") != nil {
		t.Errorf("some accounts: %s", one.raw)
	}
	s.plaid("/auth/get", obj{"access_token": s.access, "options": obj{"account_ids": []string{"none"}}}).refused(400, "INVALID_ACCOUNT_ID")
	s.plaid("/auth/get", obj{"access_token": s.access, "options": obj{"account_ids": []string{s.card}}}).refused(400, "NO_AUTH_ACCOUNTS")
}

// Banks that give tokens instead of numbers, and what else is theirs alone.
func TestTokenizedNumbers(t *testing.T) {
	_, c := start(t, Options{})
	for bank, tokens := range map[string]bool{"ins_56": true, "ins_13": true, "ins_127990": true, "ins_127287": true, "ins_4": false} {
		a := c.plaid("/auth/get", obj{"access_token": c.itemAt(bank, nil, "auth")}).want(200)
		if a.at("numbers ach 0 is_tokenized_account_number") != tokens {
			t.Errorf("%s: %v", bank, a.at("numbers ach 0 is_tokenized_account_number"))
		}
		again := c.plaid("/accounts/get", obj{"access_token": c.itemAt(bank, nil, "auth")}).want(200)
		id := a.at("accounts 0 persistent_account_id")
		if (id != nil) != tokens || id != again.at("accounts 0 persistent_account_id") || a.at("accounts 0 account_id") == again.at("accounts 0 account_id") {
			t.Errorf("%s: persistent_account_id %v, then %v", bank, id, again.at("accounts 0 persistent_account_id"))
		}
		until := a.at("item consent_expiration_time")
		if want := any("2027-11-22T09:00:00Z"); bank == "ins_13" && until != want || bank != "ins_13" && until != nil {
			t.Errorf("%s: consent until %v", bank, until)
		}
	}
}

// A product is there when it was asked for, or consented to and then used.
func TestConsent(t *testing.T) {
	_, c := start(t, Options{})
	access, _ := c.newItem()
	c.plaid("/identity/get", obj{"access_token": access}).refused(400, "ADDITIONAL_CONSENT_REQUIRED")
	w := c.walk(obj{"additional_consented_products": []string{"identity"}, "optional_products": []string{"transactions"}}).
		toCredentials().login("pass_good").share()
	ex := c.plaid("/item/public_token/exchange", obj{"public_token": w.last.str("outcome public_token")}).want(200)
	access = ex.str("access_token")
	before := c.plaid("/item/get", obj{"access_token": access}).want(200)
	if before.at("item consented_products 2") != "identity" || before.at("item billed_products 1") != nil || before.at("item products 1") != "transactions" {
		t.Errorf("before: %s", before.raw)
	}
	c.plaid("/identity/get", obj{"access_token": access}).want(200)
	after := c.plaid("/item/get", obj{"access_token": access}).want(200)
	if after.at("item billed_products 1") != "identity" {
		t.Errorf("after: %s", after.raw)
	}
	for _, p := range after.at("item available_products").([]any) {
		if p == "identity" || p == "auth" {
			t.Errorf("%v is available and billed", p)
		}
	}
}

// A consent to what the bank has not got comes to nothing.
func TestConsentBeyondTheBank(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(obj{"country_codes": []string{"CA"}, "products": []string{"transactions"}, "additional_consented_products": []string{"identity", "signal"}}).
		act("continue", obj{}).act("select_institution", obj{"institution_id": "ins_43"}).login("pass_good").share()
	ex := c.plaid("/item/public_token/exchange", obj{"public_token": w.last.str("outcome public_token")}).want(200)
	a := c.plaid("/item/get", obj{"access_token": ex.str("access_token")}).want(200)
	if list := a.at("item consented_products").([]any); !slices.Equal(list, []any{"transactions", "identity"}) {
		t.Errorf("consented to %v", list)
	}
}

// Deposits on their way keep the numbers back until they arrive.
func TestAutomatedDeposits(t *testing.T) {
	clock := newClock()
	_, c := start(t, Options{Now: clock.now})
	set := func(access, account, status string) answer {
		return c.plaid("/sandbox/item/set_verification_status", obj{"access_token": access, "account_id": account, "verification_status": status})
	}
	access, account := c.waitingItem()
	a := c.plaid("/accounts/get", obj{"access_token": access}).want(200)
	if a.at("accounts 0 verification_status") != pendingAutomatic || a.at("accounts 1") != nil || a.at("item auth_method") != "AUTOMATED_MICRODEPOSITS" {
		t.Fatal(a.raw)
	}
	token := c.plaid("/processor/token/create", obj{"access_token": access, "account_id": account, "processor": "dwolla"}).want(200).str("processor_token")
	c.plaid("/auth/get", obj{"access_token": access}).refused(400, "PRODUCT_NOT_READY")
	c.plaid("/processor/auth/get", obj{"processor_token": token}).refused(400, "PRODUCT_NOT_READY")
	c.plaid("/processor/stripe/bank_account_token/create", obj{"access_token": access, "account_id": account}).refused(400, "PRODUCT_NOT_READY")
	c.plaid("/accounts/balance/get", obj{"access_token": access}).want(200)
	set(access, account, verificationExpired).want(200)
	c.plaid("/auth/get", obj{"access_token": access}).refused(400, "NO_AUTH_ACCOUNTS")
	set(access, account, automaticallyVerified).want(200)
	if got := c.plaid("/auth/get", obj{"access_token": access}).want(200); got.at("accounts 0 verification_status") != automaticallyVerified {
		t.Error(got.raw)
	}
	set(access, "none", automaticallyVerified).refused(400, "INVALID_ACCOUNT_ID")

	access, _ = c.waitingItem()
	clock.add(automatedLife - time.Second)
	c.plaid("/auth/get", obj{"access_token": access}).refused(400, "PRODUCT_NOT_READY")
	clock.add(time.Second)
	if items := c.look("items"); items.at("items 0 accounts 0 verification_status") != automaticallyVerified {
		t.Errorf("arrived, and not seen: %s", items.raw)
	}
	c.plaid("/auth/get", obj{"access_token": access}).want(200)
}

func TestIdentityGet(t *testing.T) {
	s := newStage(t, Options{})
	a := s.plaid("/identity/get", obj{"access_token": s.access, "options": obj{"account_ids": []string{s.account}}}).want(200)
	for path, want := range map[string]any{"accounts 0 owners 0 names 0": accountHolder, "accounts 0 owners 0 emails 0 data": "accountholder0@example.com",
		"accounts 0 owners 0 emails 2 type": "other", "accounts 0 owners 0 addresses 0 data postal_code": "14236",
		"accounts 0 owners 0 addresses 1 data region": "CA", "accounts 0 owners 0 phone_numbers 2 type": "mobile", "accounts 1": nil} {
		if got := a.at(path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
}

// The old access token is dead at once, and the Item is still the same.
func TestRotation(t *testing.T) {
	file := t.TempDir() + "/state"
	_, c := start(t, Options{StateFile: file})
	access, itemID := c.newItem()
	fresh := c.plaid("/item/access_token/invalidate", obj{"access_token": access}).want(200).str("new_access_token")
	c.plaid("/item/get", obj{"access_token": access}).refused(400, "INVALID_ACCESS_TOKEN")
	c.plaid("/item/access_token/invalidate", obj{"access_token": access}).refused(400, "INVALID_ACCESS_TOKEN")
	_, c = start(t, Options{StateFile: file})
	if got := c.plaid("/item/get", obj{"access_token": fresh}).want(200).at("item item_id"); got != itemID {
		t.Errorf("item %v, want %s", got, itemID)
	}
	c.plaid("/item/get", obj{"access_token": access}).refused(400, "INVALID_ACCESS_TOKEN")
}

// Only an OAuth bank says why a login is not good any more.
func TestLoginReason(t *testing.T) {
	for _, tt := range []struct {
		bank   string
		after  time.Duration
		reason any
	}{
		{"ins_109508", loginLife + time.Hour, nil},
		{"ins_127287", loginLife + time.Hour, "OAUTH_INVALID_TOKEN"},
		{pnc, consentLife + time.Hour, "OAUTH_CONSENT_EXPIRED"},
	} {
		clock := newClock()
		_, c := start(t, Options{Now: clock.now})
		access := c.itemAt(tt.bank, nil, "auth")
		clock.add(tt.after)
		if a := c.plaid("/accounts/get", obj{"access_token": access}).refused(400, "ITEM_LOGIN_REQUIRED"); a.at("error_code_reason") != tt.reason {
			t.Errorf("%s: %s", tt.bank, a.raw)
		}
	}
}
