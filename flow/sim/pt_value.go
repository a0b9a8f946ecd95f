package sim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// datum is an attribute as a filter or a sort sees it. Null is neither.
type datum struct {
	text         string
	number, null bool
	date         bool
}

// value is an attribute, the id, the id of a related resource, or an attribute
// of one.
func (r *resource) value(name string) (datum, bool) {
	if name == "id" {
		return datum{text: r.ID}, true
	}
	if rel, of, dotted := strings.Cut(name, "."); dotted {
		t, known := r.related[rel]
		switch {
		case !known || t.list != nil || strings.Contains(of, "."):
			return datum{}, false
		case of == "id":
			return datum{text: t.id}, true
		case t.make == nil:
			return datum{null: true}, true
		}
		return t.make().value(of)
	}
	v, known := r.attributes()[name]
	date := strings.HasSuffix(name, "-at") || strings.HasSuffix(name, "-on")
	switch v := v.(type) {
	case nil:
		return datum{null: true, date: date}, known
	case json.Number:
		return datum{text: v.String(), number: true}, true
	default:
		return datum{text: fmt.Sprint(v), date: date}, true
	}
}

func (r *resource) attributes() map[string]any {
	if r.decoded != nil {
		return r.decoded
	}
	raw, err := json.Marshal(r.Attributes)
	r.decoded = make(map[string]any)
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err != nil || d.Decode(&r.decoded) != nil {
		panic(fmt.Sprintf("sim: attributes of %s are not an object", r.Type))
	}
	return r.decoded
}

// compare orders two values of one attribute; null comes first.
func (d datum) compare(other datum) int {
	switch {
	case d.null || other.null:
		return strings.Compare(d.text, other.text)
	case d.number && other.number:
		a, _ := new(big.Rat).SetString(d.text)
		b, _ := new(big.Rat).SetString(other.text)
		return a.Cmp(b)
	}
	return strings.Compare(d.text, other.text)
}

// sortBy orders by a list of attributes, "-" meaning downwards; the resources
// come oldest first and stay so where the attributes are equal.
func sortBy(list []*resource, wanted string) {
	names := strings.Split(wanted, ",")
	keys := make(map[*resource][]datum, len(list))
	for _, r := range list {
		for _, name := range names {
			v, _ := r.value(strings.TrimPrefix(name, "-"))
			keys[r] = append(keys[r], v)
		}
	}
	slices.SortStableFunc(list, func(a, b *resource) int {
		for i, name := range names {
			order := keys[a][i].compare(keys[b][i])
			if strings.HasPrefix(name, "-") {
				order = -order
			}
			if order != 0 {
				return order
			}
		}
		return 0
	})
}
