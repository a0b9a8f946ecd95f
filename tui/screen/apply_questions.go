package screen

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

const questionPath = "account_questionnaire."

// questionFields are Prime Trust's questionnaire. People are not asked what is for companies.
func questionFields(company bool) []kit.Field {
	var out []kit.Field
	for _, q := range flow.AccountQuestions() {
		if q.CompanyOnly && !company {
			continue
		}
		out = append(out, kit.Field{Name: questionPath + q.Name, Label: questionLabel(q), Hint: q.About + "; three characters or more"})
	}
	if company {
		out[0].Section = "Questionnaire"
	}
	return out
}

// questionLabel is a question in as many cells as a label has. The hint says all of it.
func questionLabel(q flow.AccountQuestion) string {
	switch q.Name {
	case "nature-of-business-of-the-company":
		return "Business"
	case "purpose-of-account":
		return "Purpose"
	case "source-of-assets-and-income":
		return "Source of assets"
	case "intended-use-of-account":
		return "Intended use"
	case "anticipated-types-of-assets":
		return "Types of assets"
	case "anticipated-monthly-cash-volume":
		return "Cash a month"
	case "anticipated-trading-patterns":
		return "Trading patterns"
	case "anticipated-monthly-transactions-incoming":
		return "Incoming a month"
	case "anticipated-monthly-transactions-outgoing":
		return "Outgoing a month"
	case "associations-with-other-accounts":
		return "Other accounts"
	}
	return kit.Cut(strings.ReplaceAll(q.Name, "-", " "), applyLabels)
}
