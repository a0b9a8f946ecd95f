package sim

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// TestContractPaths: every path of the OpenAPI file is played, or is known not to
// be, and then it is a path that does not exist.
func TestContractPaths(t *testing.T) {
	s := newStage(t, Options{})
	good, played := s.good(), plaidHandlers()
	for path := range readFacts(requestFacts) {
		_, left := notPlayed[path]
		if _, ok := played[path]; ok == left {
			t.Errorf("%s: played %t, left out %t", path, ok, left)
		}
		if left {
			s.plaid(path, obj{}).refused(404, "NOT_FOUND")
		} else if len(good[path]) == 0 {
			t.Errorf("%s has no good request in this test", path)
		}
	}
}

// TestContractGood: what every path answers is what the facts say, member for
// member.
func TestContractGood(t *testing.T) {
	facts := readFacts(responseFacts)
	for path := range plaidHandlers() {
		t.Run(path, func(t *testing.T) {
			for i := range newStage(t, Options{}).good()[path] {
				s := newStage(t, Options{})
				a := s.plaid(path, s.good()[path][i]).want(200)
				for _, wrong := range conform(facts[path], a.doc.(obj), "") {
					t.Error(wrong)
				}
				if id := a.str("request_id"); !requestIDShape.MatchString(id) {
					t.Errorf("request_id %q", id)
				}
				if a.header.Get("Plaid-Version") != plaidVersion || !strings.HasPrefix(a.header.Get("Content-Type"), "application/json") {
					t.Errorf("headers %v", a.header)
				}
			}
		})
	}
}

// TestContractBad breaks every member of every request in every way that the
// facts forbid, and wants the refusal that Plaid has for it.
func TestContractBad(t *testing.T) {
	requests, errors := readFacts(requestFacts), readFacts(responseFacts)["error"]
	for path := range plaidHandlers() {
		t.Run(path, func(t *testing.T) {
			s := newStage(t, Options{})
			base := s.good()[path][0]
			n := 0
			for b := range breakages(requests[path], copied(base), "") {
				n++
				a := s.plaid(path, b.body).refused(400, b.code)
				if !strings.Contains(a.str("error_message"), b.names) {
					t.Errorf("%s: the message %q does not name %q", b.what, a.str("error_message"), b.names)
				}
				for _, wrong := range conform(errors, a.doc.(obj), "") {
					t.Errorf("%s: the error's %s", b.what, wrong)
				}
				// What the facts leave open, the error always has: live answers do.
				for _, name := range []string{"display_message", "documentation_url", "request_id", "suggested_action"} {
					if _, there := a.doc.(obj)[name]; !there {
						t.Errorf("%s: the error has no %s", b.what, name)
					}
				}
			}
			if n < 4 {
				t.Errorf("only %d bad requests", n)
			}
		})
	}
}

// breakage is a good body with one thing wrong.
type breakage struct {
	what  string
	body  obj
	code  string
	names string // what the message has to name
}

// breakages yields every breakage of an object's fields inside a body. set puts
// the broken object into its place.
func breakages(fields []field, body obj, prefix string) func(func(breakage) bool) {
	return func(yield func(breakage) bool) {
		walkBreakages(fields, body, prefix, func(inner obj) obj { return inner }, yield)
	}
}

func walkBreakages(fields []field, at obj, prefix string, whole func(obj) obj, yield func(breakage) bool) bool {
	try := func(what string, changed obj, code, names string) bool {
		return yield(breakage{prefix + what, whole(changed), code, names})
	}
	if !try("with a member more", with(copied(at), obj{"no_such_member": 1}), "UNKNOWN_FIELDS", prefix+"no_such_member") {
		return false
	}
	for _, f := range fields {
		if f.required {
			if !try(f.name+" missing", with(copied(at), obj{f.name: nil}), "MISSING_FIELDS", prefix+f.name) {
				return false
			}
		}
		for _, wrong := range f.wrongs(prefix) {
			if !try(f.name+" "+wrong.what, with(copied(at), obj{f.name: wrong.value}), wrong.code, wrong.names) {
				return false
			}
		}
		if !f.descend(at, prefix, whole, yield) {
			return false
		}
	}
	return true
}

// descend breaks the members of an object, or of an array's objects.
func (f field) descend(at obj, prefix string, whole func(obj) obj, yield func(breakage) bool) bool {
	if f.kind == "array" && f.element != nil && f.element.members != nil {
		return walkBreakages(f.element.members, f.element.some().(obj), prefix+f.name+".", func(inner obj) obj {
			return whole(with(copied(at), obj{f.name: []any{inner}}))
		}, yield)
	}
	if f.kind != "object" || f.members == nil {
		return true
	}
	inner, there := at[f.name].(obj)
	if !there {
		inner = f.some().(obj)
	}
	return walkBreakages(f.members, inner, prefix+f.name+".", func(inner obj) obj { return whole(with(copied(at), obj{f.name: inner})) }, yield)
}

// wrong is a value that a field does not take.
type wrong struct {
	what  string
	value any
	code  string
	names string
}

// null stands for JSON's null, because with takes a nil for "leave it out".
var null = (*int)(nil)

func (f field) wrongs(prefix string) []wrong {
	kindCode, kindNames := "INVALID_FIELD", prefix+f.name
	if f.kind == "object" || prefix != "" {
		kindCode, kindNames = "INVALID_CONFIGURATION", ""
	}
	others := map[string]any{"string": "text", "integer": 1.5, "boolean": true, "array": []any{}, "object": obj{}}
	var list []wrong
	for kind, value := range others {
		if kind != f.kind && (kind != "integer" || f.kind != "number") {
			list = append(list, wrong{"is of kind " + kind, value, kindCode, kindNames})
		}
	}
	if !f.nullable {
		list = append(list, wrong{"is null", null, kindCode, kindNames})
	}
	value := func(what string, v any) { list = append(list, wrong{what, v, "INVALID_FIELD", prefix + f.name}) }
	switch {
	case f.kind == "string" && f.least > 0:
		value("is empty", "")
		value("is blank", "  ")
	case f.kind == "array" && f.least > 0:
		value("is empty", []any{})
	case f.kind == "integer" && f.least > math.MinInt:
		value("is too small", f.least-1)
	}
	switch {
	case f.kind == "string" && f.most < math.MaxInt:
		value("is too long", strings.Repeat("x", f.most+1))
	case f.kind == "integer" && f.most < math.MaxInt:
		value("is too large", f.most+1)
	case f.kind == "array" && f.most < math.MaxInt:
		value("is too long", slices.Repeat([]any{f.element.some()}, f.most+1))
	}
	if f.enum != nil {
		value("is not of the list", "no such value")
	}
	if f.element != nil && f.element.enum != nil {
		value("has one that is not of the list", []any{"no such value"})
	}
	if f.element != nil {
		list = append(list, wrong{"has an element of another kind", []any{[]any{}}, kindCode, kindNames})
	}
	return list
}

// TestContractLists: the values with a refusal of their own, which the facts
// leave to the endpoints, are those of the OpenAPI file.
func TestContractLists(t *testing.T) {
	lists := map[string][]string{"/institutions/search\tproducts[]\t": knownProducts, "/processor/token/create\tprocessor\t": processors}
	for row := range strings.Lines(requestFacts) {
		for begins, list := range lists {
			if !strings.HasPrefix(row, begins) {
				continue
			}
			cells := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
			want := strings.Split(cells[5], ",")
			if got := slices.Sorted(slices.Values(list)); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
				t.Errorf("%s: %v, want %v", begins, got, want)
			}
			delete(lists, begins)
		}
	}
	if len(lists) != 0 {
		t.Errorf("no row for %v", lists)
	}
}
