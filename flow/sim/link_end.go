package sim

import "slices"

// handOff is the success: an Item with the shared accounts and its public
// token. In update mode the Item is the old one, working again, with the
// accounts that were chosen anew if they were.
func (c *linkCall) handOff() {
	c.event("HANDOFF", nil)
	if it, ok := c.w.Items.get(c.lt.UpdateOf); ok {
		c.loggedInAgain(it, c.ls.Reselected)
		if c.ls.Reselected {
			it.Accounts = slices.Clone(c.ls.Chosen)
		}
		c.ls.PublicToken = c.newPublicToken(it).Token
	} else {
		c.ls.PublicToken = c.newLinkItem(c.lt, c.s.bank(c.ls.InstitutionID), c.authMethod(), c.ls.Chosen).Token
	}
	c.finish()
}

// finish drops what only a running session needs, so that one that is merely
// kept to be reported stays small and holds no account number.
func (c *linkCall) finish() {
	c.ls.FinishedAt = c.now
	c.ls.Phone = phoneVisit{}
	c.ls.Chosen = slices.Clone(c.ls.Chosen)
	for i, a := range c.ls.Chosen {
		if a.place < 0 {
			k := *a.accountKind
			k.Number = ""
			c.ls.Chosen[i].accountKind = &k
		}
	}
	c.ls.Offered, c.ls.Held = nil, nil
	c.ls.OAuth.Held, c.ls.OAuth.Granted = nil, nil
}

// exit closes Link. A session that is already connected ends as a success,
// because the work is done.
func (c *linkCall) exit(linkInput, []Fault) *linkRefusal {
	if c.ls.View == ViewConnected || c.ls.View == ViewSameDay {
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
	c.ls.Exited = true
	c.finish()
}

// The exit statuses of onExit's metadata (plaid.com/docs/link/web).
const (
	exitNotFound     = "institution_not_found"
	exitNotSupported = "institution_not_supported"
	exitCredentials  = "requires_credentials"
	exitOAuth        = "requires_oauth"
	exitAccounts     = "requires_account_selection"
)

// exitStatus names the pane that is left; "" on one that has no status.
func (c *linkCall) exitStatus() string {
	switch c.ls.View {
	case ViewSelectInstitution:
		return exitNotFound
	case ViewCredential, ViewRecaptcha:
		return exitCredentials
	case ViewOAuth:
		return exitOAuth
	case ViewSelectAccount, ViewSavedAccount:
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
