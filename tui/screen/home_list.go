package screen

import (
	"context"
	"errors"

	"linkdesk/flow"
)

// listed is the result of reading one page.
type listed struct {
	before flow.CaseID
	page   flow.Page
	err    error
}

// list reads the page that begins after a case. One read is under way at most.
func (h *Home) list(before flow.CaseID) Out {
	if h.loading {
		return Out{}
	}
	h.loading = true
	desk := h.desk
	return Out{Jobs: []Job{{Limit: listLimit, Run: func(ctx context.Context) any {
		page, err := desk.List(ctx, flow.Query{Before: before})
		return listed{before, page, err}
	}}}}
}

// readAhead reads older cases before the cursor gets to the end of what is there.
func (h *Home) readAhead() Out {
	n := len(h.rows)
	if !h.more || n >= maxRows || h.grid.Cursor() < n-readAhead {
		return Out{}
	}
	return h.list(h.rows[n-1].ID)
}

// listTrouble says why the list could not be read. A busy history is the usual reason, and
// is waited out.
func listTrouble(err error) string {
	var busy *flow.BusyError
	if errors.As(err, &busy) {
		return "waiting for the history, held by " + busy.Holder
	}
	return sentence(err.Error())
}

// merge puts a page where it belongs. A fresh newest page keeps the older rows that are
// loaded already, and the cursor stays on its case.
func (h *Home) merge(m listed) {
	var under flow.CaseID
	if len(h.rows) > 0 {
		under = h.rows[h.grid.Cursor()].ID
	}
	if m.before != "" {
		h.rows, h.more = append(h.rows, m.page.Rows...), m.page.More
	} else {
		h.rows = h.withOlder(m.page)
	}
	for i, row := range h.rows {
		if row.ID == under {
			h.grid.Set(i, len(h.rows))
		}
	}
	h.grid.Set(h.grid.Cursor(), len(h.rows))
	h.grid.Follow(len(h.rows), h.height+1)
}

// withOlder is the newest page followed by the loaded rows that are older than it. Ids are
// in the order of time, so the rest needs no look at its times.
func (h *Home) withOlder(page flow.Page) []flow.Summary {
	n := len(page.Rows)
	if n == 0 || !page.More {
		h.more = false
		return page.Rows
	}
	oldest := page.Rows[n-1].ID
	if len(h.rows) > 0 && h.rows[0].ID < oldest {
		// More new cases than one page: what lies between was never read.
		h.more = true
		return page.Rows
	}
	rows := page.Rows[:n:n]
	for _, old := range h.rows {
		if old.ID < oldest {
			rows = append(rows, old)
		}
	}
	if len(rows) == n {
		h.more = true
	}
	return rows
}
