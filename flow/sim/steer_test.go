package sim

import (
	"fmt"
	"strings"
	"testing"
)

// look reads one of the steering wheel's lists.
func (c *client) look(path string) answer {
	c.t.Helper()
	a, err := c.do("GET", "/_sim/"+path, nil, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return a.want(200)
}

// TestLooking: what there is can be read, newest first, and no token with it.
func TestLooking(t *testing.T) {
	s, c := start(t, Options{})
	older, _ := c.newItem()
	token, access := c.processorToken()
	made := c.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(s.Seeded().PTContactID, token)).want(201)
	c.plaid("/sandbox/item/reset_login", obj{"access_token": older}).want(200)

	items := c.look("items")
	if items.at("items 0 processor_tokens") != 1.0 || items.at("items 0 error") != "" || items.at("items 1 error") != "ITEM_LOGIN_REQUIRED" ||
		items.at("items 0 accounts 0 mask") != "0000" || items.at("items 2") != nil {
		t.Errorf("items: %s", items.raw)
	}
	if one := c.look("items?limit=1"); one.at("items 1") != nil || one.at("items 0 item_id") != items.at("items 0 item_id") {
		t.Errorf("one item: %s", one.raw)
	}
	methods := c.look("methods")
	if methods.at("funds_transfer_methods 0 id") != made.at("data id") || methods.at("funds_transfer_methods 0 last_4") != "0000" ||
		methods.at("funds_transfer_methods 0 item_id") != items.at("items 0 item_id") {
		t.Errorf("methods: %s", methods.raw)
	}
	for _, secret := range []string{token, access, older, "1111222233330000"} {
		if strings.Contains(items.raw+methods.raw+c.look("calls").raw, secret) {
			t.Error("a secret can be read off the steering wheel")
		}
	}
}

// TestCallsAreListed: every call with its request id and error code, also one
// whose connection broke off.
func TestCallsAreListed(t *testing.T) {
	_, c := start(t, Options{})
	refused := c.plaid("/accounts/get", obj{"access_token": "access-sandbox-x"}).refused(400, "INVALID_ACCESS_TOKEN")
	good := c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}}).want(200)
	c.steer("faults", obj{"path": "/accounts/get", "kind": KindDropAfter})
	if _, err := c.do("POST", "/accounts/get", plaidHeaders(), obj{"access_token": "x"}); err == nil {
		t.Fatal("the connection did not break")
	}
	contacts := c.pt("GET", "/v2/contacts", nil, nil).want(200)
	calls := c.look("calls")
	for i, want := range []call{
		{Method: "GET", Path: "/v2/contacts", Status: 200, RequestID: contacts.header.Get(ptRequestID)},
		{Method: "POST", Path: "/auth/jwts", Status: 201},
		{Method: "POST", Path: "/accounts/get"},
		{Method: "POST", Path: "/sandbox/public_token/create", Status: 200, RequestID: good.str("request_id")},
		{Method: "POST", Path: "/accounts/get", Status: 400, RequestID: refused.str("request_id"), ErrorCode: "INVALID_ACCESS_TOKEN"},
	} {
		got := calls.at(fmt.Sprintf("calls %d", i)).(obj)
		if got["path"] != want.Path || got["method"] != want.Method || got["status"] != float64(want.Status) || got["error_code"] != want.ErrorCode ||
			want.RequestID != "" && got["request_id"] != want.RequestID {
			t.Errorf("call %d: %v, want %+v", i, got, want)
		}
	}
	if calls.at("calls 5") != nil {
		t.Errorf("the steering itself is listed: %s", calls.raw)
	}
}

// TestCallsAreBounded: the list is a ring.
func TestCallsAreBounded(t *testing.T) {
	s, c := start(t, Options{})
	for range maxCalls + 7 {
		c.plaid("/no/such", obj{}).want(404)
	}
	c.plaid("/no/other", obj{}).want(404)
	if got := s.steering.last(maxListed); len(got) != maxCalls || got[0].Path != "/no/other" || got[maxCalls-1].Path != "/no/such" {
		t.Errorf("%d calls, the newest %v", len(got), got[0])
	}
	c.steer("reset", obj{})
	if got := c.look("calls"); got.at("calls 0") != nil {
		t.Errorf("after a reset: %s", got.raw)
	}
}

// TestFaultsAreListed: what is in store can be read, with how often its path was called.
func TestFaultsAreListed(t *testing.T) {
	_, c := start(t, Options{Scenario: "html-502"})
	c.steer("faults", obj{"path": "/item/get", "nth": 3, "kind": "500"})
	c.plaid("/item/get", obj{"access_token": "access-sandbox-x"})
	got := c.look("faults")
	c.steer("faults", obj{"path": "/item/get", "nth": 2, "kind": KindDelay, "delay": "1ms"})
	if got := c.look("faults"); got.at("faults 2 delay") != "1ms" {
		t.Errorf("a delay: %s", got.raw)
	}
	if got.at("faults 0 kind") != Kind502HTML || got.at("faults 1 nth") != 3.0 || got.at("faults 1 seen") != 1.0 {
		t.Errorf("faults: %s", got.raw)
	}
	c.plaid("/item/get", obj{"access_token": "access-sandbox-x"})
	c.plaid("/item/get", obj{"access_token": "access-sandbox-x"}).refused(500, "INTERNAL_SERVER_ERROR")
	if got := c.look("faults"); got.at("faults 0 kind") != Kind502HTML || got.at("faults 1") != nil {
		t.Errorf("what has happened is still in store: %s", got.raw)
	}
	if a, err := c.do("DELETE", "/_sim/faults", nil, nil); err != nil || a.want(200).at("faults 0") != nil {
		t.Errorf("faults that were taken back: %s %v", a.raw, err)
	}
}

// TestAnyHost: another name than a loopback one is answered only where that was
// asked for, and a foreign page never.
func TestAnyHost(t *testing.T) {
	for _, open := range []bool{false, true} {
		_, server := onSocket(t, Options{AnyHost: open}, 0)
		for path, head := range map[string]string{
			"ours":    "Host: sim.internal:8787",
			"foreign": "Host: sim.internal:8787\r\nOrigin: https://evil.example",
		} {
			want := 403
			if open && path == "ours" {
				want = 200
			}
			if status, _, body := raw(t, server, "GET /_sim/state HTTP/1.1\r\n"+head+"\r\nConnection: close\r\n\r\n"); status != want {
				t.Errorf("open %t, %s: %d %s", open, path, status, body)
			}
		}
	}
}

// TestFaultsThatNobodyMeets: a fault that could never happen is refused, and what
// stands in a scenario always can.
func TestFaultsThatNobodyMeets(t *testing.T) {
	s, c := start(t, Options{})
	for _, tt := range []struct {
		body   obj
		status int
	}{
		{obj{"path": "/accounts/gett", "kind": "500"}, 400},
		{obj{"path": "/v2/plaid-items/123", "kind": "500"}, 400},
		{obj{"path": "/v2/contacts", "kind": "ITEM_LOCKED"}, 400},
		{obj{"path": "/accounts/get", "kind": "25001"}, 400},
		{obj{"path": "GET /accounts/get", "kind": "500"}, 400},
		{obj{"path": "BREW /v2/contacts", "kind": "500"}, 400},
		{obj{"path": "GET /v2/funds-transfer-methods", "kind": "25001"}, 400},
		{obj{"path": "/accounts/get", "kind": "500", "Nht": 3}, 400},
		{obj{"path": "/accounts/get", "kind": "500"}, 200},
		{obj{"path": "POST /accounts/get", "kind": "ITEM_LOCKED"}, 200},
		{obj{"path": "/v2/plaid-items/{id}", "kind": "500"}, 200},
		{obj{"path": "/v2/funds-transfer-methods", "kind": "25001"}, 200},
		{obj{"path": "/processor/prime_trust/processor_token/create", "kind": "500"}, 200},
		{obj{"path": AnyPath, "kind": "500"}, 200},
	} {
		if a := c.steer("faults", tt.body); a.status != tt.status {
			t.Errorf("%v: %d %s", tt.body, a.status, a.raw)
		}
	}
	for _, sc := range Scenarios() {
		for _, f := range sc.Faults {
			if err := s.canMeet(f); err != nil {
				t.Errorf("%s: %v", sc.Name, err)
			}
		}
	}
}
