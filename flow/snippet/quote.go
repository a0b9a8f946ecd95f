package snippet

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"linkdesk/flow"
)

// literal is what stands between double quotes. The characters of special have a meaning there and
// get a backslash; what a terminal would not show as it is, is written by its number. Once one
// character is of that sort, all beyond ASCII are: among them nobody could tell which it was.
func literal(s, special string, number func(rune) string, ascii bool) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	ascii = ascii || flow.CleanTo(s, len(s)) != s
	var b strings.Builder
	for _, r := range s {
		switch {
		case strings.ContainsRune(special, r):
			b.WriteString(`\` + string(r))
		case r >= ' ' && r < 0x7f, r > 0x7f && !ascii:
			b.WriteRune(r)
		default:
			b.WriteString(number(r))
		}
	}
	return b.String()
}

// units is a character as JSON, JavaScript and Java number it: beyond 16 bits it is two.
func units(r rune) string {
	if high, low := utf16.EncodeRune(r); high != '\ufffd' {
		return fmt.Sprintf(`\u%04x\u%04x`, high, low)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// wide is a character as Go and Python number it.
func wide(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// javaNumber is in octal what Java would read as its sign before it looks for quotation marks.
func javaNumber(r rune) string {
	if r < 0x80 {
		return fmt.Sprintf(`\%03o`, r)
	}
	return units(r)
}

func rubyNumber(r rune) string { return fmt.Sprintf(`\u{%x}`, r) }

// dialect is how a language writes a text and reads a variable.
type dialect struct {
	text func(string) string // with its quotation marks, if the language has them
	env  string              // with the variable's name for %s
}

func dialectOf(l Language) dialect {
	quote := func(special string, number func(rune) string, ascii bool) func(string) string {
		return func(s string) string { return `"` + literal(s, special, number, ascii) + `"` }
	}
	switch l {
	case InNode:
		return dialect{quote(`"\`, units, false), `env("%s")`}
	case InPython:
		return dialect{quote(`"\`, wide, false), `os.environ["%s"]`}
	case InRuby: // in which #{}, #$ and #@ have a meaning
		return dialect{quote(`"\#`, rubyNumber, false), `ENV.fetch("%s")`}
	case InGo:
		return dialect{quote(`"\`, wide, false), `env("%s")`}
	case InJava: // javac before 18 reads a file in whatever encoding the machine has
		return dialect{quote(`"\`, javaNumber, true), `env("%s")`}
	}
	// A place in a curl is inside of a JSON text inside of single quotes.
	return dialect{func(s string) string {
		return strings.ReplaceAll(literal(s, `"\`, units, false), `'`, `'\''`)
	}, `'"$%s"'`}
}
