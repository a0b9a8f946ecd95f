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
	Badge  Badge   // the environment
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
	rule := ""
	if roomy(h) {
		rule = t.Rule(w)
	}
	return Stack(c.top(t, w), rule, middle, rule, c.status(t, w), c.hints(t, w))
}

// top is the badge, the name of the place, and at the right the fact that
// changes. When room is short the right gives way first, never the badge.
func (c Chrome) top(t Theme, w int) string {
	left := t.badge(c.Badge) + " " + t.Paint(Strong, c.Title)
	if c.About != "" {
		left += "  " + t.Paint(Plain, c.About)
	}
	right := Safe(c.Right)
	if gap := w - Width(left) - Width(right) - 2; right != "" && gap >= 1 {
		return left + strings.Repeat(" ", gap+1) + t.Paint(Dim, right) + " "
	}
	return Pad(left, w)
}

// status is the line that says what just happened or what is going on.
func (c Chrome) status(t Theme, w int) string {
	return Pad(" "+t.Paint(c.Status.Tone, Cut(Safe(c.Status.Text), max(w-2, 0))), w)
}

// hints lists the keys that matter now, as many as fit. The program's own
// (help, quit) are set first from the right, so that help can always be found.
func (c Chrome) hints(t Theme, w int) string {
	scopes := Visible(c.Scopes...)
	if len(scopes) == 0 {
		return Pad("", w)
	}
	var own []Key
	for _, scope := range scopes[:len(scopes)-1] {
		own = append(own, hinted(scope)...)
	}
	outer := hinted(scopes[len(scopes)-1])
	tail := strings.Join(labels(t, outer), "  ")
	room := w - 2 - Width(tail)
	var head string
	for _, label := range labels(t, own) {
		if Width(head)+Width(label)+2 <= room {
			head += label + "  "
		}
	}
	return Pad(" "+head+tail, w)
}

// hinted are the rows of a scope that want to be on the hint line and can act.
func hinted(scope Table) []Key {
	var out []Key
	for _, k := range scope.Keys {
		if k.Hint && k.Off == "" {
			out = append(out, k)
		}
	}
	return out
}

// labels renders rows as "key what it does".
func labels(t Theme, keys []Key) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = t.Paint(Accent, k.Label()) + " " + t.Paint(Dim, k.Help)
	}
	return out
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
