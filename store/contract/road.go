// Package contract says in tests what every flow.Journal owes its callers. Only tests
// import it: those of the store, and those of whoever writes another journal.
package contract

import (
	"fmt"
	"time"

	"linkdesk/flow"
)

// Start is the moment at which the road of this package begins.
func Start() time.Time { return time.Date(2026, 11, 22, 10, 2, 3, 456789000, time.UTC) }

// ID gives the id of the n-th case; ids of greater n are newer.
func ID(n int) flow.CaseID {
	const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	tail := make([]byte, 4)
	for i := range tail {
		tail[i] = digits[(n*7919)>>(5*i)&31]
	}
	return flow.CaseID(fmt.Sprintf("01KAN%05dZ6TQ8XW2BCV0%s", n, tail))[:26]
}

// Token makes a secret that looks like one of Plaid's. The word CANARY in it is what a
// test looks for where no token may be.
func Token(kind flow.SecretKind, n int) flow.Secret {
	name := map[flow.SecretKind]string{flow.LinkToken: "link", flow.PublicToken: "public",
		flow.AccessToken: "access", flow.ProcessorToken: "processor"}[kind]
	return flow.NewSecret(fmt.Appendf(nil, "%s-sandbox-CANARY%08d", name, n))
}

// Plain opens a secret for a comparison.
func Plain(s flow.Secret) (out string) {
	s.Use(func(b []byte) { out = string(b) })
	return out
}

// Road is every append of one case from its opening to its end, in order. Expect, At and
// Actor are set as well.
func Road(id flow.CaseID, env flow.Environment) []flow.Append {
	seal := func(kind flow.SecretKind) []flow.SealedSecret {
		return []flow.SealedSecret{{Kind: kind, Secret: Token(kind, 1)}}
	}
	call := flow.Call{Endpoint: "/link/token/create", RequestID: "m8MDnv9okwxFNBV", HTTPStatus: 200, TookMS: 31}
	intent := func(k flow.EffectKind) flow.Event { return flow.Intent{Effect: k, Attempt: 1} }
	accounts := []flow.Account{{ID: "blgvvBlXw3cq5GMPwqB6s6q4dLKB9WcVqGDGo", Name: "Plaid Checking", Mask: "0000", Type: "depository",
		Subtype: "checking", Available: &flow.Money{Minor: 10000, Currency: "USD"}}}
	steps := []flow.Append{
		{Events: []flow.Event{flow.CaseOpened{Env: env, Processor: flow.PrimeTrust, Adapter: true, Handoff: flow.HandoffBrowser},
			flow.PartySet{Party: flow.Party{ClientUserID: "cp-118", LegalName: "Ada Löwe"}, By: "operator"}}},
		{Events: []flow.Event{flow.LinkTokenAsked{}, intent(flow.CreateLinkToken)}},
		{Events: []flow.Event{flow.LinkTokenCreated{Expiration: Start().Add(4 * time.Hour), TokenHash: "aa11", Call: call}}, Seal: seal(flow.LinkToken)},
		{Events: []flow.Event{flow.HandoffStarted{Handoff: flow.HandoffBrowser}, intent(flow.OpenLink), flow.HandoffOpened{Handoff: flow.HandoffBrowser, Opened: true}}},
		{Events: []flow.Event{flow.LinkEventSeen{Event: flow.LinkEvent{Name: "TRANSITION_VIEW", View: "CONSENT", At: Start().Add(time.Second)}}}},
		{Events: []flow.Event{flow.LinkSucceeded{SessionID: "s-1", InstitutionID: "ins_109508", InstitutionName: "First Platypus Bank", TokenHash: "bb22"}}, Seal: seal(flow.PublicToken)},
		{Events: []flow.Event{intent(flow.ExchangePublicToken)}},
		{Events: []flow.Event{flow.ItemExchanged{ItemID: "DWVAAPWq4RHGlEaNyGKRTAnPLaEmo8Cvq7na6", Call: call}}, Seal: seal(flow.AccessToken), Forget: []flow.SecretKind{flow.PublicToken}},
		{Events: []flow.Event{intent(flow.ReadAccounts)}},
		{Events: []flow.Event{flow.AccountsRead{Accounts: accounts, Item: flow.Item{ID: "DWVAAPWq4RHGlEaNyGKRTAnPLaEmo8Cvq7na6"}, Calls: []flow.Call{call, call}}}},
		{Events: []flow.Event{flow.AccountChosen{AccountID: accounts[0].ID, Mask: "0000", Name: "Plaid Checking", By: "operator"}, intent(flow.CreateProcessorToken)}},
		{Events: []flow.Event{flow.ProcessorTokenCreated{Processor: flow.PrimeTrust, Masked: "processor-sandbox-…a92c", TokenHash: "cc33", AccountID: accounts[0].ID, Call: call}}, Seal: seal(flow.ProcessorToken)},
		{Events: []flow.Event{flow.ProcessorTokenRevealed{By: "operator"}, flow.SubmissionAsked{By: "operator"}}},
		{Events: []flow.Event{flow.Intent{Effect: flow.Submit, Attempt: 1, Key: "7d0ba1b3-62ea-4b8b-9f67-1a3d5d8a6f10", Digest: "dd44"}}},
		{Events: []flow.Event{flow.Submitted{Submission: flow.Submission{ID: "0c0c1b3a-90a1-4c0e-a9a1-0d3f3f0d5f5b", BankName: "First Platypus Bank", LastFour: "0000"}, Call: call}}},
		{Events: []flow.Event{flow.FollowAsked{}, intent(flow.Follow)}},
		{Events: []flow.Event{flow.Followed{FollowUp: flow.FollowUp{Usable: true, Who: flow.Nobody}, Call: call}}},
		{Events: []flow.Event{flow.CaseClosed{At: flow.StopFollowing, By: "operator"}}, Shred: true},
	}
	var seq uint32
	for i := range steps {
		steps[i].Case, steps[i].Expect, steps[i].Actor = id, seq, "alice"
		steps[i].At = Start().Add(time.Duration(i) * time.Second)
		seq += uint32(len(steps[i].Events))
	}
	return steps
}
