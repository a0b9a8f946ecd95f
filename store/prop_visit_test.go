package store

import (
	"fmt"
	"slices"
	"time"

	"linkdesk/flow"
)

// wait is how long a link token lives: some are dead when they are wanted.
func (w *walker) wait() time.Duration { return time.Duration(1+w.r.IntN(8)) * time.Hour }

// shared are accounts as Link lists them. Names and masks come again in other cases, ids do not.
func (w *walker) shared() []flow.LinkAccount {
	var all []flow.LinkAccount
	for range w.r.IntN(3) {
		all = append(all, flow.LinkAccount{ID: w.id("acc"), Name: pick(w, "Plaid Checking", "plaid  CHECKING", "Savings", "Spaß"),
			Mask: pick(w, "0000", "1111", ""), Type: "depository", Subtype: "checking"})
	}
	return all
}

// visit is one thing that comes out of Link: a page, an event, a new token, and its end.
func (w *walker) visit(a *flow.Append, c flow.Case) {
	bank := pick(w, banks...)
	switch w.r.IntN(10) {
	case 0:
		a.Events = []flow.Event{flow.HandoffOpened{Handoff: c.Link.Handoff, Opened: true}}
	case 1:
		a.Events = []flow.Event{flow.LinkEventSeen{Event: flow.LinkEvent{Name: "SELECT_INSTITUTION", InstitutionID: bank[0], InstitutionName: bank[1],
			SessionID: w.id("session"), RequestID: w.id("req"), View: "CREDENTIAL", At: w.now}}}
	case 2:
		token := w.sealed(flow.LinkToken)
		a.Events, a.Seal = []flow.Event{flow.LinkTokenRenewed{Expiration: w.now.Add(w.wait()), TokenHash: token.Secret.Hash(), Call: w.call("/link/token/create")}}, []flow.SealedSecret{token}
	case 3:
		r := flow.LinkResult{SessionID: w.id("session"), InstitutionID: bank[0], InstitutionName: bank[1], RequestID: w.id("req"),
			ExitStatus: pick(w, "", "timed_out", "requires_credentials", "tab_closed")}
		if w.often(40) {
			r.Fault = w.fault(flow.OpenLink)
		}
		a.Events = []flow.Event{flow.NewLinkExited(r)}
	default:
		w.success(a, c, bank)
	}
}

func (w *walker) success(a *flow.Append, c flow.Case, bank [2]string) {
	if c.Side != nil {
		a.Events = []flow.Event{flow.Relinked{SessionID: w.id("session"), InstitutionID: bank[0], InstitutionName: bank[1], Accounts: w.shared(), RequestID: w.id("req")}}
		a.Forget = []flow.SecretKind{flow.LinkToken, flow.HostedURL}
		return
	}
	token, accounts := w.sealed(flow.PublicToken), w.shared()
	a.Seal = []flow.SealedSecret{token}
	a.Events = []flow.Event{flow.LinkSucceeded{SessionID: w.id("session"), InstitutionID: bank[0], InstitutionName: bank[1], Accounts: accounts,
		TokenHash: token.Secret.Hash(), RequestID: w.id("req")}}
	if same, _ := w.m.Linked(nil, c.ID, bank[0], accounts); len(same) > 0 {
		a.Events = append(a.Events, flow.DuplicatesFound{Duplicates: same})
	}
}

// reading is what is read of an Item: its accounts, their balances, its health.
func (w *walker) reading(a *flow.Append, c flow.Case, kind flow.EffectKind) {
	bank := pick(w, banks...)
	item := flow.Item{ID: c.Item.ID}
	if w.often(50) {
		item.InstitutionID, item.InstitutionName = bank[0], bank[1]
	}
	switch kind {
	case flow.ReadAccounts:
		a.Events = []flow.Event{flow.AccountsRead{Accounts: w.accounts(c), Item: item, Calls: []flow.Call{w.call("/accounts/get"), w.call("/item/get")}}}
	case flow.ReadBalances:
		a.Events = []flow.Event{flow.BalancesRead{Accounts: w.accounts(c), Call: w.call("/accounts/balance/get")}}
	case flow.RotateAccess:
		a.Events = []flow.Event{flow.AccessTokenRotated{Calls: []flow.Call{w.call("/item/access_token/invalidate")}}}
		a.Seal = []flow.SealedSecret{{Kind: flow.AccessToken, Secret: flow.NewSecret([]byte(w.id("access")))}}
		if w.often(20) {
			a.Events = []flow.Event{flow.AccessTokenLost{Fault: flow.TokenLost(w.fault(flow.RotateAccess)), Calls: []flow.Call{w.call("/item/get")}}}
			a.Seal, a.Forget = nil, []flow.SecretKind{flow.AccessToken}
		}
	case flow.RemoveItem:
		a.Events = []flow.Event{flow.ItemRemoved{Call: w.call("/item/remove")}, flow.BankLooked{At: flow.StopAccount, InstitutionID: bank[0], Call: w.call("/institutions/get_by_id")}}
		a.Forget = []flow.SecretKind{flow.AccessToken, flow.ProcessorToken}
	case flow.ReadItem:
		if w.often(30) {
			item.Error = w.fault(flow.ReadItem)
		}
		item.Notice = pick(w, "", "PENDING_EXPIRATION", "NEW_ACCOUNTS_AVAILABLE")
		item.NoticeAt = w.now
		a.Events = []flow.Event{flow.ItemRead{Item: item, Accounts: w.accounts(c), Calls: []flow.Call{w.call("/item/get")}}}
	default:
		panic(fmt.Sprintf("no outcome for %s", kind))
	}
}

// accounts are those that Link listed, some of the time with others or without.
func (w *walker) accounts(c flow.Case) []flow.Account {
	var all []flow.Account
	for _, l := range slices.Concat(c.Link.Accounts, w.shared()) {
		all = append(all, flow.Account{ID: l.ID, Name: l.Name, Mask: l.Mask, Type: "depository", Subtype: pick(w, "checking", "savings", "cd"),
			Available: &flow.Money{Minor: int64(w.r.IntN(9999)), Currency: "USD"}})
	}
	return all
}
