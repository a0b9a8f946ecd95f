package plaid

import (
	"math"
	"testing"

	"linkdesk/flow/sim"
)

// The banks that the simulator calls unhealthy tell how they are; of the others Plaid says nothing.
func TestTheHealthOfABank(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, w *world) {
		down, _, err := w.c.Institution(t.Context(), "ins_132361")
		if err != nil || len(down.Health) != 2 {
			t.Fatalf("%+v, %v", down, err)
		}
		if h := down.Health[0]; h.Product != "item_logins" || h.Status != "DOWN" || h.Success != 0 || h.PlaidErrors != 2 || h.BankErrors != 98 || h.Since.IsZero() {
			t.Errorf("the logins are %+v", h)
		}
		if well, _, err := w.c.Institution(t.Context(), "ins_109508"); err != nil || well.Health != nil {
			t.Errorf("%+v, %v", well, err)
		}
	})
	ill := newWorld(t, sim.Options{Scenario: "bank-down"}, true)
	if bank, _, err := ill.c.Institution(t.Context(), "ins_109508"); err != nil || len(bank.Health) != 2 || bank.Health[1].Status != "DOWN" {
		t.Errorf("in the story of a bank that is down: %+v, %v", bank, err)
	}
	for share, want := range map[float64]int{0: 0, 0.005: 1, 0.58: 58, 1: 100, 7: 100, -1: 0, math.Inf(1): 100} {
		if got := percent(share); got != want {
			t.Errorf("%v is %d%%, want %d", share, got, want)
		}
	}
	if percent(math.NaN()) != 0 {
		t.Error("no number is a share")
	}
}
