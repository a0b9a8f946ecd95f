package main

import (
	"slices"
	"strings"
)

// shared counts the words of at least four letters that two codes have in common. ERROR and the like
// say nothing.
func shared(a, b string) int {
	split := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return r == '_' || r == ':' || r == '-' || r == ' ' })
	}
	n := 0
	for _, w := range split(a) {
		if len(w) >= 4 && w != "ERROR" && w != "INVALID" && slices.Contains(split(b), w) {
			n++
		}
	}
	return n
}

// lettersApart is how many letters have to be put in, left out or changed to make one code of the other.
// Short codes are all near to one another, so they count as far.
func lettersApart(a, b string) int {
	if len(a) > 64 || len(b) > 64 || len(a) < 6 || len(b) < 6 {
		return 64
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := before
			if a[i] != b[j] {
				cost++
			}
			before, row[j+1] = row[j+1], min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
