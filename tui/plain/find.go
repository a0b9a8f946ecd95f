package plain

import (
	"context"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// find asks for a text. A history that knows ids finds the case of a whole or partial one as well.
func (c *console) find(ctx context.Context, desk screen.Desk) (flow.Query, error) {
	text, err := c.ask(ctx, "Text to find (empty: all cases)")
	q := flow.Query{Limit: listed}
	if err != nil || text == "" {
		return q, err
	}
	if f, ok := desk.(flow.Finder); ok {
		hits, err := f.Lookup(ctx, text)
		if err == nil && len(hits) > 0 {
			return q, stay(c.hits(ctx, desk, hits))
		}
	}
	q.Filter.Text = text
	return q, nil
}

// hits lets one of the cases be opened that an id belongs to.
func (c *console) hits(ctx context.Context, desk screen.Desk, hits []flow.Hit) error {
	var items []item
	for _, h := range hits[:min(len(hits), listed)] {
		items = append(items, item{words: h.Kind.String() + " " + h.ID + " of case " + string(h.Case)})
	}
	c.list(items)
	n, err := c.choose(ctx, "Case", items)
	if err != nil {
		return err
	}
	return c.visit(ctx, desk, hits[n].Case, false)
}
