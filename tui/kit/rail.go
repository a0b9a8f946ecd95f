package kit

import (
	"fmt"
	"strings"
)

// Stop is one station on a rail.
type Stop struct {
	Name  string
	State State
	Note  string // a word for the right edge where the state needs none, such as how long it took
}

// aside is what stands at the right edge of a stop: the state where it has to be read, otherwise the note.
func (s Stop) aside() (Tone, string) {
	if s.State == Pending || s.State == Done {
		return Dim, Safe(s.Note)
	}
	return s.State.Tone(), s.State.Word()
}

// RailWidth is the width at which a rail shows every stop with its word.
const RailWidth = 26

// Rail shows the stops of a road from top to bottom, with the current one
// marked. Sign and word carry the state; the tone only repeats it.
func Rail(t Theme, stops []Stop, current, w, h int) string {
	var rows []string
	for i, s := range stops {
		mark, name := "  ", t.Paint(Plain, s.Name)
		if s.State == Pending {
			name = t.Paint(Dim, s.Name)
		}
		if i == current {
			mark, name = t.Paint(Accent, "▸ "), t.Paint(Strong, s.Name)
		}
		row := mark + t.Paint(s.State.Tone(), s.State.Sign()) + " " + name
		if tone, word := s.aside(); word != "" && w-Width(row)-1 >= Width(word)+1 {
			row = Pad(row, w-Width(word)-1) + t.Paint(tone, word)
		}
		rows = append(rows, row)
	}
	return Fit(strings.Join(rows, "\n"), w, h)
}

// RailLine is a rail in one row, for terminals too narrow for a column: the
// signs of all stops, then the current one in words.
func RailLine(t Theme, stops []Stop, current, w int) string {
	if current < 0 || current >= len(stops) {
		return Pad("", w)
	}
	var signs strings.Builder
	for _, s := range stops {
		signs.WriteString(t.Paint(s.State.Tone(), s.State.Sign()))
	}
	now := stops[current]
	where := fmt.Sprintf(" %d/%d ", current+1, len(stops))
	line := signs.String() + t.Paint(Dim, where) + t.Paint(Strong, now.Name)
	if now.State != Pending {
		line += t.Paint(now.State.Tone(), " "+now.State.Word())
	}
	return Pad(line, w)
}
