package plain

import (
	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// tell says the events that are new, and the customer's address once it is there.
func (v *visit) tell(snap flow.Snapshot) {
	now := v.opts.Now()
	for i, r := range snap.Records {
		if r.Seq <= v.told {
			continue
		}
		if line, _, ok := screen.TellEvent(r, snap.Case.Processor, i == len(snap.Records)-1, now); ok {
			v.say(line)
		}
		v.told, v.known = r.Seq, false
	}
	if snap.HandoffURL != "" && snap.HandoffURL != v.url {
		v.say("The customer's address; it is copied nowhere, and whoever has it can open the visit. Enter stops waiting, x stops the hand-off.")
		v.whole(snap.HandoffURL)
	}
	v.url = snap.HandoffURL
	if snap.HandoffNote != "" && snap.HandoffNote != v.note {
		v.say("Note: " + snap.HandoffNote)
	}
	v.note = snap.HandoffNote
}

// timeline tells all that happened, oldest first, with what support wants to know of each call.
func (v *visit) timeline() {
	snap := v.sheet.Snap()
	v.say(count(len(snap.Records), "event") + ", oldest first.")
	for i, r := range snap.Records {
		line, detail, ok := screen.TellEvent(r, snap.Case.Processor, i == len(snap.Records)-1, v.opts.Now())
		if !ok {
			continue
		}
		if detail != "" {
			line += "; " + detail
		}
		v.say(line)
	}
}
