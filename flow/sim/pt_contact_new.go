package sim

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// relatedContact is somebody behind a company.
type relatedContact struct {
	ContactType string `json:"contact-type"`
	Name        string `json:"name"`
	Label       string `json:"label"`
}

// checkNew refuses what only a new contact must have: a change of one that is there does not ask
// for it again.
func (r *contactRequest) checkNew(prefix string) *ptFail {
	if f := r.check(prefix); f != nil || r.ContactType == "natural_person" {
		return f
	}
	for _, need := range []struct {
		name    string
		missing bool
	}{
		{"date-of-incorporation", r.DateOfIncorporation == nil},
		{"description-of-services", r.DescriptionOfServices == nil},
		{"jurisdictions-of-business-activity", r.Jurisdictions == nil},
	} {
		if need.missing {
			return ptInvalid(prefix+need.name, "is required")
		}
	}
	return nil
}

// checkOwner is for the owner of a new account, of whom more is asked than of other contacts.
func (r *contactRequest) checkOwner() *ptFail {
	const prefix = "owner/"
	switch f := r.checkNew(prefix); {
	case f != nil:
		return f
	case r.TaxCountry == "US" && r.TaxState == nil:
		return ptInvalid(prefix+"tax-state", "is required")
	case r.ContactType == "natural_person":
		return nil
	}
	natural := func(c relatedContact) bool { return c.ContactType == "natural_person" }
	for i, c := range r.RelatedContacts {
		at := fmt.Sprintf("%srelated-contacts/%d/", prefix, i)
		switch {
		case c.Name == "":
			return ptInvalid(at+"name", "is required")
		case c.Label == "":
			return ptInvalid(at+"label", "is required")
		}
	}
	if !slices.ContainsFunc(r.RelatedContacts, natural) {
		return ptInvalid(prefix+"related-contacts", "must hold a natural person")
	}
	return nil
}

// questions are those of the account questionnaire that everybody is asked; companies are asked
// about the nature of their business as well.
var questions = []string{"purpose-of-account", "associations-with-other-accounts", "source-of-assets-and-income", "intended-use-of-account",
	"anticipated-types-of-assets", "anticipated-monthly-cash-volume", "anticipated-trading-patterns",
	"anticipated-monthly-transactions-incoming", "anticipated-monthly-transactions-outgoing"}

const businessQuestion = "nature-of-business-of-the-company"

// checkQuestions: companies must answer; people may, and then whole. Each answer has at least
// three characters. The answers are read and not kept.
func (r *accountRequest) checkQuestions() *ptFail {
	company := r.Owner != nil && r.Owner.ContactType != "natural_person"
	wanted := questions
	if company {
		wanted = append([]string{businessQuestion}, questions...)
	} else if r.Questionnaire == nil {
		return nil
	}
	for _, name := range wanted {
		at := "account-questionnaire/" + name
		switch answer, given := r.Questionnaire[name]; {
		case !given:
			return ptInvalid(at, "is required")
		case utf8.RuneCountInString(answer) < 3:
			return ptInvalid(at, "must have at least 3 characters")
		}
	}
	return nil
}
