package sim

import (
	"encoding/json"
	"testing"
)

type page string

func (p page) key() string { return string(p) }

func TestBookDropsTheOldest(t *testing.T) {
	b := newBook[page](2)
	for _, p := range []page{"a", "b", "a"} {
		if old, full := b.put(p); full {
			t.Fatalf("%s was dropped", old)
		}
	}
	if old, full := b.put("c"); !full || old != "a" {
		t.Errorf("dropped %q, %v", old, full)
	}
	if _, there := b.get("a"); there || b.len() != 2 {
		t.Error("the oldest is still there")
	}
	b.drop("b")
	b.drop("nothing")
	if all := b.all(); len(all) != 1 || all[0] != "c" {
		t.Errorf("left: %v", all)
	}
}

func TestBookKeepsItsOrder(t *testing.T) {
	b := newBook[page](3)
	for _, p := range []page{"c", "a", "b"} {
		b.put(p)
	}
	saved, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	again := newBook[page](2) // a smaller limit keeps the newest
	if err := json.Unmarshal(saved, again); err != nil {
		t.Fatal(err)
	}
	if all := again.all(); len(all) != 2 || all[0] != "a" || all[1] != "b" {
		t.Errorf("after %s: %v", saved, all)
	}
	if err := json.Unmarshal([]byte("5"), again); err == nil {
		t.Error("a number is no book")
	}
}

// A world that lost its oldest entries still answers for what pointed at them.
func TestDroppedEntriesAreNotFound(t *testing.T) {
	s, c := start(t, Options{})
	token, access := c.processorToken()
	hosted := c.plaid("/link/token/create", with(linkTokenBody(), obj{"hosted_link": obj{}})).want(200)
	s.state.w.Items.limit, s.state.w.LinkTokens.limit, s.state.w.Accounts.limit = 1, 1, 1
	c.newItem()
	c.plaid("/item/get", obj{"access_token": access}).refused(400, "INVALID_ACCESS_TOKEN")
	c.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(s.Seeded().PTContactID, token)).ptRefused(422)
	c.plaid("/link/token/create", linkTokenBody()).want(200)
	c.plaid("/link/token/get", obj{"link_token": hosted.str("link_token")}).refused(400, "INVALID_LINK_TOKEN")
	if len(s.state.w.byHosted) != 0 {
		t.Error("the hosted URL of a dropped token is still known")
	}
	owner := contactAttrs("")
	c.pt("POST", "/v2/accounts", nil, attributes(obj{"account-type": "custodial", "name": "N", "authorized-signature": "N", "owner": owner})).want(201)
	orphan := c.pt("GET", "/v2/contacts/"+s.Seeded().PTContactID, nil, nil).want(200)
	if orphan.at("data relationships account") == nil || orphan.at("data relationships account data") != nil {
		t.Error(orphan.raw)
	}
}
