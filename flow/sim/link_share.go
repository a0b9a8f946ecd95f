package sim

import (
	"slices"
	"time"
)

// accountPatience is how long the account pane may stay open (USER_INPUT_TIMEOUT,
// plaid.com/docs/errors/item).
const accountPatience = 5 * time.Minute

// loggedIn comes after the login and any second factor: to the accounts, or in
// update mode, where they are known, to the end, unless they may be chosen anew.
func (c *linkCall) loggedIn() {
	if it, ok := c.w.Items.get(c.lt.UpdateOf); ok && !c.lt.Request.Update.AccountSelectionEnabled {
		c.ls.Chosen = it.Accounts
		c.show(ViewConnected)
		return
	}
	if c.offer() {
		c.show(ViewSelectAccount)
	}
}

// offer puts up what can be shared; false means that it is nothing, which is
// an error of its own.
func (c *linkCall) offer() bool {
	c.ls.Offered = slices.DeleteFunc(c.holdings(), func(a account) bool { return !c.offers(a) })
	if len(c.ls.Offered) == 0 {
		c.refuse(failCode(c.nothingToShare()), exitCredentials)
		return false
	}
	return true
}

// nothingToShare is the code for a login without a fitting account. A filter
// hides accounts, and some logins have none; auth refuses those that ACH cannot use.
func (c *linkCall) nothingToShare() string {
	none := c.ls.Held != nil && len(c.ls.Held) == 0
	if slices.Contains(c.products(), "auth") && len(c.lt.Request.AccountFilters) == 0 && !none {
		return "NO_AUTH_ACCOUNTS"
	}
	return "NO_ACCOUNTS"
}

// holdings are the accounts of the login. In update mode those that the Item
// has keep their ids.
func (c *linkCall) holdings() []account {
	all := c.ls.Held
	if all == nil {
		all = fixture(&c.w.IDs)
	}
	it, ok := c.w.Items.get(c.lt.UpdateOf)
	if !ok {
		return slices.Clone(all)
	}
	list := slices.Clone(all)
	for i, a := range list {
		for _, had := range it.Accounts {
			if had.Name == a.Name && had.Mask == a.Mask && had.Subtype == a.Subtype {
				list[i] = had
			}
		}
	}
	return list
}

// selected are the accounts that the Item of update mode has already.
func (c *linkCall) selected() []string {
	ids := []string{}
	if it, ok := c.w.Items.get(c.lt.UpdateOf); ok {
		for _, a := range it.Accounts {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// products are those of the link token, or in update mode of the Item.
func (c *linkCall) products() []string {
	if it, ok := c.w.Items.get(c.lt.UpdateOf); ok {
		return it.Products
	}
	return c.lt.Request.Products
}

// offers: the product auth narrows to what ACH can use, and account_filters
// hide every type that they do not name.
func (c *linkCall) offers(a account) bool {
	if slices.Contains(c.products(), "auth") && !a.debitable() {
		return false
	}
	filters := c.lt.Request.AccountFilters
	if len(filters) == 0 {
		return true
	}
	subtypes := filters[a.Type].AccountSubtypes
	return slices.Contains(subtypes, "all") || slices.Contains(subtypes, a.Subtype)
}

// several reports whether more than one account may be shared. Plaid leaves
// that to a dashboard setting; the guides of the processor partners ask for
// exactly one account, so a token for auth alone has the setting they ask for.
// An Item that has several keeps being one of several.
func (c *linkCall) several() bool {
	if it, ok := c.w.Items.get(c.lt.UpdateOf); ok && len(it.Accounts) > 1 {
		return true
	}
	return !slices.Equal(c.products(), []string{"auth"})
}

func (c *linkCall) selectAccounts(in linkInput, _ []Fault) *linkRefusal {
	var chosen []account
	for _, a := range c.ls.Offered {
		if slices.Contains(in.AccountIDs, a.ID) {
			chosen = append(chosen, a)
		}
	}
	switch {
	case len(chosen) == 0 || len(chosen) != len(in.AccountIDs):
		return refused("INVALID_ACCOUNT_ID", "account_ids must name accounts of this pane, each once, and at least one")
	case len(chosen) > 1 && !c.several():
		return refused("INVALID_ACCOUNT_ID", "only one account can be shared")
	}
	c.ls.Chosen, c.ls.Reselected = chosen, true
	c.loading()
	kind, f := c.wantsNumbers()
	switch {
	case f != nil:
		c.refuse(f, exitAccounts)
	case kind != "":
		c.askNumbers(kind)
	default:
		c.show(ViewConnected)
	}
	return nil
}

// tooSlow reports an account pane that was left open for too long.
func (c *linkCall) tooSlow() bool {
	return c.ls.View == ViewSelectAccount && c.now.After(c.ls.ShownAt.Add(accountPatience))
}
