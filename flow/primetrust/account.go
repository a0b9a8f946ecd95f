package primetrust

import (
	"context"
	"net/url"
	"strings"

	"linkdesk/flow"
)

const (
	accountsPath = "/v2/accounts"
	contactsPath = "/v2/contacts"
)

// Accounts lists accounts whose name contains the text, all of them for no text, newest first.
// page begins at 1. Reading changes nothing, so every fault of it may be tried again.
func (c *Client) Accounts(ctx context.Context, like string, page int) (flow.AccountPage, flow.Call, error) {
	query := url.Values{"sort": {"-created-at"}}
	if like = strings.TrimSpace(like); like != "" {
		query.Set("filter[name like]", flow.Clean(like))
	}
	l, r, a, f := c.list(ctx, "accounts", accountsPath, query, page)
	if f != nil {
		return flow.AccountPage{}, a.call, f
	}
	out := flow.AccountPage{Page: max(1, page), More: l.more(max(1, page))}
	for _, data := range l.Data {
		account, ok := accountOf(data)
		if !ok {
			return flow.AccountPage{}, a.call, c.unreadable(r, a, "Prime Trust's list of accounts holds something that is no account")
		}
		out.Accounts = append(out.Accounts, account)
	}
	return out, a.call, nil
}

func accountOf(data resource[fields]) (flow.PartnerAccount, bool) {
	f := data.Attributes
	account := flow.PartnerAccount{
		ID: flow.CleanID(data.ID), Name: f.text("name"), Status: f.text("status"),
		Frozen: f.is("contributions-frozen") || f.is("disbursements-frozen") || f.is("solid-freeze"),
	}
	// Without a status it must not pass for one that can be used.
	return account, f.err == nil && account.ID != "" && account.Status != ""
}
