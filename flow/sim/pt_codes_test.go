package sim

import (
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"
)

// ptProvocation is how a caller comes by a code of Prime Trust.
type ptProvocation struct {
	means   string // "what happens", or "a fault" where the simulator has no cause of its own
	pointer string
	provoke func(t *testing.T) answer
}

const ptByFault = "a fault"

// TestEveryPrimeTrustCodeCanBeProvoked: a code without a row here is a code that
// nobody has seen answered.
func TestEveryPrimeTrustCodeCanBeProvoked(t *testing.T) {
	rows := ptProvocations()
	if want, got := slices.Sorted(maps.Keys(ptCodes)), slices.Sorted(maps.Keys(rows)); !slices.Equal(want, got) {
		t.Fatalf("the codes are %v, the rows %v", want, got)
	}
	for code, row := range rows {
		t.Run(code+" by "+row.means, func(t *testing.T) {
			n, err := strconv.Atoi(code)
			if err != nil {
				t.Fatal(err)
			}
			e := row.provoke(t).coded(float64(n), row.pointer)
			if e["title"] != ptCodes[code].title || e["detail"] == "" {
				t.Errorf("%v", e)
			}
		})
	}
}

// TestEveryPrimeTrustCodeCanBeForced: a fault brings each code on at the calls
// that may answer it, even where it has a cause of its own.
func TestEveryPrimeTrustCodeCanBeForced(t *testing.T) {
	b := newBench(t, Options{})
	for code, row := range ptCodes {
		for _, call := range row.on {
			t.Run(code+" at "+call, func(t *testing.T) {
				b.client.t, b.t = t, t
				b.forced(call, code).coded(float64(row.code), row.pointer)
			})
		}
	}
}

// callFor makes ready what a call needs and returns the call.
func (b *bench) callFor(call string) func() answer {
	b.t.Helper()
	b.fund(10)
	token, _ := b.processorToken()
	_, transfer := b.pull(1)
	paid := b.post(payWith, b.payBody(1)).want(201)
	auth := paid.included("disbursement-authorizations")["id"].(string)
	do, known := map[string]func() answer{
		"POST /v2/funds-transfer-methods": func() answer {
			return b.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(b.contact, token))
		},
		"POST /v2/contributions":                         func() answer { return b.post("/v2/contributions", b.pullBody(1)) },
		"POST /v2/contributions/sandbox/timeout":         func() answer { return b.post("/v2/contributions/sandbox/timeout", b.pullBody(1)) },
		"POST /v2/funds-transfers/{id}/cancel":           func() answer { return b.post("/v2/funds-transfers/"+transfer+"/cancel", nil) },
		"POST /v2/disbursements":                         func() answer { return b.post("/v2/disbursements", b.payBody(1)) },
		"POST /v2/disbursements/{id}/sandbox/authorize":  func() answer { return b.post("/v2/disbursements/"+paid.str("data id")+"/sandbox/authorize", nil) },
		"POST /v2/disbursement-owner-verifications/{id}": func() answer { return b.post("/v2/disbursement-owner-verifications/"+auth, nil) },
		"GET /v2/disbursement-authorizations/{id}/sandbox/authorize": func() answer {
			return b.get("/v2/disbursement-authorizations/" + auth + "/sandbox/authorize")
		},
		"POST /v2/disbursement-authorizations/{id}/sandbox/authorize": func() answer {
			return b.post("/v2/disbursement-authorizations/"+auth+"/sandbox/authorize", nil)
		},
		"POST /v2/disbursement-authorizations/{id}/sandbox/verify-owner": func() answer {
			return b.post("/v2/disbursement-authorizations/"+auth+"/sandbox/verify-owner", nil)
		},
	}[call]
	if !known {
		b.t.Fatalf("nobody here knows how to call %s", call)
	}
	return do
}

func ptProvocations() map[string]ptProvocation {
	both := []string{"auth", "identity"}
	return map[string]ptProvocation{
		"25000": {"an Item without Identity", "dynamic", func(t *testing.T) answer { return submitVerified(t, []string{"auth"}, nil, false) }},
		"25001": {"a broken Item", "dynamic", func(t *testing.T) answer {
			b := newBench(t, Options{})
			b.plaid("/sandbox/item/reset_login", obj{"access_token": b.access}).want(200)
			return b.post("/v2/contributions", b.pullBody(1))
		}},
		"25002": {"a contact of another name", "contact", func(t *testing.T) answer { return submitVerified(t, both, obj{"name": "Jo Doe"}, false) }},
		"25003": {"an account that is no longer shared", "contact", func(t *testing.T) answer { return submitVerified(t, both, nil, true) }},
		"7300":  {"too much in a day", "amount", func(t *testing.T) answer { return overLimit(t, 1, 0) }},
		"7301":  {"too much in a week", "amount", func(t *testing.T) answer { return overLimit(t, 2, 24*time.Hour) }},
		"7302":  {"too much in a month", "amount", func(t *testing.T) answer { return overLimit(t, 4, 5*24*time.Hour) }},
		"7304": {ptByFault, "status", func(t *testing.T) answer {
			return newBench(t, Options{}).forced("POST /v2/funds-transfers/{id}/cancel", "7304")
		}},
		"39000": {ptByFault, "country", func(t *testing.T) answer {
			return newBench(t, Options{}).forced("POST /v2/disbursements", "39000")
		}},
		"39001": {"money lost to a return", "amount", func(t *testing.T) answer {
			b := newBench(t, Options{})
			_, tr := b.pull(50)
			b.settle(tr).want(200)
			b.post("/v2/funds-transfers/"+tr+"/sandbox/clear", nil).want(200)
			auth := b.post(payWith, b.payBody(50)).want(201).included("disbursement-authorizations")["id"].(string)
			b.reverse(tr).want(200)
			return b.post("/v2/disbursement-authorizations/"+auth+"/sandbox/verify-owner", nil)
		}},
	}
}

// forced makes a call meet a fault.
func (b *bench) forced(call, code string) answer {
	b.t.Helper()
	do := b.callFor(call)
	b.steer("faults", obj{"path": call, "kind": code}).want(200)
	return do()
}

// overLimit asks for one dollar more after n pulls of the most a day allows.
func overLimit(t *testing.T, n int, gap time.Duration) answer {
	t.Helper()
	b := newBench(t, Options{})
	for range n {
		b.pull(50_000)
		b.clock.add(gap)
	}
	return b.post("/v2/contributions", b.pullBody(1))
}

// submitVerified submits an account where names are verified: of an Item with
// these products, for a contact so changed; narrowed, the Item's user has taken
// the account back.
func submitVerified(t *testing.T, products []string, changes obj, narrowed bool) answer {
	t.Helper()
	s, c := start(t, Options{VerifyNames: true})
	pub := c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": products}).want(200)
	ex := c.plaid("/item/public_token/exchange", obj{"public_token": pub.str("public_token")}).want(200)
	account := c.plaid("/accounts/get", obj{"access_token": ex.str("access_token")}).want(200).str("accounts 0 account_id")
	token := c.plaid("/processor/token/create", obj{"access_token": ex.str("access_token"), "account_id": account, "processor": "prime_trust"}).want(200)
	contact := s.Seeded().PTContactID
	if changes != nil {
		contact = c.newContact(s.Seeded().PTAccountID, changes)
	}
	if narrowed {
		it, _ := s.state.w.Items.get(ex.str("item_id"))
		it.Accounts = it.Accounts[1:]
	}
	return c.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(contact, token.str("processor_token")))
}
