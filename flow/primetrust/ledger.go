package primetrust

import (
	"context"
	"net/url"

	"linkdesk/flow"
)

const (
	cashTotalsPath  = "/v2/account-cash-totals"
	assetTotalsPath = "/v2/account-asset-totals"
)

// Ledger reads the party's account and contact, each of the transfers, and what the account
// holds. It makes one call after the other and stops at the first that fails: what was read
// until then comes back with the fault, and all calls do, the failed one last.
func (c *Client) Ledger(ctx context.Context, party flow.Party, transfers []flow.Transfer) (flow.Ledger, []flow.Call, error) {
	l := reading{c: c}
	if err := party.Validate(true); err != nil {
		return l.out, nil, flow.FaultOf(err, string(flow.Follow))
	}
	f := l.standing(ctx, party)
	for _, t := range transfers {
		if f != nil {
			break
		}
		var call flow.Call
		t, call, f = c.look(ctx, string(flow.Follow), t)
		l.keep(call)
		if f == nil {
			l.out.Transfers = append(l.out.Transfers, t)
		}
	}
	if f == nil {
		f = l.cash(ctx, party.PartnerAccount)
	}
	if f == nil {
		f = l.assets(ctx, party.PartnerAccount)
	}
	if f != nil {
		return l.out, l.calls, f
	}
	return l.out, l.calls, nil
}

// reading is one look at everything.
type reading struct {
	c     *Client
	out   flow.Ledger
	calls []flow.Call
}

func (l *reading) keep(call flow.Call) {
	if call.Endpoint != "" {
		l.calls = append(l.calls, call)
	}
}

// pages reads a list about an account, page by page.
func (l *reading) pages(ctx context.Context, path, account string, take func(*fields)) *flow.Fault {
	for page := 1; page <= pagesLimit; page++ {
		all, r, a, f := l.c.list(ctx, string(flow.Follow), path, url.Values{"account.id": {account}}, page)
		l.keep(a.call)
		if f != nil {
			return f
		}
		for i := range all.Data {
			attributes := &all.Data[i].Attributes
			if take(attributes); attributes.err != nil {
				return l.c.unreadable(r, a, "Prime Trust's list "+path+" cannot be read: "+attributes.err.Error())
			}
		}
		if !all.more(page) {
			break
		}
	}
	return nil
}

// cash reads the money of the account, one row for each currency.
func (l *reading) cash(ctx context.Context, account string) *flow.Fault {
	return l.pages(ctx, cashTotalsPath, account, func(f *fields) {
		currency := f.text("currency-type")
		if currency == "" {
			currency = flow.USD
		}
		zero := flow.Money{Currency: currency}
		l.out.Totals = append(l.out.Totals, flow.CashTotal{
			Settled: f.sum("settled", nil, currency), Disbursable: f.sum("disbursable", nil, currency),
			Held: f.sum("contingent-hold", &zero, currency), Pending: f.sum("pending-transfer", &zero, currency),
		})
	})
}

// sum is an amount that must be there, unless something stands for its absence.
func (f *fields) sum(name string, otherwise *flow.Money, currency string) flow.Money {
	m := f.money(name, currency)
	if m == nil {
		m = otherwise
	}
	if m == nil {
		f.wrong(name)
		return flow.Money{}
	}
	return *m
}

// assets reads what the account has in custody.
func (l *reading) assets(ctx context.Context, account string) *flow.Fault {
	return l.pages(ctx, assetTotalsPath, account, func(f *fields) {
		l.out.Assets = append(l.out.Assets, flow.AssetTotal{Name: f.text("name"),
			Settled: f.units("settled"), Held: f.units("contingent-hold"), Disbursable: f.units("disbursable")})
	})
}

// Transfers lists all transfers of an account, newest first. It reads one page, from 1 on, and
// more says that there is another.
func (c *Client) Transfers(ctx context.Context, accountID string, page int) (all []flow.Transfer, more bool, call flow.Call, err error) {
	const op = "transfers"
	if f := checkID(op, "account", accountID); f != nil {
		return nil, false, flow.Call{Endpoint: "GET " + transfersPath}, f
	}
	query := url.Values{"account.id": {accountID}, "include": {"contingent-holds"}, "sort": {"-created-at"}}
	l, r, a, f := c.list(ctx, op, transfersPath, query, page)
	if f != nil {
		return nil, false, a.call, f
	}
	for _, one := range l.Data {
		t, err := fundsTransfer{resource: one, included: l.Included, alone: len(l.Data) == 1}.transfer(flow.Transfer{})
		if err != nil {
			return nil, false, a.call, c.unreadable(r, a, "Prime Trust's list of transfers cannot be read: "+shape(err))
		}
		all = append(all, t)
	}
	return all, l.more(max(1, page)), a.call, nil
}
