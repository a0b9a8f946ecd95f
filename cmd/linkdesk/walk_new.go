package main

import (
	"linkdesk/flow"
	"linkdesk/flow/link"
)

// newWalk makes the walk that an order and flags ask for, which tells all that happens.
func (a *app) newWalk(o order, r runFlags, given func(string) bool, log *eventLog) *walk {
	w := &walk{app: a, flags: r, given: given, order: o, lines: &jsonLines{w: a.out}}
	// A resumed case may bring the browser hand-off along, so this does not ask for --handoff.
	w.order.demo.customer = o.env == flow.Demo && r.browser == "" && !r.noOpen
	w.order.around, w.order.returnPage = lookAround(r.browser), r.returnPage
	if !r.noOpen {
		w.order.open = link.OpenBrowser(r.browser)
	}
	w.order.onProgress = a.progress(o.env)
	w.order.onRecord = func(rec flow.Record) {
		log.record(rec)
		w.onRecord(rec)
	}
	w.order.onHandoff, w.order.onStuck, w.order.onNote = w.onHandoff, w.onStuck, w.onNote
	return w
}
