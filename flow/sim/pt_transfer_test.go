package sim

import (
	"testing"
	"time"
)

func TestSettleAndClear(t *testing.T) {
	b := newBench(t, Options{})
	_, tr := b.pull(40)
	path := "/v2/funds-transfers/" + tr
	b.post(path+"/sandbox/clear", nil).stated() // nothing is held yet
	b.settle(tr).want(200).wantAt(map[string]any{
		"data attributes status": "settled", "data attributes settled-at": "2026-11-22T09:00:00Z", "data attributes clears-on": "2026-12-02",
		"data attributes contingencies-cleared-at": nil, "data attributes settlement-details": settledBySandbox,
	})
	b.settle(tr).stated()
	b.wantMoney(40, 40, 0, 0)
	shown := b.get(path + "?include=contingent-holds,settled-cash-transaction").want(200)
	byType := map[any]any{}
	for _, inc := range shown.at("included").([]any) {
		o := inc.(obj)
		if attrs := o["attributes"].(obj); o["type"] == "contingent-holds" {
			byType[attrs["hold-type"]] = attrs["status"]
		} else if attrs["amount"] != 40.0 || attrs["funds-transfer-type"] != "ach" || attrs["settled-on"] != "2026-11-22" {
			t.Errorf("cash-transaction %v", attrs)
		}
	}
	if len(byType) != 2 || byType["aml_check"] != "cleared" || byType["funds_not_cleared"] != "pending" {
		t.Errorf("holds %v", byType)
	}
	b.get("/v2/contingent-holds?funds-transfer.id=" + tr + "&filter%5Bstatus+eq%5D=pending").want(200).wantAt(map[string]any{
		"meta resource-count": 1.0, "data 0 attributes hold-type": "funds_not_cleared", "data 0 attributes cleared-at": nil})
	b.clock.add(10*24*time.Hour - time.Second)
	b.get(path).wantAt(map[string]any{"data attributes contingencies-cleared-at": nil})
	b.wantMoney(40, 40, 0, 0)
	b.clock.add(48 * time.Hour)
	b.wantMoney(40, 0, 0, 40)
	b.get(path).wantAt(map[string]any{"data attributes contingencies-cleared-at": "2026-12-02T09:00:00Z", "data attributes contingencies-cleared-on": "2026-12-02", "data attributes status": "settled"})
}

// The other ways to the end of a hold, each of which frees the money.
func TestClearByHand(t *testing.T) {
	for name, clear := range map[string]func(b *bench, tr string){
		"the transfer": func(b *bench, tr string) { b.post("/v2/funds-transfers/"+tr+"/sandbox/clear", nil).want(200) },
		"the hold": func(b *bench, tr string) {
			hold := b.get("/v2/contingent-holds?funds-transfer.id=" + tr + "&filter%5Bstatus%5D=pending").want(200).str("data 0 id")
			b.pt("PATCH", "/v2/contingent-holds/"+hold+"/sandbox", nil, attributes(obj{"message": "looking"})).want(200).wantAt(map[string]any{"data attributes message": "looking"})
			b.post("/v2/contingent-holds/"+hold+"/sandbox/clear", nil).want(200).wantAt(map[string]any{"data attributes status": "cleared"})
			b.get("/v2/contingent-holds/" + hold).wantAt(map[string]any{"data attributes status": "cleared"})
			b.post("/v2/contingent-holds/"+hold+"/sandbox/clear", nil).want(200)
		},
		"the clock of the steering wheel": func(b *bench, _ string) { b.steer("clock", obj{"advance": "240h"}).want(200) },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, Options{})
			_, tr := b.pull(40)
			b.settle(tr).want(200)
			clear(b, tr)
			b.wantMoney(40, 0, 0, 40)
			if b.get("/v2/funds-transfers/"+tr).at("data attributes contingencies-cleared-on") == nil {
				t.Error("the contingencies are not cleared")
			}
		})
	}
}

func TestSettleWithWords(t *testing.T) {
	b := newBench(t, Options{})
	_, tr := b.pull(40)
	for pointer, changes := range map[string]obj{"clears-on": {"clears-on": "2026-12-03"}, "amount": {"amount": 0}} {
		b.post("/v2/funds-transfers/"+tr+"/sandbox/settle", changes).pointed(pointer)
	}
	b.post("/v2/funds-transfers/"+tr+"/sandbox/settle", obj{"clears-on": "2026-11-21"}).pointed("clears-on")
	b.post("/v2/funds-transfers/"+tr+"/sandbox/settle", obj{"clears-on": "tomorrow"}).pointed("clears-on")
	b.post("/v2/funds-transfers/"+tr+"/sandbox/settle?include=contribution", obj{"clears-on": "2026-11-23", "amount": 30, "settlement-details": "batch 7", "comments-1": "one"}).
		want(200).wantAt(map[string]any{"data attributes amount": 30.0, "data attributes amount-expected": 40.0, "data attributes settlement-details": "batch 7",
		"data attributes clears-on": "2026-11-23", "included 0 attributes amount": 30.0, "included 0 attributes payment-details": "batch 7"})
	b.wantMoney(30, 30, 0, 0)
	b.get("/v2/cash-transactions?funds-transfer.id=" + tr).want(200).wantAt(map[string]any{"data 0 attributes comments-1": "one", "data 0 attributes comments-2": nil})
	b.clock.add(24 * time.Hour)
	b.wantMoney(30, 0, 0, 30)
}

func TestReverse(t *testing.T) {
	b := newBench(t, Options{})
	_, tr := b.pull(40)
	path := "/v2/funds-transfers/" + tr
	b.reverse(tr).stated() // it is pending
	b.settle(tr).want(200)
	for pointer, changes := range map[string]obj{"reversal-details": {"reversal-details": nil}, "comments-1": {"comments-1": nil}, "amount": {"amount": 40.01}} {
		b.post(path+"/sandbox/reverse", with(obj{"reversal-details": "R01", "comments-1": "x"}, changes)).pointed(pointer)
	}
	b.reverse(tr).want(200).wantAt(map[string]any{"data attributes status": "reversed", "data attributes reversal-details": "R01 insufficient funds",
		"data attributes reversed-amount": 40.0, "data attributes reversed-at": "2026-11-22T09:00:00Z", "data attributes amount": 40.0})
	b.wantMoney(0, 0, 0, 0)
	b.get("/v2/cash-transactions?account.id=" + b.account + "&sort=amount").want(200).wantAt(map[string]any{
		"meta resource-count": 2.0, "data 0 attributes amount": -40.0, "data 1 attributes amount": 40.0})
	b.get(path + "?include=reversed-cash-transaction,contribution").want(200).wantAt(map[string]any{
		"included 0 attributes amount": -40.0, "included 1 attributes status": "reversed"})
	b.reverse(tr).stated()
	b.clock.add(11 * 24 * time.Hour)
	b.wantMoney(0, 0, 0, 0)
	b.get(path).wantAt(map[string]any{"data attributes contingencies-cleared-at": nil})
}

func TestReversePartly(t *testing.T) {
	b := newBench(t, Options{})
	_, tr := b.pull(40)
	b.settle(tr).want(200)
	b.post("/v2/funds-transfers/"+tr+"/sandbox/reverse", obj{"reversal-details": "part", "comments-1": "x", "amount": "15.00"}).want(200)
	b.wantMoney(25, 25, 0, 0)
	b.clock.add(10 * 24 * time.Hour)
	b.wantMoney(25, 0, 0, 25)
}

func TestManualHold(t *testing.T) {
	b := newBench(t, Options{})
	_, tr := b.pull(40)
	path := "/v2/funds-transfers/" + tr
	b.post(path+"/toggle-manual-hold", obj{"frozen": true}).want(200)
	b.settle(tr).stated()
	b.post(path+"/toggle-manual-hold", nil).want(200)
	b.settle(tr).want(200)
	b.post(path+"/toggle-manual-hold", obj{"frozen": true}).want(200)
	b.clock.add(11 * 24 * time.Hour)
	b.wantMoney(40, 40, 0, 0)
	b.post(path+"/toggle-manual-hold", obj{"frozen": false}).want(200)
	b.wantMoney(40, 0, 0, 40)
	b.post(path+"/toggle-manual-hold", obj{"frozen": "yes"}).pointed("frozen")
}

func TestCancelTransfer(t *testing.T) {
	b := newBench(t, Options{})
	id, tr := b.pull(40)
	b.post("/v2/funds-transfers/"+tr+"/cancel", obj{"cancellation-details": "no more"}).want(200).wantAt(map[string]any{
		"data attributes status": "cancelled", "data attributes cancellation-details": "no more"})
	b.get("/v2/contributions/" + id).wantAt(map[string]any{"data attributes status": "cancelled"})
	b.post("/v2/funds-transfers/"+tr+"/cancel", nil).stated()
	b.post("/v2/funds-transfers/"+tr+"/sandbox/clear", nil).stated()
	b.post("/v2/funds-transfers/none/cancel", nil).ptRefused(404)
	_, tr = b.pull(40)
	b.steer("faults", obj{"path": "POST /v2/funds-transfers/{id}/cancel", "kind": "7304"}).want(200)
	b.post("/v2/funds-transfers/"+tr+"/cancel", nil).coded(7304, "status")
	b.post("/v2/funds-transfers/"+tr+"/cancel", nil).want(200)
}
