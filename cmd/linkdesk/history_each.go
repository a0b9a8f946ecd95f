package main

import (
	"context"

	"linkdesk/flow"
)

// eachCase walks all histories at once, newest case first, a page at a time.
func eachCase(ctx context.Context, all []found, filter flow.Filter, limit int, do func(found, flow.Summary) error) error {
	pages := make([]flow.Page, len(all))
	// A look of a filter may find nothing and have more to look at all the same.
	fill := func(i int, before flow.CaseID) (err error) {
		for pages[i].More = true; err == nil && pages[i].More && len(pages[i].Rows) == 0; before = pages[i].Next {
			pages[i], err = all[i].store.List(ctx, flow.Query{Before: before, Filter: filter})
		}
		return err
	}
	for i := range all {
		if err := fill(i, ""); err != nil {
			return err
		}
	}
	for n := 0; limit == 0 || n < limit; n++ {
		next := -1
		for i, p := range pages {
			if len(p.Rows) > 0 && (next < 0 || p.Rows[0].ID > pages[next].Rows[0].ID) {
				next = i
			}
		}
		if next < 0 {
			return nil
		}
		if err := do(all[next], pages[next].Rows[0]); err != nil {
			return err
		}
		if pages[next].Rows = pages[next].Rows[1:]; len(pages[next].Rows) == 0 && pages[next].More {
			if err := fill(next, pages[next].Next); err != nil {
				return err
			}
		}
	}
	return nil
}
