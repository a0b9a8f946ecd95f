package sim

import (
	"net/http"
	"slices"
	"time"
)

// ptAccount is a custodial account.
type ptAccount struct {
	ID        string
	Name      string
	Number    string
	Status    string
	CreatedAt time.Time
	OwnerID   string
}

func (a *ptAccount) key() string { return a.ID }

// ptContact is a person or company.
type ptContact struct {
	ID        string
	AccountID string
	Cleared   bool // aml and cip
	CreatedAt time.Time
	Given     contactRequest
}

func (c *ptContact) key() string { return c.ID }

// contactRequest are the attributes of a new contact that the simulator uses.
// The tax id is asked for and then forgotten.
type contactRequest struct {
	ContactType        string        `json:"contact-type"`
	Name               string        `json:"name"`
	Email              string        `json:"email"`
	DateOfBirth        *string       `json:"date-of-birth"`
	Sex                *string       `json:"sex"`
	TaxIDNumber        string        `json:"tax-id-number"`
	TaxCountry         string        `json:"tax-country"`
	TaxState           *string       `json:"tax-state"`
	RegionOfFormation  *string       `json:"region-of-formation"`
	PrimaryAddress     *ptAddress    `json:"primary-address"`
	PrimaryPhoneNumber *ptPhone      `json:"primary-phone-number"`
	AccountID          string        `json:"account-id"`
	AccountRoles       []string      `json:"account-roles"`
	RelatedContacts    []relatedName `json:"related-contacts"`
}

type ptAddress struct {
	Street1    string `json:"street-1"`
	City       string `json:"city"`
	Region     string `json:"region"`
	PostalCode string `json:"postal-code"`
	Country    string `json:"country"`
}

type ptPhone struct {
	Country string `json:"country"`
	Number  string `json:"number"`
}

type relatedName struct {
	Name string `json:"name"`
}

// check refuses a contact that lacks what its kind needs.
func (r *contactRequest) check(prefix string) *ptFail {
	companies := []string{"company", "c_corp", "s_corp", "llc", "trust"}
	natural := r.ContactType == "natural_person"
	if !natural && !slices.Contains(companies, r.ContactType) {
		return ptInvalid(prefix+"contact-type", "must be natural_person, company, c_corp, s_corp, llc or trust")
	}
	for _, need := range []struct {
		name    string
		missing bool
	}{
		{"name", r.Name == ""},
		{"email", r.Email == ""},
		{"date-of-birth", natural && r.DateOfBirth == nil},
		{"tax-id-number", r.TaxIDNumber == ""},
		{"tax-country", r.TaxCountry == ""},
		{"primary-address", r.PrimaryAddress == nil},
		{"primary-phone-number", r.PrimaryPhoneNumber == nil},
		{"region-of-formation", !natural && r.RegionOfFormation == nil},
		{"related-contacts", !natural && len(r.RelatedContacts) == 0},
	} {
		if need.missing {
			return ptInvalid(prefix+need.name, "is required")
		}
	}
	if len(r.Name) > 80 {
		return ptInvalid(prefix+"name", "must have at most 80 characters")
	}
	return nil
}

func (c *ptCall) createContact() ptAnswer {
	var req contactRequest
	if f := c.into(&req); f != nil {
		return ptAnswer{refuse: f}
	}
	if f := req.check(""); f != nil {
		return ptAnswer{refuse: f}
	}
	if _, ok := c.w.Accounts.get(req.AccountID); !ok {
		return ptAnswer{refuse: ptInvalid("account-id", "must name an existing account")}
	}
	return c.single(http.StatusCreated, c.contact(c.newContact(req)))
}

func (c *ptCall) newContact(req contactRequest) *ptContact {
	req.TaxIDNumber = ""
	p := &ptContact{ID: c.w.IDs.uuid(), AccountID: req.AccountID, CreatedAt: c.now, Given: req}
	c.w.Contacts.put(p)
	c.changed = true
	return p
}

// createAccount opens an account with a new owner, or with a contact that is
// there already. It waits in "pending" for its review.
func (c *ptCall) createAccount() ptAnswer {
	var req struct {
		AccountType         string          `json:"account-type"`
		Name                string          `json:"name"`
		AuthorizedSignature string          `json:"authorized-signature"`
		Owner               *contactRequest `json:"owner"`
		ContactID           string          `json:"contact-id"`
	}
	if f := c.into(&req); f != nil {
		return ptAnswer{refuse: f}
	}
	owner, there := c.w.Contacts.get(req.ContactID)
	var f *ptFail
	switch {
	case req.AccountType != "custodial":
		f = ptInvalid("account-type", "must be custodial, the only kind the simulator opens")
	case req.Name == "":
		f = ptInvalid("name", "is required")
	case req.AuthorizedSignature == "":
		f = ptInvalid("authorized-signature", "is required")
	case req.Owner == nil && !there:
		f = ptInvalid("owner", "or contact-id is required")
	case req.Owner != nil:
		f = req.Owner.check("owner/")
	}
	if f != nil {
		return ptAnswer{refuse: f}
	}
	a := &ptAccount{ID: c.w.IDs.uuid(), Name: req.Name, Number: c.w.IDs.digits(9), Status: "pending", CreatedAt: c.now}
	if req.Owner != nil {
		req.Owner.AccountID, req.Owner.AccountRoles = a.ID, []string{"owner"}
		owner = c.newContact(*req.Owner)
	}
	a.OwnerID, c.changed = owner.ID, true
	c.w.Accounts.put(a)
	return c.single(http.StatusCreated, c.account(a))
}
