package sim

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// codesPage tells a reader how to bring on every error code. It is made out of the
// tests that do it (-update), so that it cannot promise what they do not.
var codesPage = filepath.Join("..", "..", "docs", "simulator-codes.md")

func TestCodesPageIsCurrent(t *testing.T) {
	var b strings.Builder
	b.WriteString("# How to bring on every error code of the simulator\n\n" +
		"Made from the tests of `flow/sim` (`go test ./flow/sim -run CodesPage -update`). A fault is set with\n" +
		"`POST /_sim/faults {\"path\":\"/accounts/get\",\"nth\":1,\"kind\":\"CODE\"}`; every code here can be brought on so too.\n\n" +
		"## Plaid\n\n| code | type | HTTP | how |\n| --- | --- | --- | --- |\n")
	for _, code := range slices.Sorted(maps.Keys(plaidCodes)) {
		of := plaidCodes[code]
		fmt.Fprintf(&b, "| %s | %s | %d | %s |\n", code, of.kind, (&plaidFail{Code: code}).status(), plaidMeans(code))
	}
	b.WriteString("\n## Prime Trust\n\n| code | title | how |\n| --- | --- | --- |\n")
	for _, code := range slices.SortedFunc(maps.Keys(ptCodes), func(a, b string) int { return ptCodes[a].code - ptCodes[b].code }) {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", code, ptCodes[code].title, primeMeans(code))
	}
	if *update {
		if err := os.WriteFile(codesPage, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(codesPage)
	if err != nil || string(have) != b.String() {
		t.Errorf("%s is not what the tests do; make it anew with -update (%v)", codesPage, err)
	}
}

// plaidMeans is the means of TestEveryPlaidCodeCanBeProvoked, and what a customer
// does at Link where the code is one of Link's panes (link_*_test.go).
func plaidMeans(code string) string {
	if m, natural := provocations()[code]; natural {
		return m.how
	}
	at := "a fault on " + faultProvocations()[code]
	if link := linkMeans[code]; link != "" {
		return "in Link: " + link + "; " + at
	}
	return at
}

var linkMeans = map[string]string{
	"ACCESS_NOT_GRANTED":               "the consent that the page of an OAuth bank lets refuse",
	"INCORRECT_DEPOSIT_VERIFICATION":   "a wrong deposit code",
	"INCORRECT_LINK_TOKEN":             "coming back from an OAuth bank with another link_token",
	"INSTANT_MATCH_FAILED":             "Houndstooth Bank, with instant_match_enabled false in the link_token",
	"INVALID_ACCOUNT_NUMBER":           "another account number at Houndstooth Bank",
	"INVALID_OTP":                      "a wrong code to a remembered phone",
	"INVALID_PHONE_NUMBER":             "a phone number that is none",
	"OAUTH_STATE_ID_ALREADY_PROCESSED": "coming back from an OAuth bank twice",
	"OAUTH_STATE_ID_NOT_FOUND":         "coming back from an OAuth bank that nobody was sent to",
	"PROFILE_AUTHENTICATION_FAILED":    "three wrong codes to a remembered phone",
	"RECAPTCHA_BAD":                    `the password {"recaptcha":"bad"}`,
	"TOO_MANY_VERIFICATION_ATTEMPTS":   "three wrong deposit codes",
}

// primeMeans is what brings on a code of Prime Trust (pt_*_test.go).
func primeMeans(code string) string {
	if how, natural := primeNaturally[code]; natural {
		return how
	}
	return "a fault on " + ptCodes[code].on[0]
}

var primeNaturally = map[string]string{
	"25000": "`--verify-names`, and a processor_token whose permissions are auth alone",
	"25001": "an Item that needs a login, was removed, or whose processor_token is none",
	"25002": "`--verify-names`, and a contact with another name than the bank's owner",
	"25003": "`--verify-names`, and an account that was left out when the customer chose anew in update mode",
	"7300":  "pulls of more than 50,000 USD from a bank account in 24 hours",
	"7301":  "pulls of more than 100,000 USD in 7 days",
	"7302":  "pulls of more than 200,000 USD in 30 days",
	"39001": "verifying a disbursement after `.../sandbox/reverse` (with reversal-details and comments-1) took its money",
}
