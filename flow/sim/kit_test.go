package sim

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

const (
	testClient = "0123456789abcdef01234567"
	testSecret = "0123456789abcdef0123456789abcd"
)

// clock is a time that only the test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func (c *clock) add(d time.Duration) { c.at = c.at.Add(d) }

func newClock() *clock { return &clock{time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)} }

// client is a caller that knows only HTTP and JSON.
type client struct {
	t   *testing.T
	rt  http.RoundTripper
	jwt string
}

// start makes a simulator with a fixed seed and clock unless the options say
// otherwise, and a client for it.
func start(t *testing.T, o Options) (*Sim, *client) {
	t.Helper()
	if o.Seed == 0 {
		o.Seed = 7
	}
	if o.Now == nil {
		o.Now = newClock().now
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s, &client{t: t, rt: s.Transport()}
}

// answer is a response that was read.
type answer struct {
	t      *testing.T
	status int
	header http.Header
	raw    string
	doc    any
}

func (c *client) do(method, path string, header map[string]string, body any) (answer, error) {
	c.t.Helper()
	var reader io.Reader
	switch body := body.(type) {
	case nil:
	case string:
		reader = strings.NewReader(body)
	default:
		raw, err := json.Marshal(body)
		if err != nil {
			c.t.Fatal(err)
		}
		reader = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(c.t.Context(), method, "http://sim.test"+path, reader)
	if err != nil {
		c.t.Fatal(err)
	}
	for name, value := range header {
		req.Header.Set(name, value)
	}
	res, err := c.rt.RoundTrip(req)
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	a := answer{t: c.t, status: res.StatusCode, header: res.Header, raw: string(raw)}
	_ = json.Unmarshal(raw, &a.doc) // an HTML page has no doc
	return a, nil
}

type obj = map[string]any

// plaid calls an endpoint of Plaid with good credentials.
func (c *client) plaid(path string, body any) answer {
	c.t.Helper()
	a, err := c.do("POST", path, plaidHeaders(), body)
	if err != nil {
		c.t.Fatalf("%s: %v", path, err)
	}
	return a
}

func plaidHeaders() map[string]string {
	return map[string]string{"Content-Type": "application/json", "PLAID-CLIENT-ID": testClient, "PLAID-SECRET": testSecret}
}

// pt calls Prime Trust, logging in first if need be.
func (c *client) pt(method, path string, header map[string]string, body any) answer {
	c.t.Helper()
	a, err := c.ptTry(method, path, header, body)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	return a
}

func (c *client) ptTry(method, path string, header map[string]string, body any) (answer, error) {
	c.t.Helper()
	if c.jwt == "" {
		login, err := c.do("POST", "/auth/jwts", map[string]string{"Authorization": "Basic b3BAZXhhbXBsZS5jb206cHc="}, nil)
		if err != nil {
			return login, err
		}
		c.jwt = login.want(201).str("token")
	}
	all := map[string]string{"Authorization": "Bearer " + c.jwt, "Content-Type": ptType}
	for name, value := range header {
		all[name] = value
	}
	return c.do(method, path, all, body)
}

// link calls the server side of Link.
func (c *client) link(path string, body any) answer {
	c.t.Helper()
	a, err := c.do("POST", "/_link/sessions"+path, nil, body)
	if err != nil {
		c.t.Fatalf("%s: %v", path, err)
	}
	return a
}

func (a answer) want(status int) answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("status %d, want %d: %s", a.status, status, a.raw)
	}
	return a
}

// at walks into the document: names of members, numbers of elements. A path
// that leads nowhere gives nil.
func (a answer) at(path string) any {
	var v any = a.doc
	for _, step := range strings.Split(path, " ") {
		switch node := v.(type) {
		case obj:
			v = node[step]
		case []any:
			i := 0
			for _, d := range step {
				i = i*10 + int(d-'0')
			}
			if i >= len(node) {
				return nil
			}
			v = node[i]
		default:
			return nil
		}
	}
	return v
}

func (a answer) str(path string) string {
	a.t.Helper()
	s, ok := a.at(path).(string)
	if !ok {
		a.t.Fatalf("%s is not a string: %s", path, a.raw)
	}
	return s
}

// refused wants a Plaid error of that code.
func (a answer) refused(status int, code string) answer {
	a.t.Helper()
	if got := a.want(status).at("error_code"); got != code {
		a.t.Fatalf("error_code %v, want %s: %s", got, code, a.raw)
	}
	return a
}

// The steps of the road, for tests that begin further along.

func linkTokenBody() obj {
	return obj{"client_name": "linkdesk", "language": "en", "country_codes": []string{"US"}, "products": []string{"auth"},
		"user": obj{"client_user_id": "counterparty-1"}}
}

func (c *client) newItem() (access, itemID string) {
	c.t.Helper()
	pub := c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}}).want(200)
	ex := c.plaid("/item/public_token/exchange", obj{"public_token": pub.str("public_token")}).want(200)
	return ex.str("access_token"), ex.str("item_id")
}

func (c *client) processorToken() (token, access string) {
	c.t.Helper()
	access, _ = c.newItem()
	account := c.plaid("/accounts/get", obj{"access_token": access}).want(200).str("accounts 0 account_id")
	p := c.plaid("/processor/token/create", obj{"access_token": access, "account_id": account, "processor": "prime_trust"}).want(200)
	return p.str("processor_token"), access
}

func methodBody(contact, token string) obj {
	return obj{"data": obj{"type": "funds-transfer-methods", "attributes": obj{"funds-transfer-type": "ach", "ach-check-type": "personal",
		"contact-id": contact, "plaid-processor-token": token}}}
}
