package link

import (
	"slices"
	"time"

	"linkdesk/flow"
)

// presence is where the customer is, as far as the sessions tell.
type presence int

const (
	awaited presence = iota // nobody came yet
	present                 // a visit goes on
	gone                    // every visit of this flight has ended
	before                  // visits have ended, but all of them before this flight
)

// note is what the operator reads about it.
func (p presence) note(grace time.Duration) string {
	switch p {
	case gone:
		return "the customer left Link; it can be opened again within " + grace.String()
	case before:
		return "the customer left Link before and has not opened it again"
	}
	return ""
}

// success is the session that linked an account or repaired the Item. Of several the one that
// ended first counts: that customer was told so first.
func (w *watch) success(sessions []flow.LinkSession) (flow.LinkResult, bool) {
	var best *flow.LinkSession
	for i, s := range sessions {
		if w.succeeded(s) && (best == nil || s.Finished.Before(best.Finished)) {
			best = &sessions[i]
		}
	}
	switch {
	case best == nil:
		return flow.LinkResult{}, false
	case best.Result == nil:
		return flow.LinkResult{SessionID: best.ID, Updated: true}, true
	}
	r := *best.Result
	r.Updated = w.req.Update
	return r, true
}

// succeeded: an update has nothing to hand over, so its success may be told by its end alone.
func (w *watch) succeeded(s flow.LinkSession) bool {
	if s.Result != nil {
		return s.Result.Linked()
	}
	return w.req.Update && !s.Finished.IsZero() && exitEvent(s) == nil
}

// exit is how the customer left last, and where the customer is now.
func (w *watch) exit(sessions []flow.LinkSession) (last flow.LinkResult, here presence) {
	var at time.Time
	for _, s := range sessions {
		r, ended := w.exited(s)
		switch {
		case !ended:
			return flow.LinkResult{}, present
		case w.old[s.ID]:
			if here == awaited {
				here = before
			}
		case here != gone || !s.Finished.Before(at):
			last, here, at = r, gone, s.Finished
		}
	}
	return last, here
}

// exited is how a session ended that was no success. Plaid may need a moment to say it; after
// silence its events have to do.
func (w *watch) exited(s flow.LinkSession) (r flow.LinkResult, ended bool) {
	if s.Result != nil {
		return *s.Result, true
	}
	if s.Finished.IsZero() || !w.old[s.ID] && time.Since(w.ended[s.ID]) < silence {
		return flow.LinkResult{}, false
	}
	r.SessionID = s.ID
	if e := exitEvent(s); e != nil {
		r.InstitutionID, r.InstitutionName = e.InstitutionID, e.InstitutionName
		r.ExitStatus, r.RequestID = e.ExitStatus, e.RequestID
		if e.ErrorCode != "" {
			r.Fault = &flow.Fault{Op: string(flow.OpenLink), Kind: flow.CustomerFault, Who: flow.Customer, Code: e.ErrorCode,
				Message: "Link ended with an error and did not say more", RequestID: e.RequestID}
		}
	}
	return r, true
}

// exitEvent is the EXIT among the events of a session, nil when there is none.
func exitEvent(s flow.LinkSession) *flow.LinkEvent {
	i := slices.IndexFunc(s.Events, func(e flow.LinkEvent) bool { return e.Name == "EXIT" })
	if i < 0 {
		return nil
	}
	return &s.Events[i]
}
