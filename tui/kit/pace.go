package kit

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

const (
	// PaceBeat is the time that has to pass between two characters of one hand. A paste that
	// comes without its brackets is faster.
	PaceBeat = 15 * time.Millisecond
	// heldBeats have to pass between two of the same character. The usual keyboards repeat a key
	// that is held down every 30 to 40 milliseconds; hands take longer for a double letter.
	heldBeats = 4
)

// Pace tells typing from a paste and from a key held down, for a field that is a confirmation.
// It reads no clock: after each key its owner lets PaceBeat pass and calls Beat. Where the
// console itself is slow it errs on the safe side, and something typed has to be typed again.
//
// Terminals without key releases do not say that a key is held, and slow keyboards repeat like a
// slow hand. So whoever asks for a confirmation also asks for a text that one key cannot make.
type Pace struct {
	heard int    // numbers the keys, so that the beats of an earlier one are not counted
	beats int    // since the last key
	last  string // the last character
}

// Rest begins anew, as when the field comes into focus. It returns the number for Beat.
func (p *Pace) Rest() int {
	p.heard, p.beats, p.last = p.heard+1, 0, ""
	return p.heard
}

// Beat counts that PaceBeat has passed since the key of that number. It reports whether another
// one has to be counted.
func (p *Pace) Beat(number int) bool {
	if number != p.heard {
		return false
	}
	p.beats++
	return p.beats < heldBeats
}

// Quick reports that no hand can have pressed a key by now.
func (p *Pace) Quick() bool { return p.beats == 0 }

// Judge says in a sentence why an input was not typed by hand, "" when it was. The number is for
// Beat; it is 0 for keys without a character, which are not counted.
func (p *Pace) Judge(msg tea.Msg) (why string, number int) {
	m, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
		return "A paste does not confirm. Type it again by hand.", 0
	case m.Text == "":
		return "", 0
	case p.beats == 0 && !m.IsRepeat:
		why = "That came faster than a hand types. Type it again by hand."
	case m.IsRepeat || m.Text == p.last && p.beats < heldBeats:
		why = "A key held down does not confirm. Type it again, key by key."
	}
	p.heard, p.beats, p.last = p.heard+1, 0, m.Text
	return why, p.heard
}
