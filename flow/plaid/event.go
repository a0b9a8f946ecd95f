package plaid

import (
	"slices"
	"time"

	api "github.com/plaid/plaid-go/v42/plaid"

	"linkdesk/flow"
)

// events puts what happened in a session into order, oldest first. Plaid promises no order and
// its samples have the newest first, so two of the same moment are taken to be turned around,
// unless the list as a whole is not.
func events(all []api.LinkEvent, session string) []flow.LinkEvent {
	var out []flow.LinkEvent
	for _, e := range all {
		out = append(out, event(e, session))
	}
	if n := len(out); n > 0 && !out[0].At.Before(out[n-1].At) {
		slices.Reverse(out)
	}
	slices.SortStableFunc(out, func(a, b flow.LinkEvent) int { return a.At.Compare(b.At) })
	return out
}

// event keeps every name, known or not. What the customer typed into the search, and numbers of
// accounts, are nobody's business and stay behind.
func event(e api.LinkEvent, session string) flow.LinkEvent {
	m := e.EventMetadata
	out := flow.LinkEvent{ID: flow.CleanID(e.EventId), Name: flow.CleanID(e.EventName), View: flow.CleanID(m.GetViewName()),
		InstitutionID: flow.CleanID(m.GetInstitutionId()), InstitutionName: flow.Clean(m.GetInstitutionName()),
		ErrorCode: flow.CleanID(m.GetErrorCode()), ExitStatus: flow.CleanID(m.GetExitStatus()), MFAType: flow.CleanID(m.GetMfaType()),
		SessionID: session, RequestID: flow.CleanID(m.GetRequestId())}
	if at, err := time.Parse(time.RFC3339Nano, e.Timestamp); err == nil {
		out.At = at.UTC()
	}
	return out
}
