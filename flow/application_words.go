package flow

import "strings"

// AccountQuestion is one question of Prime Trust's account questionnaire.
type AccountQuestion struct {
	Name        string // Prime Trust's name, the key in Application.Questions
	About       string // what it is about, as words of a sentence
	CompanyOnly bool   // people may leave it out
}

// AccountQuestions are the questions in Prime Trust's order. Companies must answer all of them;
// a person may leave out the whole questionnaire, unless the account's policy wants it.
func AccountQuestions() []AccountQuestion {
	return []AccountQuestion{
		{"nature-of-business-of-the-company", "nature of the company's business", true},
		{"purpose-of-account", "purpose of the account", false},
		{"source-of-assets-and-income", "source of assets and income", false},
		{"intended-use-of-account", "intended use of the account", false},
		{"anticipated-types-of-assets", "anticipated types of assets", false},
		{"anticipated-monthly-cash-volume", "anticipated monthly cash volume", false},
		{"anticipated-trading-patterns", "anticipated trading patterns", false},
		{"anticipated-monthly-transactions-incoming", "anticipated incoming transactions in a month", false},
		{"anticipated-monthly-transactions-outgoing", "anticipated outgoing transactions in a month", false},
		{"associations-with-other-accounts", "associations with other accounts", false},
	}
}

// companyKinds are Prime Trust's contact types of companies.
const companyKinds = "company c_corp s_corp llc trust"

// CompanyKinds lists what Company.Kind may be.
func CompanyKinds() []string { return strings.Fields(companyKinds) }

// usStates are the states, territories and military mails that Prime Trust takes.
const usStates = "AA AE AK AL AP AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV NY " +
	"OH OK OR PA PR RI SC SD TN TX UM UT VA VI VT WA WI WV WY"

// countries are those of ISO 3166 in two letters, and XK.
const countries = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG " +
	"CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ " +
	"GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU " +
	"LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM " +
	"PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT " +
	"TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"

// ApplicationField translates a pointer of Prime Trust's, such as
// "/data/attributes/owner/tax-id-number", into the path of a field as Check names it. It takes
// both spellings of the pointer and of the names; "" means that it points at nothing of ours.
func ApplicationField(pointer string) string {
	path := strings.ReplaceAll(strings.ReplaceAll(strings.Trim(pointer, "/"), ".", "/"), "_", "-")
	for _, head := range []string{"data/attributes/", "data/attribute/"} {
		path = strings.TrimPrefix(path, head)
	}
	switch path {
	case "name":
		return "account_name"
	case "authorized-signature":
		return "authorized_signature"
	}
	if path == "account-questionnaire" {
		return "account_questionnaire"
	}
	for _, q := range AccountQuestions() {
		if path == "account-questionnaire/"+q.Name {
			return "account_questionnaire." + q.Name
		}
	}
	if rest, ok := strings.CutPrefix(path, "owner/related-contacts/"); ok {
		_, rest, _ = strings.Cut(rest, "/") // behind the number of the contact
		return contactField("company.related.", rest)
	}
	if rest, ok := strings.CutPrefix(path, "owner/"); ok {
		return contactField("owner.", rest)
	}
	return ""
}

func contactField(at, path string) string {
	switch path {
	case "name", "email", "date-of-birth", "tax-country", "tax-state":
		return at + strings.ReplaceAll(path, "-", "_")
	case "tax-id-number":
		return at + "tax_id"
	case "primary-phone-number", "primary-phone-number/number":
		return at + "phone"
	case "primary-address":
		return at + "address.street_1"
	case "label":
		return "company.related_label"
	case "contact-type":
		return "company.kind"
	case "date-of-incorporation":
		return "company.incorporated"
	case "region-of-formation", "description-of-services":
		return "company." + strings.ReplaceAll(path, "-", "_")
	case "jurisdictions-of-business-activity":
		return "company.jurisdictions"
	case "related-contacts":
		return "company.related.name"
	}
	if part, ok := strings.CutPrefix(path, "primary-address/"); ok {
		switch part {
		case "street-1", "street-2", "city", "region", "postal-code", "country":
			return at + "address." + strings.ReplaceAll(part, "-", "_")
		}
	}
	return ""
}
