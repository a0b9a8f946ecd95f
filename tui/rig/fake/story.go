package fake

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// Happy is the script in which everything works. Times in answers are relative to the
// case's last event, so that the story does not depend on a clock.
func Happy(c flow.Case, e flow.Effect) []flow.Event {
	call := func(endpoint string) flow.Call {
		return flow.Call{Endpoint: endpoint, RequestID: "req" + string(e.Kind)[:4], HTTPStatus: 200, TookMS: 120}
	}
	switch e.Kind {
	case flow.CreateLinkToken:
		made := []flow.Event{flow.LinkTokenCreated{Expiration: c.Updated.Add(4 * time.Hour), TokenHash: "a1",
			Hosted: c.Link.Handoff == flow.HandoffHosted, Call: call("/link/token/create")}}
		if c.Link.Go {
			made = append(made, flow.HandoffStarted{Handoff: c.Link.Handoff})
		}
		return made
	case flow.OpenLink:
		if c.Side != nil {
			return []flow.Event{flow.Relinked{SessionID: "link-session-2", InstitutionID: "ins_109508", InstitutionName: "First Platypus Bank"}}
		}
		return []flow.Event{flow.LinkSucceeded{SessionID: "link-session-1", InstitutionID: "ins_109508", InstitutionName: "First Platypus Bank", TokenHash: "b2"}}
	case flow.ExchangePublicToken:
		return []flow.Event{flow.ItemExchanged{ItemID: "item-7qPbLw3xZ9", Call: call("/item/public_token/exchange")}}
	case flow.ReadAccounts:
		return []flow.Event{flow.AccountsRead{Accounts: Accounts(), Item: flow.Item{ID: "item-7qPbLw3xZ9"}, Calls: []flow.Call{call("/accounts/get")}}}
	case flow.ReadBalances:
		return []flow.Event{flow.BalancesRead{Accounts: Accounts(), Call: call("/accounts/balance/get")}}
	case flow.CreateProcessorToken:
		return []flow.Event{flow.ProcessorTokenCreated{Processor: c.Processor, Masked: "processor-sandbox-…a92c", TokenHash: "c3", AccountID: c.AccountID, Call: call("/processor/token/create")}}
	case flow.Submit:
		return []flow.Event{flow.Submitted{Submission: flow.Submission{ID: "1f0c8a52-8d4c-4d0e-9a55-0b2f6c1d7e10", BankName: "First Platypus Bank", LastFour: "1111", AccountType: "savings"}, Call: call("/v2/funds-transfer-methods")}}
	case flow.Follow:
		return []flow.Event{flow.Followed{FollowUp: flow.FollowUp{Usable: true, Who: flow.Nobody}, Call: call("/v2/funds-transfer-methods")}}
	case flow.ReadItem:
		read := flow.ItemRead{Item: flow.Item{ID: c.Item.ID}, Calls: []flow.Call{call("/item/get")}}
		if c.Side != nil && c.Side.Relink {
			read.Accounts = Accounts()
		}
		return []flow.Event{read}
	case flow.RotateAccess:
		return []flow.Event{flow.AccessTokenRotated{Calls: []flow.Call{call("/item/access_token/invalidate")}}}
	case flow.RemoveItem:
		return []flow.Event{flow.ItemRemoved{Call: call("/item/remove")}}
	}
	return money(c, e, call(moneyPath(e.Kind)))
}

// Failing is Happy but for one effect, which fails with a fault.
func Failing(kind flow.EffectKind, f *flow.Fault) Script {
	return func(c flow.Case, e flow.Effect) []flow.Event {
		if e.Kind != kind {
			return Happy(c, e)
		}
		call := flow.Call{Endpoint: "/" + string(kind), RequestID: f.RequestID, HTTPStatus: f.HTTPStatus, TookMS: 210}
		switch {
		case f.Kind == flow.Unknown:
			return []flow.Event{flow.EffectUnknown{Effect: kind, Fault: f, Call: call}}
		case kind == flow.OpenLink:
			return []flow.Event{flow.LinkExited{Status: "requires_credentials", Fault: f}}
		}
		return []flow.Event{flow.EffectFailed{Effect: kind, Fault: f, Call: call}}
	}
}

// Hanging is Happy but for one effect, whose answer does not come.
func Hanging(kind flow.EffectKind) Script {
	return func(c flow.Case, e flow.Effect) []flow.Event {
		if e.Kind == kind {
			return nil
		}
		return Happy(c, e)
	}
}

// Accounts are those of a test customer: two that can be used and two that cannot.
func Accounts() []flow.Account {
	usd := func(cents int64) *flow.Money { return &flow.Money{Minor: cents, Currency: "USD"} }
	return []flow.Account{
		{ID: "acc-1", Name: "Plaid Checking", OfficialName: "Plaid Gold Standard 0% Interest Checking", Mask: "0000", Type: "depository", Subtype: "checking", Available: usd(10000), Current: usd(11000)},
		{ID: "acc-2", Name: "Plaid Saving", OfficialName: "Plaid Silver Standard 0.1% Interest Saving", Mask: "1111", Type: "depository", Subtype: "savings", Available: usd(20000), Current: usd(21000)},
		{ID: "acc-3", Name: "Plaid Credit Card", Mask: "3333", Type: "credit", Subtype: "credit card", Current: usd(41000)},
		{ID: "acc-4", Name: "Plaid Money Market", Mask: "4444", Type: "depository", Subtype: "money market", Available: usd(4320000), Current: usd(4320000)},
	}
}

// Desks opens fake desks.
type Desks struct {
	List  []screen.EnvironmentInfo
	Open  map[flow.Environment]*Desk
	Delay time.Duration
	// Bare leaves the desks without what is optional: no partner that can be asked.
	Bare bool

	answers Answers
	calls   atomic.Int32
	mu      sync.Mutex
	locked  bool // there are no keys yet
	kept    []flow.Credentials
}

// One is a choice with only this desk, as in the Demo.
func One(d *Desk) *Desks {
	infos := []screen.EnvironmentInfo{
		{Env: flow.Demo, Note: "everything is simulated in this program; no keys, no network"},
		{Env: flow.Sandbox, Note: "needs PLAID_CLIENT_ID and PLAID_SECRET of your Sandbox"},
		{Env: flow.Production, Note: "needs production keys: set PLAID_CLIENT_ID and PLAID_SECRET"},
	}
	for i := range infos {
		infos[i].Ready = infos[i].Env == d.Env()
	}
	return &Desks{List: infos, Open: map[flow.Environment]*Desk{d.Env(): d}}
}

// Environments is the choice.
func (d *Desks) Environments() []screen.EnvironmentInfo {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := append([]screen.EnvironmentInfo(nil), d.List...)
	for i, info := range out {
		if desk := d.Open[info.Env]; desk != nil {
			out[i].Keys, out[i].ReadOnly = desk.Defaults().Keys, desk.Defaults().ReadOnly != ""
		}
	}
	return out
}

// Desk opens a desk, after the delay.
func (d *Desks) Desk(ctx context.Context, env flow.Environment) (screen.Desk, error) {
	d.mu.Lock()
	locked := d.locked
	d.mu.Unlock()
	if !locked {
		if err := d.wait(ctx); err != nil {
			return nil, err
		}
	}
	if desk := d.Open[env]; desk != nil && !locked {
		if d.Bare {
			return bare{desk}, nil
		}
		return desk, nil
	}
	return nil, errors.New(string(env) + " is not set up: PLAID_CLIENT_ID and PLAID_SECRET are missing")
}
