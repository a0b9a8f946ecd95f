package sim

import "testing"

// Capital One wants to know how old a balance may be that is no deposit's, and
// tells how old it is; every other bank ignores the date.
func TestCapitalOneWantsADate(t *testing.T) {
	_, c := start(t, Options{})
	access := c.itemAt(capitalOne, nil, "auth")
	accounts := c.plaid("/accounts/get", obj{"access_token": access}).want(200)
	get := func(token, since string, ids ...string) answer {
		options := obj{"account_ids": append([]string{}, ids...)}
		if since != "" {
			options["min_last_updated_datetime"] = since
		}
		return c.plaid("/accounts/balance/get", obj{"access_token": token, "options": options})
	}
	deposit, card := accounts.str("accounts 0 account_id"), accounts.str("accounts 3 account_id")
	get(access, "").refused(400, "INVALID_FIELD")
	get(access, "", card).refused(400, "INVALID_FIELD")
	get(access, "yesterday", card).refused(400, "INVALID_FIELD")
	get(access, "2026-11-22T09:00:01Z", card).refused(400, "LAST_UPDATED_DATETIME_OUT_OF_RANGE")
	if a := get(access, "2026-11-22T09:00:00Z", card).want(200); a.at("accounts 0 balances last_updated_datetime") != "2026-11-22T09:00:00Z" {
		t.Error(a.raw)
	}
	get(access, "2026-01-01T00:00:00Z").want(200)
	get(access, "", deposit).want(200)
	get(access, "2030-01-01T00:00:00Z", deposit).want(200)
	other := c.itemAt("ins_109508", nil, "auth")
	if a := get(other, "2030-01-01T00:00:00Z").want(200); a.at("accounts 0 balances last_updated_datetime") != nil {
		t.Error(a.raw)
	}
	token := c.plaid("/processor/token/create", obj{"access_token": access, "account_id": deposit, "processor": "dwolla"}).want(200).str("processor_token")
	c.plaid("/processor/balance/get", obj{"processor_token": token}).want(200)
}

// Numbers typed by hand have no bank behind them.
func TestNoBankBehindTypedNumbers(t *testing.T) {
	for method, login := range map[string]bool{"SAME_DAY_MICRODEPOSITS": false, "INSTANT_MICRODEPOSITS": false, "DATABASE_INSIGHTS": false,
		"INSTANT_MATCH": true, "AUTOMATED_MICRODEPOSITS": true} {
		s, c := start(t, Options{})
		access := c.itemAt("ins_109508", nil, "auth", "identity")
		s.state.w.byAccess[access].AuthMethod = method // as the manual flows of Link make them
		for _, path := range []string{"/accounts/balance/get", "/identity/get"} {
			if a := c.plaid(path, obj{"access_token": access}); login {
				a.want(200)
			} else {
				a.refused(400, "PRODUCTS_NOT_SUPPORTED")
			}
		}
		if a := c.plaid("/auth/get", obj{"access_token": access}).want(200); a.at("item auth_method") != method {
			t.Error(a.raw)
		}
	}
}
