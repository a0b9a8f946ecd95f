package kit

import (
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// Intent is what a key press means. Screens handle intents, never keys.
type Intent string

// Key is one row of a key table: the only source for dispatch, the hint line
// and the help screen, so the three cannot disagree.
type Key struct {
	Press  []string // as Bubble Tea names them: "enter", "space", "ctrl+c", "?"
	Show   string   // as people read it; empty shows Press[0]
	Intent Intent
	Help   string // one short phrase, imperative
	Off    string // why it cannot act now; empty means it can
	Hint   bool   // wanted on the hint line
}

// Label is the key as people read it.
func (k Key) Label() string {
	if k.Show != "" || len(k.Press) == 0 {
		return k.Show
	}
	return Readable(k.Press[0])
}

// Names are all keys of the row as people read them, what Show says first.
func (k Key) Names() []string {
	var out []string
	if k.Show != "" {
		out = append(out, k.Show)
	}
	for _, p := range k.Press {
		if name := Readable(p); len(name) == 1 && name != k.Show || !strings.Contains(k.Show, name) {
			out = append(out, name)
		}
	}
	return out
}

// Readable is a key's name as people read it: arrows are drawn.
func Readable(press string) string {
	switch press {
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	case "pgdown":
		return "pgdn"
	}
	return press
}

// Leak is what happens to a key press that a scope does not know.
type Leak int

const (
	// LeakAll offers it to the next scope.
	LeakAll Leak = iota
	// LeakControl keeps text for itself, because somebody is typing, and
	// offers only keys that carry no text.
	LeakControl
	// LeakNone keeps everything: a dialog is open.
	LeakNone
)

// Table is the key table of one scope: a screen, a dialog, or the program.
type Table struct {
	Scope string
	Leak  Leak
	Keys  []Key
}

// Find looks a key press up, innermost scope first. It reports whether a row
// was found; a found row may still be off, and then says why.
func Find(press tea.KeyPressMsg, scopes ...Table) (Key, bool) {
	name := press.String()
	for _, scope := range scopes {
		for _, k := range scope.Keys {
			if slices.Contains(k.Press, name) {
				return k, true
			}
		}
		if scope.Leak == LeakNone || scope.Leak == LeakControl && press.Text != "" {
			return Key{}, false
		}
	}
	return Key{}, false
}

// Visible drops what an inner scope hides: rows whose every key is taken, or
// can never arrive because the inner scope keeps it.
func Visible(scopes ...Table) []Table {
	taken := map[string]bool{}
	var out []Table
	typing := false
	for _, scope := range scopes {
		kept := Table{Scope: scope.Scope, Leak: scope.Leak}
		for _, k := range scope.Keys {
			k.Press = slices.DeleteFunc(slices.Clone(k.Press), func(p string) bool {
				return taken[p] || typing && isText(p)
			})
			if len(k.Press) > 0 {
				kept.Keys = append(kept.Keys, k)
			}
		}
		for _, k := range scope.Keys {
			for _, p := range k.Press {
				taken[p] = true
			}
		}
		out = append(out, kept)
		if scope.Leak == LeakNone {
			break
		}
		typing = typing || scope.Leak == LeakControl
	}
	return out
}

// isText reports whether a key's name stands for a character that is typed.
func isText(name string) bool {
	return name == "space" || utf8.RuneCountInString(name) == 1
}
