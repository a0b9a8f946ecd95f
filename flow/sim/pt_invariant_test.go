package sim

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"testing"
	"time"
)

// ledger adds the account's money up from the transfers, their holds and the
// ledger, as a stranger would who only reads.
func (b *bench) ledger() (settled, held, pending int64) {
	b.t.Helper()
	hundredths := func(v any) int64 {
		n := v.(float64) * 100
		if n < 0 {
			return int64(n - 0.5)
		}
		return int64(n + 0.5)
	}
	for _, row := range b.every("/v2/cash-transactions?account.id=" + b.account) {
		settled += hundredths(row["attributes"].(obj)["amount"])
	}
	holds := map[any]bool{}
	for _, h := range b.every("/v2/contingent-holds?include=funds-transfer&filter%5Bstatus%5D=pending") {
		holds[h["relationships"].(obj)["funds-transfer"].(obj)["data"].(obj)["id"]] = true
	}
	for _, tr := range b.every("/v2/funds-transfers?account.id=" + b.account) {
		attrs := tr["attributes"].(obj)
		amount := hundredths(attrs["amount"])
		switch {
		case amount < 0 && attrs["status"] == "pending":
			pending -= amount
		case amount > 0 && attrs["settled-at"] != nil && holds[tr["id"]]:
			held += amount
			if attrs["reversed-amount"] != nil {
				held -= hundredths(attrs["reversed-amount"])
			}
		}
	}
	return settled, held, pending
}

// every follows the pages of a list.
func (c *client) every(path string) (list []obj) {
	c.t.Helper()
	for next := path + "&" + url.QueryEscape("page[size]") + "=100"; next != ""; {
		page := c.get(next).want(200)
		for _, r := range page.at("data").([]any) {
			list = append(list, r.(obj))
		}
		next, _ = page.at("links next").(string)
	}
	return list
}

// Whatever is done in whatever order, the totals are what the ledger and the
// holds add up to, and what is free is settled less held less promised.
func TestMoneyAddsUp(t *testing.T) {
	for _, scenario := range []string{"happy", "accepted-then-returned"} {
		t.Run(scenario, func(t *testing.T) {
			b := newBench(t, Options{Scenario: scenario})
			done := b.walk(rand.New(rand.NewPCG(1, 2)))
			for i, n := range done {
				if n == 0 {
					t.Errorf("step %d never worked: the walk says nothing about it", i)
				}
			}
		})
	}
}

// walk takes steps at random, looks at the money now and then, and tells how often
// each step worked.
func (b *bench) walk(dice *rand.Rand) []int {
	steps := b.moneySteps(dice)
	done := make([]int, len(steps))
	for step := range 400 {
		i := dice.IntN(len(steps))
		a := steps[i]()
		if a.status >= 500 {
			b.t.Fatalf("step %d: %s", i, a.raw)
		}
		if a.status < 300 {
			done[i]++
		}
		b.post("/v2/accounts/"+b.account+"/sandbox/unfreeze", nil).want(200) // a story's return freezes it
		if step%10 != 0 {
			continue
		}
		settled, held, pending := b.ledger()
		b.wantMoney(float64(settled)/100, float64(held)/100, float64(pending)/100, float64(settled-held-pending)/100)
	}
	return done
}

func (b *bench) moneySteps(dice *rand.Rand) []func() answer {
	pick := func(path string) string {
		all := b.every(path)
		if len(all) == 0 {
			return "none"
		}
		return all[dice.IntN(len(all))]["id"].(string)
	}
	amount := func() string { return fmt.Sprintf("%d.%02d", dice.IntN(300), dice.IntN(100)) }
	transfer := func() string { return "/v2/funds-transfers/" + pick("/v2/funds-transfers?x=1") }
	return []func() answer{
		func() answer { return b.post("/v2/contributions", b.pullBody(amount())) },
		func() answer {
			return b.post("/v2/contributions", obj{"account-id": b.account, "contact-id": b.contact, "amount": amount(), "funds-transfer-type": []string{"wire", "check"}[dice.IntN(2)]})
		},
		func() answer { return b.post("/v2/disbursements", b.payBody(amount())) },
		func() answer { return b.post("/v2/accounts/"+b.account+"/sandbox/fund", obj{"amount": amount()}) },
		func() answer { return b.post(transfer()+"/sandbox/settle", nil) },
		func() answer {
			return b.post(transfer()+"/sandbox/settle", obj{"amount": amount(), "clears-on": b.clock.now().Format(time.DateOnly)})
		},
		func() answer { return b.post(transfer()+"/sandbox/clear", nil) },
		func() answer {
			return b.post(transfer()+"/sandbox/reverse", obj{"reversal-details": "R01", "comments-1": "x"})
		},
		func() answer {
			return b.post(transfer()+"/sandbox/reverse", obj{"reversal-details": "R01", "comments-1": "x", "amount": amount()})
		},
		func() answer { return b.post(transfer()+"/cancel", nil) },
		func() answer { return b.post(transfer()+"/toggle-manual-hold", nil) },
		func() answer {
			return b.post("/v2/contingent-holds/"+pick("/v2/contingent-holds?x=1")+"/sandbox/clear", nil)
		},
		func() answer {
			return b.post("/v2/disbursements/"+pick("/v2/disbursements?x=1")+"/sandbox/authorize", nil)
		},
		func() answer { return b.pt("DELETE", "/v2/disbursements/"+pick("/v2/disbursements?x=1"), nil, nil) },
		func() answer { b.clock.add(time.Duration(dice.IntN(48)) * time.Hour); return b.get("/v2/accounts") },
		func() answer { return b.post("/v2/accounts/"+b.account+"/sandbox/unfreeze", nil) }, // a return froze it
	}
}
