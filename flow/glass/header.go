package glass

import (
	"encoding/base64"
	"maps"
	"net/http"
	"slices"
	"strings"

	"linkdesk/flow"
)

// headerKind is the list of the headers that may be seen.
func headerKind(name string) kind {
	switch name {
	case "Content-Type", "Accept", "User-Agent":
		return agent
	case "Plaid-Version":
		return when
	case "Retry-After":
		return count
	case "X-Idempotent-Id-V2", "X-Request-Id", "Plaid-Request-Id":
		return id
	case "Content-Location", "Location":
		return address
	case "Date":
		return moment
	}
	return 0
}

// headers are those worth showing: of a request all, of an answer those that say something.
func (m *masker) headers(h http.Header, asking bool) (out []flow.Header) {
	for _, name := range slices.Sorted(maps.Keys(h)) {
		value := h.Get(name)
		switch k := headerKind(name); {
		case name == "Authorization":
			out = append(out, flow.Header{Name: name, Value: m.authorization(value)})
		case k != 0:
			if shown, ok := m.seen(k, value); ok {
				value = shown
			} else {
				value = m.hide(secret, value)
			}
			out = append(out, flow.Header{Name: name, Value: value})
		case asking && of(name, 60, "-_"):
			out = append(out, flow.Header{Name: name, Value: m.hide(secret, value)})
		}
	}
	return out
}

// authorization shows what kind of credentials they are.
func (m *masker) authorization(value string) string {
	scheme, rest, _ := strings.Cut(value, " ")
	m.hide(secret, rest)
	if scheme != "Basic" && scheme != "Bearer" {
		return flow.Hidden
	}
	if pair, err := base64.StdEncoding.DecodeString(rest); err == nil && scheme == "Basic" {
		user, password, _ := strings.Cut(string(pair), ":")
		m.hide(secret, user)
		m.hide(secret, password)
	}
	return scheme + " " + flow.Hidden
}
