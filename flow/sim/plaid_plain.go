package sim

import (
	"bytes"
	"encoding/json"
	"io"
)

// decodeBody reads a body the quick way where that can be done. A body with objects
// is measured as it is written anew, so it goes through a map, however plain it is.
func decodeBody(body []byte, endpoint plaidEndpoint) (sent, bool) {
	if !endpoint.nested {
		if p, ok := readPlain(body); ok {
			return p, true
		}
	}
	return decodeObject(body, endpoint.numbers)
}

// decodeObject reads a body that has to be one JSON object and nothing more.
// Numbers are kept as they were written where the endpoint takes any, which costs
// half as much again.
func decodeObject(body []byte, numbers bool) (object, bool) {
	var m object
	if !numbers {
		err := json.Unmarshal(body, &m)
		return m, err == nil && m != nil
	}
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	if err := dec.Decode(&m); err != nil || m == nil {
		return nil, false
	}
	_, err := dec.Token()
	return m, err == io.EOF
}

// readPlain reads a plain body. ok is false for every other one, right or wrong:
// those are left to encoding/json, which alone decides what a body means once it
// has escapes, letters beyond ASCII, other values than texts or a name twice.
func readPlain(body []byte) (p *plain, ok bool) {
	// One copy, of which all texts are parts.
	rest, ok := token(string(body), '{')
	p = new(plain)
	p.texts = p.room[:0]
	for ok && len(p.texts) < maxPlain {
		var t text
		if t.name, rest, ok = quoted(rest); !ok {
			return nil, false
		}
		if _, twice := p.find(t.name); twice {
			return nil, false
		}
		if rest, ok = token(rest, ':'); !ok {
			return nil, false
		}
		if t.value, rest, ok = quoted(rest); !ok {
			return nil, false
		}
		p.texts = append(p.texts, t)
		if end, closed := token(rest, '}'); closed {
			return p, blank(end) == ""
		}
		rest, ok = token(rest, ',')
	}
	return nil, false
}

// usualMembers are as many as a call has with its credentials. Beyond maxPlain
// a map is the quicker one.
const usualMembers, maxPlain = 5, 16

// token takes one sign of JSON's grammar, with the blanks before it.
func token(s string, sign byte) (rest string, ok bool) {
	s = blank(s)
	if s == "" || s[0] != sign {
		return s, false
	}
	return s[1:], true
}

// quoted takes a text without escapes and control characters, of ASCII alone.
func quoted(s string) (value, rest string, ok bool) {
	s, ok = token(s, '"')
	if !ok {
		return "", s, false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"':
			return s[:i], s[i+1:], true
		case c < ' ' || c == '\\' || c > '~':
			return "", s, false
		}
	}
	return "", s, false
}

// blank takes JSON's white space away.
func blank(s string) string {
	for s != "" && (s[0] == ' ' || s[0] == '\t' || s[0] == '\n' || s[0] == '\r') {
		s = s[1:]
	}
	return s
}
