package kit

import "charm.land/lipgloss/v2"

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

	tones               [Bad + 1]lipgloss.Style
	rule, sel           lipgloss.Style
	calm, caring, alarm lipgloss.Style
}

// NewTheme builds the theme for a background and a colour ability. Without
// colour, weight and reverse video take over where an area must stand out.
func NewTheme(dark, mono bool) Theme {
	t := Theme{Dark: dark, Mono: mono}
	base := lipgloss.NewStyle()
	if mono {
		bold, reverse := base.Bold(true), base.Reverse(true)
		t.tones = [...]lipgloss.Style{base, base, bold, bold, base, bold, bold}
		t.rule, t.sel = base, reverse
		t.calm, t.caring, t.alarm = reverse, reverse, reverse.Bold(true)
		return t
	}
	p := LightPalette()
	if dark {
		p = DarkPalette()
	}
	t.tones = [...]lipgloss.Style{
		Plain:  base,
		Dim:    base.Foreground(p.Dim),
		Strong: base.Bold(true),
		Accent: base.Foreground(p.Accent).Bold(true),
		Good:   base.Foreground(p.Good),
		Warn:   base.Foreground(p.Warn),
		Bad:    base.Foreground(p.Bad).Bold(true),
	}
	t.rule = base.Foreground(p.Rule)
	t.sel = base.Foreground(p.SelectFG).Background(p.SelectBG)
	t.calm = base.Foreground(p.CalmFG).Background(p.CalmBG).Bold(true)
	t.caring = base.Foreground(p.CareFG).Background(p.CareBG).Bold(true)
	t.alarm = base.Foreground(p.AlarmFG).Background(p.AlarmBG).Bold(true)
	return t
}

// Style is the style of a tone.
func (t Theme) Style(tone Tone) lipgloss.Style {
	if tone < Plain || tone > Bad {
		return t.tones[Plain]
	}
	return t.tones[tone]
}

// Paint renders one line of plain text in a tone. Control characters in it
// are made visible first, so any text may be passed.
func (t Theme) Paint(tone Tone, text string) string {
	text = Safe(text)
	if tone == Plain || text == "" {
		return text
	}
	return t.Style(tone).Render(text)
}

// Badge is a short word that must never be overlooked, such as the name of
// the environment. Level raises its voice.
type Badge struct {
	Word  string
	Level Level
}

// Level is how much care a place asks for.
type Level int

// The levels of a badge.
const (
	Calm Level = iota
	Care
	Alarm
)

// badge renders b with one cell of air on both sides.
func (t Theme) badge(b Badge) string {
	style := t.calm
	switch b.Level {
	case Care:
		style = t.caring
	case Alarm:
		style = t.alarm
	}
	return style.Render(" " + Safe(b.Word) + " ")
}
