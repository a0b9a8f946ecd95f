package main

import (
	"context"

	"linkdesk/flow"
)

// detail is what is told of a case beside its events. Its members stand in the last line of --json.
type detail struct {
	// Similar is null where the case stands at no fault.
	Similar *flow.Similar `json:"similar"`
	// Then is null where the bank link was never looked at and no attempt at the bank has failed.
	Then *healthThen `json:"then"`
	// Now is null without --now, and where nothing can be asked.
	Now *healthNow `json:"now"`
}

// detailLine is the last line of history show.
type detailLine struct {
	caseLine
	detail
}

// detailOf gathers it.
func (a *app) detailOf(ctx context.Context, o order, h found, c flow.Case, records []flow.Record, now bool) (d detail, err error) {
	s, is, err := flow.Recall(ctx, h.store, c)
	if err != nil {
		return d, err
	}
	if is {
		d.Similar = &s
	}
	d.Then = healthOf(records)
	if now {
		o.env = h.env
		d.Now, err = a.askNow(ctx, o, h, c)
	}
	return d, err
}
