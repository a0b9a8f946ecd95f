package flow

import (
	"strconv"
	"strings"
)

// Money is an amount in minor units (cents) with its ISO 4217 code; it is never a float. A nil
// *Money is an amount that nobody gave.
type Money struct {
	Minor    int64  `json:"minor"`
	Currency string `json:"currency"`
}

// USD is the one currency that ACH moves.
const USD = "USD"

// maxAmount is the most that one transfer may be, in cents: under ten to the twelfth, beyond which
// Prime Trust's own numbers would lose cents.
const maxAmount = 100_000_000_00

// String is the amount as people write it, such as "25.00 USD" or "-1,250.50 USD".
func (m Money) String() string {
	sign, minor := "", m.Minor
	if minor < 0 {
		sign, minor = "-", -minor
	}
	whole := strconv.FormatInt(minor/100, 10)
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	cents := strconv.FormatInt(100+minor%100, 10)[1:]
	return strings.TrimSpace(sign + whole + "." + cents + " " + m.Currency)
}

// Decimal is the amount as a plain decimal number, such as "-1250.50", for the wire.
func (m Money) Decimal() string {
	s := strings.ReplaceAll(Money{Minor: m.Minor}.String(), ",", "")
	return s
}

// ParseAmount reads what an operator typed: "25", "25.00", "1,250.50", "$25", "25 USD". It returns
// an Input fault for nothing, zero, a negative number, more than two decimals, commas in the wrong
// place, another currency than USD, or more than 100,000,000.
func ParseAmount(text string) (Money, error) {
	s := strings.TrimSpace(text)
	if i := strings.IndexFunc(s, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }); i >= 0 {
		if currency := strings.TrimSpace(s[i:]); len(currency) != 3 {
			return Money{}, amountFault("write the amount like 25, 25.00 or 1,250.50")
		} else if !strings.EqualFold(currency, USD) {
			return Money{}, amountFault("ACH moves US dollars only")
		}
		s = strings.TrimSpace(s[:i])
	}
	s = strings.TrimPrefix(s, "$")
	switch {
	case s == "":
		return Money{}, amountFault("there is no amount")
	case strings.HasPrefix(s, "-"):
		return Money{}, amountFault("the amount is negative")
	}
	s, ok := ungroup(s)
	if !ok {
		return Money{}, amountFault("write the amount like 25, 25.00 or 1,250.50")
	}
	m, ok := ParseDecimal(s, USD)
	switch {
	case !ok:
		return Money{}, amountFault("write the amount like 25, 25.00 or 1,250.50, with at most two decimals")
	case m.Minor == 0:
		return Money{}, amountFault("the amount is zero")
	case m.Minor > maxAmount:
		return Money{}, amountFault("the amount is more than 100,000,000.00")
	}
	return m, nil
}

// ungroup takes the commas out of the whole part when they stand between groups of three.
func ungroup(s string) (string, bool) {
	whole, rest, dot := strings.Cut(s, ".")
	if strings.Contains(rest, ",") || dot && rest == "" {
		return "", false
	}
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if len(groups) > 1 && (i > 0 && len(g) != 3 || i == 0 && (g == "" || len(g) > 3 || g[0] == '0')) {
			return "", false
		}
	}
	if dot {
		rest = "." + rest
	}
	return strings.Join(groups, "") + rest, true
}

// ParseDecimal reads a decimal number of a provider: "25", "25.0", "-25.00". False for anything
// else, for parts of a cent, and for what does not fit.
func ParseDecimal(text, currency string) (Money, bool) {
	s, negative := strings.CutPrefix(text, "-")
	whole, rest, dot := strings.Cut(s, ".")
	if whole == "" || dot && rest == "" || strings.Trim(whole+rest, "0123456789") != "" {
		return Money{}, false
	}
	if trimmed := strings.TrimRight(rest, "0"); len(trimmed) > 2 {
		return Money{}, false
	}
	minor, err := strconv.ParseInt(whole+(rest + "00")[:2], 10, 64)
	if err != nil {
		return Money{}, false
	}
	if negative {
		minor = -minor
	}
	return Money{minor, currency}, true
}

func amountFault(why string) *Fault {
	f := inputFault(why)
	f.Op, f.Code = "amount", "BAD_AMOUNT"
	return f
}
