package sim

import (
	"errors"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
)

// condition is one filter of a list: filter[name op]=want, or the shorthand
// relation.id=want.
type condition struct{ name, op, want string }

func conditions(query url.Values) (list []condition) {
	for _, key := range slices.Sorted(maps.Keys(query)) { // in one order, so that a bad value is met by every call or by none
		values, name, op := query[key], key, "eq"
		if inner, ok := strings.CutPrefix(key, "filter["); ok {
			name, op, _ = strings.Cut(strings.TrimSuffix(inner, "]"), " ")
		} else if !strings.HasSuffix(key, ".id") {
			continue
		}
		list = append(list, condition{name, op, values[0]})
	}
	return list
}

// errFilter is a value that its attribute cannot be held against. The real
// service broke down over one with a 500.
var errFilter = errors.New("a filter has a value of the wrong kind")

var (
	plainNumber = pattern(`^-?[0-9]{1,20}(\.[0-9]{1,10})?$`)
	plainDate   = pattern(`^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?$`)
)

// holds answers whether a value meets a condition. Unknown operators are
// ignored like unknown names.
func (c condition) holds(have datum) (bool, error) {
	text, want := strings.ToLower(have.text), strings.ToLower(c.want)
	switch c.op {
	case "like":
		return strings.Contains(text, want), nil
	case "nlike":
		return !strings.Contains(text, want), nil
	case "sw":
		return strings.HasPrefix(text, want), nil
	case "in", "nin":
		found := false
		for _, w := range strings.Split(c.want, ",") {
			order, err := have.against(w)
			if err != nil {
				return false, err
			}
			found = found || order == 0 && !have.null
		}
		return found == (c.op == "in"), nil
	}
	allowed, known := orders[c.op]
	switch {
	case !known:
		return true, nil
	case c.want == "" && (c.op == "neq" || allowed == orders["eq"]): // nothing at all, whatever the kind
		return (have.text == "") == (c.op != "neq"), nil
	case have.null:
		return c.op == "neq", nil
	}
	order, err := have.against(c.want)
	return allowed[order+1], err
}

// orders are the outcomes less, equal and greater that an operator takes.
var orders = map[string][3]bool{
	"": {1: true}, "eq": {1: true}, "neq": {0: true, 2: true},
	"gt": {2: true}, "gte": {1: true, 2: true}, "lt": {0: true}, "lte": {0: true, 1: true},
}

// against compares with what a query says: numbers as numbers, moments as
// moments, because a query may write one with a fraction or in another zone,
// and all else as text, which is right for days.
func (d datum) against(want string) (int, error) {
	switch {
	case d.number && !plainNumber().MatchString(want), d.date && !d.null && !plainDate().MatchString(want):
		return 0, errFilter
	case d.number:
		return d.compare(datum{text: want, number: true}), nil
	case d.date:
		have, err := time.Parse(time.RFC3339, d.text)
		if at, bad := time.Parse(time.RFC3339, want); err == nil && bad == nil {
			return have.Compare(at), nil
		}
	}
	return strings.Compare(d.text, want), nil
}
