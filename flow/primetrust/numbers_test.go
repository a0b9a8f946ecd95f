package primetrust

import (
	"regexp"
	"strings"
	"testing"
)

// What is an amount stays readable, what could be an account or routing number never does.
func TestNumbersInWords(t *testing.T) {
	const id = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
	for in, want := range map[string]string{
		"The amount of 50000.01 exceeds the 24 hour limit of 50000.0 for this bank account, of which 0.0 is used": "",
		"Amount $5,000.00 exceeds the 7 day limit of $100,000 for this bank account":                              "",
		"amount 60000 exceeds the limit of 50000; 1200.50 is left":                                                "",
		"limit is 50000, amount: 50001, total 1250, of which 4200 is used":                                        "",
		"the limit for this bank account is 5000.00, not $25":                                                     "",
		"held until 2026-12-03, see " + id:                                                                        "",
		"account 1111222233330000 is over the limit of 50000":                                                     "account [number] is over the limit of 50000",
		"limit 1111222233330000":                                "limit [number]",
		"acct1234567, routing 011401533":                        "acct[number], routing [number]",
		"bank account 12345 exceeds 50000":                      "bank account [number] exceeds 50000",
		"account 1234567.0, account number is 1234567.0":        "account [number], account number is [number]",
		"01140153311112222333300001111 both":                    "[number] both",
		"1111 2222 3333 0000":                                   "[number] [number] [number] [number]",
		"limit 1111 2222 3333 0000":                             "limit [number] [number] [number] [number]",
		"1111-2222-3333-0000 and 1,111,222,233,330":             "[number]-[number]-[number]-[number] and [number]",
		"$1111222233330000 or $011401533":                       "[number][number] or [number]",
		"ending in 4321, number: 9876, amount 0123, total 0123": "ending in [number], number: [number], amount [number], total [number]",
		"20261203 or 52026-12-03":                               "[number] or [number]-12-03",
	} {
		if want == "" {
			want = in
		}
		if got := scrubNumbers(in, true); got != want {
			t.Errorf("%q became\n%q, want\n%q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"limit of 50000": "limit of [number]", "R01 insufficient funds, $25.00 of 25.50": "R01 insufficient funds, $25.00 of 25.50",
	} {
		if got := scrubNumbers(in, false); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func FuzzNumbers(f *testing.F) {
	f.Add("the limit of 50000 for account 1111222233330000")
	f.Add("$1,250.50 6ba7b810-9dad-41d1-80b4-00c04fd430c8 2026-11-22")
	long := regexp.MustCompile(`[0-9]{10,}`)
	f.Fuzz(func(t *testing.T, s string) {
		for _, limits := range []bool{true, false} {
			got := scrubNumbers(s, limits)
			rest := got
			for _, id := range regexp.MustCompile(`(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`).FindAllString(got, -1) {
				rest = strings.ReplaceAll(rest, id, " ")
			}
			if long.MatchString(rest) {
				t.Errorf("%q became %q", s, got)
			}
		}
	})
}
