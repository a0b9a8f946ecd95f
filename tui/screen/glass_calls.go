package screen

import (
	"slices"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/snippet"
)

// near is how far the journal's word of a call may be from the call: an outcome waits for a busy
// history.
const near = 2 * time.Minute

// callsOf puts together what this console saw and what the journal knows, newest first. A call
// that is in both is one.
func callsOf(snap flow.Snapshot, seen []flow.Exchange) []sawCall {
	out := make([]sawCall, len(seen))
	for i, x := range seen {
		out[i] = sawCall{Exchange: x, stop: x.Stop(), able: x.Request.Note == "" && x.URL != ""}
	}
	claimed := make([]bool, len(seen))
	var intent flow.Intent
	for _, r := range snap.Records {
		if in, ok := r.Event.(flow.Intent); ok {
			intent = in
			continue
		}
		for i, call := range flow.CallsOf(r.Event) {
			fault := faultIn(r.Event)
			if at := findSeen(seen, claimed, r, call); at >= 0 {
				claimed[at], out[at].stop, out[at].fault = true, r.Event.Stop(), fault
				continue
			}
			out = append(out, pastCall(snap.Case, r, call, intent, i, fault))
		}
	}
	slices.SortStableFunc(out, func(a, b sawCall) int { return b.At.Compare(a.At) })
	return out
}

// findSeen looks for the exchange of a journalled call among those that are nobody's yet, the newest
// that fits. Where no answer came there is no request_id, and the time tells.
func findSeen(seen []flow.Exchange, claimed []bool, r flow.Record, call flow.Call) int {
	for i, x := range seen {
		if claimed[i] || x.Endpoint != call.Endpoint || x.Status != call.HTTPStatus || x.RequestID != call.RequestID {
			continue
		}
		if call.RequestID != "" || !x.At.After(r.Time) && r.Time.Sub(x.At) < near {
			return i
		}
	}
	return -1
}

// pastCall is what the journal has of a call, with its request written again where that can be
// done.
func pastCall(c flow.Case, r flow.Record, call flow.Call, intent flow.Intent, nth int, fault *flow.Fault) sawCall {
	key := ""
	if r.Event.Stop() == intent.Stop() {
		key = intent.Key
	}
	x, able := snippet.OfCall(c, call, key)
	x.Took = time.Duration(call.TookMS) * time.Millisecond
	// Those of one record were made one after the other; its time is the end of the last.
	x.At = r.Time.Add(-x.Took).Add(time.Duration(nth) * time.Microsecond)
	x.Effect, x.Attempt = intent.Effect, intent.Attempt
	return sawCall{Exchange: x, stop: r.Event.Stop(), fault: fault, past: true, able: able}
}

// faultIn is what went wrong in the work of an event.
func faultIn(e flow.Event) *flow.Fault {
	switch e := e.(type) {
	case flow.EffectFailed:
		return e.Fault
	case flow.EffectUnknown:
		return e.Fault
	case flow.EffectRetried:
		return e.Fault
	}
	return nil
}
