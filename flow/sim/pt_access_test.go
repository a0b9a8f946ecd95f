package sim

import (
	"strings"
	"testing"
)

func (c *client) as(t *testing.T, basic string) *client {
	t.Helper()
	other := &client{t: t, rt: c.rt}
	a, err := other.do("POST", "/auth/jwts", map[string]string{"Authorization": basic}, nil)
	if err != nil {
		t.Fatal(err)
	}
	other.jwt = a.want(201).str("token")
	return other
}

func TestReadOnly(t *testing.T) {
	b := newBench(t, Options{})
	b.fund(10)
	auth := b.post(payWith, b.payBody(1)).want(201).included("disbursement-authorizations")["id"].(string)
	reader := b.as(t, "Basic cmVhZG9ubHlAZXhhbXBsZS5jb206cHc=") // readonly@example.com
	reader.get("/v2/contributions").want(200)
	reader.post("/v2/contributions", b.pullBody(1)).ptRefused(403)
	reader.pt("PATCH", "/v2/contacts/"+b.contact, nil, attributes(obj{"name": "X"})).ptRefused(403)
	reader.pt("DELETE", "/v2/contributions/none", nil, nil).ptRefused(403)
	reader.get("/v2/disbursement-authorizations/" + auth + "/sandbox/authorize").ptRefused(403)
	b.get("/v2/disbursement-authorizations/" + auth).wantAt(map[string]any{"data attributes status": "pending"})
	reader.get("/auth/current").want(200).wantAt(map[string]any{"email": "readonly@example.com", "disabled": false})
	reader.pt("POST", "/auth/jwts/invalidate-session", nil, nil).want(204)
	reader.get("/v2/contributions").ptRefused(401)
	b.get("/v2/contributions").want(200)
}

func TestSignUp(t *testing.T) {
	_, c := start(t, Options{PTEmail: "op@example.com", PTPassword: "pw"})
	sign := func(attrs obj) answer {
		t.Helper()
		a, err := c.do("POST", "/v2/users", nil, attributes(attrs))
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	good := func() obj { return obj{"name": "Jo", "email": "jo@example.com", "password": "Secret12"} }
	for pointer, changes := range map[string]obj{"name": {"name": nil}, "email": {"email": "jo"}, "password": {"password": "secret12"}} {
		sign(with(good(), changes)).pointed(pointer)
	}
	for _, weak := range []string{"Secret1", "SECRET12", "Secretxx", ""} {
		sign(with(good(), obj{"password": weak})).pointed("password")
	}
	sign(with(good(), obj{"email": "op@example.com"})).pointed("email")
	sign(with(good(), obj{"name": strings.Repeat("ä", 81)})).pointed("name")
	sign(with(good(), obj{"name": strings.Repeat("ä", 80), "email": "long@example.com"})).want(201)
	made := sign(good()).want(201).wantAt(map[string]any{"data type": "users", "data attributes email": "jo@example.com"})
	if made.at("data attributes password") != nil {
		t.Error("the password came back")
	}
	sign(good()).pointed("email")
	ann := attributes(with(good(), obj{"email": "ann@example.com"}))
	for range 2 { // the one key makes her once
		a, err := c.do("POST", "/v2/users", once(headerOnceV2, onceKey), ann)
		if err != nil {
			t.Fatal(err)
		}
		a.want(201)
	}
	jo := c.as(t, "Basic am9AZXhhbXBsZS5jb206U2VjcmV0MTI=")
	jo.get("/auth/current").want(200).wantAt(map[string]any{"email": "jo@example.com", "name": "Jo"})
	jo.get("/v2/users/current").want(200).wantAt(map[string]any{"data id": made.at("data id")})
	c.get("/v2/users/current").want(200).wantAt(map[string]any{"data attributes email": "op@example.com"})
	a, err := c.do("POST", "/auth/jwts", map[string]string{"Authorization": "Basic am9AZXhhbXBsZS5jb206U2VjcmV0MTM="}, nil)
	if err != nil {
		t.Fatal(err)
	}
	a.ptRefused(401)
	c.get("/v2/contacts").want(200) // the operator of the options logs in as before
}
