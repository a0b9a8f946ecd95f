package fake

import (
	"context"
	"slices"
	"strings"
	"time"

	"linkdesk/flow"
)

// List returns a page of cases, as a history does: one look goes through so many cases and no more.
func (d *Desk) List(ctx context.Context, q flow.Query) (flow.Page, error) {
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
	d.lists++
	if d.fail != nil {
		return flow.Page{}, bent(d, d.fail)
	}
	if ctx.Err() != nil {
		d.givenUp++
		return flow.Page{}, ctx.Err()
	}
	limit := min(q.Limit, 1000)
	if limit <= 0 {
		limit = 50
	}
	at, step := len(d.order)-1, -1
	switch {
	case q.After != "":
		at, _ = slices.BinarySearch(d.order, q.After)
		for step = 1; at < len(d.order) && d.order[at] <= q.After; {
			at++
		}
	case q.Before != "":
		at, _ = slices.BinarySearch(d.order, q.Before)
		at--
	}
	var page flow.Page
	for ; at >= 0 && at < len(d.order); at += step {
		if len(page.Rows) == limit || d.most > 0 && page.Looked == d.most {
			page.More = true
			break
		}
		page.Next, page.Looked = d.order[at], page.Looked+1
		if row := flow.Summarize(d.cases[d.order[at]].c); q.Filter.Matches(row) {
			page.Rows = append(page.Rows, row)
		}
	}
	if step > 0 {
		slices.Reverse(page.Rows)
	}
	return bent(d, page), nil
}

// Lists is how many pages were asked for.
func (d *Desk) Lists() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.lists
}

// LookAt bounds the cases that one look goes through.
func (d *Desk) LookAt(most int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.most = most
}

// Slow is how long a look at the list takes from now on.
func (d *Desk) Slow(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.slow = by
}

// Lookup implements flow.Finder by going through all events, whole ids first, then the newest cases.
func (d *Desk) Lookup(_ context.Context, text string) ([]flow.Hit, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lookups = append(d.lookups, text)
	text = strings.TrimSpace(text)
	if d.fail != nil || len(text) < 4 {
		return nil, d.fail
	}
	_, _, token := flow.TokenIn(text)
	hash := flow.NewSecret([]byte(text)).Hash()
	var whole, fronts []flow.Hit
	for _, id := range slices.Backward(d.order) {
		if upper := strings.ToUpper(text); !token && (strings.HasPrefix(string(id), upper) || strings.HasSuffix(string(id), upper)) {
			fronts = append(fronts, flow.Hit{Case: id, Kind: flow.RefCase, ID: string(id)})
		}
		seen := map[flow.Ref]bool{}
		for _, r := range d.cases[id].records {
			for _, ref := range flow.RefsOf(r.Event) {
				hit := flow.Hit{Case: id, Kind: ref.Kind, ID: ref.ID, Seq: r.Seq}
				switch {
				case seen[ref]:
				case ref.Kind == flow.RefToken && token && ref.ID == hash, ref.Kind != flow.RefToken && !token && ref.ID == text:
					whole = append(whole, hit)
				case ref.Kind != flow.RefToken && !token && strings.HasPrefix(ref.ID, text):
					fronts = append(fronts, hit)
				}
				seen[ref] = true
			}
		}
	}
	all := append(whole, fronts...)
	return bent(d, all[:min(len(all), 100)]), nil
}

// Lookups are the texts that were looked up.
func (d *Desk) Lookups() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.lookups)
}

// Row is the row of a case.
func (d *Desk) Row(_ context.Context, id flow.CaseID) (flow.Summary, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fail != nil {
		return flow.Summary{}, d.fail
	}
	if d.cases[id] == nil {
		return flow.Summary{}, flow.ErrNoCase
	}
	return bent(d, flow.Summarize(d.cases[id].c)), nil
}
