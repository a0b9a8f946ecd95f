package primetrust

import (
	"strings"

	"linkdesk/flow"
)

// marked finds the numbers in a text: ids and dates, which may stay; amounts, which may stay
// when they look like money; and runs of digits, which could be an account or routing number.
var marked = flow.Pattern(`(?i)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])` +
	`|(\$ ?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|\$ ?[0-9]{1,9}(?:\.[0-9]{1,2})?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]{1,7}\.[0-9]{1,2})` +
	`|[0-9]{4,}`)

// limitWords stand before a bare number that is an amount, in the words of a refusal about limits.
var limitWords = flow.Pattern(`(?i)\b(?:amount|limit|maximum|max|minimum|exceeds?|exceeded|used|remaining|total|which|usd)(?: (?:of|is|to|by|at|was))?[ :=]+$`)

// bankWords stand before a number that is one of a bank account, though it has a decimal point.
var bankWords = flow.Pattern(`(?i)(?:(?:account|acct|routing|aba|iban|card)|(?:number|no\.|#)(?: is)?|ending(?: in)?|last four)[ :#=]*$`)

// goesOn is a number that is continued behind a blank, as long ones are printed.
var goesOn = flow.Pattern(`^ [0-9]{3,}`)

const nearby = 40 // bytes

// scrubNumbers takes out what could be an account or routing number. Amounts written as money
// stay; with limits also whole ones of up to seven digits that are called an amount or a limit.
func scrubNumbers(s string, limits bool) string {
	var b strings.Builder
	at := 0
	for _, m := range marked().FindAllStringSubmatchIndex(s, -1) {
		b.WriteString(s[at:m[0]])
		at = m[1]
		word := s[m[0]:m[1]]
		// Near words decide; a megabyte of numbers must not be read once for each of them.
		before, after := s[max(0, m[0]-nearby):m[0]], s[m[1]:min(len(s), m[1]+nearby)]
		if m[2] >= 0 || keepsAmount(word, before, after, m[4] >= 0, limits) {
			b.WriteString(word)
		} else {
			b.WriteString("[number]")
		}
	}
	b.WriteString(s[at:])
	return b.String()
}

// keepsAmount reports whether a number may be shown. money says that it is written as money is.
func keepsAmount(word, before, after string, money, limits bool) bool {
	digits := strings.Trim(strings.ReplaceAll(word, ",", ""), "$ ")
	whole, _, _ := strings.Cut(digits, ".")
	switch {
	case joined(before, after), len(whole) > 9, len(whole) > 1 && whole[0] == '0':
		return false
	case !money:
		return limits && len(word) <= 7 && limitWords().MatchString(before) && !goesOn().MatchString(after)
	}
	return strings.ContainsAny(word, "$,") || !bankWords().MatchString(before)
}

// joined reports that a number is a piece of something longer.
func joined(before, after string) bool {
	left, right := strings.TrimRight(before, ".,-_"), strings.TrimLeft(after, ".,-_")
	return left != "" && digit(left[len(left)-1]) || right != "" && digit(right[0])
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
