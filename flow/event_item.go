package flow

import "time"

// LinkTokenRenewed records that a flight got a new link token, because Link called the first
// one dead.
type LinkTokenRenewed struct {
	Expiration time.Time `json:"expiration"`
	TokenHash  string    `json:"token_hash"`
	Call       Call      `json:"call"`
}

// DuplicatesFound records that other cases have linked the same account at the same bank.
type DuplicatesFound struct {
	Duplicates []Duplicate `json:"duplicates"`
}

// DuplicateAccepted records that the account shall be linked all the same.
type DuplicateAccepted struct {
	By string `json:"by"`
}

// RelinkAsked records the wish to repair the Item. Reason is the code that called for it.
type RelinkAsked struct {
	Handoff        HandoffKind `json:"handoff"`
	Reason         string      `json:"reason,omitempty"`
	SelectAccounts bool        `json:"select_accounts,omitempty"`
}

// Relinked records that the customer has repaired the Item in Link.
type Relinked struct {
	SessionID       string        `json:"link_session_id,omitempty"`
	InstitutionID   string        `json:"institution_id,omitempty"`
	InstitutionName string        `json:"institution_name,omitempty"`
	Accounts        []LinkAccount `json:"accounts,omitempty"`
	RequestID       string        `json:"request_id,omitempty"`
}

// ItemAsked records the wish to look at the Item's health.
type ItemAsked struct{}

// ItemRead records the Item's health, and after a repair its accounts.
type ItemRead struct {
	Item     Item      `json:"item"`
	Accounts []Account `json:"accounts,omitempty"`
	Calls    []Call    `json:"calls"`
}

// Kind names the event.
func (LinkTokenRenewed) Kind() EventKind { return "link_token_renewed" }

// Kind names the event.
func (DuplicatesFound) Kind() EventKind { return "duplicates_found" }

// Kind names the event.
func (DuplicateAccepted) Kind() EventKind { return "duplicate_accepted" }

// Kind names the event.
func (RelinkAsked) Kind() EventKind { return "relink_asked" }

// Kind names the event.
func (Relinked) Kind() EventKind { return "relinked" }

// Kind names the event.
func (ItemAsked) Kind() EventKind { return "item_asked" }

// Kind names the event.
func (ItemRead) Kind() EventKind { return "item_read" }

// Stop is where the event belongs on the road.
func (LinkTokenRenewed) Stop() Stop { return StopHandoff }

// Stop is where the event belongs on the road.
func (DuplicatesFound) Stop() Stop { return StopAccount }

// Stop is where the event belongs on the road.
func (DuplicateAccepted) Stop() Stop { return StopAccount }

// Stop is where the event belongs on the road.
func (RelinkAsked) Stop() Stop { return StopHandoff }

// Stop is where the event belongs on the road.
func (Relinked) Stop() Stop { return StopHandoff }

// Stop is where the event belongs on the road.
func (ItemAsked) Stop() Stop { return StopAccount }

// Stop is where the event belongs on the road.
func (ItemRead) Stop() Stop { return StopAccount }

func (LinkTokenRenewed) event()  {}
func (DuplicatesFound) event()   {}
func (DuplicateAccepted) event() {}
func (RelinkAsked) event()       {}
func (Relinked) event()          {}
func (ItemAsked) event()         {}
func (ItemRead) event()          {}
