package kit_test

import (
	"fmt"
	"image/color"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"linkdesk/tui/kit"
)

// leastSixteen is what can be asked of colours that a terminal's owner has chosen: the threshold
// of WCAG for large text and for signs.
const leastSixteen = 3.0

// terminals are the sixteen colours of common terminals, in the order of their numbers.
func terminals() map[string][16]string {
	return map[string][16]string{
		"VGA": {"#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa",
			"#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"},
		"xterm": {"#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
			"#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"},
		"Windows": {"#0c0c0c", "#c50f1f", "#13a10e", "#c19c00", "#0037da", "#881798", "#3a96dd", "#cccccc",
			"#767676", "#e74856", "#16c60c", "#f9f1a5", "#3b78ff", "#b4009e", "#61d6d6", "#f2f2f2"},
		"Tango": {"#2e3436", "#cc0000", "#4e9a06", "#c4a000", "#3465a4", "#75507b", "#06989a", "#d3d7cf",
			"#555753", "#ef2929", "#8ae234", "#fce94f", "#729fcf", "#ad7fa8", "#34e2e2", "#eeeeec"},
		"Solarized": {"#073642", "#dc322f", "#859900", "#b58900", "#268bd2", "#d33682", "#2aa198", "#eee8d5",
			"#002b36", "#cb4b16", "#586e75", "#657b83", "#839496", "#6c71c4", "#93a1a1", "#fdf6e3"},
	}
}

// TestSixteenColoursCanBeRead holds the palette to what common terminals make of its numbers.
func TestSixteenColoursCanBeRead(t *testing.T) {
	backgrounds := map[bool]map[string]string{
		true:  {"VGA": "#000000", "xterm": "#000000", "Windows": "#0c0c0c", "Tango": "#000000", "Solarized": "#002b36"},
		false: {"VGA": "#ffffff", "xterm": "#ffffff", "Windows": "#f2f2f2", "Tango": "#ffffff", "Solarized": "#fdf6e3"},
	}
	for dark, list := range backgrounds {
		p := kit.SixteenFor(dark)
		for terminal, bg := range list {
			colours := terminals()[terminal]
			of := func(c ansi.BasicColor) color.Color { return lipgloss.Color(colours[c]) }
			for name, c := range map[string]*ansi.BasicColor{"accent": p.Accent, "good": p.Good, "warn": p.Warn, "bad": p.Bad} {
				if c == nil {
					continue
				}
				if *c == ansi.Black || *c == ansi.White || *c == ansi.BrightWhite || *c == ansi.BrightBlack {
					t.Errorf("dark=%v: %s is a colour that may be the background", dark, name)
				}
				checkAtLeast(t, leastSixteen, fmt.Sprintf("%s, dark=%v: %s", terminal, dark, name), of(*c), lipgloss.Color(bg))
			}
			for level := range p.BadgeFG {
				if p.BadgeFG[level] == p.BadgeBG[level] {
					t.Errorf("dark=%v: badge %d is written in its own background", dark, level)
				}
				checkAtLeast(t, leastSixteen, fmt.Sprintf("%s: badge %d", terminal, level), of(p.BadgeFG[level]), of(p.BadgeBG[level]))
			}
		}
	}
}
