package tui

import (
	"github.com/charmbracelet/colorprofile"

	"linkdesk/tui/kit"
)

// dress takes the theme that the terminal's background and colours ask for.
func (r *Root) dress() {
	switch {
	case r.profile == colorprofile.ANSI:
		r.theme = kit.NewTheme16(r.dark)
	default:
		r.theme = kit.NewTheme(r.dark, r.profile <= colorprofile.ASCII)
	}
}
