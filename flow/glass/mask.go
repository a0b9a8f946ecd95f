package glass

import (
	"encoding/json"

	"linkdesk/flow"
)

// masker writes one JSON text again, with all values masked but those that may be seen. It reads
// by itself, because what it does stands between a client and its answer.
type masker struct {
	names   map[string]kind
	hidden  []string // credentials, and what was masked so far in both directions of a call
	asking  bool     // the request is read
	private bool     // the request held something about a person: no sentence of the answer is shown

	in    string // one copy, of which all values are parts
	at    int
	out   []byte
	found string // the request_id at the top of the text
}

// newMasker is for one call with those credentials.
func newMasker(names map[string]kind, known []flow.Secret) *masker {
	m := &masker{names: names}
	for _, k := range known {
		k.Use(func(b []byte) {
			if len(b) >= shortest {
				m.hidden = append(m.hidden, string(b))
			}
		})
	}
	return m
}

// depthLimit is how many objects may stand in one another. No provider comes near it.
const depthLimit = 40

// body masks a text. ok is false for what is not JSON; of a text that was cut, as much is given as
// there is of it.
func (m *masker) body(in []byte, cut bool) (out string, ok bool) {
	m.in, m.at, m.out = string(in), 0, make([]byte, 0, len(in)+len(in)/8)
	whole := m.value(0, 0)
	m.space()
	if !cut && (!whole || m.at != len(m.in)) || cut && len(m.out) == 0 {
		return "", false
	}
	return string(m.out), true
}

// value copies one value; k is the kind of the member that it belongs to.
func (m *masker) value(k kind, depth int) bool {
	m.space()
	if m.at >= len(m.in) || depth > depthLimit {
		return false
	}
	switch c := m.in[m.at]; {
	case c == '{':
		return m.list('}', func() bool { return m.member(depth) })
	case c == '[':
		return m.list(']', func() bool { return m.value(k, depth+1) })
	case c == '"':
		s, ok := m.text()
		if ok {
			m.put(k, s)
		}
		return ok
	case c == '-' || c >= '0' && c <= '9':
		return m.number(k)
	}
	for _, literal := range []string{"true", "false", "null"} {
		if end := m.at + len(literal); end <= len(m.in) && m.in[m.at:end] == literal {
			m.at, m.out = end, append(m.out, literal...)
			return true
		}
	}
	return false
}

// list copies what stands between brackets.
func (m *masker) list(closing byte, each func() bool) bool {
	m.out = append(m.out, m.in[m.at])
	m.at++
	for first := true; ; first = false {
		m.space()
		if m.at >= len(m.in) {
			return false
		}
		c := m.in[m.at]
		switch {
		case c == closing && first:
		case first:
			if !each() {
				return false
			}
			continue
		case c == ',':
			before := len(m.out)
			m.at, m.out = m.at+1, append(m.out, ',')
			if !each() {
				if len(m.out) == before+1 {
					m.out = m.out[:before]
				}
				return false
			}
			continue
		case c != closing:
			return false
		}
		m.at, m.out = m.at+1, append(m.out, closing)
		return true
	}
}

// member copies a name and its value. Nothing of it is kept when its value is cut.
func (m *masker) member(depth int) bool {
	before := len(m.out)
	if m.at >= len(m.in) || m.in[m.at] != '"' {
		m.space()
	}
	if m.at >= len(m.in) || m.in[m.at] != '"' {
		return false
	}
	name, ok := m.text()
	m.space()
	if !ok || m.at >= len(m.in) || m.in[m.at] != ':' {
		return false
	}
	m.at++
	k := m.kindOf(name)
	if k == 0 && (!of(name, 60, "_.-[]") || digitsIn(name) > 4 || m.told(name) || worseThan(name)) {
		name = flow.Hidden // a list by account number, say
	}
	m.quote(name)
	m.out = append(m.out, ':')
	value := len(m.out)
	ok = m.value(k, depth+1)
	if !ok && len(m.out) == value {
		m.out = m.out[:before]
	}
	if ok && depth == 0 && name == "request_id" {
		_ = json.Unmarshal(m.out[value:], &m.found)
	}
	return ok
}
