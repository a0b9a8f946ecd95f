package sim

import "testing"

// payBody pays out what was funded.
func (b *bench) payBody(amount any) obj { return b.pullBody(amount) }

const payWith = "/v2/disbursements?include=funds-transfer,disbursement-authorization,funds-transfer.contingent-holds"

// included finds the one included resource of a type.
func (a answer) included(kind string) obj {
	a.t.Helper()
	for _, inc := range a.at("included").([]any) {
		if o := inc.(obj); o["type"] == kind {
			return o
		}
	}
	a.t.Fatalf("no %s is included: %s", kind, a.raw)
	return nil
}

func TestDisbursement(t *testing.T) {
	b := newBench(t, Options{})
	b.fund("100.00")
	made := b.post(payWith, with(b.payBody(60), obj{"reference": "rent", "description": "May"})).want(201).wantAt(map[string]any{
		"data attributes amount": 60.0, "data attributes customer-reference": "rent", "data attributes description": "May", "data attributes status": "pending",
		"data relationships disbursement-authorization data type": "disbursement-authorizations"})
	b.wantMoney(100, 0, 60, 40)
	tr := made.included("funds-transfers")
	if attrs := tr["attributes"].(obj); attrs["amount"] != -60.0 || attrs["status"] != "pending" || attrs["contingencies-cleared-on"] != nil {
		t.Errorf("transfer %v", attrs)
	}
	holds := 0
	for _, inc := range made.at("included").([]any) {
		if o := inc.(obj); o["type"] == "contingent-holds" {
			holds++
			if attrs := o["attributes"].(obj); attrs["status"] != "pending" || attrs["hold-type"] != holdAML && attrs["hold-type"] != holdAuthorization {
				t.Errorf("hold %v", attrs)
			}
		}
	}
	if holds != 2 {
		t.Errorf("%d holds", holds)
	}
	transfer := tr["id"].(string)
	b.settle(transfer).stated()
	auth := made.included("disbursement-authorizations")["id"].(string)
	b.get("/v2/disbursement-authorizations/" + auth).want(200).wantAt(map[string]any{"data attributes status": "pending", "data attributes authorized-at": nil,
		"data attributes owner-verification-type": "email", "data attributes owner-verification-data": nil})
	b.post("/v2/disbursement-authorizations/"+auth+"/retry-owner-verification", nil).want(200)
	b.post("/v2/disbursement-authorizations/"+auth+"/sandbox/verify-owner", nil).want(200).wantAt(map[string]any{"data attributes status": "authorized",
		"data attributes authorized-at": "2026-11-22T09:00:00Z", "data attributes owner-verified-at": "2026-11-22T09:00:00Z"})
	b.post("/v2/disbursement-authorizations/"+auth+"/retry-owner-verification", nil).stated()
	b.post("/v2/disbursement-authorizations/"+auth+"/sandbox/verify-owner", nil).stated()
	b.get("/v2/funds-transfers/" + transfer).wantAt(map[string]any{"data attributes status": "pending", "data attributes contingencies-cleared-on": "2026-11-22"})
	b.wantMoney(100, 0, 60, 40)
	b.settle(transfer).want(200)
	b.wantMoney(40, 0, 0, 40)
	b.get("/v2/cash-transactions?funds-transfer.id=" + transfer).wantAt(map[string]any{"meta resource-count": 1.0, "data 0 attributes amount": -60.0})
	b.get("/v2/disbursements?account.id=" + b.account).wantAt(map[string]any{"data 0 attributes status": "settled"})
	b.get("/v2/disbursement-authorizations?disbursement.id=" + made.str("data id")).wantAt(map[string]any{"meta resource-count": 1.0})
	b.reverse(transfer).want(200).wantAt(map[string]any{"data attributes reversed-amount": 60.0})
	b.wantMoney(100, 0, 0, 100)
}

// The ways to authorize, the last of them a GET that changes something.
func TestAuthorizing(t *testing.T) {
	b := newBench(t, Options{})
	b.fund(100)
	for name, do := range map[string]func(d, auth string) answer{
		"the disbursement": func(d, _ string) answer { return b.post("/v2/disbursements/"+d+"/sandbox/authorize", nil) },
		"GET authorize": func(_, auth string) answer {
			return b.get("/v2/disbursement-authorizations/" + auth + "/sandbox/authorize")
		},
		"POST authorize": func(_, auth string) answer {
			return b.post("/v2/disbursement-authorizations/"+auth+"/sandbox/authorize", nil)
		},
		"the owner": func(_, auth string) answer {
			b.get("/v2/disbursement-owner-verifications/" + auth).want(200).wantAt(map[string]any{"data attributes status": "pending", "data attributes amount": 5.0})
			return b.post("/v2/disbursement-owner-verifications/"+auth, nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			made := b.post(payWith, b.payBody(5)).want(201)
			do(made.str("data id"), made.included("disbursement-authorizations")["id"].(string)).want(200)
			b.settle(made.included("funds-transfers")["id"].(string)).want(200)
		})
	}
	waived := b.post(payWith, with(b.payBody(5), obj{"owner-verification-type": "waived_by_owner"})).want(201)
	if attrs := waived.included("disbursement-authorizations")["attributes"].(obj); attrs["status"] != "authorized" || attrs["owner-verification-type"] != "waived_by_owner" {
		t.Errorf("%v", attrs)
	}
}

func TestDisbursementRefusals(t *testing.T) {
	b := newBench(t, Options{})
	if e := b.post("/v2/disbursements", b.payBody(1)).ptRefused(422); e["title"] != "Insufficient funds" {
		t.Errorf("%v", e)
	}
	_, tr := b.pull(50)
	b.settle(tr).want(200)
	if e := b.post("/v2/disbursements", b.payBody(1)).ptRefused(422); e["title"] != "Insufficient funds" {
		t.Errorf("held money was paid out: %v", e)
	}
	b.fund(100)
	for pointer, changes := range map[string]obj{"account-id": {"account-id": "none"}, "amount": {"amount": "1.005"}, "currency-type": {"currency-type": "x"}, "reference": {"reference": "ab"},
		"funds-transfer-method-id": {"funds-transfer-method-id": nil}, "contact-id": {"contact-id": "none"}, "owner-verification-type": {"owner-verification-type": "x"}} {
		b.post("/v2/disbursements", with(b.payBody(1), changes)).pointed(pointer)
	}
	for _, kind := range []string{"disbursements", "all"} {
		for _, party := range []string{"accounts/" + b.account, "contacts/" + b.contact} {
			b.post("/v2/"+party+"/sandbox/freeze", obj{"freeze-type": kind}).want(200).wantAt(map[string]any{"data attributes disbursements-frozen": true})
			b.post("/v2/disbursements", b.payBody(1)).stated()
			b.post("/v2/"+party+"/sandbox/unfreeze", nil).want(200).wantAt(map[string]any{"data attributes disbursements-frozen": false})
		}
	}
	for _, flag := range []string{"cip-cleared", "aml-cleared"} {
		b.pt("PATCH", "/v2/contacts/"+b.contact+"/sandbox", nil, attributes(obj{flag: false})).want(200).wantAt(map[string]any{"data attributes " + flag: false})
		b.post("/v2/disbursements", b.payBody(1)).stated()
		b.pt("PATCH", "/v2/contacts/"+b.contact+"/sandbox", nil, attributes(obj{flag: true})).want(200)
	}
	b.post("/v2/disbursements", b.payBody(1)).want(201)
	b.pt("POST", "/v2/funds-transfer-methods/"+b.method+"/deactivate", nil, nil).want(200)
	b.post("/v2/disbursements", b.payBody(1)).pointed("funds-transfer-method-id")
	b.post("/v2/accounts/"+b.account+"/pending-close", nil).want(200).wantAt(map[string]any{"data attributes status": "pending_closure"})
	b.post("/v2/disbursements", b.payBody(1)).stated()
}

// Promised money that a reversal took away: 39001, and the promise is off.
func TestInsufficientFundsAtVerification(t *testing.T) {
	b := newBench(t, Options{})
	_, tr := b.pull(50)
	b.settle(tr).want(200)
	b.post("/v2/funds-transfers/"+tr+"/sandbox/clear", nil).want(200)
	made := b.post(payWith, b.payBody(50)).want(201)
	b.reverse(tr).want(200)
	b.wantMoney(0, 0, 50, -50)
	auth := made.included("disbursement-authorizations")["id"].(string)
	b.post("/v2/disbursement-owner-verifications/"+auth, nil).coded(39001, "amount")
	b.wantMoney(0, 0, 0, 0)
	b.get("/v2/disbursements/" + made.str("data id") + "?include=funds-transfer").wantAt(map[string]any{"data attributes status": "cancelled",
		"included 0 attributes status": "cancelled", "included 0 attributes cancellation-details": "Insufficient funds"})
}

func TestCancelDisbursement(t *testing.T) {
	b := newBench(t, Options{})
	b.fund(100)
	made := b.post(payWith, b.payBody(100)).want(201)
	path := "/v2/disbursements/" + made.str("data id")
	b.pt("DELETE", path, nil, nil).want(200).wantAt(map[string]any{"data attributes status": "cancelled"})
	b.wantMoney(100, 0, 0, 100)
	b.pt("DELETE", path, nil, nil).stated()
	b.post(path+"/sandbox/authorize", nil).stated()
}
