package kit

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// Palette names colours by what they are for. Body text has no entry: it is
// the terminal's own foreground, which its owner has already made readable.
type Palette struct {
	Dim, Accent, Good, Warn, Bad color.Color // text on the terminal's background
	Rule                         color.Color // lines between areas; carries no words
	SelectFG, SelectBG           color.Color // the row under the cursor
	CalmFG, CalmBG               color.Color // badge of a harmless place
	CareFG, CareBG               color.Color // badge of a place that wants care
	AlarmFG, AlarmBG             color.Color // badge of a place where acts are real
	AlarmRule                    color.Color // lines around such a place
}

// DarkPalette is meant for dark backgrounds up to the lightness of Nord's.
func DarkPalette() Palette {
	c := lipgloss.Color
	return Palette{
		Dim: c("#a3adba"), Accent: c("#7cc7ff"), Good: c("#7ee0a1"), Warn: c("#ffcf70"), Bad: c("#ff9ea5"),
		Rule:     c("#566070"),
		SelectFG: c("#ffffff"), SelectBG: c("#2b3d52"),
		CalmFG: c("#06202f"), CalmBG: c("#7cc7ff"),
		CareFG: c("#2b1d00"), CareBG: c("#ffcf70"),
		AlarmFG: c("#ffffff"), AlarmBG: c("#c8102e"), AlarmRule: c("#ff8a80"),
	}
}

// LightPalette is meant for light backgrounds down to the tone of Solarized's.
func LightPalette() Palette {
	c := lipgloss.Color
	return Palette{
		Dim: c("#57606a"), Accent: c("#0550ae"), Good: c("#116329"), Warn: c("#7a4b00"), Bad: c("#a40e26"),
		Rule:     c("#a9b4c0"),
		SelectFG: c("#0b1f33"), SelectBG: c("#d5e6f9"),
		CalmFG: c("#ffffff"), CalmBG: c("#0550ae"),
		CareFG: c("#ffffff"), CareBG: c("#7a4b00"),
		AlarmFG: c("#ffffff"), AlarmBG: c("#a40e26"), AlarmRule: c("#a40e26"),
	}
}

// PaletteFor is the palette for a background.
func PaletteFor(dark bool) Palette {
	if dark {
		return DarkPalette()
	}
	return LightPalette()
}
