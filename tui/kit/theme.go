package kit

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Tone is how a piece of text is meant. It picks a style; the words and the
// sign beside them must say the same thing for readers who see no colour.
type Tone int

// The tones, from plain to loud.
const (
	Plain Tone = iota
	Dim
	Strong
	Accent
	Good
	Warn
	Bad
)

// Theme is the set of styles for one terminal. It is a value: a screen gets
// one with every draw and keeps none.
type Theme struct {
	Dark bool // drawn on a dark background
	Mono bool // drawn without colour (NO_COLOR, or a terminal that has none)

	tones [Bad + 1]lipgloss.Style
	inks  [Bad + 1]ink
	heads [Bad + 1]ink // the tones in bold, for headings

	rule, sel           ink
	calm, caring, alarm ink
	alarmLine           ink // the rules of a place that alarms
	code                ink // a QR code: black on white in every theme
}

// ink is what a style puts before and after a text. It is found once, because setting a
// style anew for every word is the greater part of drawing a frame.
type ink struct{ open, close string }

// inkOf takes a style apart. Styles here have no size and no border, so what stands around
// one letter stands around any line.
func inkOf(s lipgloss.Style) ink {
	open, close, _ := strings.Cut(s.Render("x"), "x")
	return ink{open, close}
}

// paint sets one line of text.
func (k ink) paint(text string) string {
	if text == "" {
		return ""
	}
	return k.open + text + k.close
}

// NewTheme builds the theme for a background and a colour ability. Without
// colour, weight and reverse video take over where an area must stand out.
func NewTheme(dark, mono bool) Theme {
	t := Theme{Dark: dark, Mono: mono}
	if mono {
		base := lipgloss.NewStyle()
		bold, reverse := base.Bold(true), base.Reverse(true)
		t.tones = [...]lipgloss.Style{base, base, bold, bold, base, bold, bold}
		t.rule, t.sel = inkOf(base), inkOf(reverse)
		t.calm, t.caring, t.alarm = inkOf(reverse), inkOf(reverse), inkOf(reverse.Bold(true))
		t.alarmLine, t.code = inkOf(bold), inkOf(base)
		return t.inked()
	}
	return t.dress(PaletteFor(dark))
}

// dress builds the styles from a palette.
func (t Theme) dress(p Palette) Theme {
	base := lipgloss.NewStyle()
	t.tones = [...]lipgloss.Style{
		Plain:  base,
		Dim:    base.Foreground(p.Dim),
		Strong: base.Bold(true),
		Accent: base.Foreground(p.Accent).Bold(true),
		Good:   base.Foreground(p.Good),
		Warn:   base.Foreground(p.Warn),
		Bad:    base.Foreground(p.Bad).Bold(true),
	}
	t.rule = inkOf(base.Foreground(p.Rule))
	t.sel = inkOf(base.Foreground(p.SelectFG).Background(p.SelectBG))
	t.calm = inkOf(base.Foreground(p.CalmFG).Background(p.CalmBG).Bold(true))
	t.caring = inkOf(base.Foreground(p.CareFG).Background(p.CareBG).Bold(true))
	t.alarm = inkOf(base.Foreground(p.AlarmFG).Background(p.AlarmBG).Bold(true))
	t.alarmLine = inkOf(base.Foreground(p.AlarmRule).Bold(true))
	t.code = inkOf(base.Foreground(lipgloss.Color("#000000")).Background(lipgloss.Color("#ffffff")))
	return t.inked()
}

// inked fills in what stands around a text of each tone.
func (t Theme) inked() Theme {
	for i, s := range t.tones {
		t.inks[i], t.heads[i] = inkOf(s), inkOf(s.Bold(true))
	}
	return t
}

// Style is the style of a tone, for parts that other packages draw.
func (t Theme) Style(tone Tone) lipgloss.Style { return t.tones[tone.index()] }

// index guards the tables above: an unknown tone is plain.
func (t Tone) index() Tone {
	if t < Plain || t > Bad {
		return Plain
	}
	return t
}

// Paint renders one line of plain text in a tone. Control characters in it
// are made visible first, so any text may be passed.
func (t Theme) Paint(tone Tone, text string) string {
	return t.inks[tone.index()].paint(Safe(text))
}

// heading renders one line of plain text in a tone, in bold.
func (t Theme) heading(tone Tone, text string) string {
	return t.heads[tone.index()].paint(Safe(text))
}
