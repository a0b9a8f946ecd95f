package sim

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A field says what one member of a request body may be. Plaid decodes
// strictly: what is not in the table is refused by its dotted name.
type field struct {
	name     string
	kind     string // string, integer, number, boolean, array, object
	required bool
	nullable bool
	least    int      // length of a string, elements of an array, value of a number
	most     int      // likewise
	enum     []string // of a string; nil = anything
	members  []field  // of an object; none = an object that is not looked into
	element  *field   // of an array
}

// verdict collects what is wrong with a body.
type verdict struct {
	missing, unknown []string
	invalid          *plaidFail // the first one
}

// fail is the refusal that the verdict deserves, nil when nothing is wrong.
func (v *verdict) fail() *plaidFail {
	slices.Sort(v.unknown)
	switch {
	case len(v.unknown) > 0:
		return fail("UNKNOWN_FIELDS", "the following fields are not recognized by this endpoint: "+strings.Join(v.unknown, ", "))
	case len(v.missing) > 0:
		return fail("MISSING_FIELDS", "the following required fields are missing: "+strings.Join(v.missing, ", "))
	}
	return v.invalid
}

// check holds a decoded object against its fields.
func (v *verdict) check(fields []field, body sent, prefix string) {
	for _, f := range fields {
		value, there := body.member(f.name)
		switch {
		case there:
			v.value(f, value, prefix)
		case f.required:
			v.missing = append(v.missing, prefix+f.name)
		}
	}
	for _, name := range body.beyond(fields) {
		v.unknown = append(v.unknown, prefix+name)
	}
}

func (v *verdict) value(f field, value any, prefix string) {
	switch value := value.(type) {
	case nil:
		v.kind(f.nullable, f, prefix)
	case string:
		if v.kind(f.kind == "string", f, prefix) {
			v.text(f, value, prefix)
		}
	case bool:
		v.kind(f.kind == "boolean", f, prefix)
	case float64:
		v.kind(false, f, prefix) // no field of the endpoint is a number
	case json.Number:
		v.number(f, value, prefix)
	case []any:
		if v.kind(f.kind == "array", f, prefix) {
			v.list(f, value, prefix)
		}
	case map[string]any:
		if v.kind(f.kind == "object", f, prefix) && f.members != nil {
			v.check(f.members, object(value), prefix+f.name+".")
		}
	}
}

// kind refuses a value of the wrong kind. A nested one is told without its name,
// as the real service does (INVALID_CONFIGURATION).
func (v *verdict) kind(right bool, f field, prefix string) bool {
	switch {
	case right:
	case f.kind == "object" || prefix != "":
		v.keep(failCode("INVALID_CONFIGURATION"))
	default:
		v.invalidField(f, prefix)
	}
	return right
}

func (v *verdict) text(f field, value, prefix string) {
	size := len([]rune(value))
	if strings.TrimSpace(value) == "" {
		size = 0 // blanks are no name
	}
	switch {
	case size < f.least || size > f.most:
		v.invalidField(f, prefix)
	case f.enum != nil && !slices.Contains(f.enum, value):
		v.keep(fail("INVALID_FIELD", prefix+f.name+" must be one of "+strings.Join(f.enum, ", ")))
	}
}

// number goes by the literal, because 1800.0 does not fit an integer.
func (v *verdict) number(f field, value json.Number, prefix string) {
	if f.kind == "number" {
		return
	}
	n, err := strconv.ParseInt(value.String(), 10, 32)
	if v.kind(f.kind == "integer" && err == nil, f, prefix) && (n < int64(f.least) || n > int64(f.most)) {
		v.invalidField(f, prefix)
	}
}

// list names the array, never an element of it: "an array of strings" says more.
func (v *verdict) list(f field, values []any, prefix string) {
	if len(values) < f.least || len(values) > f.most {
		v.invalidField(f, prefix)
		return
	}
	for _, value := range values {
		if f.element == nil {
			return
		}
		inner := verdict{}
		element := *f.element
		element.name = f.name
		inner.value(element, value, prefix)
		v.missing, v.unknown = append(v.missing, inner.missing...), append(v.unknown, inner.unknown...)
		switch {
		case inner.invalid == nil:
		case element.enum != nil || element.kind == "object":
			v.keep(inner.invalid)
		default:
			v.kind(false, f, prefix)
		}
	}
}

func (v *verdict) invalidField(f field, prefix string) {
	v.keep(fail("INVALID_FIELD", prefix+f.name+" must be "+f.shape()))
}

// keep remembers the first thing that is wrong.
func (v *verdict) keep(f *plaidFail) {
	if v.invalid == nil {
		v.invalid = f
	}
}

// shape is what the field has to be, in words.
func (f field) shape() string {
	switch {
	case f.kind == "integer" && f.most < math.MaxInt:
		return "an integer from " + strconv.Itoa(f.least) + " to " + strconv.Itoa(f.most)
	case f.kind == "integer":
		return "an integer"
	case f.kind == "array" && f.least == 1:
		return "a non-empty " + f.element.kind + " array"
	case f.kind == "array":
		return "an array of " + f.element.kind + "s"
	case f.most < math.MaxInt:
		return "a " + f.kind + " of at most " + strconv.Itoa(f.most) + " characters"
	case f.least == 1:
		return "a non-empty " + f.kind
	case f.kind == "object":
		return "an object"
	}
	return "a " + f.kind
}
