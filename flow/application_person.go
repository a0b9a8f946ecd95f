package flow

import (
	"strconv"
	"strings"
)

var (
	usTaxID     = Pattern(`^([0-9]{9}|[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}|[0-9]{2}[- ][0-9]{7})$`)
	usZip       = Pattern(`^[0-9]{5}(-[0-9]{4})?$`)
	mailAddress = Pattern(`^[^\s@<>(),:;"\\\[\]]+@[^\s@.<>(),:;"\\\[\]]+(\.[^\s@.<>(),:;"\\\[\]]+)+$`)
	phoneNumber = Pattern(`^\+?[0-9 ().\-/]+( ?(x|ext\.?) ?[0-9]+)?$`)
)

// adult is the age from which one can sign for an account, in years.
const adult = 18

// person checks what belongs to a natural person.
func (k *applicationCheck) person(at, whose string, p Person) {
	k.common(at, whose, p)
	born, ok := k.date(at+"date_of_birth", whose+"date of birth", p.DateOfBirth)
	switch {
	case !ok:
	case born.Year() < 1900:
		k.say(at+"date_of_birth", whose+"date of birth is too long ago")
	case born.AddDate(adult, 0, 0).After(k.today):
		k.say(at+"date_of_birth", whose+"date of birth is less than "+digits(adult)+" years ago: an account needs a person of age")
	}
}

// common checks what Prime Trust asks of everybody, people and companies.
func (k *applicationCheck) common(at, whose string, p Person) {
	k.line(at+"name", whose+"name", p.Name, nameLimit)
	if k.line(at+"email", whose+"e-mail address", p.Email, emailLimit) && !mailAddress().MatchString(p.Email) {
		k.say(at+"email", whose+"e-mail address is not of the form name@example.com")
	}
	k.pick(at+"tax_country", whose+"tax country", p.TaxCountry, countries, "two letters of ISO 3166, such as US")
	switch {
	case !k.line(at+"tax_id", whose+"tax id", p.TaxID, codeLimit):
	case p.TaxCountry == "US" && !usTaxID().MatchString(p.TaxID):
		k.say(at+"tax_id", whose+"tax id must have nine digits")
	}
	if p.TaxCountry == "US" {
		k.pick(at+"tax_state", whose+"tax state", p.TaxState, usStates, "two letters of a US state, such as NY")
	}
}

// reach checks where somebody lives and is telephoned.
func (k *applicationCheck) reach(at, whose string, p Person) {
	k.phone(at, whose, p.Phone)
	k.address(at+"address.", whose, p.Address)
}

func (k *applicationCheck) phone(at, whose, number string) {
	if !k.line(at+"phone", whose+"telephone number", number, phoneLimit) {
		return
	}
	numerals := 0
	for _, r := range number {
		if r >= '0' && r <= '9' {
			numerals++
		}
	}
	if numerals < 7 || !phoneNumber().MatchString(number) {
		k.say(at+"phone", whose+"telephone number is not of the form +1 415 555 0010")
	}
}

func (k *applicationCheck) address(at, whose string, a Address) {
	k.line(at+"street_1", whose+"street", a.Street1, lineLimit)
	k.fits(at+"street_2", whose+"second line of the street", a.Street2, lineLimit)
	k.line(at+"city", whose+"city", a.City, lineLimit)
	k.pick(at+"country", whose+"country", a.Country, countries, "two letters of ISO 3166, such as US")
	if a.Country != "US" {
		// Outside the US Prime Trust takes any region and postal code, and none: there are countries without.
		k.fits(at+"region", whose+"region", a.Region, lineLimit)
		k.fits(at+"postal_code", whose+"postal code", a.PostalCode, codeLimit)
		return
	}
	k.pick(at+"region", whose+"state", a.Region, usStates, "two letters of a US state, such as NY")
	switch {
	case a.PostalCode == "":
		k.say(at+"postal_code", whose+"postal code is missing")
	case !usZip().MatchString(a.PostalCode):
		k.say(at+"postal_code", whose+"postal code must be five digits, or nine such as 10001-1234")
	}
}

// company checks a company and the natural person behind it. Of that person Prime Trust wants no
// address and no telephone number, but if there is one it must be whole.
func (k *applicationCheck) company(c Company) {
	const at, whose = "company.related.", "the related person's "
	k.pick("company.kind", "the kind of company", c.Kind, companyKinds, "one of "+strings.ReplaceAll(companyKinds, " ", ", "))
	k.date("company.incorporated", "the date of incorporation", c.Incorporated)
	k.pick("company.region_of_formation", "the state of formation", c.Region, usStates, "two letters of a US state, such as DE")
	k.line("company.description_of_services", "the description of services", c.Services, textLimit)
	k.line("company.jurisdictions", "the list of jurisdictions of business activity", c.Jurisdictions, textLimit)
	k.person(at, whose, c.Related)
	if c.Related.Phone != "" {
		k.phone(at, whose, c.Related.Phone)
	}
	if c.Related.Address != (Address{}) {
		k.address(at+"address.", whose, c.Related.Address)
	}
	k.line("company.related_label", "what the related person is to the company", c.RelatedLabel, nameLimit)
}

func digits(n int) string { return strconv.Itoa(n) }
