package bundle

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"linkdesk/flow"
)

var update = flag.Bool("update", false, "rewrite the schema and the golden exports")

const schemaFile = "../../docs/export.schema.json"

type object = map[string]any

// shaper writes the schema of what the lists let through.
type shaper struct{ defs object }

// of is the schema of a type. Objects are closed: a member that is on no list makes an export invalid.
func (s *shaper) of(t reflect.Type) object {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return object{"type": "string", "format": "date-time"}
	case t.Kind() == reflect.Pointer:
		return s.of(t.Elem())
	case t.Kind() == reflect.Slice:
		return object{"type": "array", "items": s.of(t.Elem())}
	case t.Kind() == reflect.String:
		return object{"type": "string"}
	case t.Kind() == reflect.Bool:
		return object{"type": "boolean"}
	case t.Kind() != reflect.Struct:
		return object{"type": "integer"}
	}
	if _, done := s.defs[t.Name()]; !done {
		members := object{}
		s.defs[t.Name()] = object{"type": "object", "additionalProperties": false, "properties": members}
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			if r := listed().fields[fieldName{t.Name(), name}]; r.to != 0 {
				members[name] = s.of(t.Field(i).Type)
			}
		}
	}
	return object{"$ref": "#/$defs/" + t.Name()}
}

func orNull(schema object) object { return object{"anyOf": []any{schema, object{"type": "null"}}} }

// schema describes an export. Each kind of event has its own data.
func schema(t *testing.T) []byte {
	t.Helper()
	s, text := &shaper{object{}}, object{"type": "string"}
	stops, who, kinds := []any{}, []any{}, []any{}
	for _, x := range flow.Stops() {
		stops = append(stops, string(x))
	}
	for _, x := range flow.Parties() {
		who = append(who, string(x))
	}
	moment := object{"type": "string", "format": "date-time"}
	for _, e := range eventTypes(t) {
		if listed().kinds[e.Kind()] != 0 {
			kinds = append(kinds, object{"properties": object{"kind": object{"const": string(e.Kind())}, "data": s.of(reflect.TypeOf(e))}})
		}
	}
	closed := func(members object) object {
		var names []string
		for name := range members {
			names = append(names, name)
		}
		slices.Sort(names)
		return object{"type": "object", "additionalProperties": false, "required": names, "properties": members}
	}
	entry := closed(object{"seq": object{"type": "integer", "minimum": 1}, "time": moment, "after_ms": object{"type": "integer", "minimum": 0},
		"stop": object{"enum": stops}, "kind": text, "by": orNull(text), "data": object{"type": "object"}, "calls": object{"type": "array", "items": s.of(reflect.TypeFor[flow.Call]())}})
	entry["oneOf"] = kinds
	card := closed(object{"code": text, "provider": text, "what": text, "who": object{"enum": who}, "do": text, "tell": text, "doc": text})
	top := closed(object{"kind": object{"const": "export"}, "version": object{"const": version}, "for": object{"enum": Profiles()}, "title": text,
		"made": moment, "made_by": object{"type": "array", "items": text, "minItems": 1}, "status": object{"enum": flow.Statuses()}, "stop": object{"enum": stops},
		"who": orNull(object{"enum": who}), "case": s.of(reflect.TypeFor[flow.Case]()), "account": orNull(s.of(reflect.TypeFor[flow.Account]())),
		"failed_at": orNull(object{"enum": stops}), "fault": orNull(s.of(reflect.TypeFor[flow.Fault]())), "card": orNull(card),
		"timeline": object{"type": "array", "items": entry}, "left_out": object{"type": "array", "items": text}})
	top["$schema"], top["$id"], top["$defs"] = "https://json-schema.org/draft/2020-12/schema", "urn:linkdesk:export:1", s.defs
	top["title"] = "An export of a case, as linkdesk history export --format json writes it"
	b, err := json.MarshalIndent(top, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(b, '\n')
}

// golden compares a text with a file, or writes it.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != string(got) {
		t.Errorf("%s is not what is made now (%v); look at it, and rewrite it with: go test ./flow/bundle -update", file, err)
	}
}

// TestTheSchemaIsThatOfTheLists: whoever puts a field on the list also changes what others rely on.
func TestTheSchemaIsThatOfTheLists(t *testing.T) { golden(t, schemaFile, schema(t)) }

// validator reads the schema as others find it.
func validator(t *testing.T) *jsonschema.Resolved {
	t.Helper()
	b, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
