package sim

import (
	"net/http"
	"slices"
	"time"
	"unicode/utf8"
)

// ptContact is a person or company.
type ptContact struct {
	ID        string
	AccountID string
	Cleared   bool `json:",omitempty"` // older states: all four of the next line
	CreatedAt time.Time
	UpdatedAt time.Time
	Given     contactRequest
	flags
	freezes
}

// flags are what the checks of a contact have found.
type flags struct{ CIP, AML, Identity, Residence bool }

// freezes say what an account or a contact may not do.
type freezes struct{ Contributions, Disbursements bool }

func (c *ptContact) key() string { return c.ID }

// contactRequest are the attributes of a new contact that the simulator uses.
// The tax id is asked for and then forgotten.
type contactRequest struct {
	ContactType        string           `json:"contact-type"`
	Name               string           `json:"name"`
	Email              string           `json:"email"`
	DateOfBirth        *string          `json:"date-of-birth"`
	Sex                *string          `json:"sex"`
	TaxIDNumber        string           `json:"tax-id-number"`
	TaxCountry         string           `json:"tax-country"`
	TaxState           *string          `json:"tax-state"`
	RegionOfFormation  *string          `json:"region-of-formation"`
	PrimaryAddress     *ptAddress       `json:"primary-address"`
	PrimaryPhoneNumber *ptPhone         `json:"primary-phone-number"`
	AccountID          string           `json:"account-id"`
	AccountRoles       []string         `json:"account-roles"`
	RelatedContacts    []relatedContact `json:"related-contacts"`

	DateOfIncorporation   *string `json:"date-of-incorporation"`
	DescriptionOfServices *string `json:"description-of-services"`
	Jurisdictions         *string `json:"jurisdictions-of-business-activity"`
}

type ptAddress struct {
	Street1    string  `json:"street-1"`
	Street2    *string `json:"street-2"`
	City       string  `json:"city"`
	Region     string  `json:"region"`
	PostalCode string  `json:"postal-code"`
	Country    string  `json:"country"`
}

type ptPhone struct {
	Country string `json:"country"`
	Number  string `json:"number"`
	SMS     bool   `json:"sms"`
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
	return r.checkForms(prefix)
}

var usTaxID = pattern(`^[0-9]{9}$`)

// checkForms refuses values that the documents leave no room for.
func (r *contactRequest) checkForms(prefix string) *ptFail {
	wrong := func(date *string) bool {
		if date == nil {
			return false
		}
		_, err := time.Parse(time.DateOnly, *date)
		return err != nil
	}
	switch {
	case utf8.RuneCountInString(r.Name) > 80:
		return ptInvalid(prefix+"name", "must have at most 80 characters")
	case wrong(r.DateOfIncorporation):
		return ptInvalid(prefix+"date-of-incorporation", "must be a date such as 1990-01-31")
	case wrong(r.DateOfBirth):
		return ptInvalid(prefix+"date-of-birth", "must be a date such as 1990-01-31")
	case r.Sex != nil && !slices.Contains([]string{"male", "female", "other"}, *r.Sex):
		return ptInvalid(prefix+"sex", "must be male, female or other")
	case r.TaxCountry == "US" && !usTaxID().MatchString(r.TaxIDNumber):
		return ptInvalid(prefix+"tax-id-number", "must have nine digits")
	case utf8.RuneCountInString(r.PrimaryPhoneNumber.Number) > 25:
		return ptInvalid(prefix+"primary-phone-number", "must have at most 25 characters")
	}
	return nil
}

func (c *ptCall) createContact() ptAnswer {
	var req contactRequest
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	if f := req.checkNew(""); f != nil {
		return refuse(f)
	}
	if _, ok := c.w.Accounts.get(req.AccountID); !ok {
		return refuse(ptInvalid("account-id", "must name an existing account"))
	}
	return c.single(http.StatusCreated, c.contact(c.newContact(req)))
}

// newContact files a contact; its checks begin at once.
func (t *tx) newContact(req contactRequest) *ptContact {
	req.TaxIDNumber = ""
	p := &ptContact{ID: t.w.IDs.uuid(), AccountID: req.AccountID, CreatedAt: t.now, UpdatedAt: t.now, Given: req}
	t.w.Contacts.put(p)
	t.beginChecks(p)
	t.changed = true
	return p
}
