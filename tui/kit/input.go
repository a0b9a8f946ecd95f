package kit

import (
	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// maxInput bounds what a person can type into one field.
const maxInput = 200

// newInput makes a text input with the terminal's real cursor. Its paste key
// is unbound because it would start a foreign program to read the clipboard;
// a terminal's own paste arrives as a message and needs no key.
func newInput() textinput.Model {
	in := textinput.New()
	in.Prompt = ""
	in.CharLimit = maxInput
	in.SetVirtualCursor(false)
	in.KeyMap.Paste = key.NewBinding(key.WithDisabled())
	return in
}

// inputStyles dresses a text input in the theme.
func inputStyles(t Theme) textinput.Styles {
	plain := textinput.StyleState{
		Text: t.Style(Plain), Placeholder: t.Style(Dim), Suggestion: t.Style(Dim), Prompt: t.Style(Accent),
	}
	s := textinput.Styles{Focused: plain, Blurred: plain}
	s.Cursor.Shape = tea.CursorBar
	s.Cursor.Blink = true
	return s
}
