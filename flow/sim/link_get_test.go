package sim

import (
	"strings"
	"testing"
)

func TestLinkTokenGet(t *testing.T) {
	_, c := start(t, Options{})
	body := with(linkTokenBody(), obj{"hosted_link": obj{}, "webhook": "https://example.com/hook",
		"account_filters": obj{"depository": obj{"account_subtypes": []string{"checking"}}}})
	made := c.plaid("/link/token/create", body).want(200)
	token := made.str("link_token")
	if url := made.str("hosted_link_url"); !strings.HasPrefix(url, "http://sim.test/hl/") {
		t.Errorf("hosted_link_url %s", url)
	}
	before := c.plaid("/link/token/get", obj{"link_token": token}).want(200)
	if _, there := before.doc.(obj)["link_sessions"]; there {
		t.Error("link_sessions before a session has begun")
	}
	for path, want := range map[string]any{"metadata initial_products 0": "auth", "metadata webhook": "https://example.com/hook", "metadata language": "en",
		"metadata redirect_uri": nil, "metadata client_name": "linkdesk", "metadata account_filters depository account_subtypes 0": "checking",
		"created_at": "2026-11-22T09:00:00Z", "expiration": "2026-11-22T09:30:00Z"} {
		if got := before.at(path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	left := &walk{client: c, token: token}
	left.took(c.link("", obj{"link_token": token}).want(200)).id = left.last.str("link_session_id")
	w := &walk{client: c, token: token}
	w.took(c.link("", obj{"link_token": token}).want(200)).id = w.last.str("link_session_id")
	w.toCredentials().login("pass_good").share()
	got := c.plaid("/link/token/get", obj{"link_token": token}).want(200)
	public := w.last.str("outcome public_token")
	for path, want := range map[string]any{
		"link_sessions 0 link_session_id": left.id, "link_sessions 0 finished_at": nil, "link_sessions 0 results": nil,
		"link_sessions 0 exit": nil, "link_sessions 0 on_success": nil,
		"link_sessions 1 link_session_id": w.id, "link_sessions 1 finished_at": "2026-11-22T09:00:00Z",
		"link_sessions 1 results item_add_results 0 public_token": public, "link_sessions 1 results document_income_results": nil,
		"link_sessions 1 results item_add_results 0 accounts 0 mask":            "0000",
		"link_sessions 1 results item_add_results 0 accounts 0 class_type":      nil,
		"link_sessions 1 results item_add_results 0 institution institution_id": "ins_109508",
		"link_sessions 1 on_success public_token":                               public,
		"link_sessions 1 on_success metadata transfer_status":                   nil,
		"link_sessions 1 events 0 event_name":                                   "HANDOFF",
		"link_sessions 1 events 0 event_metadata institution_name":              "First Platypus Bank",
		"link_sessions 1 events 1 event_metadata view_name":                     "CONNECTED",
	} {
		if got := got.at(path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	for _, name := range []string{"cra_item_add_results", "cra_update_results", "bank_income_results", "payroll_income_results"} {
		if list, ok := got.at("link_sessions 1 results " + name).([]any); !ok || len(list) != 0 {
			t.Errorf("%s is not an empty array", name)
		}
	}
	for _, e := range got.at("link_sessions 1 events").([]any) {
		for name, value := range e.(obj)["event_metadata"].(obj) {
			if s, ok := value.(string); !ok || s == "" {
				t.Errorf("event metadata %s is %v, want a string", name, value)
			}
		}
	}
}

func TestUpdateModeMendsTheItem(t *testing.T) {
	_, c := start(t, Options{})
	access, itemID := c.newItem()
	c.plaid("/sandbox/item/reset_login", obj{"access_token": access}).want(200)
	c.plaid("/accounts/get", obj{"access_token": access}).refused(400, "ITEM_LOGIN_REQUIRED")
	w := c.walk(obj{"access_token": access, "products": nil}).act("continue", obj{}).on(ViewCredential)
	if w.last.at("pane institution institution_id") != "ins_109508" {
		t.Errorf("update mode knows its bank: %s", w.last.raw)
	}
	w.login("pass_good").on(ViewConnected).act("continue", obj{})
	if w.last.at("outcome kind") != "success" {
		t.Fatal(w.last.raw)
	}
	c.plaid("/accounts/get", obj{"access_token": access}).want(200)
	again := c.plaid("/item/public_token/exchange", obj{"public_token": w.last.str("outcome public_token")}).want(200)
	if again.str("item_id") != itemID || again.str("access_token") != access {
		t.Errorf("update mode made another Item: %s", again.raw)
	}
}
