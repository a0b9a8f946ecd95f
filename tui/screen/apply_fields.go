package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// The names of the fields that are no part of an application. All others are called by the path
// that flow.FieldFault uses, so that a reason finds its field.
const (
	fieldOwner  = "owner"  // whether a person or a company
	fieldUser   = "user"   // the client_user_id
	fieldAnswer = "answer" // whether a person answers the questionnaire
)

const (
	ownerPerson  = "person"
	ownerCompany = "company"
)

// ownerKind is what a counterparty is, for people.
func ownerKind(business bool) string {
	if business {
		return ownerCompany
	}
	return ownerPerson
}

// startOf are the first answers: what is known of the counterparty, and what is most likely.
func startOf(p flow.Party) map[string]string {
	return map[string]string{fieldOwner: ownerKind(p.Business), fieldUser: p.ClientUserID, "account_name": p.LegalName,
		"owner.name": p.LegalName, "owner.tax_country": "US", "owner.address.country": "US",
		"company.related.tax_country": "US", "company.related_label": "Owner"}
}

// applyFields are the questions for a person or a company, with answers in them.
func applyFields(v map[string]string) []kit.Field {
	out := []kit.Field{
		{Name: fieldOwner, Label: "Owner", Section: "Account", Options: options(ownerPerson, ownerCompany)},
		{Name: "account_name", Label: "Account name", Hint: "what Prime Trust calls the account"},
		{Name: fieldUser, Label: "client_user_id", Hint: "your own id of this customer, not an e-mail or phone"},
	}
	if v[fieldOwner] == ownerCompany {
		out = append(out, companyFields()...)
		out = append(out, taxFields("owner.", "nine digits; hidden while you type")...)
		out = append(out, reachFields("owner.", "Address of the company")...)
		out = append(out, relatedFields()...)
		out = append(out, questionFields(true)...)
	} else {
		out = append(out, kit.Field{Name: "owner.name", Label: "Legal name", Section: "Person", Hint: "as the bank knows it"},
			birthday("owner."))
		out = append(out, taxFields("owner.", "nine digits; hidden while you type")...)
		out = append(out, reachFields("owner.", "Address of the person")...)
		out = append(out, kit.Field{Name: fieldAnswer, Label: "Questionnaire", Section: "Questionnaire", Options: options("leave out", "answer"),
			Hint: "people need it only where the account's policy says so"})
		if v[fieldAnswer] == "answer" {
			out = append(out, questionFields(false)...)
		}
	}
	for i := range out {
		out[i].Value = v[out[i].Name]
	}
	return out
}

func options(words ...string) []kit.Option {
	out := make([]kit.Option, len(words))
	for i, w := range words {
		out[i] = kit.Option{Value: w, Label: w}
	}
	return out
}

func birthday(at string) kit.Field {
	return kit.Field{Name: at + "date_of_birth", Label: "Date of birth", Hint: "year-month-day, such as 1990-01-31"}
}

// companyFields are what is asked of a company alone.
func companyFields() []kit.Field {
	return []kit.Field{
		{Name: "owner.name", Label: "Legal name", Section: "Company", Hint: "as the bank knows it"},
		{Name: "company.kind", Label: "Kind", Options: options(flow.CompanyKinds()...)},
		{Name: "company.incorporated", Label: "Incorporated", Hint: "year-month-day, such as 2019-05-02"},
		{Name: "company.region_of_formation", Label: "State of origin", Hint: "two letters of a US state, such as DE"},
		{Name: "company.description_of_services", Label: "Services", Hint: "what the company does"},
		{Name: "company.jurisdictions", Label: "Jurisdictions", Hint: "where it does business, such as US"},
	}
}

// taxFields are those of the tax. The id is never on the screen.
func taxFields(at, hint string) []kit.Field {
	return []kit.Field{
		{Name: at + "tax_id", Label: "Tax id", Secret: true, Hint: hint},
		{Name: at + "tax_country", Label: "Tax country", Hint: "two letters, such as US"},
		{Name: at + "tax_state", Label: "Tax state", Hint: "two letters of a US state, such as NY; only in the US"},
	}
}

// reachFields are how somebody is reached, and where.
func reachFields(at, section string) []kit.Field {
	return []kit.Field{
		{Name: at + "email", Label: "E-mail", Hint: "such as name@example.com"},
		{Name: at + "phone", Label: "Telephone", Hint: "such as +1 415 555 0010"},
		{Name: at + "address.street_1", Label: "Street", Section: section},
		{Name: at + "address.street_2", Label: "Street, line 2", Hint: "may stay empty"},
		{Name: at + "address.city", Label: "City"},
		{Name: at + "address.region", Label: "State", Hint: "two letters of a US state, or a region elsewhere"},
		{Name: at + "address.postal_code", Label: "Postal code"},
		{Name: at + "address.country", Label: "Country", Hint: "two letters, such as US"},
	}
}

// relatedFields are about the natural person behind a company, who signs for it.
func relatedFields() []kit.Field {
	const at = "company.related."
	out := []kit.Field{
		{Name: at + "name", Label: "Legal name", Section: "Person behind the company, who signs"},
		{Name: "company.related_label", Label: "Is its", Hint: "what the person is to the company, such as Owner"},
		birthday(at),
	}
	out = append(out, taxFields(at, "the person's; hidden while you type")...)
	return append(out, kit.Field{Name: at + "email", Label: "E-mail", Hint: "such as name@example.com"})
}
