package sim

import (
	"encoding/json"
	"slices"
	"testing"
)

// Whatever body arrives, an endpoint of Plaid answers with JSON and never with
// an error of its own.
func FuzzPlaidBody(f *testing.F) {
	s, err := New(Options{Seed: 7, Now: newClock().now})
	if err != nil {
		f.Fatal(err)
	}
	var paths []string
	for path := range s.plaid {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	body, _ := json.Marshal(linkTokenBody())
	for i := range paths {
		for _, seed := range []string{string(body), `{"access_token":"access-sandbox-x","access_token":5}`, `{"options":null}`,
			`{"hosted_link":{"url_lifetime_seconds":1e3}}`, `{"user":{"client_user_id":"\u0000"}}`,
			`{"client_user_id":"a","identity":{"id_numbers":[null],"name":null}}`, `{"user_id":"usr_0","item_ids":["x","x"]}`, `[[[[`, ``} {
			f.Add(i, seed)
		}
	}
	f.Fuzz(func(t *testing.T, i int, body string) {
		c := &client{t: t, rt: s.Transport()}
		path := paths[uint(i)%uint(len(paths))]
		a, err := c.do("POST", path, plaidHeaders(), body)
		if err != nil {
			t.Fatal(err)
		}
		if a.status != 200 && a.status != 400 && a.status != 403 && a.status != 413 || a.doc == nil {
			t.Errorf("%s: status %d: %s", path, a.status, a.raw)
		}
	})
}

// The same for Prime Trust's calls with a body.
func FuzzPrimeTrustBody(f *testing.F) {
	s, err := New(Options{Seed: 7, Now: newClock().now})
	if err != nil {
		f.Fatal(err)
	}
	paths := []string{"/v2/accounts", "/v2/contacts", "/v2/funds-transfer-methods", "/auth/jwts"}
	for i := range paths {
		for _, attrs := range []obj{contactAttrs(s.Seeded().PTAccountID), {"owner": obj{}}, {"contact-id": 5}} {
			body, _ := json.Marshal(attributes(attrs))
			f.Add(i, string(body))
		}
		f.Add(i, `{"data":5}`)
	}
	f.Fuzz(func(t *testing.T, i int, body string) {
		c := &client{t: t, rt: s.Transport()}
		path := paths[uint(i)%uint(len(paths))]
		a := c.pt("POST", path, map[string]string{"Authorization": "Bearer " + s.anyJWT(t)}, body)
		if a.status != 201 && a.status != 401 && a.status != 422 && a.status != 413 || a.doc == nil {
			t.Errorf("%s: status %d: %s", path, a.status, a.raw)
		}
	})
}

func (s *Sim) anyJWT(t *testing.T) string {
	t.Helper()
	c := &client{t: t, rt: s.Transport()}
	c.pt("GET", "/v2/contacts", nil, nil)
	return c.jwt
}
