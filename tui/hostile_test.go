package tui_test

import (
	"encoding/base64"
	"errors"
	"hash/fnv"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
)

// forged is a line of ours that a text wants to show.
const forged = "✓ FORGED"

// hostile is a text that wants most of it at once.
const hostile = "\x1b]52;c;aGFjaw==\a\x1b[2J\u009b31m\u202eevil\r\n✔ submitted\x00"

// hostileTexts are texts that want to steer the terminal, hide, or look like us.
func hostileTexts() []string {
	return []string{hostile,
		"\x1b]52;c;aGFjaw==\a\x1b[2J\x1b[1;1H\u009b31m\u202eevil\r\n" + forged + "\x00\u200b\u2066\ufeff\U000e0041",
		"\x1b]0;title\x07\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\\x1bP+q544e\x1b\\\x9d52;c;aGFjaw==\x9c",
		strings.Repeat("long ", 12) + "\n" + forged + strings.Repeat(" word", 400),
		strings.Repeat("x", 5000),
		"\u0301\u0302" + strings.Repeat("\u0301", 300) + "\r\r\n\t\v\f\b\b\b\x7f\xff\xfe\u2028\u2029" + forged,
		"\n" + forged, strings.Repeat("日本", 60) + " " + forged, "",
	}
}

// planter puts a text into the strings of a value. Which of them is a matter of their names and of
// the bits: zero is all of them, and with every pair of bits one field is spared that another is
// not, so that a word which leads elsewhere hides nothing for good.
type planter struct {
	text string
	bits uint64
}

// plant copies a value with the text in it. Strings that have a type of their own, such as phases
// and kinds of effects, are this program's words and come from nowhere else; the name of a
// processor is held to its alphabet where it is given (flow.CheckProcessor).
func (p planter) plant(v any) any {
	if err, ok := v.(error); ok && reflect.TypeOf(v).Elem().NumField() == 1 {
		return errors.New(err.Error() + p.text)
	}
	return p.copy(reflect.ValueOf(v), "").Interface()
}

func (p planter) copy(v reflect.Value, name string) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && !strings.HasSuffix(name, ".Processor") && p.picks(name) {
			out.SetString(p.text)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				out.Field(i).Set(p.copy(v.Field(i), v.Type().Name()+"."+f.Name))
			}
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				out.Index(i).Set(p.copy(v.Index(i), name))
			}
		}
	case reflect.Map:
		if !v.IsNil() {
			out.Set(reflect.MakeMap(v.Type()))
			for _, k := range v.MapKeys() {
				out.SetMapIndex(k, p.copy(v.MapIndex(k), name))
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(p.copy(v.Elem(), name))
		}
	case reflect.Interface:
		if !v.IsNil() {
			out.Set(p.copy(v.Elem(), name))
		}
	}
	return out
}

// picks reports whether a field gets the text.
func (p planter) picks(name string) bool {
	if p.bits == 0 {
		return true
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return (h.Sum64()&p.bits)%3 != 0
}

// fill gives every pointer and slice of a value something to stand for, so that no field is
// missed because there was nothing.
func fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), depth)
			}
		}
	case reflect.Pointer:
		if depth > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), depth-1)
		}
	case reflect.Slice:
		if depth > 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			fill(v.Index(0), depth-1)
		}
	}
}

// sgr matches the colour sequences that styles are made of, and nothing else.
var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

// checkTame holds a view to what no text from outside may do: it fits, it holds no control or
// format character but the console's own colours, and no row begins with what looks like ours.
func checkTame(t *testing.T, v tea.View, w, h int) {
	t.Helper()
	checkFits(t, v, w, h)
	text := sgr.ReplaceAllString(v.Content, "")
	for _, r := range text + v.WindowTitle {
		if r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
			t.Fatalf("%U reaches the terminal from\n%q\n%s", r, v.WindowTitle, text)
		}
	}
	if strings.Contains(v.WindowTitle, "\n") || strings.Contains(v.WindowTitle, forged) {
		t.Fatalf("the title is %q", v.WindowTitle)
	}
	for _, row := range strings.Split(text, "\n") {
		for _, part := range strings.Split(row, "│") {
			if strings.HasPrefix(strings.TrimPrefix(part, " "), forged) {
				t.Fatalf("a row looks like ours:\n%s", text)
			}
		}
	}
}

// checkClipboard looks at what was sent to the clipboard: lines of text and nothing else.
func (s *stage) checkClipboard() {
	s.t.Helper()
	for _, sent := range s.Clipboard() {
		_, coded, _ := strings.Cut(strings.TrimPrefix(sent, "52;"), ";")
		text, err := base64.StdEncoding.DecodeString(coded)
		if err != nil {
			s.t.Fatalf("the clipboard got %q", sent)
		}
		for _, r := range string(text) {
			if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) && r != '\n' {
				s.t.Fatalf("%U reaches the clipboard in %q", r, text)
			}
		}
	}
}
