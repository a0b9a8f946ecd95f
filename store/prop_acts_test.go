package store

import (
	"fmt"

	"linkdesk/flow"
)

// banks share words and begin alike, so that a filter has something to tell apart.
var banks = [][2]string{{"ins_1", "First Platypus Bank"}, {"ins_10", "First Gingham Credit Union"}, {"ins_109508", "Tartan Bank"},
	{"ins_4", "Zürcher BANK"}, {"", "Bank without an id"}, {"ins_5", ""}}

func (w *walker) party() flow.Party {
	name := pick(w, "Ada Löwe", "Bert Bank", "Carla 京", "First Ltd")
	p := flow.Party{ClientUserID: pick(w, "cp-1", "cp-11", "cp-118", "cp-2", fmt.Sprintf("cp-%d", w.made)), LegalName: name, Business: w.often(20)}
	w.ids = append(w.ids, p.ClientUserID)
	p.PartnerAccount = "6ba7b810-9dad-41d1-80b4-00c04fd430c8" // one account of ours, and the contact is the customer's
	p.PartnerContact = fmt.Sprintf("6ba7b811-9dad-41d1-80b4-%012d", w.r.IntN(9))
	w.ids = append(w.ids, p.PartnerAccount, p.PartnerContact)
	return p
}

// command is any command; Decide refuses what does not fit. The road's own next step comes often,
// so that cases get to its end.
func (w *walker) command(c flow.Case) flow.Command {
	if w.often(80) {
		if move, err := flow.Next(c, flow.Plan{Party: w.party(), PartyBy: "flag", Handoff: c.Link.Handoff, By: "operator",
			AccountID: w.usable(c), AccountBy: "operator", Follow: w.often(50), Again: true}, w.now); err == nil && move.Command != nil {
			return move.Command
		}
	}
	kind := pick(w, flow.HandoffSandbox, flow.HandoffBrowser, flow.HandoffHosted)
	account := "none"
	if len(c.Accounts) > 0 {
		account = pick(w, c.Accounts...).ID
	}
	all := []flow.Command{
		flow.SetParty{Party: w.party(), By: "operator"}, flow.Confirm{Name: c.Party.LegalName, By: "operator"}, flow.MakeLinkToken{Handoff: kind},
		flow.StartHandoff{Handoff: kind, Sandbox: flow.SandboxLogin{InstitutionID: "ins_1", Username: "user_good"}},
		flow.ChooseAccount{AccountID: account, By: "operator"}, flow.AskBalances{}, flow.SetProcessor{Processor: pick(w, "dwolla", flow.PrimeTrust), Adapter: w.often(50)},
		flow.RevealToken{By: "operator"}, flow.SubmitToken{By: "operator"}, flow.AskFollow{}, flow.Retry{By: "operator"}, flow.Cancel{By: "operator"},
		flow.AcceptDuplicate{By: "operator"}, flow.Relink{Handoff: kind, SelectAccounts: w.often(30)}, flow.CheckItem{}, flow.Rotate{By: "operator"}, flow.Remove{By: "operator"},
	}
	if w.often(15) {
		return flow.CloseCase{By: "operator"}
	}
	return pick(w, all...)
}

func (w *walker) usable(c flow.Case) string {
	for _, a := range flow.UsableAccounts(c.Accounts) {
		return a.ID
	}
	return ""
}

func (w *walker) call(endpoint string) flow.Call {
	return flow.Call{Endpoint: endpoint, RequestID: w.id("req"), HTTPStatus: 200, TookMS: int64(w.r.IntN(900))}
}

func (w *walker) fault(k flow.EffectKind) *flow.Fault {
	f := &flow.Fault{Op: string(k), Code: pick(w, "INVALID_PUBLIC_TOKEN", "INVALID_LINK_TOKEN", "ITEM_LOGIN_REQUIRED", "NO_ANSWER", "25001", "RATE_LIMIT", flow.CodeFinished),
		Kind:    pick(w, flow.Input, flow.Config, flow.CustomerFault, flow.Refused, flow.Transient, flow.Unknown, flow.Internal),
		Message: "it went wrong", HTTPStatus: pick(w, 0, 400, 409, 429, 500), Who: pick(w, flow.Operator, flow.Customer, flow.BankSide, flow.PlaidSide, flow.Partners, "")}
	if w.often(60) {
		f.RequestID = w.id("req")
	}
	return f
}

// outcome is how due work ends, with what the engine seals and forgets in the same append.
func (w *walker) outcome(a *flow.Append, c flow.Case, due flow.Effect) {
	if w.often(25) && due.Kind != flow.OpenLink || w.often(5) {
		f := w.fault(due.Kind)
		a.Events = []flow.Event{pick[flow.Event](w, flow.EffectFailed{Effect: due.Kind, Fault: f, Call: w.call("/failed")},
			flow.EffectUnknown{Effect: due.Kind, Fault: f}, flow.EffectRetried{Effect: due.Kind, Fault: f, Call: w.call("/later"), WaitMS: 5})}
		return
	}
	switch due.Kind {
	case flow.CreateLinkToken:
		token := w.sealed(flow.LinkToken)
		hosted := c.Link.Handoff == flow.HandoffHosted
		a.Seal = []flow.SealedSecret{token}
		if hosted {
			a.Seal = append(a.Seal, w.sealed(flow.HostedURL))
		}
		a.Events = []flow.Event{flow.LinkTokenCreated{Expiration: w.now.Add(w.wait()), TokenHash: token.Secret.Hash(), Hosted: hosted, Call: w.call("/link/token/create")}}
		if c.Link.Go {
			a.Events = append(a.Events, flow.HandoffStarted{Handoff: c.Link.Handoff})
		}
	case flow.OpenLink:
		w.visit(a, c)
	case flow.ExchangePublicToken:
		a.Events = []flow.Event{flow.ItemExchanged{ItemID: w.id("item"), Call: w.call("/item/public_token/exchange")}}
		a.Seal = []flow.SealedSecret{w.sealed(flow.AccessToken)}
		a.Forget = []flow.SecretKind{flow.PublicToken, flow.LinkToken, flow.HostedURL}
	case flow.CreateProcessorToken:
		token := w.sealed(flow.ProcessorToken)
		a.Seal = []flow.SealedSecret{token}
		a.Events = []flow.Event{flow.ProcessorTokenCreated{Processor: c.Processor, Masked: token.Secret.Masked(), TokenHash: token.Secret.Hash(),
			AccountID: c.AccountID, Call: w.call("/processor/token/create")}}
	case flow.Submit:
		a.Events = []flow.Event{flow.Submitted{Submission: flow.Submission{ID: w.id("ftm"), LastFour: "0000"}, Call: w.call("/v2/funds-transfer-methods")}}
	case flow.Follow:
		a.Events = []flow.Event{flow.Followed{FollowUp: flow.FollowUp{Usable: w.often(60), ReauthenticationRequired: w.often(20), Who: pick(w, flow.Nobody, flow.Partners)}}}
	default:
		w.reading(a, c, due.Kind)
	}
}
