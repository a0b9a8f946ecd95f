package kit_test

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"linkdesk/tui/kit"
)

// leastContrast is the WCAG AA threshold for text of normal size.
const leastContrast = 4.5

func TestContrast(t *testing.T) {
	backgrounds := map[bool][]string{
		// Black, VS Code, GitHub, Tokyo Night, Catppuccin, Ubuntu, Monokai, Gruvbox, Dracula, One, Nord, Solarized.
		true: {"#000000", "#1e1e1e", "#0d1117", "#1a1b26", "#1e1e2e", "#300a24", "#272822", "#282828", "#282a36", "#282c34", "#2e3440", "#002b36"},
		// White, One, GitHub, Catppuccin, Nord, Solarized, Gruvbox.
		false: {"#ffffff", "#fafafa", "#f6f8fa", "#eff1f5", "#eceff4", "#fdf6e3", "#fbf1c7"},
	}
	for dark, list := range backgrounds {
		for profile := range map[colorprofile.Profile]bool{colorprofile.TrueColor: true, colorprofile.ANSI256: true} {
			contrasts(t, dark, list, profile)
		}
	}
}

// contrasts looks at a palette as a terminal of so many colours shows it.
func contrasts(t *testing.T, dark bool, backgrounds []string, profile colorprofile.Profile) {
	t.Helper()
	p, see := kit.PaletteFor(dark), profile.Convert
	for _, bg := range backgrounds {
		for name, fg := range map[string]color.Color{"dim": p.Dim, "accent": p.Accent, "good": p.Good, "warn": p.Warn, "bad": p.Bad, "alarm rule": p.AlarmRule} {
			checkContrast(t, fmt.Sprintf("%s: %s on %s", profile, name, bg), see(fg), lipgloss.Color(bg))
		}
	}
	where := fmt.Sprintf("%s, dark=%v: ", profile, dark)
	checkContrast(t, where+"selection", see(p.SelectFG), see(p.SelectBG))
	checkContrast(t, where+"calm badge", see(p.CalmFG), see(p.CalmBG))
	checkContrast(t, where+"care badge", see(p.CareFG), see(p.CareBG))
	checkContrast(t, where+"alarm badge", see(p.AlarmFG), see(p.AlarmBG))
}

func checkContrast(t *testing.T, what string, fg, bg color.Color) {
	t.Helper()
	checkAtLeast(t, leastContrast, what, fg, bg)
}

func checkAtLeast(t *testing.T, least float64, what string, fg, bg color.Color) {
	t.Helper()
	a, b := luminance(fg), luminance(bg)
	if got := (max(a, b) + 0.05) / (min(a, b) + 0.05); got < least {
		t.Errorf("%s: contrast %.2f, want at least %.1f", what, got, least)
	}
}

// luminance is the relative luminance of WCAG 2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}
