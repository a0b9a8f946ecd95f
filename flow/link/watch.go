package link

import (
	"context"
	"time"

	"linkdesk/flow"
)

// How often Plaid is asked. It documents no limit for this call; its own command line asks every
// 2 s.
const (
	pollPause  = 2 * time.Second
	idlePause  = 5 * time.Second
	worstPause = 30 * time.Second
	idleAfter  = 2 * time.Minute
	pollLimit  = 20 * time.Second // of one question
	extraPause = time.Second      // between polls that the return page asks for
	// overtime is how long a last answer is waited for once the link token has run out: the customer
	// may have finished while the network was down.
	overtime = 2 * time.Minute
)

// codeFlightOver is the sink's word that the case has gone on without this flight.
const codeFlightOver = "FLIGHT_OVER"

// watch is one flight of Hosted. Durations in it are measured with the monotonic clock; the
// flight's end is a matter of h.Now.
type watch struct {
	h    *Hosted
	req  flow.HandoffRequest
	sink flow.HandoffSink
	keep context.Context // outlives the operator's cancel: a result that has arrived is written down
	page *donePage       // nil where there is none
	ends time.Time       // of the link token

	failed    int       // questions without an answer in a row
	since     time.Time // when the first of them failed, by h.Now
	notBefore time.Time // until then Plaid does not want to be asked
	extra     time.Time // when the return page last had its poll
	late      time.Time // since when the token has run out
	said      string    // the note that stands

	told    map[string]bool      // events that the sink has heard
	old     map[string]bool      // sessions that had ended before this flight; nil before the first answer
	ended   map[string]time.Time // when the end of a session was first seen
	running bool                 // a session has not ended
	shape   [2]int               // sessions, and those that ended, for noticing news
	news    time.Time            // when there last was any
	away    time.Time            // since when every session has ended; zero while one has not
	exits   int                  // how many had ended then
}

func newWatch(ctx context.Context, h *Hosted, req flow.HandoffRequest, sink flow.HandoffSink) *watch {
	w := &watch{h: h, req: req, sink: sink, keep: context.WithoutCancel(ctx), ends: req.Expiration,
		told: map[string]bool{}, ended: map[string]time.Time{}, news: time.Now()}
	if w.ends.IsZero() {
		w.ends = h.now().Add(linkTokenLife)
	}
	return w
}

// left is how long the link token still lives by our clock.
func (w *watch) left() time.Duration { return w.ends.Sub(w.h.now()) }

// wait asks until the flight is over, and returns nil when the sink took a result.
func (w *watch) wait(ctx context.Context) error {
	next := time.NewTimer(w.pauseFirst())
	defer next.Stop()
	end := time.NewTimer(max(w.left(), 0))
	defer end.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-w.page.visits():
			next.Reset(w.hurry())
			continue
		case <-w.req.Hurry:
			next.Reset(w.hurry())
			continue
		case <-end.C:
		case <-next.C:
		}
		if done, err := w.poll(ctx, pollLimit); done || err != nil {
			return err
		}
		next.Reset(w.pause()) // from the end of the token on, any poll may be the last
	}
}

// poll asks once. done is true when the sink took a result.
func (w *watch) poll(ctx context.Context, limit time.Duration) (done bool, err error) {
	asking, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	sessions, _, err := w.h.Bank.LinkSessions(asking, w.req.LinkToken)
	if err == nil {
		return w.answered(sessions)
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	f := flow.FaultOf(err, string(flow.OpenLink))
	w.missed("Plaid cannot be asked what the customer does", f)
	if w.left() <= 0 && (f.Code == codeDeadToken || w.overdue()) {
		return w.giveUp()
	}
	return false, nil
}

// overdue reports that the last answer was waited for long enough.
func (w *watch) overdue() bool {
	if w.late.IsZero() {
		w.late = time.Now()
	}
	return time.Since(w.late) >= overtime
}

// giveUp ends the flight in the customer's stead.
func (w *watch) giveUp() (done bool, err error) {
	const clock = "15:04:05"
	w.say("the link_token ran out at " + w.ends.In(w.h.now().Location()).Format(clock) + " by this computer's clock, which says " + w.h.now().Format(clock))
	return w.settle(flow.LinkResult{ExitStatus: "timed_out"})
}

// settle gives r to the sink. An error that may pass leaves the flight open for another try, as
// long as the token lives.
func (w *watch) settle(r flow.LinkResult) (done bool, err error) {
	if err := w.sink.Result(w.keep, r); err != nil {
		f := flow.FaultOf(err, string(flow.OpenLink))
		if f.Code == codeFlightOver || w.left() <= 0 && w.overdue() {
			return false, err
		}
		w.missed("the customer's result cannot be saved", f)
		return false, nil
	}
	w.page.settle(endingOf(r, w.req.Update), w.req.Update)
	return true, nil
}
