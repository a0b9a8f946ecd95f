package flow

import (
	"cmp"
	"slices"
)

// RelinkReason is the code for which the Item wants the customer back in Link, "" when it
// does not, and whether the customer has to choose accounts there (plaid.com/docs/link/update-mode).
func (c Case) RelinkReason() (code string, selectAccounts bool) {
	if c.Item.ID == "" || c.ItemEnd != "" {
		return "", false
	}
	for _, f := range []*Fault{c.Item.Error, c.Fault} {
		if f == nil {
			continue
		}
		switch f.Code {
		case "ITEM_LOGIN_REQUIRED", "ACCESS_NOT_GRANTED", "INSUFFICIENT_CREDENTIALS":
			return f.Code, false
		case codeUnreadable:
			if f.Kind == CustomerFault { // Plaid's own code behind it asks for the customer
				return f.Code, false
			}
		case "NO_ACCOUNTS", codeNotShared:
			return f.Code, true
		}
	}
	if c.FollowUp != nil && c.FollowUp.ReauthenticationRequired {
		return "ITEM_LOGIN_REQUIRED", false
	}
	if !c.Item.NoticeAt.Before(c.RelinkedAt) { // otherwise the repair has answered it
		switch c.Item.Notice {
		case "PENDING_EXPIRATION", "PENDING_DISCONNECT":
			return c.Item.Notice, false
		case "NEW_ACCOUNTS_AVAILABLE":
			return c.Item.Notice, true
		}
	}
	return c.Wanted, c.WantedAccounts
}

const (
	// codeUnreadable is Prime Trust's: it could not read the account from Plaid.
	codeUnreadable = "25001"
	// codeNotShared is ours: after a repair the account of the case is not among those shared.
	codeNotShared = "ACCOUNT_NOT_SHARED"
)

// Foreign says what of an Item does not fit what Link reported, "" when all does. Another
// bank is worth a look; accounts that were never shared mean that the public_token came from
// another visit than the one that was shown.
func (c Case) Foreign() (why string, stop bool) {
	if c.Item.ID == "" || c.Side != nil || len(c.Accounts) == 0 {
		return "", false
	}
	shared := func(a Account) bool {
		return slices.ContainsFunc(c.Link.Accounts, func(l LinkAccount) bool { return l.ID == a.ID })
	}
	switch {
	case len(c.Link.Accounts) > 0 && c.RelinkedAt.IsZero() && !slices.ContainsFunc(c.Accounts, shared):
		return "the accounts of this bank link are not the ones that the customer shared in Link", true
	case c.Link.InstitutionID != "" && c.Item.InstitutionID != "" && c.Link.InstitutionID != c.Item.InstitutionID:
		return "Link reported " + cmp.Or(c.Link.InstitutionName, c.Link.InstitutionID) + ", and the bank link is at " + cmp.Or(c.Item.InstitutionName, c.Item.InstitutionID), false
	}
	return "", false
}

// page is the hand-off of a repair, which the sandbox hand-off cannot do.
func (p Plan) page() HandoffKind {
	if p.Handoff == HandoffHosted {
		return HandoffHosted
	}
	return HandoffBrowser
}
