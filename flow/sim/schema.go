package sim

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"
)

// A field says what one member of a request body may be. Plaid decodes
// strictly: what is not in the table is refused by its dotted name.
type field struct {
	name     string
	kind     string // string, integer, boolean, array, object
	required bool
	nullable bool
	nonEmpty bool    // a string or array of length zero is refused
	open     bool    // an object whose members are not checked
	members  []field // of an object
}

func text(name string) field { return field{name: name, kind: "string"} }
func flag(name string) field { return field{name: name, kind: "boolean"} }
func whole(name string) field {
	return field{name: name, kind: "integer"}
}

// list is an array of strings, the only arrays of this subset.
func list(name string) field { return field{name: name, kind: "array"} }

func object(name string, members ...field) field {
	return field{name: name, kind: "object", members: members}
}

// anything is an object that belongs to a product the simulator does not play:
// it is accepted as the real service does and not looked into.
func anything(name string) field {
	return field{name: name, kind: "object", open: true, nullable: true}
}

func (f field) must() field { f.required = true; return f }
func (f field) full() field { f.nonEmpty = true; return f }
func (f field) null() field { f.nullable = true; return f }

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
func (v *verdict) check(fields []field, body map[string]any, prefix string) {
	for _, f := range fields {
		value, there := body[f.name]
		switch {
		case !there:
			if f.required {
				v.missing = append(v.missing, prefix+f.name)
			}
		case value == nil:
			if !f.nullable {
				v.refuse(f, prefix, f.shape())
			}
		default:
			v.value(f, value, prefix)
		}
	}
	for name := range body {
		if !slices.ContainsFunc(fields, func(f field) bool { return f.name == name }) {
			v.unknown = append(v.unknown, prefix+name)
		}
	}
}

func (v *verdict) value(f field, value any, prefix string) {
	ok, size := false, -1
	switch value := value.(type) {
	case string:
		ok, size = f.kind == "string", len(strings.TrimSpace(value))
	case bool:
		ok = f.kind == "boolean"
	case json.Number:
		// By its literal, because 1800.0 does not fit an integer.
		_, err := strconv.ParseInt(value.String(), 10, 32)
		ok = f.kind == "integer" && err == nil
	case []any:
		ok, size = f.kind == "array" && onlyStrings(value), len(value)
	case map[string]any:
		if ok = f.kind == "object"; ok && !f.open {
			v.check(f.members, value, prefix+f.name+".")
		}
	}
	if !ok || f.nonEmpty && size == 0 {
		v.refuse(f, prefix, f.shape())
	}
}

// refuse keeps the first bad value. A nested one is told without its name, as
// the real service does (INVALID_CONFIGURATION).
func (v *verdict) refuse(f field, prefix, what string) {
	switch {
	case v.invalid != nil:
	case f.kind == "object" || prefix != "" && !f.nonEmpty:
		v.invalid = failCode("INVALID_CONFIGURATION")
	default:
		v.invalid = fail("INVALID_FIELD", prefix+f.name+" must be "+what)
	}
}

// shape is what the field has to be, in words.
func (f field) shape() string {
	what := f.kind
	if f.kind == "array" {
		what = "string array"
	}
	if f.nonEmpty {
		return "a non-empty " + what
	}
	if f.kind == "array" || f.kind == "integer" {
		return "an " + strings.Replace(f.kind, "array", "array of strings", 1)
	}
	return "a " + what
}

func onlyStrings(list []any) bool {
	for _, v := range list {
		if _, ok := v.(string); !ok {
			return false
		}
	}
	return true
}

// decodeObject reads a body that has to be one JSON object and nothing more.
func decodeObject(body []byte) (map[string]any, bool) {
	var m map[string]any
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	if err := dec.Decode(&m); err != nil || m == nil {
		return nil, false
	}
	_, err := dec.Token()
	return m, err == io.EOF
}
