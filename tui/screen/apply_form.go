package screen

import (
	"maps"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// pageFields is how many fields a page up or down goes.
const pageFields = 6

// choose changes a choice. Some of them decide which fields there are; what was typed into the
// others stays.
func (a *Apply) choose(i kit.Intent) {
	delta := 1
	if i == intentLeft {
		delta = -1
	}
	a.form.Choose(delta)
	at := a.form.At()
	if at == fieldOwner || at == fieldAnswer {
		maps.Copy(a.kept, a.form.Answers())
		a.form = kit.NewForm(applyFields(a.kept)...)
		a.form.Focus(at)
	}
}

// valid looks at the whole application but its signature, which comes last, and at the
// client_user_id. Reasons stand beside their fields.
func (a *Apply) valid() bool {
	app := a.application()
	app.Signature = a.signer()
	why := map[string]string{}
	for _, f := range app.Check(a.now) {
		if why[f.Field] == "" {
			why[f.Field] = sentence(f.Why)
		}
	}
	if said := checkUser(a.form.Value(fieldUser)); said != "" {
		why[fieldUser] = said
	}
	// The signer's name is wrong exactly when that of the person is, and said there.
	return !a.form.BlameAll(why)
}

// signer is the legal name of the natural person who signs: the owner, or the one behind a company.
func (a *Apply) signer() string {
	if a.company() {
		return a.form.Value("company.related.name")
	}
	return a.form.Value("owner.name")
}

func (a *Apply) company() bool { return a.form.Value(fieldOwner) == ownerCompany }

// party is the counterparty that the account would belong to.
func (a *Apply) party() flow.Party {
	return flow.Party{ClientUserID: a.form.Value(fieldUser), LegalName: a.form.Value("owner.name"), Business: a.company()}
}

// application is what the form says, without a signature.
func (a *Apply) application() flow.Application {
	v := a.form.Value
	app := flow.Application{AccountName: v("account_name"), Owner: a.person("owner.")}
	if !a.company() {
		app.Questions = a.answers()
		return app.Normal()
	}
	app.Company = &flow.Company{Kind: v("company.kind"), Incorporated: v("company.incorporated"), Region: v("company.region_of_formation"),
		Services: v("company.description_of_services"), Jurisdictions: v("company.jurisdictions"),
		Related: a.person("company.related."), RelatedLabel: v("company.related_label")}
	app.Questions = a.answers()
	return app.Normal()
}

func (a *Apply) person(at string) flow.Person {
	v := func(name string) string { return a.form.Value(at + name) }
	return flow.Person{Name: v("name"), Email: v("email"), Phone: v("phone"), DateOfBirth: v("date_of_birth"),
		TaxID: v("tax_id"), TaxCountry: v("tax_country"), TaxState: v("tax_state"),
		Address: flow.Address{Street1: v("address.street_1"), Street2: v("address.street_2"), City: v("address.city"),
			Region: v("address.region"), PostalCode: v("address.postal_code"), Country: v("address.country")}}
}

// answers are those of the questionnaire, nil when it is not asked.
func (a *Apply) answers() map[string]string {
	var out map[string]string
	for name, answer := range a.form.Answers() {
		if q, ok := strings.CutPrefix(name, questionPath); ok {
			if out == nil {
				out = map[string]string{}
			}
			out[q] = answer
		}
	}
	return out
}
