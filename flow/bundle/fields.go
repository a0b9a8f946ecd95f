package bundle

import (
	"reflect"
	"strings"
	"time"

	"linkdesk/flow"
)

// members lets the fields of a struct through that are on the list.
func (s *sieve) members(v any) Members { return s.fields(reflect.ValueOf(v)) }

func (s *sieve) fields(v reflect.Value) Members {
	out := Members{}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, rest, _ := strings.Cut(field.Tag.Get("json"), ",")
		if v.Field(i).IsZero() && strings.Contains(rest, "omit") {
			continue
		}
		switch r, listed := s.lists.fields[fieldName{v.Type().Name(), name}]; {
		case !listed:
			s.note(unlisted)
		case r.why != "":
			if !v.Field(i).IsZero() {
				s.note(r.why)
			}
		case r.to&s.to != 0:
			if value := s.value(v.Field(i), r.id); value != nil {
				out = append(out, Member{name, value})
			}
		}
	}
	return out
}

// value makes a value of what a field holds; nil when there is nothing, or nothing that is known here.
func (s *sieve) value(v reflect.Value, id bool) any {
	if t, is := v.Interface().(time.Time); is {
		if t.IsZero() {
			return nil
		}
		return stamp(t)
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return s.value(v.Elem(), id)
	case reflect.Struct:
		return s.fields(v)
	case reflect.Slice:
		out := []any{}
		for i := range v.Len() {
			if each := s.value(v.Index(i), id); each != nil {
				out = append(out, each)
			}
		}
		return out
	case reflect.String:
		if id {
			return flow.CleanTo(v.String(), 200)
		}
		return s.text(v.String())
	case reflect.Bool:
		return v.Bool()
	case reflect.Int, reflect.Int64:
		return v.Int()
	}
	s.note(unlisted)
	return nil
}

// text is a text that anybody may have written: it is cleaned once more, and has no long number.
func (s *sieve) text(t string) string {
	out := withoutNumbers(flow.CleanTo(t, 1000))
	if strings.Contains(out, flow.HiddenNumber) {
		s.note(numbers)
	}
	return out
}

// stamp is RFC 3339 in UTC with microseconds, which is what the journal keeps.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z07:00") }
