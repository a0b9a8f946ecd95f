package fake

import (
	"context"
	"slices"

	"linkdesk/flow"
)

// Alike implements flow.Rememberer by going through the journals of all cases, the newest first.
func (d *Desk) Alike(_ context.Context, q flow.AlikeQuery) (flow.AlikePage, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.alikes++
	if d.fail != nil {
		return flow.AlikePage{}, bent(d, d.fail)
	}
	var page flow.AlikePage
	for _, id := range slices.Backward(d.order) {
		e := d.cases[id]
		if q.Bank != "" && flow.Summarize(e.c).InstitutionID != q.Bank {
			continue
		}
		page.Looked++
		if p, ok := flow.PastOf(e.records, q.Key); ok && id != q.Not {
			page.Past = append(page.Past, p)
		}
	}
	return bent(d, page), nil
}

// Alikes is how often it was asked.
func (d *Desk) Alikes() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.alikes
}
