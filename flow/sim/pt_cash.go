package sim

import "time"

func moneyRoutes() []ptRoute {
	return []ptRoute{
		{"GET", "/v2/cash-transactions", (*ptCall).listCash},
		{"GET", "/v2/cash-transactions/{id}", (*ptCall).showCash},
		{"GET", "/v2/account-cash-totals", (*ptCall).listTotals},
		{"GET", "/v2/account-cash-totals/{id}", (*ptCall).showTotal},
		{"GET", "/v2/account-asset-totals", (*ptCall).listAssetTotals},
		{"GET", "/v2/assets", (*ptCall).listAssets},
		{"GET", "/v2/assets/{id}", (*ptCall).showAsset},
	}
}

// ptCash is a row of the ledger: made when money settles, and against it when
// money is given back.
type ptCash struct {
	ID, AccountID, TransferID string
	Amount                    cents
	Currency, Type            string
	Comments                  [4]string
	At                        time.Time
}

func (x *ptCash) key() string { return x.ID }

func (t *tx) newCash(x *ptCash) *ptCash {
	x.ID, x.At, t.changed = t.w.IDs.uuid(), t.now, true
	t.w.Cash.put(x)
	return x
}

func (c *ptCall) cash(x *ptCash) *resource {
	attrs := map[string]any{"amount": x.Amount, "comments-1": nil, "comments-2": nil, "comments-3": nil, "comments-4": nil,
		"created-at": rfc3339(x.At), "currency-type": x.Currency, "effective-at": rfc3339(x.At), "funds-transfer-type": x.Type,
		"ops-reference": nil, "settled-on": x.At.Format(time.DateOnly), "special-type": nil}
	for i, name := range []string{"comments-1", "comments-2", "comments-3", "comments-4"} {
		if x.Comments[i] != "" {
			attrs[name] = x.Comments[i]
		}
	}
	r := newResource("cash-transactions", x.ID, attrs)
	link(r, "account", "accounts", x.AccountID, c.w.Accounts, c.account)
	link(r, "funds-transfer", "funds-transfers", x.TransferID, c.w.Transfers, c.transfer)
	return r.none("account-cash-transfer-from", "account-cash-transfer-to")
}

func (c *ptCall) listCash() ptAnswer {
	return listOf(c, from(c.w.Cash), refs[*ptCash]{
		"account": func(x *ptCash) string { return x.AccountID }, "funds-transfer": func(x *ptCash) string { return x.TransferID },
	}, c.cash)
}

func (c *ptCall) showCash() ptAnswer { return showOf(c, from(c.w.Cash), "cash-transaction", c.cash) }
