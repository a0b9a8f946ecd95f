package sim

import (
	"net/http"
	"slices"
)

// loggedIn comes after the login and any second factor: to the accounts, or in
// update mode, where they are known, to the end.
func (c *linkCall) loggedIn() {
	if it, ok := c.w.Items.get(c.lt.UpdateOf); ok {
		c.ls.Chosen = it.Accounts
		c.show(ViewConnected)
		return
	}
	c.ls.Offered = slices.DeleteFunc(fixture(&c.w.IDs), func(a account) bool { return !c.offers(a) })
	if len(c.ls.Offered) == 0 {
		c.refuse(failCode("NO_ACCOUNTS"), exitCredentials)
		return
	}
	c.show(ViewSelectAccount)
}

// offers: the product auth narrows to what ACH can use, and account_filters
// hide every type that they do not name.
func (c *linkCall) offers(a account) bool {
	if slices.Contains(c.lt.Request.Products, "auth") && !a.debitable() {
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
func (c *linkCall) several() bool {
	return !slices.Equal(c.lt.Request.Products, []string{"auth"})
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
		return &linkRefusal{http.StatusBadRequest, "INVALID_ACCOUNT_ID", "account_ids must name accounts of this pane, each once, and at least one"}
	case len(chosen) > 1 && !c.several():
		return &linkRefusal{http.StatusBadRequest, "INVALID_ACCOUNT_ID", "only one account can be shared"}
	}
	c.ls.Chosen = chosen
	c.loading()
	c.show(ViewConnected)
	return nil
}

// handOff is the success: an Item with the shared accounts and its public
// token. In update mode the Item is the old one, working again.
func (c *linkCall) handOff() {
	c.event("HANDOFF", nil)
	if it, ok := c.w.Items.get(c.lt.UpdateOf); ok {
		it.LoginRequired, it.LoginAt = false, c.now
		c.ls.PublicToken = c.newPublicToken(it).Token
	} else {
		c.ls.PublicToken = c.newLinkItem(c.lt, c.s.bank(c.ls.InstitutionID), c.ls.Chosen).Token
	}
	c.ls.FinishedAt = c.now
	c.ls.Offered = nil
}

// exit closes Link. A session that is already connected ends as a success,
// because the work is done.
func (c *linkCall) exit(linkInput, []Fault) *linkRefusal {
	if c.ls.View == ViewConnected {
		c.handOff()
		return nil
	}
	c.leave()
	return nil
}

func (c *linkCall) leave() {
	status := c.exitStatus()
	c.show("EXIT")
	meta := map[string]string{"exit_status": status}
	c.ls.ExitStatus, c.ls.ExitRequestID = status, c.requestID
	if c.ls.Error != nil {
		c.ls.ExitError = c.ls.Error.object(c.requestID)
		meta = c.errorMetadata(c.ls.Error)
		meta["exit_status"] = status
	}
	c.event("EXIT", meta)
	c.ls.Exited, c.ls.FinishedAt, c.ls.Offered = true, c.now, nil
}

// The exit statuses of onExit's metadata (plaid.com/docs/link/web).
const (
	exitNotFound     = "institution_not_found"
	exitNotSupported = "institution_not_supported"
	exitCredentials  = "requires_credentials"
	exitAccounts     = "requires_account_selection"
)

// exitStatus names the pane that is left; "" on one that has no status.
func (c *linkCall) exitStatus() string {
	switch c.ls.View {
	case ViewSelectInstitution:
		return exitNotFound
	case ViewCredential:
		return exitCredentials
	case ViewSelectAccount:
		return exitAccounts
	case ViewError:
		return c.ls.ExitStatus
	case ViewMFA:
		switch c.ls.Factor.Kind {
		case mfaDevice:
			return "choose_device"
		default:
			return "requires_" + c.ls.Factor.Kind
		}
	}
	return ""
}
