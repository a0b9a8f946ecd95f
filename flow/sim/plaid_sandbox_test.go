package sim

import "testing"

// A custom user has the accounts that it brings along, without Link too.
func TestCustomUserWithoutLink(t *testing.T) {
	_, c := start(t, Options{})
	custom := func(accounts string) obj {
		return obj{"override_username": "user_custom", "override_password": `{"override_accounts":[` + accounts + `]}`}
	}
	const cd = `{"type":"depository","subtype":"cd","starting_balance":1000,"meta":{"name":"Nest egg"}}`
	const till = `{"type":"depository","subtype":"checking","meta":{"name":"Till"}}`

	access := c.itemAt("ins_109508", custom(cd), "auth")
	a := c.plaid("/accounts/get", obj{"access_token": access}).want(200)
	if len(a.at("accounts").([]any)) != 1 || a.at("accounts 0 name") != "Nest egg" {
		t.Errorf("accounts: %s", a.raw)
	}
	c.plaid("/auth/get", obj{"access_token": access}).refused(400, "NO_AUTH_ACCOUNTS")

	token := c.plaid("/sandbox/processor_token/create", obj{"institution_id": "ins_109508", "options": custom(cd + "," + till)}).want(200)
	if got := c.plaid("/processor/auth/get", obj{"processor_token": token.str("processor_token")}).want(200); got.at("account name") != "Till" {
		t.Errorf("the partner reads %s", got.raw)
	}
	c.plaid("/sandbox/processor_token/create", obj{"institution_id": "ins_109508", "options": custom(cd)}).refused(400, "NO_AUTH_ACCOUNTS")
	c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"},
		"options": custom("")}).refused(400, "NO_ACCOUNTS")
}
