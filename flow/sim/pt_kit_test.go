package sim

import (
	"fmt"
	"testing"
)

// bench is a simulator with a method that money can be pulled over.
type bench struct {
	*client
	t       *testing.T
	account string
	contact string
	method  string
	access  string // of the Item at Plaid
	clock   *clock
	world   *world // for what HTTP cannot show
}

func newBench(t *testing.T, o Options) *bench {
	t.Helper()
	clock := newClock()
	if o.Now == nil {
		o.Now = clock.now
	}
	s, c := start(t, o)
	b := &bench{client: c, t: t, world: s.state.w, account: s.Seeded().PTAccountID, contact: s.Seeded().PTContactID, clock: clock}
	// A year long, so that a test may let the days of a hold pass.
	login, err := c.do("POST", "/auth/jwts", map[string]string{"Authorization": "Basic b3BAZXhhbXBsZS5jb206cHc="}, obj{"ttl": 365 * 24 * 3600})
	if err != nil {
		t.Fatal(err)
	}
	c.jwt = login.want(201).str("token")
	token, access := c.processorToken()
	b.access = access
	b.method = c.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(b.contact, token)).want(201).str("data id")
	return b
}

// post posts attributes.
func (c *client) post(path string, attrs obj) answer {
	c.t.Helper()
	return c.pt("POST", path, nil, attributes(attrs))
}

func (c *client) get(path string) answer {
	c.t.Helper()
	return c.pt("GET", path, nil, nil)
}

func (b *bench) pullBody(amount any) obj {
	return obj{"account-id": b.account, "funds-transfer-method-id": b.method, "amount": amount}
}

// pull makes a contribution and returns its id and its transfer's.
func (b *bench) pull(amount any) (contribution, transfer string) {
	b.t.Helper()
	a := b.post("/v2/contributions?include=funds-transfer", b.pullBody(amount)).want(201)
	return a.str("data id"), a.str("included 0 id")
}

func (b *bench) settle(transfer string) answer {
	b.t.Helper()
	return b.post("/v2/funds-transfers/"+transfer+"/sandbox/settle", nil)
}

func (b *bench) reverse(transfer string) answer {
	b.t.Helper()
	return b.post("/v2/funds-transfers/"+transfer+"/sandbox/reverse", obj{"reversal-details": "R01 insufficient funds", "comments-1": "returned"})
}

// money is what the account's totals say, as one line.
func (b *bench) money() string {
	b.t.Helper()
	a := b.get("/v2/account-cash-totals?account.id=" + b.account).want(200)
	return fmt.Sprint(a.at("data 0 attributes settled"), " ", a.at("data 0 attributes contingent-hold"), " ",
		a.at("data 0 attributes pending-transfer"), " ", a.at("data 0 attributes disbursable"))
}

func (b *bench) wantMoney(settled, held, pending, free float64) {
	b.t.Helper()
	if got, want := b.money(), fmt.Sprint(settled, " ", held, " ", pending, " ", free); got != want {
		b.t.Fatalf("settled, held, pending, disbursable are %s, want %s", got, want)
	}
}

func (b *bench) fund(amount any) {
	b.t.Helper()
	b.post("/v2/accounts/"+b.account+"/sandbox/fund", obj{"amount": amount}).want(201)
}

// wantAt holds members of an answer against what they should be.
func (a answer) wantAt(want map[string]any) answer {
	a.t.Helper()
	for path, value := range want {
		if got := a.at(path); got != value {
			a.t.Errorf("%s is %v, want %v: %s", path, got, value, a.raw)
		}
	}
	return a
}

// pointed wants a refused attribute.
func (a answer) pointed(name string) {
	a.t.Helper()
	e := a.ptRefused(422)
	source, _ := e["source"].(obj)
	if source["pointer"] != "/data/attributes/"+name {
		a.t.Errorf("%s is not what is refused: %s", name, a.raw)
	}
}

// coded wants a numbered refusal.
func (a answer) coded(code float64, pointer string) obj {
	a.t.Helper()
	e := a.ptRefused(422)
	source, _ := e["source"].(obj)
	if e["code"] != code || source["pointer"] != "/data/attribute/"+pointer {
		a.t.Errorf("not code %v at %s: %s", code, pointer, a.raw)
	}
	return e
}

// stated wants a refusal because of what something has become.
func (a answer) stated() {
	a.t.Helper()
	if e := a.ptRefused(422); e["title"] != "Invalid State" {
		a.t.Errorf("%s", a.raw)
	}
}
