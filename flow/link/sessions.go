package link

import (
	"slices"
	"time"

	"linkdesk/flow"
)

// silence is how long a session may have ended without Plaid saying how.
const silence = time.Minute

// answered judges all sessions of the link token: the page can be opened any number of times,
// and any of the visits can be the one that counts.
func (w *watch) answered(sessions []flow.LinkSession) (done bool, err error) {
	missed := w.failed
	w.notBefore = time.Time{}
	w.notice(sessions)
	if err := w.tell(sessions); err != nil {
		f := flow.FaultOf(err, string(flow.OpenLink))
		if f.Code == codeFlightOver {
			return false, err
		}
		// A line of the timeline can wait; a result cannot.
		w.missed("what the customer does cannot be saved", f)
	}
	if r, ok := w.success(sessions); ok {
		return w.settle(r)
	}
	last, here := w.exit(sessions)
	switch {
	case w.waited(here) || here == gone && (w.left() <= 0 || dead(last)):
		return w.settle(last)
	case w.left() <= 0:
		return w.giveUp()
	}
	if w.failed == missed {
		if missed > 0 {
			w.failed, w.news = 0, time.Now() // the customer may have done much meanwhile
		}
		w.say(here.note(w.h.grace()))
	}
	return false, nil
}

// waited reports that everybody left and nobody came back in time.
func (w *watch) waited(here presence) bool {
	switch {
	case here != gone:
		w.away = time.Time{}
	case w.away.IsZero() || w.exits != w.shape[1]: // also whoever came back and left in between
		w.away, w.exits = time.Now(), w.shape[1]
	}
	return here == gone && time.Since(w.away) >= w.h.grace()
}

// dead reports an exit after which the page cannot be opened again.
func dead(r flow.LinkResult) bool { return r.Fault != nil && r.Fault.Code == codeDeadToken }

// notice remembers when a session was first seen to have ended, which were so from the start,
// and whether anything is new.
func (w *watch) notice(sessions []flow.LinkSession) {
	shape := [2]int{len(sessions), 0}
	first := w.old == nil
	if first {
		w.old = map[string]bool{}
	}
	w.running = false
	for _, s := range sessions {
		if s.Finished.IsZero() && s.Result == nil {
			w.running = true
			continue
		}
		shape[1]++
		if w.ended[s.ID].IsZero() {
			w.ended[s.ID] = time.Now()
		}
		// The link token may have had a flight before, whose exit is in the journal. Without this the
		// second flight would end with it too.
		w.old[s.ID] = w.old[s.ID] || first && !slices.ContainsFunc(s.Events, func(e flow.LinkEvent) bool { return !w.req.Seen[eventKey(e, s.ID)] })
	}
	if shape != w.shape {
		w.shape, w.news = shape, time.Now()
	}
}

// tell gives the events of all sessions to the sink in the order of time, each of them once.
func (w *watch) tell(sessions []flow.LinkSession) error {
	var all []flow.LinkEvent
	for _, s := range sessions {
		for _, e := range s.Events {
			if e.SessionID == "" {
				e.SessionID = s.ID
			}
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b flow.LinkEvent) int { return a.At.Compare(b.At) })
	for _, e := range all {
		key := eventKey(e, e.SessionID)
		if w.told[key] || w.req.Seen[key] || len(w.told) >= maxEvents {
			continue
		}
		if err := w.sink.Event(w.keep, e); err != nil {
			return err
		}
		w.told[key], w.news = true, time.Now()
	}
	return nil
}

// eventKey tells events apart: by their id, or by what they are where they have none.
func eventKey(e flow.LinkEvent, session string) string {
	if e.ID != "" {
		return e.ID
	}
	return session + " " + e.Name + " " + e.At.Format(time.RFC3339Nano)
}
