package sim

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// cents is money in hundredths: exact, never a float. A single amount stays
// under a thousand millions, so that no sum of a world's transfers overflows.
type cents int64

// decimal is how an amount may be written: no sign, no exponent, no third
// decimal.
var decimal = pattern(`^(0|[1-9][0-9]{0,8})(?:\.([0-9]{1,2}))?$`)

// parseCents reads the digits of an amount.
func parseCents(text string) (cents, bool) {
	m := decimal().FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	fraction := (m[2] + "00")[:2]
	n, err := strconv.ParseInt(m[1]+fraction, 10, 64)
	return cents(n), err == nil
}

// isSent: an attribute that is sent as null is like one that is not sent.
func isSent(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

// readAmount reads an attribute that must be money above zero. Requests may
// send a JSON number or a string.
func readAmount(raw json.RawMessage, name string) (cents, *ptFail) {
	if !isSent(raw) {
		return 0, ptInvalid(name, "is required")
	}
	text := string(raw)
	if raw[0] == '"' {
		if err := json.Unmarshal(raw, &text); err != nil {
			return 0, ptInvalid(name, "is not a string")
		}
	}
	n, ok := parseCents(text)
	switch {
	case !ok:
		return 0, ptInvalid(name, "must be a decimal amount with at most two decimals, under 1000000000")
	case n == 0:
		return 0, ptInvalid(name, "must be greater than 0")
	}
	return n, nil
}

// MarshalJSON writes a number with at least one decimal, as money was read
// back from the real service. Answers to a creation showed whole amounts
// without one; the simulator has one form.
func (n cents) MarshalJSON() ([]byte, error) { return []byte(n.text()), nil }

// UnmarshalJSON reads what MarshalJSON wrote.
func (n *cents) UnmarshalJSON(data []byte) error {
	text, negative := string(data), false
	if text != "" && text[0] == '-' {
		text, negative = text[1:], true
	}
	whole, fraction, _ := strings.Cut(text, ".")
	v, err := strconv.ParseInt(whole+(fraction + "00")[:2], 10, 64)
	if negative {
		v = -v
	}
	*n = cents(v)
	return err
}

func (n cents) text() string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	text := sign + strconv.FormatInt(int64(n/100), 10) + "."
	if n%10 == 0 {
		return text + strconv.FormatInt(int64(n%100/10), 10)
	}
	return text + strconv.FormatInt(int64(n%100/10), 10) + strconv.FormatInt(int64(n%10), 10)
}

// currencies are those that a transfer may name.
var currencies = []string{"AUD", "CAD", "EUR", "GBP", "JPY", "USD"}

// readCurrency: US dollars unless something else is named.
func readCurrency(given *string) (string, *ptFail) {
	if given == nil {
		return "USD", nil
	}
	if !slices.Contains(currencies, *given) {
		return "", ptInvalid("currency-type", "must be AUD, CAD, EUR, GBP, JPY or USD")
	}
	return *given, nil
}
