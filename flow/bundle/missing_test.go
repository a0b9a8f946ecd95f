package bundle

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"linkdesk/flow"
)

// missing names what the lists do not rule on: kinds, and fields that a listed one leads to. It also names
// rulings on what does not exist.
func missing(l *lists, roots ...any) (out []string) {
	seen := map[fieldName]bool{}
	var look func(t reflect.Type)
	done := map[reflect.Type]bool{}
	look = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || t == reflect.TypeFor[time.Time]() || done[t] {
			return
		}
		done[t] = true
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			key := fieldName{t.Name(), name}
			r, listed := l.fields[key]
			seen[key] = true
			if !listed {
				out = append(out, "field "+t.Name()+"."+name)
			} else if r.why == "" {
				look(t.Field(i).Type)
			}
		}
	}
	for _, root := range roots {
		if e, is := root.(flow.Event); is {
			if _, listed := l.kinds[e.Kind()]; !listed {
				out = append(out, "kind "+string(e.Kind()))
			}
		}
		look(reflect.TypeOf(root))
	}
	for key := range l.fields {
		if !seen[key] {
			out = append(out, "nothing is called "+key.of+"."+key.name)
		}
	}
	slices.Sort(out)
	return out
}
