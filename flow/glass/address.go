package glass

import (
	"net/url"
	"strings"

	"linkdesk/flow"
)

// url masks an address: its query by the same list, and anything in its path that is no name of a
// thing.
func (m *masker) url(s string) (string, bool) {
	u, err := url.Parse(s)
	if err != nil || u.User != nil || u.Opaque != "" || u.Host != "" && !of(u.Host, 128, ".-:[]") {
		return "", false
	}
	out := m.path(u.Path)
	if u.Host != "" {
		out = u.Scheme + "://" + u.Host + out
	}
	if u.RawQuery == "" {
		return out, true
	}
	var query []string
	for _, pair := range strings.Split(u.RawQuery, "&") {
		name, value, _ := strings.Cut(pair, "=")
		name, errName := url.QueryUnescape(name)
		value, errValue := url.QueryUnescape(value)
		if errName != nil || errValue != nil || !of(name, 60, "_.-[] ") || digitsIn(name) > 4 {
			query = append(query, flow.Hidden)
			continue
		}
		shown, ok := m.seen(queryKind(name), value)
		if !ok {
			shown = m.hide(0, value)
		}
		query = append(query, escape(name)+"="+escape(shown))
	}
	return out + "?" + strings.Join(query, "&"), true
}

// queryKind is the list for parameters, which have names of their own.
func queryKind(name string) kind {
	switch name {
	case "include", "sort":
		return word
	case "page[number]", "page[size]":
		return count
	case "account.id", "contact.id":
		return id
	}
	return 0
}

// escape is what a parameter needs so that it can be used as it stands, and read.
func escape(s string) string {
	return strings.NewReplacer("%5B", "[", "%5D", "]", "%2C", ",", url.QueryEscape(flow.Hidden), flow.Hidden).Replace(url.QueryEscape(s))
}

func (m *masker) path(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if _, ok := m.seen(id, part); part != "" && !ok {
			parts[i] = flow.Hidden
		}
	}
	return strings.Join(parts, "/")
}
