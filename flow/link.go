package flow

import "time"

// LinkEvent is one onEvent callback of Link (plaid.com/docs/link/web). Unknown names are
// kept as they are.
type LinkEvent struct {
	ID              string    `json:"event_id,omitempty"` // hosted sessions have one
	Name            string    `json:"name"`
	View            string    `json:"view,omitempty"`
	InstitutionID   string    `json:"institution_id,omitempty"`
	InstitutionName string    `json:"institution_name,omitempty"`
	ErrorCode       string    `json:"error_code,omitempty"`
	ExitStatus      string    `json:"exit_status,omitempty"`
	MFAType         string    `json:"mfa_type,omitempty"`
	SessionID       string    `json:"link_session_id,omitempty"`
	RequestID       string    `json:"request_id,omitempty"`
	At              time.Time `json:"at,omitzero"`
}

// LinkResult ends a flight: a public token, or an exit with or without an error.
type LinkResult struct {
	PublicToken     Secret // empty on an exit
	SessionID       string
	InstitutionID   string
	InstitutionName string
	Accounts        []LinkAccount
	ExitStatus      string // where the customer left, e.g. "requires_credentials"; "tab_closed" and "timed_out" are ours
	Fault           *Fault // Link's error on an exit, nil when the customer simply left
	RequestID       string
	Updated         bool // an Item was repaired; PublicToken may be empty then
}

// Linked reports whether the visit was a success.
func (r LinkResult) Linked() bool { return r.Updated || !r.PublicToken.Empty() }

// LinkAccount is an account as onSuccess lists it.
type LinkAccount struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Mask    string `json:"mask,omitempty"`
	Type    string `json:"type"`
	Subtype string `json:"subtype,omitempty"`
}
