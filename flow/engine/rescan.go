package engine

import (
	"context"
	"maps"
	"slices"
	"time"

	"linkdesk/flow"
)

// rescan finds the cases to follow, the newest ones first. A history that is busy now is searched
// at the next time.
func (e *Engine) rescan(ctx context.Context, now time.Time, atRest map[flow.CaseID]time.Time) {
	rows := map[flow.CaseID]flow.Summary{}
	for _, status := range []flow.Status{flow.StatusSubmitted, flow.StatusUsable, flow.StatusUnusable, flow.StatusFailed} {
		// The newest of a status, and the newest for which somebody is to act: those are few among many.
		for _, who := range append([]flow.Who{""}, flow.Parties()...) {
			page, err := e.cfg.Journal.List(ctx, flow.Query{Limit: tailed, Filter: flow.Filter{Status: status, Who: who}})
			if err != nil {
				return
			}
			for _, row := range page.Rows {
				// What waits for nobody outside is followed for late returns alone.
				if who == flow.Partners || who == flow.Customer || now.Sub(row.Updated) < flow.ReturnsEnd {
					rows[row.ID] = row
				}
			}
		}
	}
	found, read := map[flow.CaseID]bool{}, 0
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(rows))) {
		_, before := e.NextLook(id)
		if len(found) == tailed {
			break
		}
		if at, rests := atRest[id]; rests && at.Equal(rows[id].Updated) {
			continue
		}
		if read++; read > examined && !before {
			continue // at the next search: what came to rest is not read again
		}
		c, err := e.cfg.Journal.Case(ctx, id)
		if err == nil && c.Followed(now) {
			found[id] = true
		} else {
			atRest[id] = rows[id].Updated // also a case that cannot be read: it is told where it is opened
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for id := range e.watched {
		if !found[id] {
			delete(e.watched, id)
		}
	}
	for id := range found {
		w, ok := e.watched[id]
		// What somebody did since the last look, here or at another console, may bring something soon.
		if !ok || rows[id].Updated.After(w.looked) && w.next.Sub(now) > e.cfg.Tail.First {
			e.watched[id] = watch{next: now.Add(e.less(e.cfg.Tail.First)), wait: e.cfg.Tail.First, failed: w.failed, looked: now}
		}
	}
}
