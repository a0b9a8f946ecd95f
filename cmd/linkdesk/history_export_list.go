package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"linkdesk/flow"
	"linkdesk/flow/bundle"
)

// exportList writes a line for each case that the flags let through, newest first.
func (a *app) exportList(ctx context.Context, x exportFlags) error {
	all, filter, err := a.narrowed(ctx, x.list)
	if err != nil {
		return err
	}
	n, left := 0, []string{}
	err = a.writeExport(x, func(w io.Writer) error {
		list, err := bundle.NewCSV(w, bundle.Profile(x.reader))
		if err != nil {
			return err
		}
		return eachCase(ctx, all, filter, x.list.limit, func(h found, s flow.Summary) error {
			h.id = s.ID
			made, err := exportOf(ctx, h, x)
			if err != nil {
				return err
			}
			n++
			for _, why := range made.LeftOut {
				if !slices.Contains(left, why) {
					left = append(left, why)
				}
			}
			return list.Write(made)
		})
	})
	if err != nil {
		return err
	}
	cases := fmt.Sprintf("%d cases", n)
	switch {
	case n == 1:
		cases = "1 case"
	case n == 0 && filter.Empty():
		fmt.Fprintln(a.err, "there is no case yet; linkdesk demo opens one without keys")
	case n == 0:
		fmt.Fprintln(a.err, "no case matches; linkdesk history list shows all")
	}
	a.exported(x, cases, append([]string{"the events of the cases: history export CASE has them"}, left...))
	return nil
}
