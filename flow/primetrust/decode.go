package primetrust

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"linkdesk/flow"
)

// fields are the attributes of a resource by their kebab names, whichever spelling they came in.
// Reading one that has the wrong shape is remembered in err and gives nothing: a reader asks for
// all that it wants and looks at err once.
type fields struct {
	of  map[string]json.RawMessage
	err error
}

// UnmarshalJSON takes an object or null.
func (f *fields) UnmarshalJSON(b []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	f.of = make(map[string]json.RawMessage, len(raw))
	// Some answers had a member in both spellings: the first that says something counts, and
	// the hyphen comes before the underscore.
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		kebab := strings.ReplaceAll(name, "_", "-")
		if null(f.of[kebab]) {
			f.of[kebab] = raw[name]
		}
	}
	return nil
}

// into decodes the attributes by their kebab names, for a reader that has a struct for them.
func (f *fields) into(v any) error {
	raw, err := json.Marshal(f.of)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, v)
}

func null(raw json.RawMessage) bool { return len(raw) == 0 || bytes.Equal(raw, []byte("null")) }

func (f *fields) wrong(name string) {
	if f.err == nil {
		f.err = fmt.Errorf("%s is not what it should be", name)
	}
}

// text reads a word: a string, a number where one came instead, or "" for null and for nothing.
func (f *fields) text(name string) string {
	raw := f.of[name]
	if null(raw) {
		return ""
	}
	var t text
	if t.UnmarshalJSON(raw) != nil {
		f.wrong(name)
	}
	return t.clean()
}

// moment reads a day or a time as it was written. What does not begin with a day is none: a word in
// its place must not pass for the day on which money became free.
func (f *fields) moment(name string) string {
	at := f.text(name)
	if at == "" {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, at[:min(len(at), len(time.DateOnly))]); err != nil {
		f.wrong(name)
	}
	return at
}

// prose reads words that a person or a bank wrote, without the numbers of accounts.
func (f *fields) prose(name string) string { return flow.Clean(scrubNumbers(f.text(name), false)) }

// flag reads true or false; known is false for null and for nothing.
func (f *fields) flag(name string) (value, known bool) {
	switch raw := f.of[name]; {
	case null(raw):
		return false, false
	case string(raw) == "true":
		return true, true
	case string(raw) != "false":
		f.wrong(name)
		return false, false
	}
	return false, true
}

// is reads a flag whose absence means no.
func (f *fields) is(name string) bool {
	value, _ := f.flag(name)
	return value
}

// money reads an amount from the very digits that came, as a number or a string; it is never a
// float. nil is null and nothing.
func (f *fields) money(name, currency string) *flow.Money {
	raw := f.of[name]
	if null(raw) {
		return nil
	}
	m, ok := flow.ParseDecimal(f.literal(raw), currency)
	if !ok {
		f.wrong(name)
		return nil
	}
	return &m
}

var unitShape = flow.Pattern(`^-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?$`)

// units reads a number of an asset as it was written: it has more decimals than money.
func (f *fields) units(name string) string {
	raw := f.of[name]
	if null(raw) {
		return ""
	}
	s := f.literal(raw)
	if !unitShape().MatchString(s) {
		f.wrong(name)
		return ""
	}
	return s
}

// literal is a number as it stands, or what a string holds.
func (f *fields) literal(raw json.RawMessage) string {
	if raw[0] != '"' {
		return string(raw)
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return strings.TrimSpace(s)
}
