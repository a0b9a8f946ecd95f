package sim

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"
	"time"
)

// heapBudget is what the state of a hundred thousand Items may weigh, and with it
// everything that a million calls leave behind.
const heapBudget = 512 << 20

// BenchmarkMillionCalls makes a million calls. After the first half there are a
// hundred thousand Items, each with its public token, a processor token and a
// funds-transfer-method; the second half finds every list full.
func BenchmarkMillionCalls(b *testing.B) {
	for b.Loop() {
		before := heap()
		d := newDriver(b)
		for d.calls < 500_000 {
			d.road()
		}
		half := d.weigh(before, "MiB/100k-items")
		if got := d.s.state.w.Items.len(); got < 99_999 {
			b.Fatalf("%d Items", got)
		}
		for d.calls < 1_000_000 {
			d.road()
		}
		if all := d.weigh(before, "MiB/1M-calls"); all > half*5/4 {
			b.Fatalf("the second half million calls left %d MiB more", (all-half)>>20)
		}
	}
}

// driver calls the handler as a server does, without a socket.
type driver struct {
	b       *testing.B
	s       *Sim
	jwt     string
	contact string
	calls   int
}

func newDriver(b *testing.B) *driver {
	b.Helper()
	now := newClock().at
	s, err := New(Options{Seed: 7, Now: func() time.Time { return now }})
	if err != nil {
		b.Fatal(err)
	}
	d := &driver{b: b, s: s, contact: s.Seeded().PTContactID}
	r := d.request("POST", "/auth/jwts", nil)
	r.SetBasicAuth("op@example.com", "pw")
	d.jwt = d.do(r)["token"].(string)
	return d
}

// road is the whole road of one counterparty: five calls.
func (d *driver) road() {
	pub := d.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}})
	made := d.plaid("/item/public_token/exchange", obj{"public_token": pub["public_token"]})
	accounts := d.plaid("/accounts/get", obj{"access_token": made["access_token"]})
	account := accounts["accounts"].([]any)[0].(obj)["account_id"]
	token := d.plaid("/processor/token/create", obj{"access_token": made["access_token"], "account_id": account, "processor": "prime_trust"})
	r := d.request("POST", "/v2/funds-transfer-methods", methodBody(d.contact, token["processor_token"].(string)))
	r.Header.Set("Authorization", "Bearer "+d.jwt)
	r.Header.Set(headerOnceV2, d.s.secretUUID())
	d.do(r)
}

func (d *driver) plaid(path string, body obj) obj {
	r := d.request("POST", path, body)
	for name, value := range plaidHeaders() {
		r.Header.Set(name, value)
	}
	return d.do(r)
}

func (d *driver) request(method, path string, body obj) *http.Request {
	raw, _ := json.Marshal(body) // it is made of JSON values
	r, err := http.NewRequestWithContext(d.b.Context(), method, "http://sim.test"+path, bytes.NewReader(raw))
	if err != nil {
		d.b.Fatal(err)
	}
	return r
}

func (d *driver) do(r *http.Request) obj {
	d.calls++
	rec := &recorder{header: make(http.Header)}
	d.s.ServeHTTP(rec, r)
	var doc obj
	if err := json.Unmarshal(rec.body.Bytes(), &doc); err != nil || rec.status > 299 {
		d.b.Fatalf("%s: %d %s", r.URL.Path, rec.status, rec.body.String())
	}
	return doc
}

// weigh reports the heap that the world holds, and fails when it is too much.
func (d *driver) weigh(before uint64, unit string) uint64 {
	held := heap() - before
	d.b.ReportMetric(float64(held)/(1<<20), unit)
	if held > heapBudget {
		d.b.Fatalf("the world weighs %d MiB", held>>20)
	}
	return held
}
