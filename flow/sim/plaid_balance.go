package sim

import "time"

// balanceGet asks the bank.
func (c *plaidCall) balanceGet() (any, *plaidFail) {
	var req accountsRequest
	it, list, f := c.chosen(&req)
	if f == nil {
		f = c.balanceAge(it, list, req.Options.MinLastUpdatedDatetime)
	}
	if f != nil {
		return nil, f
	}
	return accountsAnswer{c.accountObjects(it, list), c.object(it), c.requestID}, nil
}

// balanceAge: numbers typed by hand have no bank behind them, and Capital One
// wants to know how old the balance of an account that is not a deposit may be.
// At every other bank the date is ignored (plaid.com/docs/api/products/balance).
func (c *plaidCall) balanceAge(it *item, list []account, oldest string) *plaidFail {
	if it.typedByHand() {
		return failCode("PRODUCTS_NOT_SUPPORTED")
	}
	var at time.Time
	if oldest != "" {
		var err error
		if at, err = time.Parse(time.RFC3339, oldest); err != nil {
			return fail("INVALID_FIELD", "options.min_last_updated_datetime must be a date-time such as 2026-01-31T09:00:00Z")
		}
	}
	if it.InstitutionID != capitalOne {
		return nil
	}
	for _, a := range list {
		switch {
		case a.Type == "depository":
		case oldest == "":
			return fail("INVALID_FIELD", "options.min_last_updated_datetime must be given for this institution")
		case c.balanceAt(it, a).Before(at):
			return failCode("LAST_UPDATED_DATETIME_OUT_OF_RANGE")
		}
	}
	return nil
}

// balanceAt is when the balance was last known: now for a deposit, and at the
// last login for anything else, which is the simulator's own choice.
func (c *plaidCall) balanceAt(it *item, a account) time.Time {
	if a.Type == "depository" {
		return c.now
	}
	return it.LoginAt
}
