package sim

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// Whatever is sent to whichever of Prime Trust's calls, the answer is a
// document, and a 500 only for a filter of the wrong kind.
func FuzzPrimeTrustCall(f *testing.F) {
	s, err := New(Options{Seed: 7, Now: newClock().now})
	if err != nil {
		f.Fatal(err)
	}
	var routes []ptRoute
	for _, rows := range s.prime {
		for _, row := range rows {
			routes = append(routes, row)
		}
	}
	slices.SortFunc(routes, func(a, b ptRoute) int { return strings.Compare(a.name(), b.name()) })
	t := &tx{s: s, w: s.state.w, now: s.opts.Now()}
	token := t.signJWT(jwtClaims{Exp: 1 << 40})
	account, contact := s.Seeded().PTAccountID, s.Seeded().PTContactID
	for i, route := range routes {
		for _, attrs := range []obj{{"amount": "1.00", "account-id": account, "contact-id": contact}, {"name": "x", "freeze-type": "all", "clears-on": "2026-11-23"},
			{"amount": 1e300, "funds-transfer-method": obj{}}, {"owner": obj{"name": 5}}} {
			body, _ := json.Marshal(attributes(attrs)) // it is made of JSON values
			id := account
			if route.pattern[:7] == "/v2/con" {
				id = contact
			}
			f.Add(i, id, "include=account.contacts,x&sort=-amount,contact.name&filter[amount gt]=1&page[size]=3", string(body))
		}
		f.Add(i, "%00", "filter[]=&filter[ ]=&.id=1&page[number]=-1&one", `{"data":[]}`)
		f.Add(i, "a", "filter[created-at lt]=x;;&%%", `[[[`)
	}
	f.Fuzz(func(t *testing.T, i int, id, query, body string) {
		route := routes[uint(i)%uint(len(routes))]
		path := route.pattern
		if head, tail, ok := strings.Cut(path, "{id}"); ok {
			path = head + url.PathEscape(id) + tail
		}
		c := &client{t: t, rt: s.Transport(), jwt: token}
		a, err := c.ptTry(route.method, path+"?"+plainQuery(query), nil, body)
		if err != nil {
			if route.pattern == "/v2/contributions/sandbox/timeout" {
				return
			}
			t.Fatal(err)
		}
		allowed := []int{200, 201, 204, 400, 401, 403, 404, 405, 413, 422, 500}
		if !slices.Contains(allowed, a.status) || a.doc == nil && a.status != http.StatusNoContent {
			t.Errorf("%s %s: status %d: %s", route.method, path, a.status, a.raw)
		}
		if a.status == 500 && a.at("errors 0 detail") != errFilter.Error() {
			t.Errorf("%s %s?%s: %s", route.method, path, query, a.raw)
		}
		if got := s.state.w.Accounts.len(); got == 0 {
			t.Error("the world is empty")
		}
	})
}

// plainQuery makes of any text a query that can stand in a request line.
func plainQuery(text string) string {
	return strings.NewReplacer(" ", "+", "#", "%23").Replace(strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return 'x'
		}
		return r
	}, text))
}
