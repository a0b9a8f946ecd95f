package sim

import "testing"

func (c *client) itemState(access string) (code, notice any) {
	c.t.Helper()
	got := c.plaid("/item/get", obj{"access_token": access}).want(200)
	return got.at("item error error_code"), got.at("status last_webhook code_sent")
}

// An Item is brought into every state that update mode is for, and mended in it.
func TestStatesOfAnItem(t *testing.T) {
	for _, tt := range []struct {
		state    string
		reselect bool
		code     any
		notice   any
		after    any
	}{
		{"ITEM_LOGIN_REQUIRED", false, "ITEM_LOGIN_REQUIRED", nil, "LOGIN_REPAIRED"},
		{"PENDING_EXPIRATION", false, nil, "PENDING_EXPIRATION", "LOGIN_REPAIRED"},
		{"PENDING_DISCONNECT", false, nil, "PENDING_DISCONNECT", "LOGIN_REPAIRED"},
		{"NEW_ACCOUNTS_AVAILABLE", false, nil, "NEW_ACCOUNTS_AVAILABLE", "NEW_ACCOUNTS_AVAILABLE"},
		{"NEW_ACCOUNTS_AVAILABLE", true, nil, "NEW_ACCOUNTS_AVAILABLE", "LOGIN_REPAIRED"},
		{"good", false, nil, nil, nil},
	} {
		t.Run(tt.state, func(t *testing.T) {
			_, c := start(t, Options{})
			access, itemID := c.newItem()
			other, _ := c.newItem()
			c.steer("items", obj{"item_id": itemID, "state": "PENDING_DISCONNECT"}).want(200)
			c.steer("items", obj{"item_id": itemID, "state": "ITEM_LOGIN_REQUIRED"}).want(200)
			if got := c.steer("items", obj{"item_id": itemID, "state": "good"}).want(200); got.at("item_id") != itemID || got.at("state") != "good" {
				t.Errorf("the answer is %s", got.raw)
			}
			c.steer("clock", obj{"advance": "1h"})
			c.steer("items", obj{"item_id": itemID, "state": tt.state}).want(200)
			if code, notice := c.itemState(access); code != tt.code || notice != tt.notice {
				t.Errorf("it is in %v with %v", code, notice)
			}
			if code, notice := c.itemState(other); code != nil || notice != nil {
				t.Errorf("the other one is in %v with %v", code, notice)
			}
			w := c.walk(obj{"access_token": access, "products": nil, "update": obj{"account_selection_enabled": tt.reselect}}).
				act("continue", obj{}).login("pass_good")
			if tt.reselect {
				w.act("accounts", obj{"account_ids": []string{w.last.str("pane accounts 0 id")}})
			}
			w.on(ViewConnected)
			if _, notice := c.itemState(access); notice != tt.notice {
				t.Errorf("mended before Link has ended: %v", notice)
			}
			w.act("continue", obj{})
			if code, notice := c.itemState(access); code != nil || notice != tt.after {
				t.Errorf("after the login it is in %v with %v", code, notice)
			}
		})
	}
}

func TestTheNewestItemAndNoItem(t *testing.T) {
	_, c := start(t, Options{})
	if got := c.steer("items", obj{"state": "good"}); got.status != 404 {
		t.Errorf("without an Item: %d %s", got.status, got.raw)
	}
	older, _ := c.newItem()
	newest, gone := c.newItem()
	c.steer("items", obj{"state": "ITEM_LOGIN_REQUIRED"}).want(200)
	if code, _ := c.itemState(newest); code != "ITEM_LOGIN_REQUIRED" {
		t.Errorf("the newest is in %v", code)
	}
	if code, _ := c.itemState(older); code != nil {
		t.Errorf("the older one is in %v", code)
	}
	c.plaid("/item/remove", obj{"access_token": newest}).want(200)
	if got := c.steer("items", obj{"item_id": gone, "state": "good"}); got.status != 404 {
		t.Errorf("a removed one: %d %s", got.status, got.raw)
	}
	c.steer("items", obj{"state": "PENDING_DISCONNECT"}).want(200)
	if _, notice := c.itemState(older); notice != "PENDING_DISCONNECT" {
		t.Errorf("a removed Item counts as the newest: %v", notice)
	}
	for _, bad := range []any{"", "{", obj{}, obj{"state": "LOGIN_REPAIRED"}, obj{"state": "good", "itemid": gone}, obj{"state": 1}} {
		if got := c.steer("items", bad); got.status != 400 {
			t.Errorf("%v: %d %s", bad, got.status, got.raw)
		}
	}
}
