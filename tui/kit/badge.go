package kit

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
	return style.paint(" " + Safe(b.Word) + " ")
}
