package sim

import (
	"slices"
	"time"
)

// ptTotal is the money of an account in one currency.
type ptTotal struct {
	Settled   cents // all that came in, less all that went out
	Held      cents // of that, what holds still hold
	Pending   cents // promised to transfers that go out
	UpdatedAt time.Time
}

func (a ptTotal) minus(b ptTotal) ptTotal {
	return ptTotal{Settled: a.Settled - b.Settled, Held: a.Held - b.Held, Pending: a.Pending - b.Pending}
}

// disbursable is what is free. After a reversal it can be below zero.
func (a ptTotal) disbursable() cents { return a.Settled - a.Held - a.Pending }

// addMoney changes an account's totals.
func (t *tx) addMoney(account, currency string, by ptTotal) {
	a, ok := t.w.Accounts.get(account)
	if !ok || by == (ptTotal{}) {
		return
	}
	if a.Cash == nil {
		a.Cash = make(map[string]ptTotal)
	}
	sum := a.Cash[currency]
	a.Cash[currency] = ptTotal{sum.Settled + by.Settled, sum.Held + by.Held, sum.Pending + by.Pending, t.now}
	t.changed = true
}

// totalRow is an account's total of one currency. It is filed nowhere, so its
// id follows from the account's.
type totalRow struct {
	of       *ptAccount
	currency string
}

func (r totalRow) key() string { return derivedID("account-cash-totals", r.of.ID, r.currency) }

// totalsOf are the rows of an account. One that never held money has a row of
// zeros in US dollars, which is the simulator's choice.
func totalsOf(a *ptAccount) (rows []totalRow) {
	for currency := range a.Cash {
		rows = append(rows, totalRow{a, currency})
	}
	if len(rows) == 0 {
		return []totalRow{{a, "USD"}}
	}
	slices.SortFunc(rows, func(x, y totalRow) int {
		return slices.Index(currencies, x.currency) - slices.Index(currencies, y.currency)
	})
	return rows
}

func (c *ptCall) totals() catalog[totalRow] {
	each := func(yield func(totalRow) bool) {
		for a := range c.w.Accounts.each() {
			for _, row := range totalsOf(a) {
				if !yield(row) {
					return
				}
			}
		}
	}
	return catalog[totalRow]{each: each, get: func(id string) (totalRow, bool) {
		for row := range each {
			if row.key() == id {
				return row, true
			}
		}
		return totalRow{}, false
	}}
}

func (c *ptCall) total(row totalRow) *resource {
	sum := row.of.Cash[row.currency]
	r := newResource("account-cash-totals", row.key(), map[string]any{"contingent-hold": sum.Held, "non-contingent-hold": cents(0),
		"currency-type": row.currency, "disbursable": sum.disbursable(), "pending-transfer": sum.Pending, "settled": sum.Settled,
		"updated-at": rfc3339(later(row.of.CreatedAt, sum.UpdatedAt))})
	link(r, "account", "accounts", row.of.ID, c.w.Accounts, c.account)
	return r
}

func (c *ptCall) listTotals() ptAnswer {
	return listOf(c, c.totals(), refs[totalRow]{"account": func(r totalRow) string { return r.of.ID }}, c.total)
}

func (c *ptCall) showTotal() ptAnswer { return showOf(c, c.totals(), "account-cash-total", c.total) }
