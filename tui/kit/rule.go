package kit

import "strings"

// Rule is a thin line of w cells.
func (t Theme) Rule(w int) string {
	return t.rule.paint(strings.Repeat("─", max(w, 0)))
}

// ruleWord is a thin line of w cells that begins with a word.
func (t Theme) ruleWord(word string, w int) string {
	word = Cut(Safe(word), max(w-4, 0))
	if word == "" {
		return t.Rule(w)
	}
	return t.Paint(Dim, word) + " " + t.Rule(w-Width(word)-1)
}

// Bar is a thin upright line of h rows.
func (t Theme) Bar(h int) string {
	if h <= 0 {
		return ""
	}
	return strings.TrimSuffix(strings.Repeat(t.rule.paint("│")+"\n", h), "\n")
}
