package sim

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestPullLimits(t *testing.T) {
	b := newBench(t, Options{})
	const day = 24 * time.Hour
	over := func(code float64, window string) {
		t.Helper()
		e := b.post("/v2/contributions", b.pullBody("0.01")).coded(code, "amount")
		if detail := e["detail"].(string); !strings.Contains(detail, window) || !strings.Contains(detail, "for this bank account") || !strings.Contains(e["title"].(string), window) {
			t.Errorf("%v", e)
		}
	}
	b.post("/v2/contributions", b.pullBody(50_000.01)).coded(7300, "amount")
	id, _ := b.pull(50_000)
	over(7300, "24 hour")
	b.post("/v2/contributions/"+id+"/cancel", nil).want(200)
	b.pull(50_000) // what was cancelled does not count
	over(7300, "24 hour")
	b.clock.add(day - time.Second)
	over(7300, "24 hour")
	b.clock.add(time.Second)
	_, tr := b.pull(50_000)
	b.settle(tr).want(200)
	b.reverse(tr).want(200) // what was reversed does
	b.clock.add(day)
	over(7301, "7 day")
	b.clock.add(6 * day)
	b.pull(50_000)
	b.clock.add(day)
	b.pull(50_000)
	b.clock.add(7 * day)
	over(7302, "30 day")
	b.clock.add(30 * day)
	// The bank login is older than 30 days by now, so the Item comes first.
	b.post("/v2/contributions", b.pullBody(1)).coded(25001, "dynamic")
	token, _ := b.processorToken()
	b.method = b.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(b.contact, token)).want(201).str("data id")
	b.pull(50_000)
}

// What a window holds is what one gets by adding up its pulls one by one.
func TestPullSums(t *testing.T) {
	w := newWorld(1, time.Now())
	dice := rand.New(rand.NewPCG(3, 4))
	now := newClock().now()
	var counted []*ptContribution
	for i := range 600 {
		if dice.IntN(3) == 0 && len(counted) > 0 {
			at := dice.IntN(len(counted)) * dice.IntN(2) // the oldest as often as any other
			w.forgetPull(counted[at])
			counted = slices.Delete(counted, at, at+1)
		} else {
			now = now.Add(time.Duration(dice.IntN(3)) * time.Hour)
			x := &ptContribution{ID: fmt.Sprint(i), Fingerprint: "f", CreatedAt: now, Expected: cents(dice.IntN(1000))}
			w.countPull(x)
			counted = append(counted, x)
		}
		since, want := now.Add(-time.Duration(dice.IntN(48))*time.Hour), cents(0)
		for _, x := range counted {
			if x.CreatedAt.After(since) {
				want += x.Expected
			}
		}
		if got := w.pulledSince("f", since); got != want {
			t.Fatalf("step %d: %s were pulled, want %s", i, got.text(), want.text())
		}
	}
}

// A limit is of the bank account, whichever method stands for it, and another
// account of the same bank has its own.
func TestPullLimitsByFingerprint(t *testing.T) {
	b := newBench(t, Options{})
	b.pull(50_000)
	token, _ := b.processorToken()
	second := b.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(b.contact, token)).want(201).str("data id")
	b.post("/v2/contributions", with(b.pullBody(1), obj{"funds-transfer-method-id": second})).coded(7300, "amount")
	b.post("/v2/contributions", obj{"account-id": b.account, "contact-id": b.contact, "amount": 1, "funds-transfer-method": obj{
		"funds-transfer-type": "ach", "ach-check-type": "personal", "plaid-processor-token": token}}).coded(7300, "amount")
	access, _ := b.newItem()
	saving := b.plaid("/accounts/get", obj{"access_token": access}).want(200).str("accounts 1 account_id")
	other := b.plaid("/processor/token/create", obj{"access_token": access, "account_id": saving, "processor": "prime_trust"}).want(200).str("processor_token")
	third := b.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(b.contact, other)).want(201).str("data id")
	b.post("/v2/contributions", with(b.pullBody(1), obj{"funds-transfer-method-id": third})).want(201)
}

// Every code of the road can be forced where it belongs, and nowhere else.
func TestForcedCodes(t *testing.T) {
	b := newBench(t, Options{})
	pointers := map[string]string{"25000": "dynamic", "25001": "dynamic", "25002": "contact", "25003": "contact", "7300": "amount", "7301": "amount", "7302": "amount"}
	for kind, pointer := range pointers {
		b.steer("faults", obj{"path": "POST /v2/contributions", "kind": kind}).want(200)
		b.post("/v2/contributions", b.pullBody(1)).coded(float64(ptCodes[kind].code), pointer)
		b.post("/v2/contributions", b.pullBody(1)).want(201)
	}
	token, _ := b.processorToken()
	b.steer("faults", obj{"path": "POST /v2/funds-transfer-methods", "kind": "7300"}).want(400)
	b.pt("POST", "/v2/funds-transfer-methods", nil, methodBody(b.contact, token)).want(201)
	b.fund(10)
	b.steer("faults", obj{"path": "POST /v2/disbursements", "kind": "39000"}).want(200)
	b.post("/v2/disbursements", b.pullBody(1)).coded(39000, "country")
	d := b.post("/v2/disbursements", b.pullBody(1)).want(201)
	b.steer("faults", obj{"path": "*", "nth": 0, "kind": "39001"}).want(200)
	b.post("/v2/disbursements/"+d.str("data id")+"/sandbox/authorize", nil).coded(39001, "amount")
	b.get("/v2/disbursements/" + d.str("data id")).want(200).wantAt(map[string]any{"data attributes status": "cancelled"})
	b.post("/v2/contributions", b.pullBody(1)).want(201)
}
