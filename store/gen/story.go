package gen

import (
	"time"

	"linkdesk/flow"
)

// tell tells a case up to where chance ends it.
func (t *teller) tell() {
	p := t.person()
	t.add(flow.CaseOpened{Env: flow.Demo, Processor: flow.PrimeTrust, Adapter: true, Handoff: flow.HandoffBrowser})
	if t.chance(2) {
		return
	}
	t.add(flow.PartySet{Party: p, By: "operator"})
	if t.chance(3) || !t.linkToken() {
		return
	}
	bank := pickBank(t.r)
	for !t.visit(bank) {
		if t.chance(55) {
			t.end(20)
			return
		}
	}
	if t.chance(2) || !t.exchange(bank) || t.chance(4) || !t.token() || t.chance(6) {
		t.end(15)
		return
	}
	if t.submit(bank) {
		for t.follow() {
		}
		if t.chance(30) {
			t.money()
		}
	}
	t.end(35)
}

// end closes the case so many times in a hundred.
func (t *teller) end(percent int) {
	if t.chance(percent) {
		t.add(flow.CaseClosed{At: t.c.Stop(), By: "operator"})
	}
}

func (t *teller) intent(k flow.EffectKind) flow.Intent { return flow.Intent{Effect: k, Attempt: 1} }

// failed is a call that the provider refused.
func (t *teller) failed(k flow.EffectKind, endpoint string, f flow.Fault) {
	call := t.call(endpoint)
	call.HTTPStatus = f.HTTPStatus
	f.Op, f.RequestID = string(k), call.RequestID
	t.add(flow.EffectFailed{Effect: k, Fault: &f, Call: call})
}

func (t *teller) linkToken() bool {
	const endpoint = "/link/token/create"
	t.add(flow.LinkTokenAsked{}, t.intent(flow.CreateLinkToken))
	if t.chance(1) {
		t.failed(flow.CreateLinkToken, endpoint, flow.Fault{Kind: flow.Config, Code: "INVALID_API_KEYS", Type: "INVALID_INPUT",
			Message: "invalid client_id or secret provided", Who: flow.Operator, HTTPStatus: 400})
		return false
	}
	t.add(flow.LinkTokenCreated{Expiration: t.at.Add(4 * time.Hour).UTC(), TokenHash: t.hash(), Call: t.call(endpoint)})
	return !t.chance(3)
}

// visit is one visit of the customer to Link.
func (t *teller) visit(b bank) bool {
	session := t.uuid()
	t.add(flow.HandoffStarted{Handoff: flow.HandoffBrowser}, t.intent(flow.OpenLink), flow.HandoffOpened{Handoff: flow.HandoffBrowser, Opened: true})
	for _, view := range []string{"CONSENT", "SELECT_INSTITUTION", "CREDENTIAL"}[:1+t.r.IntN(3)] {
		ev := flow.LinkEvent{Name: "TRANSITION_VIEW", View: view, SessionID: session, RequestID: t.text(15), At: t.at}
		if view == "CREDENTIAL" {
			ev.InstitutionID, ev.InstitutionName = b.id, b.name
		}
		t.add(flow.LinkEventSeen{Event: ev})
	}
	if t.chance(12) {
		e := exits()[t.r.IntN(len(exits()))]
		r := flow.LinkResult{SessionID: session, InstitutionID: b.id, InstitutionName: b.name, ExitStatus: e.status, RequestID: t.text(15)}
		if e.code != "" {
			r.Fault = &flow.Fault{Code: e.code, Type: "ITEM_ERROR", Message: e.message}
		}
		t.add(flow.NewLinkExited(r))
		return t.err != nil
	}
	t.add(flow.LinkSucceeded{SessionID: session, InstitutionID: b.id, InstitutionName: b.name, TokenHash: t.hash(), RequestID: t.text(15)})
	return true
}

func (t *teller) exchange(b bank) bool {
	t.add(t.intent(flow.ExchangePublicToken))
	if t.chance(1) {
		t.add(flow.EffectUnknown{Effect: flow.ExchangePublicToken, Fault: &flow.Fault{Op: string(flow.ExchangePublicToken), Kind: flow.Unknown,
			Code: "NO_ANSWER", Message: "the connection broke before the answer came", Who: flow.Operator}, Call: flow.Call{Endpoint: "/item/public_token/exchange", TookMS: 30_000}})
		return false
	}
	item := t.text(37)
	t.add(flow.ItemExchanged{ItemID: item, Call: t.call("/item/public_token/exchange")}, t.intent(flow.ReadAccounts))
	t.add(flow.AccountsRead{Accounts: t.accounts(), Item: flow.Item{ID: item, InstitutionID: b.id, InstitutionName: b.name},
		Calls: []flow.Call{t.call("/accounts/get"), t.call("/item/get")}})
	return true
}
