package bundle

import (
	"strings"
	"unicode"
)

// doc is Markdown in the making.
type doc struct{ strings.Builder }

func (d *doc) line(s string)         { d.WriteString(s + "\n") }
func (d *doc) fact(name, say string) { d.line("- " + name + ": " + say) }
func (d *doc) row(cells ...string)   { d.line("| " + strings.Join(cells, " | ") + " |") }

func (d *doc) section(title string) {
	d.line("")
	d.line("## " + title)
	d.line("")
}

// code puts a text between backquotes. Within them Markdown knows nothing but their end, and in a table
// the bar, so those two are replaced by what looks like them: a way of escaping them that every ticket
// system understands does not exist.
func code(s string) string {
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '`':
			return '\''
		case r == '|':
			return '¦'
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		}
		return r
	}, s))
	if s == "" {
		return ""
	}
	return "`" + s + "`"
}

// prose escapes words of our own that are set as text, such as link_token or <id>.
func prose(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r':
			r = ' '
		case r < unicode.MaxASCII && (unicode.IsPunct(r) || unicode.IsSymbol(r)) && !strings.ContainsRune(".,;:()'/-\"!?%", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
