package kit

// State is what has become of one stop of a road.
type State int

// The states a stop can be in.
const (
	Pending State = iota
	Working
	Done
	Failed
	Uncertain
)

// Sign is the state as one cell, so that a rail can be read without colour.
func (s State) Sign() string {
	return [...]string{"○", "◐", "✓", "✗", "?"}[s.index()]
}

// Word is the state as operators say it.
func (s State) Word() string {
	return [...]string{"pending", "working", "done", "failed", "uncertain"}[s.index()]
}

// Tone is the state as a tone.
func (s State) Tone() Tone {
	return [...]Tone{Dim, Accent, Good, Bad, Warn}[s.index()]
}

// index guards the tables above: an unknown state reads as uncertain, which
// is what it is.
func (s State) index() State {
	if s < Pending || s > Uncertain {
		return Uncertain
	}
	return s
}
