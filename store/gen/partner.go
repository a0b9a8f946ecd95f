package gen

import (
	"fmt"

	"linkdesk/flow"
)

// accounts are those of an Item; the first can always be used.
func (t *teller) accounts() []flow.Account {
	var out []flow.Account
	for i := range 1 + t.r.IntN(3) {
		kind := kinds()[t.r.IntN(len(kinds()))]
		if i == 0 {
			kind = kinds()[0]
		}
		out = append(out, flow.Account{ID: t.text(37), Name: kind.name, Mask: fmt.Sprintf("%04d", t.r.IntN(10_000)), Type: kind.of, Subtype: kind.sub,
			Available: &flow.Money{Minor: int64(t.r.IntN(9_000_000)), Currency: "USD"}})
	}
	return out
}

// token chooses an account and makes a processor token for it.
func (t *teller) token() bool {
	a := t.c.Accounts[0]
	t.add(flow.AccountChosen{AccountID: a.ID, Mask: a.Mask, Name: a.Name, By: "operator"}, t.intent(flow.CreateProcessorToken))
	if t.chance(2) {
		t.failed(flow.CreateProcessorToken, "/processor/token/create", flow.Fault{Kind: flow.Config, Code: "INVALID_PRODUCT", Type: "INVALID_INPUT",
			Message: "client is not authorized to access the processor", Who: flow.Operator, HTTPStatus: 400})
		return false
	}
	t.add(flow.ProcessorTokenCreated{Processor: flow.PrimeTrust, Masked: "processor-sandbox-…" + t.text(4), TokenHash: t.hash(), AccountID: a.ID,
		Call: t.call("/processor/token/create")})
	return true
}

func (t *teller) submit(b bank) bool {
	const endpoint = "/v2/funds-transfer-methods"
	t.add(flow.SubmissionAsked{By: "operator"}, flow.Intent{Effect: flow.Submit, Attempt: 1, Key: t.uuid(), Digest: t.hash()})
	switch {
	case t.chance(2):
		t.add(flow.EffectUnknown{Effect: flow.Submit, Fault: &flow.Fault{Op: string(flow.Submit), Kind: flow.Unknown, Code: "NO_ANSWER",
			Message: "no answer within 30 s", Who: flow.Operator}, Call: flow.Call{Endpoint: endpoint, TookMS: 30_000}})
		return false
	case t.chance(4):
		t.failed(flow.Submit, endpoint, flow.Fault{Kind: flow.Refused, Code: "25002", Message: "the account is a duplicate of another method",
			Who: flow.Partners, HTTPStatus: 422})
		return false
	}
	t.add(flow.Submitted{Submission: flow.Submission{ID: t.uuid(), BankName: b.name, LastFour: t.c.Accounts[0].Mask}, Call: t.call(endpoint)})
	return !t.chance(8)
}

// follow is one look at the submission; it reports whether another one follows.
func (t *teller) follow() bool {
	t.add(flow.FollowAsked{}, t.intent(flow.Follow))
	f := flow.FollowUp{Usable: true, Who: flow.Nobody}
	if t.chance(15) {
		f = flow.FollowUp{Inactive: true, Detail: "the partner reviews it", Who: flow.Partners}
	}
	t.add(flow.Followed{FollowUp: f, Call: t.call("/v2/funds-transfer-methods")})
	return t.chance(20) && t.err == nil
}
