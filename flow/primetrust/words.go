package primetrust

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"linkdesk/flow"
)

// wordsLimit caps what one list of reasons may bring.
const wordsLimit = 20

// words reads reasons in any shape that was seen or may be: a text, a list, a map of code to
// text. They come out in an order that does not change from look to look.
func (f *fields) words(name string) []string {
	var out []string
	if raw := f.of[name]; !null(raw) {
		var v any
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber()
		if d.Decode(&v) != nil {
			f.wrong(name)
		}
		for _, s := range flatten("", v, 0) {
			if s = flow.Clean(scrubNumbers(scrub(s), false)); strings.TrimSpace(s) != "" {
				out = append(out, s)
			}
		}
	}
	return out[:min(len(out), wordsLimit)]
}

func flatten(front string, v any, depth int) (out []string) {
	switch v := v.(type) {
	case string:
		return []string{front + v}
	case json.Number:
		return []string{front + v.String()}
	case []any:
		for _, e := range v {
			if depth < 3 {
				out = append(out, flatten(front, e, depth+1)...)
			}
		}
	case map[string]any:
		var names []string
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			if depth < 3 {
				out = append(out, flatten(name+": ", v[name], depth+1)...)
			}
		}
	case nil:
		if front != "" && depth > 0 {
			return []string{strings.TrimSuffix(front, ": ")} // a code without words is still wanted
		}
	}
	return out
}
