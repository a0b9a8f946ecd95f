package kit

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Update gives a key press or a paste to the field in focus.
func (f *Form) Update(msg tea.Msg) {
	if len(f.fields) == 0 || f.Choosing() {
		return
	}
	if paste, ok := msg.(tea.PasteMsg); ok {
		text := typed(paste.Content)
		if f.fields[f.at].Secret {
			text = strings.TrimSpace(text) // nobody would see the line end that came along
		}
		msg = tea.PasteMsg{Content: text}
	}
	field := &f.fields[f.at]
	before := field.input.Value()
	field.input, _ = field.input.Update(msg)
	if field.input.Value() != before {
		field.fault = ""
	}
}

// typed drops from a paste what nobody can type, so that it never gets into a name.
func typed(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unsafeRune(r):
			return -1
		}
		return r
	}, s)
}

// Value is the answer of a field, with the space around it taken off.
func (f *Form) Value(name string) string {
	for i := range f.fields {
		if f.fields[i].Name == name {
			return f.fields[i].answer()
		}
	}
	return ""
}

// Set changes the answer of a field, as if it had been typed.
func (f *Form) Set(name, value string) {
	for i := range f.fields {
		field := &f.fields[i]
		if field.Name != name {
			continue
		}
		field.fault = ""
		for n, o := range field.Options {
			if o.Value == value {
				field.chosen = n
			}
		}
		if len(field.Options) == 0 {
			field.input.SetWidth(0) // or a narrow field would show the end of it
			field.input.SetValue(typed(value))
		}
	}
}

// answer is the value of one field.
func (f *Field) answer() string {
	if len(f.Options) > 0 {
		return f.Options[f.chosen].Value
	}
	return strings.TrimSpace(f.input.Value())
}

// BlameAll shows reasons against answers, by the names of the fields, and puts the focus on the
// first of them. It reports whether the form has any of these fields.
func (f *Form) BlameAll(why map[string]string) bool {
	first := -1
	for i := range f.fields {
		field := &f.fields[i]
		field.fault = why[field.Name]
		if field.fault != "" && first < 0 {
			first = i
		}
	}
	if first >= 0 {
		f.Move(first - f.at)
	}
	return first >= 0
}

// Answers are all answers by the names of their fields.
func (f *Form) Answers() map[string]string {
	out := make(map[string]string, len(f.fields))
	for i := range f.fields {
		out[f.fields[i].Name] = f.fields[i].answer()
	}
	return out
}
