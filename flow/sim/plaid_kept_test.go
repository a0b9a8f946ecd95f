package sim

import "testing"

// What one process has answered for is in the file before the answer leaves:
// another process on it sees every kind of change that Plaid's half can make.
func TestEveryChangeIsKept(t *testing.T) {
	file := t.TempDir() + "/state"
	const oneTime = "one-time-exchange"
	_, a := start(t, Options{StateFile: file, Scenario: oneTime})
	_, b := start(t, Options{StateFile: file, Scenario: oneTime})
	for _, c := range []*client{a, b} { // the first exchange of each process loses its answer
		if _, err := c.do("POST", "/item/public_token/exchange", plaidHeaders(), obj{"public_token": "public-sandbox-0"}); err == nil {
			t.Fatal("the connection did not break")
		}
	}
	user := a.user("counterparty-1")
	b.plaid("/user/items/get", obj{"user_id": user}).want(200)
	made := obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}, "user_id": user}
	public := a.plaid("/sandbox/public_token/create", made).want(200).str("public_token")
	ex := a.plaid("/item/public_token/exchange", obj{"public_token": public}).want(200)
	b.plaid("/item/public_token/exchange", obj{"public_token": public}).refused(400, "INVALID_PUBLIC_TOKEN")

	access := ex.str("access_token")
	account := b.plaid("/accounts/get", obj{"access_token": access}).want(200).str("accounts 0 account_id")
	token := a.plaid("/processor/token/create", obj{"access_token": access, "account_id": account, "processor": "dwolla"}).want(200).str("processor_token")
	b.plaid("/processor/auth/get", obj{"processor_token": token}).want(200)
	a.plaid("/processor/token/permissions/set", obj{"processor_token": token, "products": []string{"identity"}}).want(200)
	b.plaid("/processor/auth/get", obj{"processor_token": token}).refused(400, "INVALID_PRODUCT")

	a.plaid("/sandbox/item/reset_login", obj{"access_token": access}).want(200)
	b.plaid("/accounts/get", obj{"access_token": access}).refused(400, "ITEM_LOGIN_REQUIRED")
	fresh := a.plaid("/item/access_token/invalidate", obj{"access_token": access}).want(200).str("new_access_token")
	b.plaid("/item/get", obj{"access_token": access}).refused(400, "INVALID_ACCESS_TOKEN")
	b.plaid("/item/get", obj{"access_token": fresh}).want(200)
	a.plaid("/user/items/remove", obj{"user_id": user, "item_ids": []string{ex.str("item_id")}}).want(200)
	b.plaid("/item/get", obj{"access_token": fresh}).refused(400, "ITEM_NOT_FOUND")

	waiting, waits := a.waitingItem()
	a.plaid("/sandbox/item/set_verification_status", obj{"access_token": waiting, "account_id": waits, "verification_status": verificationExpired}).want(200)
	if got := b.plaid("/accounts/get", obj{"access_token": waiting}).want(200); got.at("accounts 0 verification_status") != verificationExpired {
		t.Errorf("the verification is forgotten: %s", got.raw)
	}
	a.plaid("/item/remove", obj{"access_token": waiting}).want(200)
	b.plaid("/item/get", obj{"access_token": waiting}).refused(400, "ITEM_NOT_FOUND")
	a.steer("clock", obj{"advance": "1h"}).want(200)
	if b.counted("now") != "2026-11-22T10:00:00Z" {
		t.Errorf("the clock stands at %v", b.counted("now"))
	}
}
