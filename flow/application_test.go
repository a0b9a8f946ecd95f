package flow

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

var applicationDay = time.Date(2026, 11, 26, 23, 59, 0, 0, time.FixedZone("west", -8*3600))

func personApplication() Application {
	return Application{AccountName: "Avery Quinn", Signature: "Avery Quinn", Owner: Person{
		Name: "Avery Quinn", Email: "avery@example.com", Phone: "+1 415 555 0123", DateOfBirth: "1985-03-07",
		TaxID: "123456789", TaxCountry: "US", TaxState: "NY",
		Address: Address{Street1: "2992 Cameron Road", City: "Malakoff", Region: "NY", PostalCode: "14236", Country: "US"}}}
}

func companyApplication() Application {
	a := personApplication()
	related := a.Owner
	related.Address, related.Phone = Address{}, ""
	a.Owner.Name, a.Owner.DateOfBirth, a.Owner.TaxID = "Quinn Widgets LLC", "", "12-3456789"
	a.Company = &Company{Kind: "llc", Incorporated: "2019-05-02", Region: "DE", Services: "Makes widgets",
		Jurisdictions: "US", Related: related, RelatedLabel: "Owner"}
	a.Questions = map[string]string{}
	for _, q := range AccountQuestions() {
		a.Questions[q.Name] = "yes"
	}
	return a
}

func TestWholeApplicationsPass(t *testing.T) {
	for name, a := range map[string]Application{"person": personApplication(), "company": companyApplication()} {
		if found := a.Check(applicationDay); len(found) != 0 {
			t.Errorf("a %s: %v", name, found)
		}
		if err := a.Validate(applicationDay); err != nil {
			t.Errorf("a %s: %v", name, err)
		}
		s, err := a.Sealed()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := OpenApplication(s); err != nil || !reflect.DeepEqual(back, a.Normal()) {
			t.Errorf("a %s comes back as %+v, %v", name, back, err)
		}
		if !reflect.DeepEqual(a.Normal(), a.Normal().Normal()) {
			t.Errorf("the normal form of a %s has another one", name)
		}
	}
}

// spoilt is one rule: what is changed, and the only field that may then be wrong ("" = none).
type spoilt struct {
	name  string
	spoil func(*Application)
	field string
}

func personRules() []spoilt {
	own := func(set func(*Person)) func(*Application) { return func(a *Application) { set(&a.Owner) } }
	long := strings.Repeat("é", 81)
	return []spoilt{
		{"no account name", func(a *Application) { a.AccountName = " " }, "account_name"},
		{"a long account name", func(a *Application) { a.AccountName = long }, "account_name"},
		{"80 runes are enough", func(a *Application) { a.AccountName = long[2:] }, ""},
		{"a control character", func(a *Application) { a.AccountName = "A\x1b[31mB" }, "account_name"},
		{"a token for a name", func(a *Application) { a.AccountName = "access-sandbox-0ca9a4ff-0000" }, "account_name"},
		{"a bidirectional override", own(func(p *Person) { p.Name = "A\u202eB" }), "owner.name"},
		{"no signature", func(a *Application) { a.Signature = "\t" }, "authorized_signature"},
		{"no name", own(func(p *Person) { p.Name = "" }), "owner.name"},
		{"a long name", own(func(p *Person) { p.Name = long }), "owner.name"},
		{"no e-mail", own(func(p *Person) { p.Email = "" }), "owner.email"},
		{"no host", own(func(p *Person) { p.Email = "avery" }), "owner.email"},
		{"two at signs", own(func(p *Person) { p.Email = "a@b@example.com" }), "owner.email"},
		{"a host without a dot", own(func(p *Person) { p.Email = "a@localhost" }), "owner.email"},
		{"a name in front", own(func(p *Person) { p.Email = "Avery <a@example.com>" }), "owner.email"},
		{"a dot at the end", own(func(p *Person) { p.Email = "a@example." }), "owner.email"},
		{"a plus", own(func(p *Person) { p.Email = " a.b+c@mail.example.com " }), ""},
		{"no telephone", own(func(p *Person) { p.Phone = "" }), "owner.phone"},
		{"a long telephone", own(func(p *Person) { p.Phone = "+1 415 555 0010 0000 000000" }), "owner.phone"},
		{"letters for a telephone", own(func(p *Person) { p.Phone = "call me maybe" }), "owner.phone"},
		{"few digits", own(func(p *Person) { p.Phone = "555-10" }), "owner.phone"},
		{"an extension", own(func(p *Person) { p.Phone = "(415) 555-0010 ext. 12" }), ""},
		{"no birth", own(func(p *Person) { p.DateOfBirth = "" }), "owner.date_of_birth"},
		{"30 February", own(func(p *Person) { p.DateOfBirth = "1985-02-30" }), "owner.date_of_birth"},
		{"American writing", own(func(p *Person) { p.DateOfBirth = "03/07/1985" }), "owner.date_of_birth"},
		{"in the future", own(func(p *Person) { p.DateOfBirth = "2026-11-27" }), "owner.date_of_birth"},
		{"long ago", own(func(p *Person) { p.DateOfBirth = "1899-12-31" }), "owner.date_of_birth"},
		{"18 tomorrow", own(func(p *Person) { p.DateOfBirth = "2008-11-27" }), "owner.date_of_birth"},
		{"18 today", own(func(p *Person) { p.DateOfBirth = "2008-11-26" }), ""},
		{"no tax id", own(func(p *Person) { p.TaxID = "" }), "owner.tax_id"},
		{"eight digits", own(func(p *Person) { p.TaxID = "12345678" }), "owner.tax_id"},
		{"ten digits", own(func(p *Person) { p.TaxID = "1234567890" }), "owner.tax_id"},
		{"dashes anywhere", own(func(p *Person) { p.TaxID = "1-2345-6789" }), "owner.tax_id"},
		{"digits of another script", own(func(p *Person) { p.TaxID = "१२३४५६७८९" }), "owner.tax_id"},
		{"a social security number", own(func(p *Person) { p.TaxID = "123-45-6789" }), ""},
		{"an employer's number", own(func(p *Person) { p.TaxID = "12-3456789" }), ""},
		{"no tax country", own(func(p *Person) { p.TaxCountry = "" }), "owner.tax_country"},
		{"three letters", own(func(p *Person) { p.TaxCountry = "USA" }), "owner.tax_country"},
		{"no such country", own(func(p *Person) { p.TaxCountry = "UK" }), "owner.tax_country"},
		{"two countries", own(func(p *Person) { p.TaxCountry = "DE US" }), "owner.tax_country"},
		{"small letters", own(func(p *Person) { p.TaxCountry = "us" }), ""},
		{"no tax state", own(func(p *Person) { p.TaxState = "" }), "owner.tax_state"},
		{"no such state", own(func(p *Person) { p.TaxState = "ZZ" }), "owner.tax_state"},
		{"taxed abroad", own(func(p *Person) { p.TaxCountry, p.TaxState, p.TaxID = "DE", "", "DE 12/345" }), ""},
	}
}

func addressRules() []spoilt {
	at := func(set func(*Address)) func(*Application) { return func(a *Application) { set(&a.Owner.Address) } }
	return []spoilt{
		{"no street", at(func(a *Address) { a.Street1 = "" }), "owner.address.street_1"},
		{"a long street", at(func(a *Address) { a.Street1 = strings.Repeat("x", 101) }), "owner.address.street_1"},
		{"a line break", at(func(a *Address) { a.Street2 = "a\nb" }), "owner.address.street_2"},
		{"no city", at(func(a *Address) { a.City = "" }), "owner.address.city"},
		{"no state", at(func(a *Address) { a.Region = "" }), "owner.address.region"},
		{"a state in full", at(func(a *Address) { a.Region = "New York" }), "owner.address.region"},
		{"small letters", at(func(a *Address) { a.Region = "ny" }), ""},
		{"no code", at(func(a *Address) { a.PostalCode = "" }), "owner.address.postal_code"},
		{"four digits", at(func(a *Address) { a.PostalCode = "1423" }), "owner.address.postal_code"},
		{"nine digits", at(func(a *Address) { a.PostalCode = "14236-1234" }), ""},
		{"no country", at(func(a *Address) { a.Country = "" }), "owner.address.country"},
		{"no such country", at(func(a *Address) { a.Country = "XX" }), "owner.address.country"},
		{"abroad", at(func(a *Address) { *a = Address{Street1: "1 Queen's Road", City: "Central", Country: "HK"} }), ""},
		{"a long code abroad", at(func(a *Address) { a.Country, a.PostalCode = "DE", strings.Repeat("1", 41) }), "owner.address.postal_code"},
		{"some answers", func(a *Application) {
			a.Questions = map[string]string{"purpose-of-account": "saving", "nature-of-business-of-the-company": ""}
		}, "account_questionnaire.source-of-assets-and-income"},
		{"empty answers", func(a *Application) { a.Questions = map[string]string{"purpose-of-account": " "} }, ""},
		{"all answers of a person", func(a *Application) {
			a.Questions = companyApplication().Questions
			delete(a.Questions, "nature-of-business-of-the-company")
		}, ""},
	}
}

func companyRules() []spoilt {
	of := func(set func(*Company)) func(*Application) { return func(a *Application) { set(a.Company) } }
	answer := func(name, text string) func(*Application) { return func(a *Application) { a.Questions[name] = text } }
	return []spoilt{
		{"no kind", of(func(c *Company) { c.Kind = "" }), "company.kind"},
		{"a person", of(func(c *Company) { c.Kind = "natural_person" }), "company.kind"},
		{"capitals", of(func(c *Company) { c.Kind = "LLC" }), ""},
		{"no incorporation", of(func(c *Company) { c.Incorporated = "" }), "company.incorporated"},
		{"not yet", of(func(c *Company) { c.Incorporated = "2026-11-27" }), "company.incorporated"},
		{"today", of(func(c *Company) { c.Incorporated = "2026-11-26" }), ""},
		{"no state", of(func(c *Company) { c.Region = "" }), "company.region_of_formation"},
		{"no such state", of(func(c *Company) { c.Region = "Delaware" }), "company.region_of_formation"},
		{"no services", of(func(c *Company) { c.Services = "" }), "company.description_of_services"},
		{"long services", of(func(c *Company) { c.Services = strings.Repeat("x", 501) }), "company.description_of_services"},
		{"no jurisdictions", of(func(c *Company) { c.Jurisdictions = "" }), "company.jurisdictions"},
		{"no label", of(func(c *Company) { c.RelatedLabel = "" }), "company.related_label"},
		{"no person", of(func(c *Company) { c.Related = Person{} }), "company.related.name"},
		{"a child", of(func(c *Company) { c.Related.DateOfBirth = "2015-01-01" }), "company.related.date_of_birth"},
		{"half an address", of(func(c *Company) { c.Related.Address.City = "X" }), "company.related.address.street_1"},
		{"a wrong number", of(func(c *Company) { c.Related.Phone = "1" }), "company.related.phone"},
		{"a birth of the company", func(a *Application) { a.Owner.DateOfBirth = "nonsense" }, ""},
		{"no telephone", func(a *Application) { a.Owner.Phone = "" }, "owner.phone"},
		{"no answer", answer("purpose-of-account", ""), "account_questionnaire.purpose-of-account"},
		{"no business", answer("nature-of-business-of-the-company", ""), "account_questionnaire.nature-of-business-of-the-company"},
		{"a short answer", answer("purpose-of-account", "no"), "account_questionnaire.purpose-of-account"},
		{"a long answer", answer("purpose-of-account", strings.Repeat("é", 501)), "account_questionnaire.purpose-of-account"},
		{"an unknown question", answer("favourite-colour", "blue"), "account_questionnaire"},
	}
}

func TestEveryRuleNamesItsField(t *testing.T) {
	try := func(kind string, base func() Application, rules []spoilt) {
		for _, r := range rules {
			t.Run(kind+"/"+r.name, func(t *testing.T) {
				a := base()
				r.spoil(&a)
				found, err := a.Check(applicationDay), a.Validate(applicationDay)
				if r.field == "" {
					if len(found) != 0 || err != nil {
						t.Errorf("found %v, %v", found, err)
					}
					return
				}
				if len(found) == 0 || found[0].Field != r.field || found[0].Why == "" {
					t.Fatalf("found %v, want %s", found, r.field)
				}
				f := FaultOf(err, "")
				if f.Kind != Input || f.Code != "BAD_INPUT" || f.Field != r.field || f.Message != found[0].Why {
					t.Errorf("the fault is %+v", *f)
				}
				noTyped(t, a, found)
			})
		}
	}
	try("person", personApplication, slices.Concat(personRules(), addressRules()))
	try("company", companyApplication, companyRules())
}

// noTyped: what is wrong is said without what was typed.
func noTyped(t *testing.T, a Application, found []FieldFault) {
	t.Helper()
	for _, f := range found {
		for _, typed := range []string{a.Owner.TaxID, a.Owner.DateOfBirth, a.Owner.Email, a.Owner.Phone, a.Owner.Address.Street1} {
			if len(typed) > 3 && strings.Contains(f.Why, typed) {
				t.Errorf("%s repeats what was typed: %s", f.Field, f.Why)
			}
		}
	}
}

func TestAnEmptyApplicationLacksEverything(t *testing.T) {
	for kind, a := range map[string]Application{"person": {}, "company": {Company: &Company{}}} {
		found := a.Check(applicationDay)
		seen := map[string]bool{}
		for _, f := range found {
			if seen[f.Field] {
				t.Errorf("%s: %s is wrong twice: %v", kind, f.Field, found)
			}
			seen[f.Field] = true
		}
		if kind == "person" && len(found) != 11 || kind == "company" && len(found) != 31 {
			t.Errorf("%s: %d fields: %v", kind, len(found), found)
		}
	}
}

func TestTheNormalForm(t *testing.T) {
	a := companyApplication()
	a.Owner.TaxID, a.Owner.TaxCountry, a.Owner.Address.Region, a.Company.Region = " 12 3456789 ", "us", "ny ", " de"
	a.Company.Related.TaxID, a.Questions["purpose-of-account"] = "123-45-6789", " saving "
	a.Questions["associations-with-other-accounts"] = "  "
	n := a.Normal()
	if n.Owner.TaxID != "123456789" || n.Owner.TaxCountry != "US" || n.Owner.Address.Region != "NY" || n.Company.Region != "DE" ||
		n.Company.Related.TaxID != "123456789" || n.Questions["purpose-of-account"] != "saving" || len(n.Questions) != 9 {
		t.Errorf("got %+v %+v", n, n.Company)
	}
	if a.Company.Region != " de" || a.Questions["purpose-of-account"] != " saving " || len(a.Questions) != 10 {
		t.Error("the original was changed")
	}
}

func TestPointersAreTranslated(t *testing.T) {
	for pointer, want := range map[string]string{
		"/data/attributes/name":                                              "account_name",
		"/data/attribute/authorized-signature":                               "authorized_signature",
		"/data/attributes/owner/tax-id-number":                               "owner.tax_id",
		"/data/attribute/owner/tax_id_number":                                "owner.tax_id",
		"owner.tax-state":                                                    "owner.tax_state",
		"/data/attributes/owner/primary-phone-number/number":                 "owner.phone",
		"/data/attributes/owner/primary-address":                             "owner.address.street_1",
		"/data/attributes/owner/primary-address/postal-code":                 "owner.address.postal_code",
		"/data/attributes/owner/date-of-incorporation":                       "company.incorporated",
		"/data/attributes/owner/jurisdictions-of-business-activity":          "company.jurisdictions",
		"/data/attributes/owner/related-contacts":                            "company.related.name",
		"/data/attributes/owner/related-contacts/0/date-of-birth":            "company.related.date_of_birth",
		"/data/attributes/owner/related-contacts/0/label":                    "company.related_label",
		"/data/attributes/account-questionnaire/purpose-of-account":          "account_questionnaire.purpose-of-account",
		"/data/attributes/account_questionnaire":                             "account_questionnaire",
		"/data/attributes/account-questionnaires":                            "",
		"/data/attributes/owner/primary-address/moon":                        "",
		"/data/attributes/account-questionnaire/\x1b[2J":                     "",
		"/data/attributes/account-questionnaire/purpose-of-account/whatever": "",
		"":                       "",
		"/data/attributes/owner": "",
	} {
		if got := ApplicationField(pointer); got != want {
			t.Errorf("%q gives %q, want %q", pointer, got, want)
		}
	}
}

// A case is opened with a whole application only, and by the day on which the command is given.
func TestOpeningIsRefusedWithAField(t *testing.T) {
	a := personApplication()
	a.Owner.DateOfBirth = "2008-11-27"
	c := Case{}
	_, err := decideMoney(c, OpenAccount{Party: Party{ClientUserID: "c1", LegalName: "Avery Quinn"}, Application: a}, applicationDay)
	if f := FaultOf(err, ""); f == nil || f.Field != "owner.date_of_birth" {
		t.Errorf("got %v", err)
	}
	events, err := decideMoney(c, OpenAccount{Party: Party{ClientUserID: "c1", LegalName: "Avery Quinn"}, Application: a}, applicationDay.AddDate(0, 0, 1))
	if err != nil || len(events) != 1 {
		t.Errorf("a day later: %v, %v", events, err)
	}
}
