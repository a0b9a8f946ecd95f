package kit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
