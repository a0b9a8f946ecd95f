package kit

import (
	"strconv"
	"strings"
)

// The sizes that are promised. Below Min the program only says so.
const (
	MinWidth  = 40
	MinHeight = 12
)

// Chrome is the frame around every screen: where we are, how it stands, and
// which keys can be pressed.
type Chrome struct {
	Badge  Badge   // the environment; one that alarms speaks from the rules too
	Mark   Badge   // what is special about this console, beside the badge; without a word there is none
	Water  string  // a calm remark in the lower rule
	Title  string  // the place: "Cases", "New case"
	About  string  // whom or what it is about
	Right  string  // a fact that changes, such as a countdown
	Status Line    // one line above the hints
	Scopes []Table // innermost first; the hint line is made from them
}

// Line is one line of status.
type Line struct {
	Tone Tone
	Text string
}

// roomy reports whether there is height for rules between the areas.
func roomy(h int) bool { return h >= 16 }

// Body is the area a screen may draw in when the terminal is w by h.
func Body(w, h int) Rect {
	if roomy(h) {
		return Rect{1, 2, max(w-2, 0), max(h-5, 0)}
	}
	return Rect{1, 1, max(w-2, 0), max(h-3, 0)}
}

// Frame renders the whole terminal around a body of the size Body gives.
func (c Chrome) Frame(t Theme, w, h int, body string) string {
	area := Body(w, h)
	edge := strings.TrimSuffix(strings.Repeat(" \n", area.H), "\n")
	middle := Beside(edge, Fit(body, area.W, area.H), edge)
	if !roomy(h) {
		return Stack(c.top(t, w, c.Badge.Level == Alarm), middle, c.status(t, w), c.hints(t, w))
	}
	above, below := c.rules(t, w)
	return Stack(c.top(t, w, false), above, middle, below, c.status(t, w), c.hints(t, w))
}

// rules are the lines above and below the body. A place that alarms has its name in both, and
// lines that look like no other, so that it is known without colour and from the corner of an eye.
func (c Chrome) rules(t Theme, w int) (above, below string) {
	if c.Badge.Level == Alarm {
		return t.alarmRule(c.Badge.Word, w, true), t.alarmRule(c.Badge.Word, w, false)
	}
	return t.Rule(w), t.ruleEnd(c.Water, w)
}

// top is the badge, the name of the place, and at the right the fact that
// changes. When room is short the right gives way first, never the badge. Where there are no
// rules, the whole line can raise the alarm.
func (c Chrome) top(t Theme, w int, loud bool) string {
	paint := t.Paint
	if loud {
		paint = func(_ Tone, text string) string { return t.alarm.paint(Safe(text)) }
	}
	left := t.badge(c.Badge)
	if c.Mark.Word != "" {
		left += paint(Plain, " ") + t.badge(c.Mark)
	}
	left += paint(Plain, " ") + paint(Strong, c.Title)
	if c.About != "" {
		left += paint(Plain, "  ") + paint(Plain, c.About)
	}
	right := Safe(c.Right)
	if gap := w - Width(left) - Width(right) - 2; right != "" && gap >= 1 {
		return left + paint(Plain, strings.Repeat(" ", gap+1)) + paint(Dim, right) + paint(Plain, " ")
	}
	if rest := w - Width(left); rest > 0 {
		return left + paint(Plain, strings.Repeat(" ", rest))
	}
	return Pad(left, w)
}

// status is the line that says what just happened or what is going on.
func (c Chrome) status(t Theme, w int) string {
	return Pad(" "+t.Paint(c.Status.Tone, Cut(Safe(c.Status.Text), max(w-2, 0))), w)
}

// TooSmall is shown below the promised size. It is the one view that must
// survive any size, down to a single cell.
func TooSmall(w, h int) string {
	lines := []string{
		"too small",
		strconv.Itoa(w) + "x" + strconv.Itoa(h) + ", needs " + strconv.Itoa(MinWidth) + "x" + strconv.Itoa(MinHeight),
		"ctrl+c leaves",
	}
	return Fit(strings.Join(lines, "\n"), w, h)
}
