package kit

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// Field is one question of a form: a line of text, or a choice.
type Field struct {
	Name    string // stable name for the program: "legal_name"
	Label   string // for people
	Hint    string // what a good answer looks like
	Value   string // the answer the form starts with
	Secret  bool   // shown as bullets
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
			field.input.SetValue(field.Value)
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

// answer is the value of one field.
func (f *Field) answer() string {
	if len(f.Options) > 0 {
		return f.Options[f.chosen].Value
	}
	return strings.TrimSpace(f.input.Value())
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

// View adds the form to a page and returns the cursor, relative to the page.
// Hints are left off where rows are scarce; reasons never are.
func (f *Form) View(t Theme, p *Page, hints bool) *tea.Cursor {
	var cursor *tea.Cursor
	for i := range f.fields {
		field := &f.fields[i]
		mark, tone := "  ", Dim
		if i == f.at {
			mark, tone = t.Paint(Accent, "▸ "), Strong
		}
		lead := mark + t.Paint(tone, Pad(field.Label, p.label-1)) + " "
		row := p.Len()
		if len(field.Options) > 0 {
			p.Block(lead + choice(t, field, p.w-Width(lead)))
		} else {
			field.input.SetStyles(inputStyles(t))
			field.input.SetWidth(max(p.w-Width(lead)-1, 1))
			p.Block(Cut(lead+field.input.View(), p.w))
		}
		if c := field.input.Cursor(); i == f.at && !f.Choosing() && c != nil {
			c.X += Width(lead)
			c.Y += row
			cursor = c
		}
		indent := strings.Repeat(" ", Width(lead)-2)
		switch {
		case field.fault != "":
			p.Item(Bad, indent+"✗", field.fault)
		case hints && field.Hint != "":
			p.Item(Dim, indent+" ", field.Hint)
		}
	}
	return cursor
}

// choice sets the options of a field in one row of w, the chosen one marked. Where they do
// not all fit, the chosen one stands alone between arrows.
func choice(t Theme, f *Field, w int) string {
	parts := make([]string, len(f.Options))
	for i, o := range f.Options {
		parts[i] = t.Paint(Dim, "○ "+o.Label)
		if i == f.chosen {
			parts[i] = t.Paint(Accent, "● "+o.Label)
		}
	}
	if row := strings.Join(parts, "  "); Width(row) <= w {
		return row
	}
	return t.Paint(Accent, Cut("◂ "+f.Options[f.chosen].Label+" ▸", w))
}
