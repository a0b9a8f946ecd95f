package flow

// applyLink applies the events of the link token and of Link.
func applyLink(c Case, ev Event) Case {
	switch e := ev.(type) {
	case LinkTokenAsked:
		c.mayOrphan()
		c.rememberAccounts()
		c.enter(PhaseWantToken)
		c.Accounts, c.AccountID = nil, "" // what comes next may be another bank
		c.Duplicates, c.DuplicateOK = nil, false
		keepKind(&c.Link.Handoff, e.Handoff)
		c.Link.Go, c.Link.TestInstitution, c.Link.TestUser = e.Go, e.InstitutionID, e.Username
	case LinkTokenRenewed:
		c.Link.Expiration, c.Link.TokenHash = e.Expiration, e.TokenHash
	case LinkTokenCreated:
		c.enter(PhaseTokenMade)
		c.Link.Expiration, c.Link.TokenHash = e.Expiration, e.TokenHash
		c.Link.Hosted, c.Link.RedirectURI = e.Hosted, e.RedirectURI
		c.Link.SessionID, c.Link.ExitStatus, c.Link.LastView = "", "", ""
	case HandoffStarted:
		c.enter(PhaseAtLink)
		c.Link.Go = false
		c.Link.Handoff, c.Link.ExitStatus, c.Link.LastView = e.Handoff, "", ""
		c.Link.TestInstitution, c.Link.TestUser = e.InstitutionID, e.Username
	case HandoffOpened:
		// Only for the timeline: the page is there, the customer may not be.
	case LinkEventSeen:
		if e.Event.View != "" {
			c.Link.LastView = e.Event.View
		}
		keep(&c.Link.SessionID, e.Event.SessionID)
		keep(&c.Link.InstitutionID, e.Event.InstitutionID)
		keep(&c.Link.InstitutionName, e.Event.InstitutionName)
	case LinkSucceeded:
		c.enter(PhaseLinked)
		keep(&c.Link.SessionID, e.SessionID)
		c.Link.InstitutionID, c.Link.InstitutionName = e.InstitutionID, e.InstitutionName
		c.Link.Accounts = e.Accounts
	case LinkExited:
		if c.Side != nil {
			c.Link.ExitStatus = e.Status
			c.leaveSide(e.Fault)
			break
		}
		c.enter(PhaseTokenMade)
		c.Link.ExitStatus = e.Status
		keep(&c.Link.SessionID, e.SessionID)
		keep(&c.Link.InstitutionID, e.InstitutionID)
		keep(&c.Link.InstitutionName, e.InstitutionName)
		c.fail(StopHandoff, e.Fault)
		if e.Fault.Code == "INVALID_LINK_TOKEN" || e.Status == "timed_out" {
			c.Phase = PhaseReady
		}
	}
	return c
}

func keepKind(dst *HandoffKind, k HandoffKind) {
	if k != "" {
		*dst = k
	}
}

// keep overwrites dst unless the new value is empty.
func keep(dst *string, v string) {
	if v != "" {
		*dst = v
	}
}

// rememberAccounts keeps with the Item what it shares, when the case turns to Link for another
// one: the Item lives on at Plaid.
func (c *Case) rememberAccounts() {
	if c.Item.ID == "" || c.Item.Accounts != nil {
		return
	}
	for _, a := range c.Accounts {
		c.Item.Accounts = append(c.Item.Accounts, LinkAccount{ID: a.ID, Name: a.Name, Mask: a.Mask, Type: a.Type, Subtype: a.Subtype})
	}
	c.Item.Accounts = append(c.Item.Accounts, c.Link.Accounts...)
}
