package sim

import (
	"testing"
	"time"
)

// What dies, and when (reference: plaid.com/docs/api/link, /docs/sandbox).
func TestLifetimes(t *testing.T) {
	const edge = time.Second
	for _, tt := range []struct {
		name string
		life time.Duration
		// begin makes the thing; use reports whether it still works.
		begin func(*client) (use func() bool)
	}{
		{"link token", linkTokenLife, func(c *client) func() bool {
			token := c.plaid("/link/token/create", linkTokenBody()).str("link_token")
			return func() bool { return c.link("", obj{"link_token": token}).status == 200 }
		}},
		{"hosted link token", hostedLife, func(c *client) func() bool {
			token := c.plaid("/link/token/create", with(linkTokenBody(), obj{"hosted_link": obj{}})).str("link_token")
			return func() bool { return c.link("", obj{"link_token": token}).status == 200 }
		}},
		{"hosted link token of a day", 24 * time.Hour, func(c *client) func() bool {
			token := c.plaid("/link/token/create", with(linkTokenBody(), obj{"hosted_link": obj{"url_lifetime_seconds": 86400}})).str("link_token")
			return func() bool { return c.link("", obj{"link_token": token}).status == 200 }
		}},
		{"update token", updateTokenLife, func(c *client) func() bool {
			access, _ := c.newItem()
			token := c.plaid("/link/token/create", with(linkTokenBody(), obj{"access_token": access, "products": nil})).str("link_token")
			return func() bool { return c.link("", obj{"link_token": token}).status == 200 }
		}},
		{"public token", publicTokenLife, func(c *client) func() bool {
			pub := c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}}).str("public_token")
			return func() bool {
				a := c.plaid("/item/public_token/exchange", obj{"public_token": pub})
				if a.status != 200 {
					a.refused(400, "INVALID_PUBLIC_TOKEN")
				}
				return a.status == 200
			}
		}},
		{"a bank login", loginLife, func(c *client) func() bool {
			access, _ := c.newItem()
			return func() bool {
				a := c.plaid("/item/get", obj{"access_token": access}).want(200)
				return a.at("item error") == nil
			}
		}},
		{"an ended session", sessionKept - edge, func(c *client) func() bool {
			w := c.walk(nil).act("exit", obj{})
			return func() bool {
				return c.plaid("/link/token/get", obj{"link_token": w.token}).want(200).at("link_sessions") != nil
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			clock := newClock()
			_, c := start(t, Options{Now: clock.now})
			works := tt.begin(&client{t: t, rt: c.rt})
			if clock.add(tt.life); !works() {
				t.Errorf("dead before %v", tt.life)
			}
			if clock.add(edge); works() {
				t.Errorf("alive after %v", tt.life)
			}
		})
	}
}

func TestLinkExpiresUnderTheCustomer(t *testing.T) {
	clock := newClock()
	_, c := start(t, Options{Now: clock.now})
	w := c.walk(nil).toCredentials()
	clock.add(linkTokenLife + time.Second)
	w.login("pass_good")
	if w.last.at("outcome kind") != "exit" || w.last.at("outcome error error_code") != "INVALID_LINK_TOKEN" {
		t.Errorf("no exit with INVALID_LINK_TOKEN: %s", w.last.raw)
	}
	got := c.plaid("/link/token/get", obj{"link_token": w.token}).want(200)
	if got.at("link_sessions 0 exit error error_code") != "INVALID_LINK_TOKEN" {
		t.Error(got.raw)
	}
}

func TestExchangeTwice(t *testing.T) {
	_, c := start(t, Options{})
	pub := c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}}).str("public_token")
	first := c.plaid("/item/public_token/exchange", obj{"public_token": pub}).want(200)
	again := c.plaid("/item/public_token/exchange", obj{"public_token": pub}).want(200)
	if first.str("access_token") != again.str("access_token") || first.str("item_id") != again.str("item_id") {
		t.Error("the second exchange gives another Item")
	}
	if first.str("request_id") == again.str("request_id") {
		t.Error("two answers have one request id")
	}
}

func TestItemRemoveKillsItsTokens(t *testing.T) {
	s, c := start(t, Options{})
	token, access := c.processorToken()
	gone := c.plaid("/item/remove", obj{"access_token": access, "reason_code": "OTHER"}).want(200)
	if len(gone.doc.(obj)) != 1 {
		t.Errorf("only a request_id: %s", gone.raw)
	}
	for _, path := range []string{"/item/remove", "/item/get", "/accounts/get", "/accounts/balance/get", "/sandbox/item/reset_login"} {
		c.plaid(path, obj{"access_token": access}).refused(400, "ITEM_NOT_FOUND")
	}
	c.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(s.Seeded().PTContactID, token)).ptRefused(422)
}

func TestResetLogin(t *testing.T) {
	_, c := start(t, Options{})
	access, _ := c.newItem()
	account := c.plaid("/accounts/get", obj{"access_token": access}).str("accounts 0 account_id")
	if c.plaid("/sandbox/item/reset_login", obj{"access_token": access}).want(200).at("reset_login") != true {
		t.Error("reset_login is not true")
	}
	got := c.plaid("/item/get", obj{"access_token": access}).want(200)
	if got.at("item error error_code") != "ITEM_LOGIN_REQUIRED" || got.at("status") != nil || got.at("item created_at") != "2026-11-22T09:00:00Z" {
		t.Errorf("/item/get works for a broken Item: %s", got.raw)
	}
	c.plaid("/accounts/balance/get", obj{"access_token": access}).refused(400, "ITEM_LOGIN_REQUIRED")
	c.plaid("/processor/token/create", obj{"access_token": access, "account_id": account, "processor": "dwolla"}).refused(400, "ITEM_LOGIN_REQUIRED")
}

// The same seed and the same calls give the same answers, request ids and all.
func TestDeterminism(t *testing.T) {
	story := func(seed uint64) string {
		s, c := start(t, Options{Seed: seed})
		w := c.walk(nil).toCredentials().login("pass_good").share()
		token, _ := c.processorToken()
		made := c.pt("POST", "/v2/funds-transfer-methods?include=bank", nil, methodBody(s.Seeded().PTContactID, token)).want(201)
		return w.last.raw + made.raw + made.header.Get("X-Request-Id")
	}
	if story(7) != story(7) {
		t.Error("the same seed tells another story")
	}
	if story(7) == story(8) {
		t.Error("another seed tells the same story")
	}
	s, err := New(Options{})
	if err != nil || s.Seed() == 0 {
		t.Errorf("a random seed: %d, %v", s.Seed(), err)
	}
}
