package plain

import (
	"context"

	"linkdesk/tui/screen"
)

// find asks for a text and looks for it as the screen does: by ids, codes, names, last digits, amounts
// and notes, also with what stands around them.
func (c *console) find(ctx context.Context, desk screen.Desk) error {
	text, err := c.ask(ctx, "Text to find, such as an id, a name, a code, …0000 or $25 (empty: all cases)")
	if err != nil || text == "" {
		return err
	}
	s := screen.NewSearch(desk, text)
	for from := 0; ; {
		s.Look(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		c.all(s.Told(c.opts.Width))
		hits := s.Hits()
		if len(hits) == 0 && !s.More() {
			return nil
		}
		if from >= len(hits) {
			from = 0
		}
		if from, err = c.hits(ctx, desk, hits, from, s.More()); err != nil {
			return err
		}
	}
}

// hits lets one of the cases be opened, some at a time, and says from which on to go on.
func (c *console) hits(ctx context.Context, desk screen.Desk, hits []screen.Hit, from int, more bool) (int, error) {
	for {
		to := min(from+listed, len(hits))
		var items []item
		for _, h := range hits[from:to] {
			items = append(items, item{words: screen.TellCase(h.Row, c.opts.Now()) + ", found by " + h.By})
		}
		next := item{words: "more: look on"}
		switch {
		case to < len(hits):
			next.words = "more: further cases"
		case !more:
			next.off = "there are no further ones"
		}
		c.list(append(items, next))
		n, err := c.choose(ctx, "Case", append(items, next))
		switch {
		case err != nil:
			return 0, err
		case n < len(items):
			if err := stay(c.visit(ctx, desk, hits[from+n].Row.ID, false)); err != nil {
				return 0, err
			}
		case to < len(hits):
			from = to
		default:
			return to, nil
		}
	}
}
