package glass

import (
	"encoding/json"
	"unicode/utf8"

	"linkdesk/flow"
)

// text reads a string.
func (m *masker) text() (string, bool) {
	plain := true
	for i := m.at + 1; i < len(m.in); i++ {
		switch c := m.in[i]; {
		case c == '"':
			raw := m.in[m.at : i+1]
			m.at = i + 1
			if plain {
				return raw[1 : len(raw)-1], true
			}
			var s string
			err := json.Unmarshal([]byte(raw), &s)
			return s, err == nil
		case c == '\\':
			plain = false
			i++
		case c < ' ':
			return "", false
		case c >= utf8.RuneSelf:
			plain = false
		}
	}
	return "", false
}

// number reads a number, and judges it as the text that it is. It may be longer than any that
// there is, so it is kept as text.
func (m *masker) number(k kind) bool {
	from := m.at
	for m.at < len(m.in) && (m.in[m.at] >= '0' && m.in[m.at] <= '9' || m.in[m.at] == '-' || m.in[m.at] == '+' || m.in[m.at] == '.' || m.in[m.at]|0x20 == 'e') {
		m.at++
	}
	s := m.in[from:m.at]
	if !json.Valid([]byte(s)) || m.at == len(m.in) && len(m.out) > 0 { // within an object a number at the end was cut
		return false
	}
	if k == word || k == id {
		k = count // a code may come as a number, an account's number must not
	}
	if shown, ok := m.seen(k, s); ok && k != remark && k != text {
		m.out = append(m.out, shown...)
		return true
	}
	if len(s) > 1 {
		m.hide(k, s)
	}
	m.quote(flow.HiddenNumber)
	return true
}

// put writes a string as it may be seen.
func (m *masker) put(k kind, s string) {
	shown, ok := s, s == ""
	if !ok {
		shown, ok = m.seen(k, s)
	}
	if !ok {
		shown = m.hide(k, s)
	}
	m.quote(shown)
}

func (m *masker) quote(s string) {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			m.out = appendQuoted(m.out, s)
			return
		}
	}
	m.out = append(append(append(m.out, '"'), s...), '"')
}

func (m *masker) space() {
	for m.at < len(m.in) && (m.in[m.at] == ' ' || m.in[m.at] == '\n' || m.in[m.at] == '\t' || m.in[m.at] == '\r') {
		m.at++
	}
}

// appendQuoted writes JSON as people read it, without \u003c for a bracket.
func appendQuoted(out []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = flow.CleanTo(s, len(s))
	}
	out = append(out, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			out = append(out, '\\', byte(r))
		case r < ' ':
			out = append(out, `\u00`...)
			out = append(out, "0123456789abcdef"[r>>4], "0123456789abcdef"[r&15])
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return append(out, '"')
}
