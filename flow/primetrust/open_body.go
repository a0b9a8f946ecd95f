package primetrust

import (
	"encoding/json"

	"linkdesk/flow"
)

// newAccount is the body of an account with a new contact that owns it. Structs, since the order
// of their members is the order of the bytes; the answers of the questionnaire are sorted by name.
type newAccount struct {
	Data struct {
		Type       string            `json:"type"`
		Attributes accountAttributes `json:"attributes"`
	} `json:"data"`
}

type accountAttributes struct {
	AccountType   string            `json:"account-type"`
	Name          string            `json:"name"`
	Signature     string            `json:"authorized-signature"`
	Questionnaire map[string]string `json:"account-questionnaire,omitempty"`
	Owner         contactAttributes `json:"owner"`
}

type contactAttributes struct {
	Type        string         `json:"contact-type"`
	Name        string         `json:"name"`
	Email       string         `json:"email"`
	DateOfBirth string         `json:"date-of-birth,omitempty"`
	TaxID       string         `json:"tax-id-number"`
	TaxCountry  string         `json:"tax-country"`
	TaxState    string         `json:"tax-state,omitempty"`
	Address     *postalAddress `json:"primary-address,omitempty"`
	Phone       *phone         `json:"primary-phone-number,omitempty"`

	Incorporated  string              `json:"date-of-incorporation,omitempty"`
	Region        string              `json:"region-of-formation,omitempty"`
	Services      string              `json:"description-of-services,omitempty"`
	Jurisdictions string              `json:"jurisdictions-of-business-activity,omitempty"`
	Label         string              `json:"label,omitempty"`
	Primary       bool                `json:"primary,omitempty"`
	Related       []contactAttributes `json:"related-contacts,omitempty"`
}

type postalAddress struct {
	Street1    string `json:"street-1"`
	Street2    string `json:"street-2,omitempty"`
	City       string `json:"city"`
	Region     string `json:"region,omitempty"`
	PostalCode string `json:"postal-code,omitempty"`
	Country    string `json:"country"`
}

type phone struct {
	Number string `json:"number"`
}

// accountBody is the same for the same application, byte for byte. kind is the type of what is
// made of it: an account, or the preview of its agreement.
func accountBody(kind string, app flow.Application) []byte {
	app = app.Normal()
	var m newAccount
	m.Data.Type = kind
	m.Data.Attributes = accountAttributes{AccountType: "custodial", Name: app.AccountName, Signature: app.Signature,
		Questionnaire: app.Questions, Owner: person(app.Owner)}
	if company := app.Company; company != nil {
		o := &m.Data.Attributes.Owner
		o.Type, o.DateOfBirth = company.Kind, ""
		o.Incorporated, o.Region = company.Incorporated, company.Region
		o.Services, o.Jurisdictions = company.Services, company.Jurisdictions
		related := person(company.Related)
		related.Label, related.Primary = company.RelatedLabel, true
		o.Related = []contactAttributes{related}
	}
	out, err := json.Marshal(m)
	if err != nil {
		panic("primetrust: structs of strings do not marshal: " + err.Error())
	}
	return out
}

// person leaves out what is not given: only a related contact may lack an address or a telephone.
func person(p flow.Person) contactAttributes {
	out := contactAttributes{Type: "natural_person", Name: p.Name, Email: p.Email, DateOfBirth: p.DateOfBirth,
		TaxID: p.TaxID, TaxCountry: p.TaxCountry}
	if p.TaxCountry == "US" {
		out.TaxState = p.TaxState
	}
	if a := p.Address; a != (flow.Address{}) {
		out.Address = &postalAddress{a.Street1, a.Street2, a.City, a.Region, a.PostalCode, a.Country}
	}
	if p.Phone != "" {
		out.Phone = &phone{p.Phone}
	}
	return out
}
