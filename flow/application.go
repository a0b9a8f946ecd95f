package flow

import (
	"encoding/json"
	"strings"
)

// Address is a postal address (Prime Trust's primary-address).
type Address struct {
	Street1    string `json:"street_1"`
	Street2    string `json:"street_2,omitempty"`
	City       string `json:"city"`
	Region     string `json:"region"` // a US state as two letters
	PostalCode string `json:"postal_code"`
	Country    string `json:"country"` // ISO 3166 alpha-2
}

// Person is a natural person as Prime Trust wants to know one.
type Person struct {
	Name        string  `json:"name"`
	Email       string  `json:"email"`
	Phone       string  `json:"phone"`
	DateOfBirth string  `json:"date_of_birth"` // YYYY-MM-DD
	TaxID       string  `json:"tax_id"`        // nine digits in the US
	TaxCountry  string  `json:"tax_country"`
	TaxState    string  `json:"tax_state,omitempty"` // US only
	Address     Address `json:"address"`
}

// Company is what Prime Trust wants to know of a company beside what it asks of everybody.
type Company struct {
	Kind          string `json:"kind"`                // company, c_corp, s_corp, llc or trust
	Incorporated  string `json:"incorporated"`        // YYYY-MM-DD
	Region        string `json:"region_of_formation"` // state of formation
	Services      string `json:"description_of_services"`
	Jurisdictions string `json:"jurisdictions"`
	Related       Person `json:"related"`       // one natural person behind it
	RelatedLabel  string `json:"related_label"` // such as "Owner"
}

// Application is the wish to open an account with a new contact who owns it. It holds what opens
// people's identity, so it is kept in the vault and nowhere else, and forgotten once the account is there.
type Application struct {
	// Salt is random and makes the digest of what is sent tell nothing about a tax id.
	Salt        string `json:"salt,omitempty"`
	AccountName string `json:"account_name"`
	Signature   string `json:"authorized_signature"` // the signer's typed name: it signs the agreement
	// Owner is the person, or the company's name, address, tax id, e-mail and phone.
	Owner   Person   `json:"owner"`
	Company *Company `json:"company,omitempty"` // nil for a person
	// Questions are the answers of the account questionnaire by Prime Trust's names; companies need them.
	Questions map[string]string `json:"account_questionnaire,omitempty"`
}

// Sealed is the application on its way into the vault, in its normal form.
func (a Application) Sealed() (Secret, error) {
	b, err := json.Marshal(a.Normal())
	return NewSecret(b), err
}

// OpenApplication is the inverse of Sealed.
func OpenApplication(s Secret) (Application, error) {
	var a Application
	var err error
	s.Use(func(b []byte) { err = json.Unmarshal(b, &a) })
	return a, err
}

// Normal is the application as Prime Trust wants it written: no blanks around, codes in capitals,
// a US tax id without its dashes, no answers that are empty. It changes nothing of the original.
func (a Application) Normal() Application {
	a.AccountName, a.Signature = strings.TrimSpace(a.AccountName), strings.TrimSpace(a.Signature)
	a.Owner = a.Owner.normal()
	if a.Company != nil {
		c := *a.Company
		for _, s := range []*string{&c.Kind, &c.Incorporated, &c.Region, &c.Services, &c.Jurisdictions, &c.RelatedLabel} {
			*s = strings.TrimSpace(*s)
		}
		c.Kind, c.Region, c.Related = strings.ToLower(c.Kind), strings.ToUpper(c.Region), c.Related.normal()
		a.Company = &c
	}
	var questions map[string]string
	for name, answer := range a.Questions {
		if answer = strings.TrimSpace(answer); answer == "" {
			continue
		}
		if questions == nil {
			questions = make(map[string]string)
		}
		questions[name] = answer
	}
	a.Questions = questions
	return a
}

func (p Person) normal() Person {
	a := &p.Address
	for _, s := range []*string{&p.Name, &p.Email, &p.Phone, &p.DateOfBirth, &p.TaxID, &p.TaxCountry, &p.TaxState,
		&a.Street1, &a.Street2, &a.City, &a.Region, &a.PostalCode, &a.Country} {
		*s = strings.TrimSpace(*s)
	}
	p.TaxCountry, p.TaxState, a.Country = strings.ToUpper(p.TaxCountry), strings.ToUpper(p.TaxState), strings.ToUpper(a.Country)
	if a.Country == "US" {
		a.Region = strings.ToUpper(a.Region)
	}
	if p.TaxCountry == "US" && usTaxID().MatchString(p.TaxID) {
		p.TaxID = strings.NewReplacer("-", "", " ", "").Replace(p.TaxID)
	}
	return p
}
