package kit

import "time"

// noticeLife is how long good news stays on the status line.
const noticeLife = 6 * time.Second

// Notice is something worth saying once. The time is when it was said.
type Notice struct {
	Tone Tone
	Text string
	Time time.Time
}

// Notices keeps what was said. Notices expire, errors stay until they are
// dismissed, and both are kept for the notices screen.
type Notices struct {
	said  []Notice
	until time.Time // end of the current notice; zero when none is showing
	fault bool      // the current one is an error
}

// maxNotices bounds the memory of a console that runs for weeks.
const maxNotices = 200

// Say shows a notice from now on. It never hides an error.
func (n *Notices) Say(now time.Time, tone Tone, text string) {
	n.keep(Notice{tone, text, now})
	if !n.fault {
		n.until = now.Add(noticeLife)
	}
}

// Fail shows an error until Dismiss.
func (n *Notices) Fail(now time.Time, text string) {
	n.keep(Notice{Bad, text, now})
	n.fault, n.until = true, time.Time{}
}

// Dismiss takes the current notice or error off the status line.
func (n *Notices) Dismiss() { n.fault, n.until = false, time.Time{} }

// Failing reports whether an error waits to be dismissed.
func (n *Notices) Failing() bool { return n.fault }

// Current is what the status line should show at a time.
func (n *Notices) Current(now time.Time) (Line, bool) {
	for i := len(n.said) - 1; i >= 0; i-- {
		said := n.said[i]
		switch {
		case n.fault && said.Tone == Bad:
			return Line{Bad, "✗ " + said.Text}, true
		case !n.fault && now.Before(n.until):
			return Line{said.Tone, said.Text}, true
		case !n.fault:
			return Line{}, false
		}
	}
	return Line{}, false
}

// All is everything said, newest first.
func (n *Notices) All() []Notice {
	out := make([]Notice, 0, len(n.said))
	for i := len(n.said) - 1; i >= 0; i-- {
		out = append(out, n.said[i])
	}
	return out
}

// keep remembers a notice and forgets the oldest beyond the bound.
func (n *Notices) keep(one Notice) {
	n.said = append(n.said, one)
	if extra := len(n.said) - maxNotices; extra > 0 {
		n.said = append(n.said[:0:0], n.said[extra:]...)
	}
}
