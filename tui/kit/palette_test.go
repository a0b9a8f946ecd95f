package kit_test

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"

	"linkdesk/tui/kit"
)

// leastContrast is the WCAG AA threshold for text of normal size.
const leastContrast = 4.5

func TestContrast(t *testing.T) {
	backgrounds := map[bool][]string{
		true:  {"#000000", "#1e1e2e", "#282a36", "#282c34", "#2e3440", "#002b36"},
		false: {"#ffffff", "#fdf6e3", "#eff1f5", "#f6f8fa"},
	}
	for dark, list := range backgrounds {
		p := kit.LightPalette()
		if dark {
			p = kit.DarkPalette()
		}
		for _, bg := range list {
			for name, fg := range map[string]color.Color{"dim": p.Dim, "accent": p.Accent, "good": p.Good, "warn": p.Warn, "bad": p.Bad, "alarm rule": p.AlarmRule} {
				checkContrast(t, fmt.Sprintf("%s on %s", name, bg), fg, lipgloss.Color(bg))
			}
		}
		where := fmt.Sprintf("dark=%v: ", dark)
		checkContrast(t, where+"selection", p.SelectFG, p.SelectBG)
		checkContrast(t, where+"calm badge", p.CalmFG, p.CalmBG)
		checkContrast(t, where+"care badge", p.CareFG, p.CareBG)
		checkContrast(t, where+"alarm badge", p.AlarmFG, p.AlarmBG)
	}
}

func checkContrast(t *testing.T, what string, fg, bg color.Color) {
	t.Helper()
	a, b := luminance(fg), luminance(bg)
	if got := (max(a, b) + 0.05) / (min(a, b) + 0.05); got < leastContrast {
		t.Errorf("%s: contrast %.2f, want at least %.1f", what, got, leastContrast)
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
