package sim

import (
	"strings"
	"testing"
)

func TestPatchMethod(t *testing.T) {
	b := newBench(t, Options{})
	path := "/v2/funds-transfer-methods/" + b.method
	other := b.newContact(b.account, nil)
	patch := func(attrs obj) answer { return b.pt("PATCH", path, nil, attributes(attrs)) }
	patch(obj{"label": "main", "contact-name": "A. Charleson"}).want(200).wantAt(map[string]any{"data attributes label": "main",
		"data attributes contact-name": "A. Charleson", "data attributes contact-email": "accountholder0@example.com"})
	patch(obj{"contact-id": other, "contact-email": "new@example.com"}).want(200).wantAt(map[string]any{
		"data attributes contact-name": "Jo Doe", "data attributes contact-email": "new@example.com"})
	b.pt("PATCH", path, nil, `{"data":{"attributes":{"label":null}}}`).want(200).wantAt(map[string]any{"data attributes label": nil})
	patch(obj{"inactive": true}).pointed("inactive")
	patch(obj{"contact-id": "none"}).pointed("contact-id")
	b.get(path).wantAt(map[string]any{"data attributes inactive": false})
	b.pt("PUT", path, nil, attributes(obj{"label": "x"})).ptRefused(405)
	b.pt("DELETE", path, nil, nil).ptRefused(405)
}

func TestPlaidItemActions(t *testing.T) {
	b := newBench(t, Options{})
	item := "/v2/plaid-items/" + b.get("/v2/funds-transfer-methods/"+b.method+"?include=plaid-item").str("included 0 id")
	b.post(item+"/sandbox/reset", nil).want(200).wantAt(map[string]any{"data attributes reauthentication-required": true})
	b.plaid("/item/get", obj{"access_token": b.access}).want(200).wantAt(map[string]any{"item error error_code": "ITEM_LOGIN_REQUIRED"})
	b.post("/v2/contributions", b.pullBody(1)).coded(25001, "dynamic")
	token := b.post(item+"/public-token", nil).want(200).str("data attributes public-token")
	if !strings.HasPrefix(token, "public-sandbox-") {
		t.Errorf("public token %q", token)
	}
	b.plaid("/item/public_token/exchange", obj{"public_token": token}).want(200)
	b.post(item+"/reauthenticate", nil).want(200).wantAt(map[string]any{"data attributes reauthentication-required": true, "data attributes public-token": nil})
	b.plaid("/item/remove", obj{"access_token": b.access}).want(200)
	for _, action := range []string{"/public-token", "/reauthenticate", "/sandbox/reset"} {
		b.post(item+action, nil).coded(25001, "dynamic")
	}
	b.get(item).want(200).wantAt(map[string]any{"data attributes disabled": true})
}

// The organization's switch: whose account it is, by Plaid's Identity.
func TestVerifyNames(t *testing.T) {
	b := newBench(t, Options{})
	token, _ := b.processorToken()
	b.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(b.newContact(b.account, nil), token)).want(201) // off: anybody's

	s, c := start(t, Options{VerifyNames: true})
	contact, account := s.Seeded().PTContactID, s.Seeded().PTAccountID
	with := func(products ...string) (string, *item) {
		pub := c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": products}).want(200)
		ex := c.plaid("/item/public_token/exchange", obj{"public_token": pub.str("public_token")}).want(200)
		id := c.plaid("/accounts/get", obj{"access_token": ex.str("access_token")}).want(200).str("accounts 0 account_id")
		it, _ := s.state.w.Items.get(ex.str("item_id"))
		return c.plaid("/processor/token/create", obj{"access_token": ex.str("access_token"), "account_id": id, "processor": "prime_trust"}).want(200).str("processor_token"), it
	}
	submit := func(contact, token string) answer {
		return c.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(contact, token))
	}
	plain, _ := with("auth")
	e := submit(contact, plain).coded(25000, "dynamic")
	if !strings.Contains(e["detail"].(string), "Error Code: ") {
		t.Errorf("%v", e)
	}
	good, it := with("auth", "identity")
	submit(contact, good).want(201)
	submit(c.newContact(account, obj{"name": "alberta charleson"}), good).want(201)
	submit(c.newContact(account, nil), good).coded(25002, "contact")
	submit(c.newContact(account, obj{"name": "Alberta Doe"}), good).coded(25002, "contact")
	company := c.newContact(account, obj{"contact-type": "llc", "region-of-formation": "NV", "related-contacts": []obj{{"name": "Jo Doe"}},
		"date-of-incorporation": "2019-05-02", "description-of-services": "Widgets", "jurisdictions-of-business-activity": "US"})
	submit(company, good).want(201)
	narrow, _ := with("auth", "identity")
	c.plaid("/processor/token/permissions/set", obj{"processor_token": narrow, "products": []string{"auth"}}).want(200)
	submit(contact, narrow).coded(25000, "dynamic")
	it.Accounts = it.Accounts[1:] // an account that is no longer shared
	submit(contact, good).coded(25003, "contact")
}

// The older way: Prime Trust exchanged the public token by itself.
func TestMethodFromAPublicToken(t *testing.T) {
	b := newBench(t, Options{})
	pub := b.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}}).want(200).str("public_token")
	ex := b.plaid("/item/public_token/exchange", obj{"public_token": pub}).want(200)
	account := b.plaid("/accounts/get", obj{"access_token": ex.str("access_token")}).want(200).str("accounts 1 account_id")
	body := func(changes obj) obj {
		return with(obj{"funds-transfer-type": "ach", "ach-check-type": "personal", "contact-id": b.contact, "plaid-public-token": pub, "plaid-account-id": account}, changes)
	}
	const path = "/v2/funds-transfer-methods"
	made := b.post(path+"?include=plaid-item", body(nil)).want(201).wantAt(map[string]any{"data attributes last-4": "1111", "data attributes bank-account-type": "savings",
		"included 0 attributes item-id": ex.str("item_id")})
	b.post("/v2/contributions", with(b.pullBody(1), obj{"funds-transfer-method-id": made.str("data id")})).want(201)
	b.post(path, body(obj{"plaid-account-id": nil})).pointed("plaid-account-id")
	b.post(path, body(obj{"plaid-processor-token": "x"})).pointed("plaid-public-token")
	for changes, code := range map[string]string{"public-sandbox-none": "INVALID_PUBLIC_TOKEN", pub: "INVALID_ACCOUNT_ID"} {
		e := b.post(path, body(obj{"plaid-public-token": changes, "plaid-account-id": "none"})).coded(25001, "dynamic")
		if !strings.Contains(e["detail"].(string), "Error Code: "+code) {
			t.Errorf("%v", e)
		}
	}
	b.clock.add(publicTokenLife + 1)
	b.post(path, body(nil)).coded(25001, "dynamic")
}

// TestTokenOfAnotherPartner: what was made for somebody else is refused, and what
// was made for nobody is not.
func TestTokenOfAnotherPartner(t *testing.T) {
	s, c := start(t, Options{})
	access, _ := c.newItem()
	account := c.plaid("/accounts/get", obj{"access_token": access}).str("accounts 0 account_id")
	other := c.plaid("/processor/token/create", obj{"access_token": access, "account_id": account, "processor": "dwolla"}).str("processor_token")
	e := c.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(s.Seeded().PTContactID, other)).ptRefused(422)
	if e["code"] != 25001.0 || !strings.Contains(e["detail"].(string), "INVALID_PROCESSOR_TOKEN") {
		t.Errorf("%v", e)
	}
	nobody := c.plaid("/sandbox/processor_token/create", obj{"institution_id": "ins_109508"}).str("processor_token")
	c.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(s.Seeded().PTContactID, nobody)).want(201)
}
