package flow

import "strings"

// Account is one account of an Item.
type Account struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	OfficialName string `json:"official_name,omitempty"`
	Mask         string `json:"mask,omitempty"`
	Type         string `json:"type"`
	Subtype      string `json:"subtype,omitempty"`
	Verification string `json:"verification_status,omitempty"`
	Available    *Money `json:"available,omitempty"`
	Current      *Money `json:"current,omitempty"`
}

// Unusable says in one clause why an account cannot be debited by ACH, or "" when it
// can. Plaid's Auth serves checking, savings and cash management accounts only
// (plaid.com/docs/auth), and an account whose verification is open or failed has no
// numbers to give.
func (a Account) Unusable() string {
	if a.Type != "depository" {
		return article(a.kind()) + " account has no ACH numbers"
	}
	switch a.Subtype {
	case "checking", "savings", "cash management":
	default:
		return "Plaid gives no ACH numbers for a " + a.kind() + " account"
	}
	switch a.Verification {
	case "", "automatically_verified", "manually_verified", "database_insights_pass",
		"database_insights_pass_with_caution", "database_matched":
		return ""
	case "pending_automatic_verification", "pending_manual_verification", "unsent", "database_insights_pending":
		return "its verification is not finished (" + a.Verification + ")"
	case "verification_expired", "verification_failed", "database_insights_fail":
		return "its verification did not succeed (" + a.Verification + ")"
	}
	return "its verification status is unknown to us (" + a.Verification + ")"
}

// Caution says what an operator should know about an account that can be used, or "".
func (a Account) Caution() string {
	switch a.Verification {
	case "database_insights_pass_with_caution", "database_matched":
		return "only matched against a database, not seen at the bank"
	}
	return ""
}

func (a Account) kind() string {
	if a.Subtype != "" {
		return a.Subtype
	}
	return a.Type
}

// UsableAccounts filters to those without a reason against them.
func UsableAccounts(all []Account) []Account {
	var out []Account
	for _, a := range all {
		if a.Unusable() == "" {
			out = append(out, a)
		}
	}
	return out
}

// article puts "a" or "an" before a word or an abbreviation, as it is spoken.
func article(word string) string {
	if strings.HasPrefix(word, "hsa") || word != "" && strings.ContainsRune("aeio", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}
