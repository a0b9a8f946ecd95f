package glass

import "strings"

// of reports a text of letters, digits and some other characters, up to n of them.
func of(s string, n int, others string) bool {
	if s == "" || len(s) > n {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z', c >= '0' && c <= '9':
		case strings.IndexByte(others, c) < 0:
			return false
		}
	}
	return true
}

// numeric reports a text of n digits or more without a letter, or one with so many digits in a row
// that it could hold an account number.
func numeric(s string, n int) bool {
	sum, row, letters := 0, 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			sum++
			if row++; row > 7 {
				return true
			}
			continue
		case c >= 'A':
			letters = true
		}
		row = 0
	}
	return !letters && sum >= n
}

// decimal reports a number with so many digits before and behind its point at most.
func decimal(s string, before, behind int) bool {
	whole, part, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return digits(whole, before) && (!point || digits(part, behind))
}

func digits(s string, most int) bool {
	return s != "" && len(s) <= most && digitsIn(s) == len(s)
}

// uuid reports the shape of a UUID.
func uuid(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (c == '-') || !dash && !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f') {
			return false
		}
	}
	return true
}

func digitsIn(s string) (n int) {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}
