package kit

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// ellipsis marks text that was cut.
const ellipsis = "…"

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
