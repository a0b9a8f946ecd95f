package bundle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"linkdesk/flow"
)

// Member is one member of an object. A value is a string, a bool, an int64, Members, or a list of them.
type Member struct {
	Name  string
	Value any
}

// Members is an object whose members have an order.
type Members []Member

// MarshalJSON writes the members in their order.
func (m Members) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, x := range m {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(x.Name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(x.Value)
		if err != nil {
			return nil, err
		}
		b.Write(append(append(name, ':'), value...))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Flat lists what the members say as pairs of a path, such as "item.id", and a text. Paths that are named
// are left away.
func (m Members) Flat(without ...string) [][2]string { return flat(nil, "", m, without) }

func flat(out [][2]string, path string, v any, without []string) [][2]string {
	if slices.Contains(without, path) {
		return out
	}
	switch v := v.(type) {
	case Members:
		if amount, is := v.money(); is {
			return append(out, [2]string{path, amount})
		}
		for _, x := range v {
			out = flat(out, strings.TrimPrefix(path+"."+x.Name, "."), x.Value, without)
		}
	case []any:
		for i, x := range v {
			out = flat(out, fmt.Sprintf("%s.%d", path, i+1), x, without)
		}
	case string:
		if v != "" {
			out = append(out, [2]string{path, v})
		}
	default:
		out = append(out, [2]string{path, fmt.Sprint(v)})
	}
	return out
}

// money is an amount as people read it.
func (m Members) money() (string, bool) {
	if len(m) != 2 || m[0].Name != "minor" || m[1].Name != "currency" {
		return "", false
	}
	minor, _ := m[0].Value.(int64)
	currency, _ := m[1].Value.(string)
	return flow.Money{Minor: minor, Currency: currency}.String(), true
}

// Find is what stands at a path, "" and false when nothing does. Of a list it is every element's, with a
// space between them.
func (m Members) Find(path string) (string, bool) {
	name, rest, deeper := strings.Cut(path, ".")
	for _, x := range m {
		if x.Name != name {
			continue
		}
		switch v := x.Value.(type) {
		case Members:
			return v.Find(rest)
		case []any:
			var all []string
			for _, each := range v {
				if o, is := each.(Members); is {
					if text, ok := o.Find(rest); ok {
						all = append(all, text)
					}
				}
			}
			return strings.Join(all, " "), len(all) > 0
		default:
			return fmt.Sprint(v), !deeper
		}
	}
	return "", false
}

// longNumber finds what could be the number of an account, a card or a person: eight digits or more in a
// row, nine or more in groups, in any script. Ids have such too: they are found first, as the group, and stay.
var longNumber = flow.Pattern(`([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})` +
	`|\p{Nd}(?:[\s._/:T\p{Pd}]{0,2}\p{Nd}){8,}|\p{Nd}{8}`)

// moment is a day, with its time or without, at the beginning or the end of such digits. It stays.
var moment = flow.Pattern(`^(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:[T ][0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?)?(?:$|\s)` +
	`|\s(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$`)

func withoutNumbers(s string) string {
	return longNumber().ReplaceAllStringFunc(s, func(found string) string {
		if m := longNumber().FindStringSubmatch(found); m[1] == found {
			return found
		}
		if at := moment().FindStringIndex(found); at != nil {
			return withoutNumbers(found[:at[0]]) + found[at[0]:at[1]] + withoutNumbers(found[at[1]:])
		}
		return flow.HiddenNumber
	})
}
