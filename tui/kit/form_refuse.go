package kit

import "charm.land/bubbles/v2/textinput"

// Hide shows a field of text as bullets, or as it is. What is in it stays.
func (f *Form) Hide(name string, hide bool) {
	for i := range f.fields {
		field := &f.fields[i]
		if field.Name != name || len(field.Options) > 0 {
			continue
		}
		field.Secret, field.input.EchoMode = hide, textinput.EchoNormal
		if hide {
			field.input.EchoMode, field.input.EchoCharacter = textinput.EchoPassword, '•'
		}
	}
}

// Refuse empties a field of text and shows at it why.
func (f *Form) Refuse(name, why string) {
	for i := range f.fields {
		if f.fields[i].Name == name {
			f.fields[i].input.SetValue("")
			f.fields[i].fault = why
		}
	}
}

// Blame shows a reason at a field and leaves what is in it.
func (f *Form) Blame(name, why string) {
	for i := range f.fields {
		if f.fields[i].Name == name {
			f.fields[i].fault = why
		}
	}
}

// At is the name of the field in focus.
func (f *Form) At() string {
	if len(f.fields) == 0 {
		return ""
	}
	return f.fields[f.at].Name
}
