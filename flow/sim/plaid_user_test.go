package sim

import (
	"slices"
	"strings"
	"testing"
)

func (c *client) user(id string) string {
	c.t.Helper()
	return c.plaid("/user/create", obj{"client_user_id": id}).want(200).str("user_id")
}

func (c *client) itemsOf(user string) []string {
	c.t.Helper()
	return accountIDs(c.plaid("/user/items/get", obj{"user_id": user}).want(200), "items", "item_id")
}

func TestUserCreate(t *testing.T) {
	file := t.TempDir() + "/state"
	_, c := start(t, Options{StateFile: file})
	user := c.user("counterparty-1")
	if !strings.HasPrefix(user, "usr_") || c.user("counterparty-1") != user || c.user("counterparty-2") == user {
		t.Errorf("user %s", user)
	}
	// Asked for by its id first: a world that forgot it would draw the same id anew.
	_, c = start(t, Options{StateFile: file})
	c.plaid("/user/items/get", obj{"user_id": user}).want(200)
	if c.user("counterparty-1") != user {
		t.Error("the user is forgotten")
	}
	identity := func(member string, v any) obj { return obj{"client_user_id": "a", "identity": obj{member: v}} }
	contact := func(data string) []obj { return []obj{{"data": data, "primary": true}} }
	for name, body := range map[string]obj{
		"a birthday":     identity("date_of_birth", "2090-01-01"),
		"a name":         identity("name", obj{"given_name": strings.Repeat("A", 101), "family_name": "Charleson"}),
		"an e-mail":      identity("emails", contact("nobody")),
		"a phone number": identity("phone_numbers", contact("+1 415")),
		"an area code":   identity("phone_numbers", contact("+11112224444")),
		"a country":      identity("addresses", []obj{{"country": "usa", "primary": true}}),
		"a postal code":  identity("addresses", []obj{{"country": "US", "postal_code": "1423", "primary": true}}),
		"an id number":   identity("id_numbers", []obj{{"type": "us_ssn", "value": "123"}}),
		"an older identity": {"client_user_id": "a", "consumer_report_user_identity": obj{"first_name": "A", "last_name": "B", "emails": []string{"x"},
			"phone_numbers": []string{}, "date_of_birth": "1990-01-31",
			"primary_address": obj{"street": "1 Main", "city": "A", "region": "NY", "country": "US", "postal_code": "14236"}}},
	} {
		a := c.plaid("/user/create", body).refused(403, "INVALID_USER_IDENTITY_DATA")
		if a.at("error_type") != "USER_ERROR" {
			t.Errorf("%s: %s", name, a.raw)
		}
	}
	c.plaid("/user/create", obj{"client_user_id": "jo@example.com"}).refused(400, "INVALID_FIELD")
}

// An Item belongs to the user of its link token, or of the Sandbox's call.
func TestUserItems(t *testing.T) {
	file := t.TempDir() + "/state"
	_, c := start(t, Options{StateFile: file})
	user, other := c.user("counterparty-1"), c.user("counterparty-2")
	w := c.walk(obj{"user": nil, "user_id": user}).toCredentials().login("pass_good").share()
	ex := c.plaid("/item/public_token/exchange", obj{"public_token": w.last.str("outcome public_token")}).want(200)
	pub := c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}, "user_id": user}).want(200)
	second := c.plaid("/item/public_token/exchange", obj{"public_token": pub.str("public_token")}).want(200)
	_, foreign := c.newItem()
	_, c = start(t, Options{StateFile: file})
	if got, want := c.itemsOf(user), []string{ex.str("item_id"), second.str("item_id")}; !slices.Equal(got, want) {
		t.Fatalf("items %v, want %v", got, want)
	}
	if got := c.itemsOf(other); got != nil {
		t.Errorf("the other user has %v", got)
	}
	remove := func(ids ...string) answer {
		return c.plaid("/user/items/remove", obj{"user_id": user, "item_ids": ids})
	}
	remove(ex.str("item_id"), foreign).refused(400, "ITEM_NOT_FOUND")
	if len(c.itemsOf(user)) != 2 {
		t.Error("some were removed")
	}
	remove(ex.str("item_id")).want(200)
	c.plaid("/accounts/get", obj{"access_token": ex.str("access_token")}).refused(400, "ITEM_NOT_FOUND")
	c.plaid("/item/remove", obj{"access_token": second.str("access_token")}).want(200)
	if got := c.itemsOf(user); got != nil {
		t.Errorf("removed, and still there: %v", got)
	}
}

func TestUserOnLinkToken(t *testing.T) {
	_, c := start(t, Options{})
	user := c.user("counterparty-1")
	a := c.plaid("/link/token/create", with(linkTokenBody(), obj{"user": nil, "user_id": user})).want(200)
	if got := c.plaid("/link/token/get", obj{"link_token": a.str("link_token")}).want(200); a.at("user_id") != user || got.at("user_id") != user {
		t.Errorf("%s\n%s", a.raw, got.raw)
	}
	for _, tt := range []struct {
		changes obj
		code    string
	}{
		{obj{"user_id": "me"}, "INVALID_USER_ID"},
		{obj{"user_id": "usr_0"}, "USER_NOT_FOUND"},
		{obj{"user_token": "user-sandbox-0"}, "INVALID_USER_TOKEN"},
		{obj{"user": nil}, "MISSING_FIELDS"},
		{obj{"enable_multi_item_link": true}, "INVALID_FIELD"},
		{obj{"products": nil, "update": obj{"user": true}}, "MISSING_FIELDS"},
		{obj{"products": nil, "update": obj{"user": true}, "user_id": user}, "INVALID_FIELD"},
	} {
		c.plaid("/link/token/create", with(linkTokenBody(), tt.changes)).refused(400, tt.code)
	}
	c.plaid("/link/token/create", with(linkTokenBody(), obj{"user_id": user, "enable_multi_item_link": true})).want(200)

	pub := c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}, "user_id": user}).want(200)
	ex := c.plaid("/item/public_token/exchange", obj{"public_token": pub.str("public_token")}).want(200)
	c.plaid("/sandbox/item/reset_login", obj{"access_token": ex.str("access_token")}).want(200)
	c.walk(obj{"products": nil, "user_id": user, "update": obj{"user": true}}).act("continue", obj{}).on(ViewCredential).login("pass_good").
		on(ViewConnected).act("continue", obj{})
	c.plaid("/accounts/get", obj{"access_token": ex.str("access_token")}).want(200)
}

// The oldest Items are pushed out of the world, and out of their user.
func TestUserForgetsWithTheWorld(t *testing.T) {
	s, c := start(t, Options{})
	s.state.w.Items.limit = 3
	user := c.user("counterparty-1")
	for range 5 {
		c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}, "user_id": user}).want(200)
	}
	kept, _ := s.state.w.Users.get(user)
	if got := c.itemsOf(user); len(got) != 3 || len(kept.ItemIDs) != 3 || len(s.state.w.byAccess) != 3 {
		t.Errorf("%d items, %d ids, %d tokens", len(got), len(kept.ItemIDs), len(s.state.w.byAccess))
	}
	s.state.w.Users.limit = 1
	c.user("counterparty-2")
	if len(s.state.w.byClient) != 1 {
		t.Errorf("%d users are known", len(s.state.w.byClient))
	}
	c.plaid("/user/items/get", obj{"user_id": user}).refused(400, "USER_NOT_FOUND")
}
