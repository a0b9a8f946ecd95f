package sim

import (
	"strings"
	"testing"
)

// ptCode wants a Prime Trust refusal and returns its first error.
func (a answer) ptRefused(status int) obj {
	a.t.Helper()
	e, ok := a.want(status).at("errors 0").(obj)
	if !ok || e["status"] != float64(status) || e["title"] == nil || e["detail"] == nil {
		a.t.Fatalf("not an error envelope: %s", a.raw)
	}
	if a.header.Get("X-Request-Id") == "" || a.header.Get("Content-Type") != ptType {
		a.t.Fatalf("headers %v", a.header)
	}
	return e
}

func TestJWT(t *testing.T) {
	clock := newClock()
	_, c := start(t, Options{Now: clock.now, PTEmail: "op@example.com", PTPassword: "pw"})
	login := func(basic string, body any) answer {
		t.Helper()
		a, err := c.do("POST", "/auth/jwts", map[string]string{"Authorization": basic}, body)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	const good = "Basic b3BAZXhhbXBsZS5jb206cHc="
	for _, bad := range []string{"", "Bearer x", "Basic eDp5", "Basic b3BAZXhhbXBsZS5jb206"} {
		login(bad, nil).ptRefused(401)
	}
	first := login(good, nil).want(201)
	if len(first.doc.(obj)) != 1 {
		t.Errorf("the token is flat: %s", first.raw)
	}
	week := first.str("token")
	short := login(good, obj{"ttl": 60}).want(201).str("token")
	until := login(good, obj{"expires-at": "2026-11-22T10:00:00Z"}).want(201).str("token")
	login(good, `{"ttl": -1}`).ptRefused(422)
	login(good, `{"ttl": 9223372036854775807}`).want(201)
	login(good, `{`).ptRefused(422)
	use := func(token string) answer {
		t.Helper()
		c.jwt = token
		return c.pt("GET", "/v2/contacts", nil, nil)
	}
	for _, token := range []string{week, short, until} {
		use(token).want(200)
	}
	clock.add(61_000_000_000)
	use(short).ptRefused(401)
	use(until).want(200)
	clock.add(jwtLife - 62_000_000_000)
	use(until).ptRefused(401)
	use(week).want(200)
	clock.add(2_000_000_000)
	use(week).ptRefused(401)
	for _, bad := range []string{"x", "a.b.c", week[:len(week)-3] + "AAA", strings.Replace(week, ".", ".x", 1)} {
		use(bad).ptRefused(401)
	}
}

func TestPTUnknownPaths(t *testing.T) {
	_, c := start(t, Options{})
	c.pt("GET", "/v2/nothing", nil, nil).ptRefused(404)
	c.pt("GET", "/v2/contacts/none", nil, nil).ptRefused(404)
	c.pt("GET", "/v2/contacts/a/b", nil, nil).ptRefused(404)
	c.pt("DELETE", "/v2/contacts", nil, nil).ptRefused(405)
	c.pt("GET", "/auth/jwts", nil, nil).ptRefused(405)
	c.pt("POST", "/v2/contacts", nil, `{`).ptRefused(422)
	c.pt("POST", "/v2/contacts", nil, strings.Repeat(" ", maxBody+1)).ptRefused(413)
}

func TestMethodRefusals(t *testing.T) {
	s, c := start(t, Options{})
	token, access := c.processorToken()
	contact := s.Seeded().PTContactID
	for _, tt := range []struct {
		name    string
		changes obj
		pointer string
	}{
		{"a number with the token", obj{"bank-account-number": "1111222233330000"}, "/data/attributes/bank-account-number"},
		{"a routing number with the token", obj{"routing-number": achRouting}, "/data/attributes/routing-number"},
		{"a type with the token", obj{"bank-account-type": "checking"}, "/data/attributes/bank-account-type"},
		{"no check type", obj{"ach-check-type": nil}, "/data/attributes/ach-check-type"},
		{"a wire", obj{"funds-transfer-type": "wire"}, "/data/attributes/funds-transfer-type"},
		{"no token", obj{"plaid-processor-token": nil}, "/data/attributes/plaid-processor-token"},
		{"no contact", obj{"contact-id": nil}, "/data/attributes/contact-id"},
		{"an unknown contact", obj{"contact-id": "none"}, "/data/attributes/contact-id"},
		{"a bad address", obj{"ip-address": "here"}, "/data/attributes/ip-address"},
		{"the wrong kind", obj{"contact-id": 5}, "/data/attributes/contact-id"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := &client{t: t, rt: c.rt, jwt: c.jwt}
			body := methodBody(contact, token)
			with(body["data"].(obj)["attributes"].(obj), tt.changes)
			e := c.pt("POST", "/v2/funds-transfer-methods", nil, body).ptRefused(422)
			if e["title"] != "Invalid Attribute" || e["source"].(obj)["pointer"] != tt.pointer {
				t.Errorf("%v", e)
			}
		})
	}
	for _, tt := range []struct {
		name, token, code string
		before            func()
	}{
		{"unknown token", "processor-sandbox-none", "INVALID_PROCESSOR_TOKEN", func() {}},
		{"broken Item", token, "ITEM_LOGIN_REQUIRED", func() { c.plaid("/sandbox/item/reset_login", obj{"access_token": access}).want(200) }},
		{"removed Item", token, "ITEM_NOT_FOUND", func() { c.plaid("/item/remove", obj{"access_token": access}).want(200) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.before()
			c := &client{t: t, rt: c.rt}
			e := c.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(contact, tt.token)).ptRefused(422)
			if e["code"] != 25001.0 || !strings.Contains(e["detail"].(string), "Error Code: "+tt.code) || e["source"].(obj)["pointer"] != "/data/attribute/dynamic" {
				t.Errorf("%v", e)
			}
		})
	}
}

func TestMethodLife(t *testing.T) {
	s, c := start(t, Options{})
	token, access := c.processorToken()
	body := methodBody(s.Seeded().PTContactID, token)
	with(body["data"].(obj)["attributes"].(obj), obj{"ip-address": "2001:0db8:0000::0001", "label": "main"})
	made := c.pt("POST", "/v2/funds-transfer-methods", nil, body).want(201)
	id := made.str("data id")
	for path, want := range map[string]any{
		"data attributes ip-address": "2001:db8::1", "data attributes label": "main", "data attributes iban": nil, "data attributes bank-name": nil,
		"data attributes ach-check-type": "personal", "data attributes disbursement-approved": false,
		"data links self": "/v2/funds-transfer-methods/" + id, "data relationships credit-card-resource data": nil,
		"data relationships contact links related": "/v2/contacts/" + s.Seeded().PTContactID, "included 0": nil,
	} {
		if got := made.at(path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	if strings.Contains(made.raw, "1111222233330000") || strings.Contains(made.raw, token) {
		t.Error("the account number or the processor token came back")
	}
	for _, path := range []string{"data relationships bank links related", "data relationships plaid-item links related",
		"data relationships contact links related", "data links self"} {
		c.pt("GET", made.str(path), nil, nil).want(200)
	}
	shown := c.pt("GET", "/v2/funds-transfer-methods/"+id+"?include=bank,plaid-item,contact", nil, nil).want(200)
	if len(shown.at("included").([]any)) != 3 || shown.at("data relationships bank data type") != "banks" {
		t.Errorf("include: %s", shown.raw)
	}
	item := shown.str("data relationships plaid-item data id")
	flagged := func(name string) any {
		return c.pt("GET", "/v2/plaid-items/"+item, nil, nil).want(200).at("data attributes " + name)
	}
	if flagged("reauthentication-required") != false || flagged("disabled") != false {
		t.Error("a new plaid-item is flagged")
	}
	c.plaid("/sandbox/item/reset_login", obj{"access_token": access}).want(200)
	if flagged("reauthentication-required") != true {
		t.Error("a broken Item is not flagged")
	}
	c.plaid("/item/remove", obj{"access_token": access}).want(200)
	if flagged("disabled") != true {
		t.Error("a removed Item is not disabled")
	}
	off := c.pt("POST", "/v2/funds-transfer-methods/"+id+"/deactivate", nil, nil).want(200)
	if off.at("data attributes inactive") != true {
		t.Error(off.raw)
	}
	c.pt("POST", "/v2/funds-transfer-methods/none/deactivate", nil, nil).ptRefused(404)
}
