// Package snippet writes a call to a provider as code that a person can run. It is pure: what it
// writes is made of a flow.Exchange, in which every secret is masked already, and a mask becomes
// a variable named as the provider names what belongs there.
//
// A language is one function on a call; Curl is the first.
package snippet

import (
	"strings"

	"linkdesk/flow"
)

// Variables lists the variables of a call's code, in the order in which they appear.
func Variables(x flow.Exchange) []string {
	var out []string
	for _, n := range read(x).variables {
		out = append(out, n.name)
	}
	return out
}

// piece is a part of a text: as it stands, or a variable.
type piece struct{ text, variable string }

// call is an Exchange as code needs it.
type call struct {
	method  string
	url     []piece
	headers []header
	user    []piece // of Basic authentication: name and password
	body    []piece // JSON, whose strings may hold variables
	cut     bool    // the body is not whole, so the code is not
	// variables are all that were named so far.
	variables []variable
}

type header struct {
	name  string
	value []piece
}

// variable is a name with the masks that it stands for: the same mask of the same member is the
// same secret.
type variable struct{ name, of string }

// read takes an Exchange apart.
func read(x flow.Exchange) *call {
	c := &call{method: x.Method, cut: x.Request.Note != ""}
	c.url = c.split(x.URL, "VALUE")
	for _, h := range x.Request.Headers {
		c.header(h)
	}
	c.body = c.json(x.Request.Body)
	return c
}

// header keeps what the service needs. What a program says of itself is not needed, and a header
// of which only the name is known would be wrong.
func (c *call) header(h flow.Header) {
	switch value := h.Value; {
	case h.Name == "User-Agent":
	case h.Name == "Authorization" && strings.HasPrefix(value, "Basic "):
		c.user = []piece{c.variable("PRIMETRUST_EMAIL", ""), {text: ":"}, c.variable("PRIMETRUST_PASSWORD", "")}
	case h.Name == "Authorization":
		c.headers = append(c.headers, header{h.Name, []piece{{text: "Bearer "}, c.variable("PRIMETRUST_TOKEN", "")}})
	case strings.EqualFold(h.Name, "Plaid-Client-Id"):
		c.headers = append(c.headers, header{"PLAID-CLIENT-ID", []piece{c.variable("PLAID_CLIENT_ID", "")}})
	case strings.EqualFold(h.Name, "Plaid-Secret"):
		c.headers = append(c.headers, header{"PLAID-SECRET", []piece{c.variable("PLAID_SECRET", "")}})
	case strings.EqualFold(h.Name, "X-Idempotent-ID-V2") && value == flow.Hidden:
		c.headers = append(c.headers, header{"X-Idempotent-ID-V2", []piece{c.variable("IDEMPOTENCY_KEY", "")}})
	case !strings.Contains(value, flow.Hidden):
		c.headers = append(c.headers, header{h.Name, []piece{{text: value}}})
	}
}

// split puts variables where masks are in an address.
func (c *call) split(s, name string) (out []piece) {
	for i, part := range strings.Split(s, flow.Hidden) {
		if i > 0 {
			out = append(out, c.variable(name, ""))
		}
		if part != "" {
			out = append(out, piece{text: part})
		}
	}
	return out
}

// json puts variables where masks are in a body.
func (c *call) json(s string) (out []piece) {
	at, member := 0, ""
	for i := 0; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		end := flow.TextEnd(s, i)
		text := strings.TrimSuffix(s[i+1:end], `"`)
		switch {
		case end < len(s) && s[end] == ':':
			member = text
		case text == flow.HiddenNumber: // without its quotation marks
			out = append(out, piece{text: s[at:i]}, c.variable(variableOf(member), text))
			at = end
		case strings.Contains(text, flow.Hidden), flow.IsHidden(text):
			out = append(out, piece{text: s[at : i+1]}, c.variable(variableOf(member), text))
			at = end - 1
		}
		i = end - 1
	}
	if at < len(s) {
		out = append(out, piece{text: s[at:]})
	}
	return out
}
