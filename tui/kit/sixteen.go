package kit

import (
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Sixteen is a palette of a terminal's own sixteen colours. What they look like is its owner's
// choice, so only those are used as text that are dark in every palette (on light) or light in
// every palette (on dark), and nil stands for the terminal's own foreground: dim text has it,
// because the grey of sixteen is the background in some palettes.
type Sixteen struct {
	Accent, Good, Warn, Bad *ansi.BasicColor // text on the terminal's background
	BadgeFG                 [Alarm + 1]ansi.BasicColor
	BadgeBG                 [Alarm + 1]ansi.BasicColor
}

// SixteenFor is the palette for a background.
func SixteenFor(dark bool) Sixteen {
	c := func(c ansi.BasicColor) *ansi.BasicColor { return &c }
	s := Sixteen{
		Accent: c(ansi.Cyan), Good: c(ansi.Green), Warn: c(ansi.Yellow), Bad: c(ansi.BrightRed),
		BadgeFG: [...]ansi.BasicColor{Calm: ansi.Black, Care: ansi.Black, Alarm: ansi.BrightWhite},
		BadgeBG: [...]ansi.BasicColor{Calm: ansi.Cyan, Care: ansi.Yellow, Alarm: ansi.Red},
	}
	if !dark {
		// Cyan, green and yellow cannot be read on white. Good news needs no colour: it has its sign.
		s.Accent, s.Good, s.Warn, s.Bad = c(ansi.Blue), nil, c(ansi.Magenta), c(ansi.Red)
	}
	return s
}

// NewTheme16 builds the theme for a terminal of sixteen colours. Colours made for more of them
// would be rounded to these, and text and background could meet.
func NewTheme16(dark bool) Theme {
	t, p := Theme{Dark: dark}, SixteenFor(dark)
	base := lipgloss.NewStyle()
	fg := func(c *ansi.BasicColor) lipgloss.Style {
		if c == nil {
			return base
		}
		return base.Foreground(*c)
	}
	t.tones = [...]lipgloss.Style{Plain: base, Dim: base, Strong: base.Bold(true),
		Accent: fg(p.Accent).Bold(true), Good: fg(p.Good), Warn: fg(p.Warn), Bad: fg(p.Bad).Bold(true)}
	// Reverse takes the terminal's own two colours, which can be read by its owner's choice.
	t.rule, t.sel = inkOf(base.Faint(true)), inkOf(base.Reverse(true))
	badge := func(l Level) ink { return inkOf(base.Foreground(p.BadgeFG[l]).Background(p.BadgeBG[l])) }
	// No badge is bold: many terminals make bold black grey.
	t.calm, t.caring, t.alarm = badge(Calm), badge(Care), badge(Alarm)
	t.alarmLine = inkOf(fg(p.Bad).Bold(true))
	t.code = inkOf(base.Foreground(ansi.Black).Background(ansi.BrightWhite))
	return t.inked()
}
