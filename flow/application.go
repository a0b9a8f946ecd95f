package flow

import "encoding/json"

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
	AccountName string `json:"account_name"`
	Signature   string `json:"authorized_signature"` // the signer's typed name: it signs the agreement
	// Owner is the person, or the company's name, address, tax id, e-mail and phone.
	Owner   Person   `json:"owner"`
	Company *Company `json:"company,omitempty"` // nil for a person
	// Questions are the answers of the account questionnaire by Prime Trust's names; companies need them.
	Questions map[string]string `json:"account_questionnaire,omitempty"`
}

// Sealed is the application on its way into the vault.
func (a Application) Sealed() (Secret, error) {
	b, err := json.Marshal(a)
	return NewSecret(b), err
}

// OpenApplication is the inverse of Sealed.
func OpenApplication(s Secret) (Application, error) {
	var a Application
	var err error
	s.Use(func(b []byte) { err = json.Unmarshal(b, &a) })
	return a, err
}

// Validate returns an Input fault that names the first thing that Prime Trust would refuse.
func (a Application) Validate() error {
	switch {
	case a.AccountName == "":
		return inputFault("the account needs a name")
	case a.Signature == "":
		return inputFault("the agreement is not signed: type the signer's name")
	}
	return nil
}
