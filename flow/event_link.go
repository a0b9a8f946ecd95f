package flow

// HandoffStarted records that the counterparty is being handed to Link.
type HandoffStarted struct {
	Handoff       HandoffKind `json:"handoff"`
	InstitutionID string      `json:"institution_id,omitempty"`
	Username      string      `json:"username,omitempty"` // a sandbox test user, never a person's login
}

// HandoffOpened records that the customer's page is there. The address is not kept: it
// works once and is nobody else's business.
type HandoffOpened struct {
	Handoff HandoffKind `json:"handoff"`
	Opened  bool        `json:"opened"` // a browser was started
	Note    string      `json:"note,omitempty"`
}

// LinkEventSeen records one of Link's own events.
type LinkEventSeen struct {
	Event LinkEvent `json:"event"`
}

// LinkSucceeded records that Link gave a public token, which is in the vault.
type LinkSucceeded struct {
	SessionID       string        `json:"link_session_id,omitempty"`
	InstitutionID   string        `json:"institution_id,omitempty"`
	InstitutionName string        `json:"institution_name,omitempty"`
	Accounts        []LinkAccount `json:"accounts,omitempty"`
	TokenHash       string        `json:"token_hash"`
	RequestID       string        `json:"request_id,omitempty"`
}

// LinkExited records that Link ended without a public token.
type LinkExited struct {
	SessionID       string `json:"link_session_id,omitempty"`
	InstitutionID   string `json:"institution_id,omitempty"`
	InstitutionName string `json:"institution_name,omitempty"`
	Status          string `json:"status,omitempty"`
	Fault           *Fault `json:"fault"`
}

// NewLinkExited turns a result without a public token into its event. A customer who
// simply leaves gives no error, so the fault is ours: LINK_EXITED with the pane that was left.
func NewLinkExited(r LinkResult) LinkExited {
	f := r.Fault
	if f == nil {
		f = &Fault{Code: "LINK_EXITED", Message: "the customer left Link" + exitWhere(r.ExitStatus)}
		if r.ExitStatus == "timed_out" {
			f.Message = "the link_token ran out before the customer had finished"
		}
	}
	c := *f
	c.Op, c.Kind = string(OpenLink), CustomerFault
	switch {
	case c.Code == "INVALID_LINK_TOKEN", r.ExitStatus == "timed_out":
		c.Who = Operator // a new link_token is theirs to make
	case c.Who == "":
		c.Who = Customer
	}
	if c.RequestID == "" {
		c.RequestID = r.RequestID
	}
	return LinkExited{SessionID: r.SessionID, InstitutionID: r.InstitutionID,
		InstitutionName: r.InstitutionName, Status: r.ExitStatus, Fault: &c}
}

// exitWhere puts the exit statuses of plaid.com/docs/link/web into words.
func exitWhere(status string) string {
	switch status {
	case "":
		return ""
	case "requires_questions", "requires_selections", "requires_code", "choose_device":
		return " while the bank asked for a second proof (" + status + ")"
	case "requires_credentials":
		return " at the bank's user name and password (requires_credentials)"
	case "requires_account_selection":
		return " while choosing accounts (requires_account_selection)"
	case "requires_oauth":
		return " before the bank's own page was done (requires_oauth)"
	case "institution_not_found":
		return " while searching for a bank (institution_not_found)"
	case "institution_not_supported":
		return " at a bank that Plaid does not support (institution_not_supported)"
	case "tab_closed":
		return ": the page was closed and did not come back"
	}
	return " (" + status + ")"
}
