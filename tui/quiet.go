package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/tui/screen"
)

const (
	// quietFor is how long hands have to rest before an open dialog hears them.
	quietFor = 200 * time.Millisecond
	// aloneFor is how long a key has to stay alone that may be held down. Keyboards repeat at least
	// every 100 ms.
	aloneFor = 120 * time.Millisecond
	// quietMost bounds that wait. A key that is still held down by then stays unheard.
	quietMost = 1500 * time.Millisecond
)

// quiet keeps an open dialog from hearing what was meant for the screen behind it: keys that were
// on their way when it came up, and a key that is held down. It reads no clock; the time comes as
// beats.
//
// A keyboard repeats a held key only after half a second, when the hands seem to rest. So the key
// that the hands were on last counts only if it stays alone for a moment.
type quiet struct {
	ask    *screen.Ask
	held   string           // the key that the hands were on last
	hot    bool             // its beat has not come yet
	over   bool             // the wait has lasted long enough: other keys than held are heard
	alone  *tea.KeyPressMsg // held again, until its beat shows that it is alone
	missed bool             // a key was not heard since the dialog opened
	fresh  bool             // the dialog has opened less than a beat ago
	number int              // of the beat that counts
	limit  int              // the number at which the wait began
	first  int              // the number at which the dialog opened
}

// beat is that a time has passed since the thing of that number.
type beat struct {
	number int
	kind   beatKind
}

type beatKind int

const (
	beatStill beatKind = iota // the wait after a key
	beatOver                  // quietMost after the wait began
	beatFresh                 // quietFor after the dialog opened
)

func beatAfter(d time.Duration, b beat) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return b })
}

// hush notices a dialog that has come up, and begins the wait for quiet hands.
func (r *Root) hush() tea.Cmd {
	ask := r.asking()
	if ask == r.quiet.ask {
		return nil
	}
	number := r.quiet.number
	r.quiet = quiet{ask: ask, number: number}
	if ask == nil {
		return nil
	}
	r.quiet.held, r.quiet.fresh = r.lastKey, true
	wait := r.quiet.wait()
	r.quiet.first = r.quiet.number
	return tea.Batch(wait, beatAfter(quietFor, beat{r.quiet.first, beatFresh}))
}

// wait lets a beat pass, and bounds the whole wait when it begins with this one.
func (q *quiet) wait() tea.Cmd {
	q.number++
	still := beatAfter(quietFor, beat{q.number, beatStill})
	if q.hot {
		return still
	}
	q.hot, q.over, q.limit = true, false, q.number
	return tea.Batch(still, beatAfter(quietMost, beat{q.number, beatOver}))
}

// hears reports whether the dialog hears a key now. One that has to stay alone is kept and comes
// back from beat.
func (q *quiet) hears(m tea.KeyPressMsg) (bool, tea.Cmd) {
	name := m.String()
	switch {
	case q.alone != nil, q.hot && (!q.over || name == q.held), m.IsRepeat && name == q.held:
		q.held, q.alone, q.missed = name, nil, true
		return false, q.wait()
	case name == q.held:
		q.number++
		q.alone = &m
		return false, beatAfter(aloneFor, beat{q.number, beatStill})
	}
	q.held = ""
	return true, nil
}

// beat takes the time that has passed. It returns a key that was kept and can be heard now.
func (q *quiet) beat(b beat) *tea.KeyPressMsg {
	switch {
	case b.kind == beatOver && b.number == q.limit:
		q.over = true
	case b.kind == beatFresh && b.number == q.first:
		q.fresh = false
	case b.kind == beatStill && b.number == q.number:
		kept := q.alone
		q.hot, q.alone = false, nil
		if kept != nil {
			q.held = ""
		}
		return kept
	}
	return nil
}
