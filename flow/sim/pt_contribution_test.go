package sim

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func TestContribution(t *testing.T) {
	b := newBench(t, Options{})
	made := b.post("/v2/contributions?include=funds-transfer", b.pullBody(25.5)).want(201)
	id, transfer := made.str("data id"), made.str("included 0 id")
	made.wantAt(map[string]any{
		"data type": "contributions", "data attributes amount": 25.5, "data attributes amount-expected": 25.5, "data attributes status": "pending",
		"data attributes currency-type": "USD", "data attributes funds-transfer-type": "ach", "data attributes payment-type": "ach",
		"data attributes contributor-name": accountHolder, "data attributes private-memo": nil,
		"data relationships funds-transfer data type":            "funds-transfers",
		"data relationships account links related":               "/v2/accounts/" + b.account,
		"data relationships contact links related":               "/v2/contacts/" + b.contact,
		"data relationships funds-transfer-method links related": "/v2/funds-transfer-methods/" + b.method,
		"included 0 type":                                         "funds-transfers",
		"included 0 attributes amount":                            25.5,
		"included 0 attributes status":                            "pending",
		"included 0 attributes clears-on":                         nil,
		"included 0 attributes settled-at":                        nil,
		"included 0 attributes reversed-amount":                   nil,
		"included 0 relationships contribution links related":     "/v2/contributions/" + id,
		"included 0 relationships disbursement data":              nil,
		"included 0 relationships contingent-holds links related": "/v2/contingent-holds?funds-transfer.id=" + transfer,
	})
	if !strings.Contains(made.raw, `"amount":25.5,`) {
		t.Errorf("an amount is not a number: %s", made.raw)
	}
	b.get("/v2/contributions/" + id).want(200).wantAt(map[string]any{"data id": id})
	b.get("/v2/contributions?account.id=" + b.account).want(200).wantAt(map[string]any{"meta resource-count": 1.0})
	b.get("/v2/contributions?account.id=none").want(200).wantAt(map[string]any{"meta resource-count": 0.0})
	if got := b.counted("contributions"); got != 1.0 {
		t.Errorf("%v contributions are counted", got)
	}
	b.post("/v2/contributions", b.pullBody("12.34")).want(201).wantAt(map[string]any{"data attributes amount": 12.34})
	b.wantMoney(0, 0, 0, 0)
}

// What is sent as null, or as an empty list, is not sent.
func TestNullsAreNothing(t *testing.T) {
	b := newBench(t, Options{})
	for _, raw := range []string{"null", "[]"} {
		body := `{"data":{"attributes":{"account-id":"` + b.account + `","funds-transfer-method-id":"` + b.method +
			`","amount":5,"currency-type":null,"child-funds-transfers":` + raw + `}}}`
		b.pt("POST", "/v2/contributions", nil, body).want(201)
	}
	_, tr := b.pull(40)
	act := func(action, attrs string) answer {
		return b.pt("POST", "/v2/funds-transfers/"+tr+"/sandbox/"+action, nil, `{"data":{"attributes":`+attrs+`}}`)
	}
	act("settle", `{"amount":null,"clears-on":null}`).want(200).wantAt(map[string]any{"data attributes amount": 40.0})
	act("reverse", `{"amount":null,"reversal-details":"R01","comments-1":"x"}`).want(200).wantAt(map[string]any{"data attributes reversed-amount": 40.0})
}

// Attributes that are no object are what is refused.
func TestAttributesAreAnObject(t *testing.T) {
	b := newBench(t, Options{})
	for _, raw := range []string{"[]", "5", `"x"`} {
		e := b.pt("POST", "/v2/contributions", nil, `{"data":{"attributes":`+raw+`}}`).ptRefused(422)
		if e["source"].(obj)["pointer"] != "/data/attributes" || e["detail"] != "attributes must be an object" {
			t.Errorf("%v", e)
		}
	}
}

func TestContributionRefusals(t *testing.T) {
	b := newBench(t, Options{})
	for pointer, changes := range map[string]obj{
		"account-id":                           {"account-id": "none"},
		"amount":                               {"amount": nil},
		"currency-type":                        {"currency-type": "XXX"},
		"contact-id":                           {"contact-id": "none"},
		"funds-transfer-method-id":             {"funds-transfer-method-id": nil},
		"child-funds-transfers":                {"child-funds-transfers": []obj{{"amount": 1}}},
		"funds-transfer-type":                  {"funds-transfer-method-id": nil, "funds-transfer-type": "signet"},
		"funds-transfer-method/ach-check-type": {"funds-transfer-method-id": nil, "contact-id": b.contact, "funds-transfer-method": obj{"funds-transfer-type": "ach", "plaid-processor-token": "x"}},
	} {
		b.post("/v2/contributions", with(b.pullBody(1), changes)).pointed(pointer)
	}
	b.post("/v2/contributions", with(b.pullBody(1), obj{"funds-transfer-type": "wire"})).pointed("funds-transfer-method-id")
	b.post("/v2/contributions", with(b.pullBody(1), obj{"funds-transfer-method-id": "none"})).pointed("funds-transfer-method-id")
	b.post("/v2/contributions", with(b.pullBody(-5), nil)).pointed("amount")
	b.post("/v2/contributions", with(b.pullBody(5), obj{"currency-type": "EUR"})).pointed("currency-type")
	b.pt("POST", "/v2/funds-transfer-methods/"+b.method+"/deactivate", nil, nil).want(200)
	b.post("/v2/contributions", b.pullBody(1)).pointed("funds-transfer-method-id")
	b.wantMoney(0, 0, 0, 0)
	if got := b.counted("contributions"); got != 0.0 {
		t.Errorf("%v contributions were made", got)
	}
}

func TestContributionOverABrokenItem(t *testing.T) {
	b := newBench(t, Options{})
	b.plaid("/sandbox/item/reset_login", obj{"access_token": b.access}).want(200)
	e := b.post("/v2/contributions", b.pullBody(5)).coded(25001, "dynamic")
	if !strings.Contains(e["detail"].(string), "Error Code: ITEM_LOGIN_REQUIRED") {
		t.Errorf("%v", e)
	}
	b.plaid("/item/remove", obj{"access_token": b.access}).want(200)
	e = b.post("/v2/contributions", b.pullBody(5)).coded(25001, "dynamic")
	if !strings.Contains(e["detail"].(string), "Error Code: ITEM_NOT_FOUND") {
		t.Errorf("%v", e)
	}
}

func TestInlineMethod(t *testing.T) {
	b := newBench(t, Options{})
	token, _ := b.processorToken()
	body := func(save any) obj {
		return obj{"account-id": b.account, "amount": 5, "contact-id": b.contact, "save-funds-transfer-method": save,
			"funds-transfer-method": obj{"funds-transfer-type": "ach", "ach-check-type": "personal", "plaid-processor-token": token}}
	}
	for save, inactive := range map[bool]bool{true: false, false: true} {
		made := b.post("/v2/contributions?include=funds-transfer-method", body(save)).want(201)
		made.wantAt(map[string]any{"included 0 type": "funds-transfer-methods", "included 0 attributes inactive": inactive})
		again := b.post("/v2/contributions", with(b.pullBody(1), obj{"funds-transfer-method-id": made.str("included 0 id")}))
		if inactive {
			again.pointed("funds-transfer-method-id")
		} else {
			again.want(201)
		}
	}
	bad := body(true)
	bad["funds-transfer-method"].(obj)["plaid-processor-token"] = "processor-sandbox-none"
	b.post("/v2/contributions", bad).coded(25001, "dynamic")
	b.post("/v2/contributions", with(body(true), obj{"contact-id": nil, "contributor-email": "x@example.com"})).pointed("contact-id")
	b.post("/v2/contributions", with(body(true), obj{"amount": 0})).pointed("amount")
	if got := b.counted("funds_transfer_methods"); got != 3.0 {
		t.Errorf("%v methods", got)
	}
}

func TestBareContribution(t *testing.T) {
	b := newBench(t, Options{})
	wire := obj{"account-id": b.account, "amount": 100, "funds-transfer-type": "wire", "contributor-email": "x@example.com", "contributor-name": "X"}
	made := b.post("/v2/contributions?include=funds-transfer", wire).want(201).wantAt(map[string]any{"included 0 attributes funds-transfer-type": "wire"})
	b.settle(made.str("included 0 id")).want(200)
	b.wantMoney(100, 0, 0, 100)
	b.post("/v2/contributions", with(wire, obj{"contributor-name": nil})).pointed("contact-id")
}

func TestContributionEnds(t *testing.T) {
	b := newBench(t, Options{})
	for _, cancel := range []func(id string) answer{
		func(id string) answer { return b.pt("DELETE", "/v2/contributions/"+id, nil, nil) },
		func(id string) answer { return b.post("/v2/contributions/"+id+"/cancel", nil) },
	} {
		id, transfer := b.pull(5)
		cancel(id).want(200).wantAt(map[string]any{"data attributes status": "cancelled"})
		b.get("/v2/funds-transfers/" + transfer).want(200).wantAt(map[string]any{"data attributes status": "cancelled", "data attributes cancelled-at": "2026-11-22T09:00:00Z"})
		cancel(id).stated()
		b.settle(transfer).stated()
	}
	id, transfer := b.pull(5)
	b.post("/v2/contributions/"+id+"/sandbox/authorize", nil).want(200).wantAt(map[string]any{"data attributes status": "authorized"})
	b.post("/v2/contributions/"+id+"/sandbox/settle", nil).want(200).wantAt(map[string]any{"data attributes status": "settled"})
	b.get("/v2/funds-transfers/" + transfer).wantAt(map[string]any{"data attributes status": "settled"})
	b.post("/v2/contributions/"+id+"/cancel", nil).stated()
	b.post("/v2/contributions/"+id+"/sandbox/authorize", nil).stated()
	b.post("/v2/contributions/none/cancel", nil).ptRefused(404)
}

// The call that is there to be lost does its work all the same, and a repeat
// under the same key learns of it.
func TestContributionTimeout(t *testing.T) {
	b := newBench(t, Options{})
	const path = "/v2/contributions/sandbox/timeout"
	if _, err := b.ptTry("POST", path, once(headerOnceV2, onceKey), attributes(b.pullBody(7))); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatalf("the answer was not lost: %v", err)
	}
	b.pt("POST", path, once(headerOnceV2, onceKey), attributes(b.pullBody(7))).want(201).wantAt(map[string]any{"data attributes amount": 7.0})
	if got := b.counted("contributions"); got != 1.0 {
		t.Errorf("%v contributions", got)
	}
	b.post(path, b.pullBody("x")).pointed("amount")
}
