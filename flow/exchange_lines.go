package flow

import "strings"

// Lines sets the body for reading, a member on each line. A body that was cut is set as far as
// it goes.
func (m Message) Lines() []string {
	var out []string
	var line strings.Builder
	depth := 0
	fresh := func() {
		out = append(out, line.String())
		line.Reset()
		line.WriteString(strings.Repeat("  ", max(depth, 0)))
	}
	for i := 0; i < len(m.Body); i++ {
		switch c := m.Body[i]; c {
		case '"':
			end := TextEnd(m.Body, i)
			line.WriteString(m.Body[i:end])
			i = end - 1
		case '{', '[':
			line.WriteByte(c)
			if i+1 < len(m.Body) && m.Body[i+1] == c+2 { // nothing in it: both brackets are two apart
				line.WriteByte(c + 2)
				i++
				continue
			}
			depth++
			fresh()
		case '}', ']':
			depth--
			fresh()
			line.WriteByte(c)
		case ',':
			line.WriteByte(c)
			fresh()
		case ':':
			line.WriteString(": ")
		default:
			line.WriteByte(c)
		}
	}
	if strings.TrimSpace(line.String()) != "" {
		out = append(out, line.String())
	}
	return out
}

// TextEnd is where a JSON text goes on behind the string that begins at i.
func TextEnd(s string, i int) int {
	for i++; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}
