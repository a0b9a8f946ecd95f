package sim

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// The products of banks by country. Which product each real bank has today is
// not published in one place; these are the lists of the Sandbox's own banks.
var (
	productsUS = []string{"assets", "auth", "balance", "identity", "income_verification", "investments", "liabilities", "signal",
		"statements", "transactions", "transfer"}
	productsCA = []string{"assets", "auth", "balance", "identity", "investments", "liabilities", "transactions"}
	productsGB = []string{"assets", "auth", "balance", "identity", "payment_initiation", "standing_orders", "transactions"}
	// A bank of cards alone has no account that ACH could use.
	productsCards = []string{"assets", "balance", "identity", "liabilities", "statements", "transactions"}
)

// products are the bank's own. There are none without a bank.
func (b institution) products() []string {
	switch {
	case b.ID == "":
		return []string{"balance"}
	case b.ID == amex:
		return productsCards
	case b.Country == "CA":
		return productsCA
	case b.Country == "GB":
		return productsGB
	}
	return productsUS
}

// supported are the products of the list that the bank has. One that no bank
// lists, such as a report made from other data, does not depend on the bank.
func (b institution) supported(products []string) []string {
	var list []string
	for _, p := range products {
		if b.supports(p) {
			list = append(list, p)
		}
	}
	return list
}

func (b institution) supports(product string) bool {
	if slices.Contains(b.products(), product) {
		return true
	}
	return !slices.Contains(productsUS, product) && !slices.Contains(productsGB, product)
}

// routingNumbers are the published ones of the real banks and those of Plaid's
// test data for the others (plaid.com/docs/auth/coverage/testing).
func (b institution) routingNumbers() []string {
	switch b.ID {
	case "ins_56", "ins_3":
		return []string{"021000021", "322271627"}
	case pnc:
		return []string{"043000096", "031000053"}
	case "ins_127990":
		return []string{"091000022", "122105155"}
	case "ins_127989":
		return []string{"011000138", "026009593"}
	case "ins_4":
		return []string{"121000248", "121042882"}
	case "ins_20":
		return []string{"011500120", "211070175"}
	case capitalOne:
		return []string{"031176110", "056073502"}
	case amex:
		return []string{"124085066"}
	case houndstooth:
		return []string{"021000021"}
	case windowpane:
		return []string{"333333334"}
	}
	if b.Country != "US" {
		return []string{}
	}
	return []string{achRouting}
}

// authMethods says which of the ways to the numbers the bank knows.
func (b institution) authMethods() authMethods {
	auth := slices.Contains(b.products(), "auth")
	switch {
	case b.ID == houndstooth:
		return authMethods{InstantMatch: true, AutomatedMicroDeposits: true}
	case b.ID == windowpane:
		return authMethods{InstantAuth: true, InstantMicroDeposits: true}
	}
	return authMethods{InstantAuth: auth, InstantMatch: auth && b.Country == "US" && !b.OAuth}
}

// url is the bank's own page; the banks of the Sandbox have none that exists.
func (b institution) url() string {
	switch b.ID {
	case "ins_56", "ins_3":
		return "https://www.chase.com"
	case pnc:
		return "https://www.pnc.com"
	case "ins_127990":
		return "https://www.usbank.com"
	case "ins_127989":
		return "https://www.bankofamerica.com"
	case "ins_4":
		return "https://www.wellsfargo.com"
	case "ins_20":
		return "https://www.citizensbank.com"
	case capitalOne:
		return "https://www.capitalone.com"
	case amex:
		return "https://www.americanexpress.com"
	}
	return "https://" + strings.ToLower(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, b.Name)) + ".example"
}

// colour is drawn from the id, as Plaid does for a bank whose colour it does
// not know; dark enough for white letters.
func (b institution) colour() string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(b.ID)) // documented never to fail
	return fmt.Sprintf("#%06x", h.Sum32()&0x7f7f7f)
}

// isRouting reports nine digits with a valid check sum (ABA).
func isRouting(number string) bool {
	if len(number) != 9 {
		return false
	}
	sum := 0
	for i, d := range number {
		if d < '0' || d > '9' {
			return false
		}
		sum += int(d-'0') * []int{3, 7, 1}[i%3]
	}
	return sum%10 == 0
}
