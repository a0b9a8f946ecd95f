package rig

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// Key makes a key press from its name as key tables write it: "enter", "y",
// "?", "ctrl+c", "shift+tab", "f1". An unknown name is a mistake in a test
// and panics.
func Key(name string) tea.KeyPressMsg {
	k := uv.Key{}
	rest := name
	for {
		head, tail, found := strings.Cut(rest, "+")
		if !found || tail == "" {
			break
		}
		switch head {
		case "ctrl":
			k.Mod |= uv.ModCtrl
		case "alt":
			k.Mod |= uv.ModAlt
		case "shift":
			k.Mod |= uv.ModShift
		default:
			panic(fmt.Sprintf("rig: no modifier %q in key %q", head, name))
		}
		rest = tail
	}
	if code, ok := named(rest); ok {
		k.Code = code
		if code == uv.KeySpace {
			k.Text = " "
		}
		return tea.KeyPressMsg(k)
	}
	runes := []rune(rest)
	if len(runes) != 1 {
		panic(fmt.Sprintf("rig: no key %q", name))
	}
	k.Code = runes[0]
	if k.Mod == 0 {
		k.Text = rest
	}
	return tea.KeyPressMsg(k)
}

// named are the keys that have a name instead of a character.
func named(name string) (rune, bool) {
	code, ok := map[string]rune{
		"enter": uv.KeyEnter, "esc": uv.KeyEscape, "tab": uv.KeyTab, "space": uv.KeySpace,
		"backspace": uv.KeyBackspace, "delete": uv.KeyDelete, "f1": uv.KeyF1,
		"up": uv.KeyUp, "down": uv.KeyDown, "left": uv.KeyLeft, "right": uv.KeyRight,
		"home": uv.KeyHome, "end": uv.KeyEnd, "pgup": uv.KeyPgUp, "pgdown": uv.KeyPgDown,
	}[name]
	return code, ok
}
