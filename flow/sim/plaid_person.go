package sim

import (
	"net/mail"
	"strings"
	"time"
	"unicode"
)

// failIdentity is the refusal of data about a person. It is the one refusal of
// this road with status 403.
func failIdentity(what string) *plaidFail {
	return fail("INVALID_USER_IDENTITY_DATA", what)
}

func failPersonal() *plaidFail {
	return fail("INVALID_FIELD", "client_user_id must not contain personal data such as an e-mail address or a phone number")
}

// firstFail is the first of the refusals that is one.
func firstFail(fails ...*plaidFail) *plaidFail {
	for _, f := range fails {
		if f != nil {
			return f
		}
	}
	return nil
}

// isMail reports one bare address with a domain that has a dot.
func isMail(text string) bool {
	a, err := mail.ParseAddress(text)
	if err != nil || a.Address != text {
		return false
	}
	_, domain, _ := strings.Cut(text, "@")
	return strings.Contains(strings.Trim(domain, "."), ".")
}

// isPhone reports an E.164 number. Those of North America are held against the
// numbering plan, as the real service does with a library for all countries:
// an area code and an exchange begin with 2 to 9, no area code ends in 11, and
// those that are kept in reserve (N9X, 37X, 96X) do not exist.
func isPhone(text string) bool {
	digits, found := strings.CutPrefix(text, "+")
	if !found || len(digits) < 8 || len(digits) > 15 || digits[0] == '0' || strings.Trim(digits, "0123456789") != "" {
		return false
	}
	if digits[0] != '1' {
		return true
	}
	if len(digits) != 11 {
		return false
	}
	area, exchange := digits[1:4], digits[4:7]
	switch {
	case area[0] < '2', exchange[0] < '2', area[1:] == "11", exchange[1:] == "11", area == "555":
		return false
	}
	return area[1] != '9' && area[:2] != "37" && area[:2] != "96"
}

// isBirthday reports a day that a living person can have been born on.
func isBirthday(text string, now time.Time) bool {
	day, err := time.Parse(time.DateOnly, text)
	return err == nil && day.Before(now) && day.After(now.AddDate(-130, 0, 0))
}

// isName reports a name of at most limit characters that is not blank.
func isName(text string, limit int) bool {
	return strings.TrimSpace(text) != "" && len([]rune(text)) <= limit && !strings.ContainsFunc(text, unicode.IsControl)
}

// isCountry reports the shape of an ISO 3166-1 alpha-2 code.
func isCountry(text string) bool {
	return len(text) == 2 && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// isPostal: five digits in the United States, otherwise 2 to 10 characters.
func isPostal(text, country string) bool {
	if country == "US" {
		zip, _, _ := strings.Cut(text, "-")
		return len(zip) == 5 && strings.Trim(zip, "0123456789") == ""
	}
	return len(text) >= 2 && len(text) <= 10
}

// personName is a name in two parts.
type personName struct {
	GivenName  string `json:"given_name"`
	FamilyName string `json:"family_name"`
}

func (n *personName) check(member string) *plaidFail {
	if n != nil && (!isName(n.GivenName, 100) || !isName(n.FamilyName, 100)) {
		return failIdentity(member + " must have a given_name and a family_name of at most 100 characters")
	}
	return nil
}

type personNumber struct {
	Value string `json:"value"`
	Type  string `json:"type"`
}

func (n *personNumber) check(member string) *plaidFail {
	switch {
	case n == nil:
		return nil
	case n.Value == "" || strings.ContainsFunc(n.Value, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }):
		return failIdentity(member + ".value must be letters and digits without formatting")
	case n.Type == "us_ssn" && len(n.Value) != 9, n.Type == "us_ssn_last_4" && len(n.Value) != 4:
		return failIdentity(member + ".value has not the length of its type")
	}
	return nil
}
