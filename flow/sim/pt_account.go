package sim

import (
	"net/http"
	"time"
)

func partyRoutes() []ptRoute {
	return []ptRoute{
		{"GET", "/v2/accounts", (*ptCall).listAccounts},
		{"POST", "/v2/accounts", (*ptCall).createAccount},
		{"GET", "/v2/accounts/{id}", (*ptCall).showAccount},
		{"POST", "/v2/accounts/{id}/pending-close", (*ptCall).pendingClose},
		{"PATCH", "/v2/accounts/{id}/sandbox", (*ptCall).patchAccount},
		{"POST", "/v2/accounts/{id}/sandbox/open", (*ptCall).openAccount},
		{"POST", "/v2/accounts/{id}/sandbox/freeze", (*ptCall).freezeAccount},
		{"POST", "/v2/accounts/{id}/sandbox/unfreeze", (*ptCall).unfreezeAccount},
		{"POST", "/v2/accounts/{id}/sandbox/fund", (*ptCall).fundAccount},
		{"POST", "/v2/agreement-previews", (*ptCall).previewAgreement},
		{"GET", "/v2/contacts", (*ptCall).listContacts},
		{"POST", "/v2/contacts", (*ptCall).createContact},
		{"GET", "/v2/contacts/{id}", (*ptCall).showContact},
		{"PATCH", "/v2/contacts/{id}", (*ptCall).patchContact},
		{"PATCH", "/v2/contacts/{id}/sandbox", (*ptCall).flagContact},
		{"POST", "/v2/contacts/{id}/sandbox/freeze", (*ptCall).freezeContact},
		{"POST", "/v2/contacts/{id}/sandbox/unfreeze", (*ptCall).unfreezeContact},
		{"GET", "/v2/addresses", (*ptCall).listAddresses},
		{"GET", "/v2/addresses/{id}", (*ptCall).showAddress},
		{"GET", "/v2/phone-numbers", (*ptCall).listPhones},
		{"GET", "/v2/phone-numbers/{id}", (*ptCall).showPhone},
	}
}

// ptAccount is a custodial account.
type ptAccount struct {
	ID        string
	Name      string
	Number    string
	Status    string // pending, opened, pending_closure or closed
	CreatedAt time.Time
	UpdatedAt time.Time
	OwnerID   string
	Solid     bool    // frozen as a whole
	Reason    *string // why it is frozen, when somebody said
	Cash      map[string]ptTotal
	freezes
}

func (a *ptAccount) key() string { return a.ID }

// accountRequest are the attributes of a new account that the simulator uses.
type accountRequest struct {
	AccountType         string          `json:"account-type"`
	Name                string          `json:"name"`
	AuthorizedSignature string          `json:"authorized-signature"`
	Owner               *contactRequest `json:"owner"`
	ContactID           string          `json:"contact-id"`

	Questionnaire map[string]string `json:"account-questionnaire"`
}

func (r *accountRequest) check(contactThere bool) *ptFail {
	switch {
	case r.AccountType != "custodial":
		return ptInvalid("account-type", "must be custodial, the only kind the simulator opens")
	case r.Name == "":
		return ptInvalid("name", "is required")
	case r.AuthorizedSignature == "":
		return ptInvalid("authorized-signature", "is required")
	case r.Owner == nil && !contactThere:
		return ptInvalid("owner", "or contact-id is required")
	case r.Owner != nil:
		if f := r.Owner.checkOwner(); f != nil {
			return f
		}
	}
	return r.checkQuestions()
}

// createAccount opens an account with a new owner, or with a contact that is
// there already. It waits in "pending" for its review.
func (c *ptCall) createAccount() ptAnswer {
	var req accountRequest
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	owner, there := c.w.Contacts.get(req.ContactID)
	if f := req.check(there); f != nil {
		return refuse(f)
	}
	a := &ptAccount{ID: c.w.IDs.uuid(), Name: req.Name, Number: c.w.IDs.digits(9), Status: "pending", CreatedAt: c.now, UpdatedAt: c.now}
	if req.Owner != nil {
		req.Owner.AccountID, req.Owner.AccountRoles = a.ID, []string{"owner"}
		owner = c.newContact(*req.Owner)
	}
	a.OwnerID, c.changed = owner.ID, true
	c.w.Accounts.put(a)
	return c.single(http.StatusCreated, c.account(a))
}
