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

// ruleEnd is a thin line of w cells with a word near its end.
func (t Theme) ruleEnd(word string, w int) string {
	word = Safe(word)
	left := w - Width(word) - 4
	if word == "" || left < 1 {
		return t.Rule(w)
	}
	return t.Rule(left) + " " + t.Paint(Dim, word) + " " + t.Rule(2)
}

// alarmRule is a double line of w cells with a word in it, near its beginning or its end.
func (t Theme) alarmRule(word string, w int, end bool) string {
	badge := t.alarm.paint(" " + Safe(word) + " ")
	line := func(n int) string { return t.alarmLine.paint(strings.Repeat("═", max(n, 0))) }
	rest := w - Width(badge) - 2
	switch {
	case rest < 0:
		return line(w)
	case end:
		return line(rest) + badge + line(2)
	}
	return line(2) + badge + line(rest)
}

// Bar is a thin upright line of h rows.
func (t Theme) Bar(h int) string {
	if h <= 0 {
		return ""
	}
	return strings.TrimSuffix(strings.Repeat(t.rule.paint("│")+"\n", h), "\n")
}
