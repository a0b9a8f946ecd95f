package main

import (
	"slices"
	"strings"

	"linkdesk/flow/explain"
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

// nearCodes are codes of cards that look like one that has none: those that hold it or begin it, and
// those that share most of its words.
func nearCodes(code string) []string {
	word := strings.ToUpper(code)
	if len(word) < 3 {
		return nil
	}
	near := map[int][]string{}
	for _, c := range explain.Cards() {
		have := strings.ToUpper(c.Code)
		switch words := shared(word, have); {
		case strings.Contains(have, word), strings.HasPrefix(word, have):
			near[0] = append(near[0], c.Code)
		case words >= 2, lettersApart(word, have) <= 2:
			near[1] = append(near[1], c.Code)
		case words == 1 && len(near[2]) < 3:
			near[2] = append(near[2], c.Code)
		}
	}
	all := slices.Concat(near[0], near[1])
	if len(all) == 0 {
		all = near[2]
	}
	return all[:min(len(all), 6)]
}
