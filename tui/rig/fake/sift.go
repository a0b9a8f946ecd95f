package fake

import (
	"context"
	"slices"
	"time"

	"linkdesk/flow"
)

// Sift goes through the events of all cases, the newest case first, as a history does: one look goes
// through so many and no more.
func (d *Desk) Sift(ctx context.Context, q flow.SiftQuery) (flow.SiftPage, error) {
	d.mu.Lock()
	slow := d.slow
	d.mu.Unlock()
	if slow > 0 {
		select {
		case <-time.After(slow):
		case <-ctx.Done():
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fail != nil {
		return flow.SiftPage{}, bent(d, d.fail)
	}
	if ctx.Err() != nil {
		return flow.SiftPage{}, ctx.Err()
	}
	var all []flow.Record
	for _, id := range d.order {
		all = append(all, d.cases[id].records...)
	}
	if q.Before > 0 {
		all = all[:min(q.Before-1, uint64(len(all)))]
	}
	var page flow.SiftPage
	kinds := q.Sought.Kinds()
	for i, r := range slices.Backward(all) {
		if d.most > 0 && page.Looked == 10*d.most || q.Limit > 0 && len(page.Found) >= q.Limit {
			page.More = true
			break
		}
		page.Looked, page.Next = page.Looked+1, uint64(i+1)
		if m, ok := q.Sought.Event(r); ok && kinds[r.Event.Kind()] {
			page.Found = append(page.Found, flow.Found{Case: r.Case, Match: m})
		}
	}
	return bent(d, page), nil
}
