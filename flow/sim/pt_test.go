package sim

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
)

const onceKey = "3f0f8a52-1c1e-4d3a-9b52-0f7a3c1d2e4f"

func once(name, key string) map[string]string { return map[string]string{name: key} }

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

func TestIdempotency(t *testing.T) {
	s, c := start(t, Options{})
	token, _ := c.processorToken()
	good := methodBody(s.Seeded().PTContactID, token)
	const path = "/v2/funds-transfer-methods"
	count := func(want int) {
		t.Helper()
		if got := c.pt("GET", path, nil, nil).want(200).at("meta resource-count"); got != float64(want) {
			t.Fatalf("%v methods, want %d", got, want)
		}
	}
	t.Run("bad key", func(t *testing.T) {
		for _, bad := range []string{"x", "3f0f8a52-1c1e-1d3a-9b52-0f7a3c1d2e4f", onceKey + "0"} {
			c.pt("POST", path, once(headerOnceV2, bad), good).ptRefused(400)
			c.pt("POST", path, once(headerOnceV1, bad), good).ptRefused(400)
		}
		count(0)
	})
	t.Run("v2 replays", func(t *testing.T) {
		first := c.pt("POST", path, once(headerOnceV2, onceKey), good).want(201)
		again := c.pt("POST", path, once("x-idempotent-id-v2", strings.ToUpper(onceKey)), good).want(201)
		other := c.pt("POST", path, once(headerOnceV2, onceKey), obj{}).want(201)
		if again.raw != first.raw || other.raw != first.raw {
			t.Error("a repeat has another body")
		}
		if again.header.Get(headerOnceV2) != strings.ToUpper(onceKey) || again.header.Get("Content-Type") != ptType {
			t.Errorf("headers %v", again.header)
		}
		count(1)
	})
	t.Run("v2 replays refusals", func(t *testing.T) {
		key := strings.Replace(onceKey, "3f0f", "4f0f", 1)
		first := c.pt("POST", path, once(headerOnceV2, key), obj{})
		first.ptRefused(422)
		if again := c.pt("POST", path, once(headerOnceV2, key), good).want(422); again.raw != first.raw {
			t.Error("a repeat has another body")
		}
		count(1)
	})
	t.Run("v1 points at the first", func(t *testing.T) {
		key := strings.Replace(onceKey, "3f0f", "5f0f", 1)
		c.pt("POST", path, once(headerOnceV1, key), obj{}).ptRefused(422)
		first := c.pt("POST", path, once(headerOnceV1, key), good).want(201)
		again := c.pt("POST", path, once(headerOnceV1, key), good).want(202)
		if at := again.header.Get("Content-Location"); at != first.str("data links self") || again.raw != "" {
			t.Errorf("Content-Location %q, body %q", at, again.raw)
		}
		count(2)
	})
	t.Run("at the same moment", func(t *testing.T) {
		key := strings.Replace(onceKey, "3f0f", "6f0f", 1)
		bodies := make([]string, 16)
		var wg sync.WaitGroup
		for i := range bodies {
			wg.Go(func() {
				a, err := c.ptTry("POST", path, once(headerOnceV2, key), good)
				if err == nil && a.status == 201 {
					bodies[i] = a.raw
				}
			})
		}
		wg.Wait()
		for i, b := range bodies {
			if b == "" || b != bodies[0] {
				t.Errorf("answer %d differs: %q", i, b)
			}
		}
		count(3)
	})
	t.Run("no key runs again", func(t *testing.T) {
		c.pt("POST", path, nil, good).want(201)
		count(4)
	})
	t.Run("a bad token uses no key up", func(t *testing.T) {
		key := strings.Replace(onceKey, "3f0f", "7f0f", 1)
		head := once(headerOnceV2, key)
		head["Authorization"] = "Bearer x"
		c.pt("POST", path, head, good).ptRefused(401)
		c.pt("POST", path, once(headerOnceV2, key), good).want(201)
	})
}

func contactAttrs(account string) obj {
	return obj{"contact-type": "natural_person", "name": "Jo Doe", "email": "jo@example.com", "date-of-birth": "1990-01-01",
		"tax-id-number": "123456789", "tax-country": "US", "account-id": account,
		"primary-address":      obj{"street-1": "1 Main", "city": "Reno", "region": "NV", "postal-code": "89501", "country": "US"},
		"primary-phone-number": obj{"country": "US", "number": "7755550100"}}
}

func attributes(attrs obj) obj { return obj{"data": obj{"type": "whatever", "attributes": attrs}} }

func TestParties(t *testing.T) {
	s, c := start(t, Options{})
	seeded := s.Seeded()
	account := c.pt("GET", "/v2/accounts/"+seeded.PTAccountID+"?include=contacts", nil, nil).want(200)
	if account.at("data attributes status") != "opened" || account.at("included 0 id") != seeded.PTContactID ||
		account.at("data relationships contacts data 0 type") != "contacts" {
		t.Errorf("seeded account: %s", account.raw)
	}
	contact := c.pt("GET", "/v2/contacts/"+seeded.PTContactID+"?include=account", nil, nil).want(200)
	for _, flag := range []string{"aml-cleared", "cip-cleared", "identity-confirmed"} {
		if contact.at("data attributes "+flag) != true {
			t.Errorf("seeded contact: %s", contact.raw)
		}
	}
	if contact.at("data attributes name") != seeded.ContactName || contact.at("included 0 id") != seeded.PTAccountID {
		t.Error(contact.raw)
	}

	owner := contactAttrs("")
	delete(owner, "account-id")
	open := obj{"account-type": "custodial", "name": "Jo's Account", "authorized-signature": "Jo Doe", "owner": owner}
	made := c.pt("POST", "/v2/accounts?include=contacts", nil, attributes(open)).want(201)
	if made.at("data attributes status") != "pending" || made.at("included 0 attributes cip-cleared") != false {
		t.Error(made.raw)
	}
	id := made.str("data id")
	second := c.pt("POST", "/v2/contacts", nil, attributes(contactAttrs(id))).want(201)
	if strings.Contains(second.raw, "123456789") {
		t.Error("the tax id came back")
	}
	both := c.pt("GET", "/v2/contacts?account.id="+id, nil, nil).want(200)
	if both.at("meta resource-count") != 2.0 {
		t.Error(both.raw)
	}
	reuse := obj{"account-type": "custodial", "name": "Another", "authorized-signature": "Jo Doe", "contact-id": second.str("data id")}
	c.pt("POST", "/v2/accounts", nil, attributes(reuse)).want(201)

	for _, tt := range []struct {
		path, missing string
		attrs         obj
	}{
		{"/v2/accounts", "name", open}, {"/v2/accounts", "authorized-signature", open}, {"/v2/accounts", "account-type", open}, {"/v2/accounts", "owner", open},
		{"/v2/contacts", "contact-type", contactAttrs(id)}, {"/v2/contacts", "name", contactAttrs(id)}, {"/v2/contacts", "email", contactAttrs(id)},
		{"/v2/contacts", "date-of-birth", contactAttrs(id)}, {"/v2/contacts", "tax-id-number", contactAttrs(id)}, {"/v2/contacts", "tax-country", contactAttrs(id)},
		{"/v2/contacts", "primary-address", contactAttrs(id)}, {"/v2/contacts", "primary-phone-number", contactAttrs(id)}, {"/v2/contacts", "account-id", contactAttrs(id)},
	} {
		attrs := obj{}
		for name, value := range tt.attrs {
			if name != tt.missing {
				attrs[name] = value
			}
		}
		e := c.pt("POST", tt.path, nil, attributes(attrs)).ptRefused(422)
		if e["source"].(obj)["pointer"] != "/data/attributes/"+tt.missing {
			t.Errorf("without %s: %v", tt.missing, e)
		}
	}
	for name, pointed := range map[string]bool{strings.Repeat("ä", 80): false, strings.Repeat("ä", 81): true} {
		a := c.pt("POST", "/v2/contacts", nil, attributes(with(contactAttrs(id), obj{"name": name})))
		if refused := a.at("errors 0 source pointer") == "/data/attributes/name"; refused != pointed || !pointed && a.status != 201 {
			t.Errorf("a name of %d bytes: %s", len(name), a.raw)
		}
	}
	company := with(contactAttrs(id), obj{"contact-type": "llc", "date-of-birth": nil})
	c.pt("POST", "/v2/contacts", nil, attributes(company)).ptRefused(422)
	with(company, obj{"region-of-formation": "NV", "related-contacts": []obj{{"name": "Jo Doe"}}})
	c.pt("POST", "/v2/contacts", nil, attributes(company)).want(201)
}

func TestLists(t *testing.T) {
	s, c := start(t, Options{})
	token, _ := c.processorToken()
	body := methodBody(s.Seeded().PTContactID, token)
	for i := range 30 {
		with(body["data"].(obj)["attributes"].(obj), obj{"label": fmt.Sprintf("m%02d", i)})
		c.pt("POST", "/v2/funds-transfer-methods", nil, body).want(201)
	}
	const path = "/v2/funds-transfer-methods"
	first := c.pt("GET", path, nil, nil).want(200)
	if len(first.at("data").([]any)) != 25 || first.at("meta page-count") != 2.0 || first.at("meta resource-count") != 30.0 || first.at("links prev") != nil {
		t.Errorf("first page: %s", first.at("links"))
	}
	for first.at("links next") != nil {
		first = c.pt("GET", first.str("links next"), nil, nil).want(200)
	}
	if len(first.at("data").([]any)) != 5 || first.at("data 4 attributes label") != "m29" {
		t.Error("the second page has the last five")
	}
	c.pt("GET", first.str("links prev"), nil, nil).want(200)
	for query, want := range map[string]int{
		"contact.id=" + s.Seeded().PTContactID:             30,
		"contact.id=none":                                  0,
		"filter[contact.id eq]=" + s.Seeded().PTContactID:  30,
		"filter[contact.id neq]=" + s.Seeded().PTContactID: 0,
		"filter[id eq]=" + first.str("data 0 id"):          1,
		"filter[id]=" + first.str("data 0 id"):             1,
		"filter[label in]=m01,m02":                         2,
		"filter[label nin]=m01,m02":                        28,
		"filter[label like]=M1":                            10,
		"filter[label nlike]=M1":                           20,
		"filter[label sw]=M0":                              10,
		"filter[label gt]=m27":                             2,
		"filter[label gte]=m27":                            3,
		"filter[label lt]=m02":                             2,
		"filter[label lte]=m02":                            3,
		"filter[inactive eq]=false":                        30,
		"filter[iban eq]=x":                                0,
		"filter[nonsense eq]=x":                            30,
		"filter[label nonsense]=x":                         30,
		"page[number]=99999999999":                         30,
		"page[number]=x&page[size]=-1":                     30,
		"nonsense=1":                                       30,
	} {
		v := url.Values{}
		for _, pair := range strings.Split(query, "&") {
			key, value, _ := strings.Cut(pair, "=")
			v.Set(key, value)
		}
		a := c.pt("GET", path+"?"+v.Encode(), nil, nil).want(200)
		if got := a.at("meta resource-count"); got != float64(want) {
			t.Errorf("%s: %v, want %d", query, got, want)
		}
	}
	sorted := c.pt("GET", path+"?sort=-label&page%5Bsize%5D=1", nil, nil).want(200)
	if sorted.at("data 0 attributes label") != "m29" || sorted.at("meta page-count") != 30.0 {
		t.Errorf("sorted: %s", sorted.raw)
	}
	one := c.pt("GET", path+"?filter%5Blabel+eq%5D=m03&one", nil, nil).want(200)
	if one.at("data attributes label") != "m03" {
		t.Errorf("one: %s", one.raw)
	}
	c.pt("GET", path+"?contact.id=none&one", nil, nil).ptRefused(404)
	banks := c.pt("GET", path+"?include=bank", nil, nil).want(200)
	if len(banks.at("included").([]any)) != 1 {
		t.Error("one bank is included once")
	}
	items := c.pt("GET", "/v2/plaid-items?funds-transfer-method.id="+one.str("data id"), nil, nil).want(200)
	if items.at("meta resource-count") != 1.0 {
		t.Error(items.raw)
	}
	if many := c.pt("GET", "/v2/accounts?contacts.id=none", nil, nil).want(200); many.at("meta resource-count") != 1.0 {
		t.Errorf("a filter on a to-many is ignored: %s", many.raw)
	}
	if list := c.pt("GET", "/v2/accounts", nil, nil).want(200); list.at("data 0 id") != s.Seeded().PTAccountID {
		t.Error(list.raw)
	}
}
