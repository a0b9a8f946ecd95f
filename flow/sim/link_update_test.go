package sim

import (
	"slices"
	"testing"
)

// Accounts can be chosen anew in update mode: those that stay keep their ids,
// those that go are no longer known.
func TestReselectAccounts(t *testing.T) {
	_, c := start(t, Options{})
	access, itemID := c.newItem()
	had := c.plaid("/accounts/get", obj{"access_token": access}).want(200)
	keep, drop := had.str("accounts 1 account_id"), had.str("accounts 0 account_id")
	made := c.plaid("/processor/token/create", obj{"access_token": access, "account_id": drop, "processor": "prime_trust"}).want(200)
	w := c.walk(obj{"access_token": access, "products": nil, "update": obj{"account_selection_enabled": true}})
	if w.last.at("events 0 metadata is_update_mode") != "true" {
		t.Errorf("OPEN does not say that it is update mode: %s", w.last.raw)
	}
	w.act("continue", obj{}).login("pass_good").on(ViewSelectAccount)
	selected, _ := w.last.at("pane selected").([]any)
	if !slices.Contains(selected, any(keep)) || w.last.at("pane multiple") != true {
		t.Errorf("the pane does not show what is shared: %s", w.last.raw)
	}
	w.act("accounts", obj{"account_ids": []string{keep}}).on(ViewConnected)
	if got := c.plaid("/accounts/get", obj{"access_token": access}).want(200); got.at("accounts 1") == nil {
		t.Error("the accounts are gone before Link has ended")
	}
	w.act("continue", obj{})
	got := c.plaid("/accounts/get", obj{"access_token": access}).want(200)
	if got.at("accounts 0 account_id") != keep || got.at("accounts 1") != nil || got.at("item item_id") != itemID {
		t.Errorf("the Item has %s", got.raw)
	}
	c.plaid("/accounts/get", obj{"access_token": access, "options": obj{"account_ids": []string{drop}}}).refused(400, "INVALID_ACCOUNT_ID")
	c.plaid("/processor/token/create", obj{"access_token": access, "account_id": drop, "processor": "prime_trust"}).refused(400, "INVALID_ACCOUNT_ID")
	c.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(c.seededContact(), made.str("processor_token"))).ptRefused(422)
	if c.counted("items") != 1.0 {
		t.Error("update mode made an Item")
	}
}

func (c *client) seededContact() string {
	c.t.Helper()
	return c.pt("GET", "/v2/contacts", nil, nil).want(200).str("data 0 id")
}

// Without it the accounts stay as they are, and an OAuth bank asks for them anyway.
func TestUpdateModeOfAnOAuthBank(t *testing.T) {
	_, c := start(t, Options{})
	pub := c.plaid("/sandbox/public_token/create", obj{"institution_id": oauthBank, "initial_products": []string{"auth"}}).want(200)
	access := c.plaid("/item/public_token/exchange", obj{"public_token": pub.str("public_token")}).want(200).str("access_token")
	saving := c.plaid("/accounts/get", obj{"access_token": access}).want(200).str("accounts 1 account_id")
	w := c.walk(obj{"access_token": access, "products": nil}).act("continue", obj{}).on(ViewOAuth)
	page := w.last.str("pane oauth url")
	w.act("oauth_open", obj{})
	c.shareAtBank(page, "1111")
	w.act("oauth_check", obj{}).on(ViewConnected).act("continue", obj{})
	got := c.plaid("/accounts/get", obj{"access_token": access}).want(200)
	if got.at("accounts 0 account_id") != saving || got.at("accounts 1") != nil {
		t.Errorf("the Item has %s", got.raw)
	}
}
