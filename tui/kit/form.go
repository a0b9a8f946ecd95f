package kit

import (
	"charm.land/bubbles/v2/textinput"
)

// Field is one question of a form: a line of text, or a choice.
type Field struct {
	Name    string // stable name for the program: "legal_name"
	Label   string // for people
	Hint    string // what a good answer looks like
	Value   string // the answer the form starts with
	Secret  bool   // shown as bullets
	Section string // begins a part of the form with this word
	Options []Option
	Check   func(string) string // why a value will not do; empty means it will

	input  textinput.Model
	chosen int
	fault  string
}

// Option is one answer of a choice.
type Option struct{ Value, Label string }

// Form asks several questions on one page. The caller's key table moves
// between the fields; everything typed goes to the field in focus.
type Form struct {
	fields []Field
	at     int
}

// NewForm makes a form with the first field in focus.
func NewForm(fields ...Field) *Form {
	f := &Form{fields: fields}
	for i := range f.fields {
		field := &f.fields[i]
		for n, o := range field.Options {
			if o.Value == field.Value {
				field.chosen = n
			}
		}
		if len(field.Options) == 0 {
			field.input = newInput()
			if field.Secret {
				field.input.EchoMode, field.input.EchoCharacter = textinput.EchoPassword, '•'
			}
			field.input.SetValue(typed(field.Value))
		}
	}
	f.Move(0)
	return f
}

// Move puts the focus delta fields further and stops at both ends.
func (f *Form) Move(delta int) {
	f.at = max(min(f.at+delta, len(f.fields)-1), 0)
	for i := range f.fields {
		f.fields[i].input.Blur()
	}
	if len(f.fields) > 0 && !f.Choosing() {
		f.fields[f.at].input.Focus()
	}
}

// Last reports whether the last field is in focus.
func (f *Form) Last() bool { return f.at == len(f.fields)-1 }

// Choosing reports whether the field in focus is a choice.
func (f *Form) Choosing() bool { return len(f.fields) > 0 && len(f.fields[f.at].Options) > 0 }

// Choose moves a choice by delta, around the ends.
func (f *Form) Choose(delta int) {
	if !f.Choosing() {
		return
	}
	field := &f.fields[f.at]
	n := len(field.Options)
	field.chosen = ((field.chosen+delta)%n + n) % n
	field.fault = ""
}

// Valid checks every field, shows the reasons, and puts the focus on the
// first field that will not do.
func (f *Form) Valid() bool {
	first := -1
	for i := range f.fields {
		field := &f.fields[i]
		field.fault = ""
		if field.Check != nil {
			field.fault = field.Check(field.answer())
		}
		if field.fault != "" && first < 0 {
			first = i
		}
	}
	if first >= 0 {
		f.Move(first - f.at)
	}
	return first < 0
}

// Focus puts the focus on a field by its name.
func (f *Form) Focus(name string) {
	for i := range f.fields {
		if f.fields[i].Name == name {
			f.Move(i - f.at)
			return
		}
	}
}
