package kit

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks plain text into lines of at most w cells, at spaces only, so that a command or
// an id is never broken at its hyphens. A word wider than a line is broken where it must be.
// A line that goes on never begins like one of ours: words of others could be laid out so that a
// sign comes to stand there.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return nil
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(Safe(s)) {
		switch {
		case line == "":
			line = word
		case Width(line)+1+Width(word) <= w:
			line += " " + word
		default:
			lines = append(lines, line)
			line = goesOn(word)
		}
		for {
			if len(line) <= w {
				break // no character has more cells than bytes
			}
			head, rest := split(line, w)
			if rest == "" {
				break
			}
			if head == "" {
				// A wide character in a column of one cell: there is no way to show it.
				line = ""
				break
			}
			lines, line = append(lines, head), goesOn(rest)
		}
	}
	return append(lines, line)
}

// leads are what lines of the console begin with.
const leads = "✓✔✗✘◐○●▸›↻▼▲◂"

// goesOn marks a line that goes on, where it could be taken for a new one.
func goesOn(line string) string {
	if r, _ := utf8.DecodeRuneInString(line); strings.ContainsRune(leads, r) {
		return ellipsis + line
	}
	return line
}

// split takes as many whole characters off the head of s as w cells hold.
func split(s string, w int) (head, rest string) {
	for at, cells := 0, 0; at < len(s); {
		size, n := 1, 1
		if !plainAt(s, at) {
			c, width := ansi.FirstGraphemeCluster(s[at:], ansi.GraphemeWidth)
			size, n = len(c), width
		}
		if cells += n; cells > w {
			return s[:at], s[at:]
		}
		at += size
	}
	return s, ""
}

// plainAt reports a character of ASCII that nothing behind it can be part of.
func plainAt(s string, at int) bool {
	return s[at] >= 0x20 && s[at] <= 0x7e && (at+1 == len(s) || s[at+1] < 0x80)
}
