package link

import (
	"time"

	"linkdesk/flow"
)

// pauseFirst is zero unless the first question went wrong already.
func (w *watch) pauseFirst() time.Duration {
	if w.failed > 0 {
		return w.pause()
	}
	return 0
}

// pause is how long to wait for the next question: longer when nothing happens, twice as long
// after every one that failed, and never before Plaid wants to be asked again. Who left is
// looked for at the end of the grace.
func (w *watch) pause() time.Duration {
	d := pollPause
	if w.failed == 0 && time.Since(w.news) >= idleAfter {
		d = idlePause
	}
	if w.failed > 0 {
		for range min(w.failed-1, 10) {
			d = min(2*d, worstPause)
		}
		d = time.Duration(float64(d) * w.h.jitter(0.5))
	} else {
		d = time.Duration(float64(d) * w.h.jitter(0.8))
		if !w.away.IsZero() {
			d = min(d, max(time.Until(w.away.Add(w.h.grace())), 0))
		}
	}
	return max(d, time.Until(w.notBefore))
}

// hurry is when the poll may happen that a visit of the return page asks for, or an operator who
// came back to the console. Anybody on this machine can visit the page, so there is one in a second.
func (w *watch) hurry() time.Duration {
	now := time.Now()
	if !w.extra.After(now) {
		next := w.extra.Add(extraPause)
		if next.Before(now) {
			next = now
		}
		w.extra = next
	}
	return max(w.extra.Sub(now), time.Until(w.notBefore))
}

// missed notes what goes wrong and since when.
func (w *watch) missed(what string, f *flow.Fault) {
	if w.failed == 0 {
		w.since = w.h.now()
	}
	w.failed++
	w.notBefore = time.Time{}
	if f.RetryAfter > 0 {
		w.notBefore = time.Now().Add(time.Duration(f.RetryAfter) * time.Second)
	}
	w.say(what + " since " + w.since.Format("15:04:05") + ": " + flow.Clean(f.Message))
}

// say tells the operator how it goes, once; "" takes back what was said.
func (w *watch) say(text string) {
	if text == w.said {
		return
	}
	w.said = text
	w.sink.Note(text)
}
