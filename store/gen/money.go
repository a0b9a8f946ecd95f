package gen

import "linkdesk/flow"

// money pulls some money by a method that can be used, and looks what becomes of it.
func (t *teller) money() {
	if t.err != nil || t.c.FollowUp == nil || !t.c.FollowUp.Usable {
		return
	}
	amount := flow.Money{Minor: int64(100 * (1 + t.r.IntN(5000))), Currency: flow.USD}
	const endpoint = "/v2/contributions"
	t.add(flow.MoneyAsked{Effect: flow.MakeContribution, Wish: flow.Wish{Kind: flow.Contribution, Amount: amount}, By: "operator"},
		flow.Intent{Effect: flow.MakeContribution, Attempt: 1, Key: t.uuid(), Digest: t.hash()})
	if t.chance(10) {
		t.failed(flow.MakeContribution, endpoint, flow.Fault{Kind: flow.Refused, Code: "7300", Message: "Exceeds 24 hour ACH contribution limit",
			Who: flow.Operator, HTTPStatus: 422})
		return
	}
	moved := flow.Transfer{ID: t.uuid(), Kind: flow.Contribution, Order: t.uuid(), Amount: amount, Status: "pending"}
	t.add(flow.TransferMade{Transfer: moved, Call: t.call(endpoint)})
	switch {
	case t.chance(30):
		return
	case t.chance(10):
		moved.Status, moved.Reversal = "reversed", "R01 insufficient funds"
	default:
		moved.Status, moved.ClearsOn, moved.ClearedAt = "settled", "2026-11-30", "2026-11-30T00:00:00Z"
	}
	t.add(flow.FollowAsked{By: "following"}, flow.Followed{FollowUp: *t.c.FollowUp, Call: t.call("/v2/funds-transfer-methods"),
		Ledger: &flow.Ledger{Standing: &flow.Standing{AccountStatus: "opened", CIPCleared: true, AMLCleared: true}, Transfers: []flow.Transfer{moved}}})
}
