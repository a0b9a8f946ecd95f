package sim

import (
	"testing"
	"time"
)

// TestPullIsReturned: in its scenario a pull settles after a day and comes back two
// days later, each stamped with the moment at which it was due, and the money is gone.
func TestPullIsReturned(t *testing.T) {
	b := newBench(t, Options{Scenario: "accepted-then-returned"})
	_, transfer := b.pull("25.00")
	made := b.clock.at
	for _, step := range []struct {
		wait    time.Duration
		status  string
		settled float64
	}{
		{23 * time.Hour, transferPending, 0},
		{2 * time.Hour, transferSettled, 25},
		{30 * 24 * time.Hour, transferReversed, 0},
	} {
		b.clock.add(step.wait)
		now := b.get("/v2/funds-transfers/" + transfer).want(200)
		if now.at("data attributes status") != step.status {
			t.Fatalf("after %s more: %s", step.wait, now.raw)
		}
		if got := b.get("/v2/account-cash-totals?account.id=" + b.account).at("data 0 attributes settled"); got != step.settled {
			t.Errorf("%s: settled is %v, want %v", step.status, got, step.settled)
		}
	}
	end := b.get("/v2/funds-transfers/" + transfer)
	if end.at("data attributes settled-at") != rfc3339(made.Add(returnSettles)) || end.at("data attributes reversed-at") != rfc3339(made.Add(returnComes)) ||
		end.at("data attributes reversal-details") != "R01 Insufficient Funds" || end.at("data attributes contingencies-cleared-at") != nil {
		t.Errorf("the returned transfer: %s", end.raw)
	}
	b.get("/v2/accounts/" + b.account).wantAt(map[string]any{"data attributes contributions-frozen": true, "data attributes disbursements-frozen": true})
}

// TestFrozenPullIsReturnedLater: a freeze by hand holds the return up, and no more.
func TestFrozenPullIsReturnedLater(t *testing.T) {
	b := newBench(t, Options{Scenario: "accepted-then-returned"})
	_, transfer := b.pull(25)
	path := "/v2/funds-transfers/" + transfer
	b.post(path+"/toggle-manual-hold", nil).want(200)
	b.clock.add(5 * 24 * time.Hour)
	b.get(path).wantAt(map[string]any{"data attributes status": transferPending})
	b.post(path+"/toggle-manual-hold", nil).want(200)
	b.get(path).wantAt(map[string]any{"data attributes status": transferReversed})
	b.wantMoney(0, 0, 0, 0)
}

// TestPullIsNotReturned: without the scenario nothing moves by itself.
func TestPullIsNotReturned(t *testing.T) {
	b := newBench(t, Options{})
	_, transfer := b.pull(25)
	b.clock.add(30 * 24 * time.Hour)
	if got := b.get("/v2/funds-transfers/" + transfer).at("data attributes status"); got != transferPending {
		t.Errorf("status %v", got)
	}
}

// TestPullBeyondItsLimit: the scenario refuses every pull.
func TestPullBeyondItsLimit(t *testing.T) {
	b := newBench(t, Options{Scenario: "limit-exceeded"})
	if e := b.post("/v2/contributions", b.pullBody(1)).ptRefused(422); e["code"] != 7300.0 {
		t.Errorf("%v", e)
	}
}

// TestMoneyThatIsFreeIsNotReturned: a story that begins later does not reach back for money of the one before, and
// the account that it leaves frozen is free for the next one.
func TestMoneyThatIsFreeIsNotReturned(t *testing.T) {
	b := newBench(t, Options{})
	_, first := b.pull(10)
	b.settle(first).want(200)
	b.clock.add(11 * 24 * time.Hour)
	b.wantMoney(10, 0, 0, 10)
	b.steer("scenario", obj{"scenario": "accepted-then-returned"}).want(200)
	_, later := b.pull(25)
	b.clock.add(30 * 24 * time.Hour)
	b.get("/v2/funds-transfers/" + later).wantAt(map[string]any{"data attributes status": transferReversed})
	b.wantMoney(10, 0, 0, 10)
	frozen := "data attributes contributions-frozen"
	b.get("/v2/accounts/" + b.account).wantAt(map[string]any{frozen: true})
	b.steer("scenario", obj{"scenario": "happy"}).want(200)
	b.get("/v2/accounts/" + b.account).wantAt(map[string]any{frozen: false, "data attributes disbursements-frozen": false})
}
