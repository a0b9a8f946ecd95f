package kit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// ellipsis marks text that was cut.
const ellipsis = "…"

// Safe returns s fit for one line of a terminal: line breaks and tabs become
// spaces; other control, format and private-use characters and invalid bytes
// become U+FFFD. Providers' text is already cleaned where it is decoded; this
// is the last door before the screen.
//
// What only changes the looks of the character before it is left out: terminals
// do not agree how many cells that takes, and columns would not stay in line.
// Text that runs from right to left is left to the terminal, which turns it or
// does not: no control is written that would move its neighbours.
func Safe(s string) string {
	if isSafe(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for _, r := range s {
		switch marks = stacked(marks, r); {
		case marks > marksLimit:
		case r == '\n', r == '\r', r == '\t', r == '\u2028', r == '\u2029':
			b.WriteByte(' ')
		case ornament(r):
		case unsafeRune(r):
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// SafeLines is Safe for a text of several lines, which stay lines: for what leaves the screen by
// the clipboard, where a shell would run what a carriage return ends.
func SafeLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Safe(lines[i])
	}
	return strings.Join(lines, "\n")
}

// isSafe is the usual case, answered without copying.
func isSafe(s string) bool {
	marks := 0
	for _, r := range s {
		if r > 0x7e && (ornament(r) || unsafeRune(r)) || r < 0x20 || r == 0x7f {
			return false
		}
		if marks = stacked(marks, r); marks > marksLimit {
			return false
		}
	}
	return true
}

// marksLimit caps the marks on one character, so that stacked marks cannot paint over the lines
// above.
const marksLimit = 4

// stacked counts the marks that stand on one character.
func stacked(marks int, r rune) int {
	if r > 0x7e && unicode.Is(unicode.M, r) {
		return marks + 1
	}
	return 0
}

// ornament reports variation selectors, the tones of skin, and the frame of a keycap.
func ornament(r rune) bool {
	return r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef || r >= 0x180b && r <= 0x180f && r != 0x180e ||
		r >= 0x1f3fb && r <= 0x1f3ff || r == 0x20e3
}

// blank reports letters that show nothing, which could make one name look like another.
func blank(r rune) bool {
	switch r {
	case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0:
		return true
	}
	return false
}

// unsafeRune reports runes that could steer a terminal, hide, or reorder text.
func unsafeRune(r rune) bool {
	if r >= 0x20 && r < 0x7f {
		return false
	}
	return r == utf8.RuneError || blank(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp)
}

// Width is the number of cells s takes, escape sequences not counted. Most of what is drawn
// is plain ASCII and needs no look at its graphemes.
func Width(s string) int {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return ansi.StringWidth(s)
		}
	}
	return len(s)
}

// Cut shortens s to at most w cells and marks the cut with an ellipsis.
func Cut(s string, w int) string {
	switch {
	case w <= 0:
		return ""
	case Width(s) <= w:
		return s
	}
	return ansi.Truncate(s, w, ellipsis)
}

// CutMiddle shortens s to at most w cells and keeps both ends, because the
// end of an id is the part that people compare.
func CutMiddle(s string, w int) string {
	n := Width(s)
	if n <= w {
		return s
	}
	if w < 3 {
		return Cut(s, w)
	}
	head := (w - 1) / 2
	tail := ansi.Cut(s, n-(w-1-head), n)
	if Width(tail) > w-1-head {
		// The cut fell into a wide character and took it whole.
		tail = ansi.Cut(s, n-(w-1-head)+1, n)
	}
	return ansi.Cut(s, 0, head) + ellipsis + tail
}

// Pad makes s exactly w cells wide: cut if longer, filled up if shorter.
func Pad(s string, w int) string {
	s, n := fill(s, w)
	return s + strings.Repeat(" ", n)
}

// PadLeft is Pad with the text at the right edge, for numbers.
func PadLeft(s string, w int) string {
	s, n := fill(s, w)
	return strings.Repeat(" ", n) + s
}

// fill cuts s to w cells if it is longer, and says how many it is short of w otherwise. A
// cut may fall one cell short, where a wide character found no room.
func fill(s string, w int) (string, int) {
	n := Width(s)
	if n > w {
		s = Cut(s, w)
		n = Width(s)
	}
	return s, max(w-n, 0)
}

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

// signs are what lines of the console begin with.
const signs = "✓✔✗✘◐○●▸›↻▼▲◂"

// goesOn marks a line that goes on, where it could be taken for a new one.
func goesOn(line string) string {
	if r, _ := utf8.DecodeRuneInString(line); strings.ContainsRune(signs, r) {
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

// Fit makes a block exactly w by h: lines padded or cut, rows added or left
// off at the end.
func Fit(block string, w, h int) string {
	if w <= 0 || h <= 0 {
		return ""
	}
	lines := strings.Split(block, "\n")
	out := make([]string, h)
	for i := range out {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		out[i] = Pad(line, w)
	}
	return strings.Join(out, "\n")
}

// Quote marks text as somebody else's words. The quotation marks are part of
// the protection: an error message that imitates this program stays a quote.
func Quote(s string) string {
	return "“" + Safe(s) + "”"
}
