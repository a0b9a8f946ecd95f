package main

import (
	"context"
	"fmt"

	"linkdesk/store"
)

// compacter is a history that can be written anew without its free pages.
type compacter interface {
	Compact(ctx context.Context) error
}

func (a *app) toldRekeyed(ctx context.Context, o order, st *store.Store, file string, done store.Rekeyed) error {
	fmt.Fprintf(a.out, "the tokens of the %s history have a new key: %s\n", o.env, done.To)
	if done.OldKept == "" {
		fmt.Fprintf(a.out, "the old key was removed: %s\n", done.From)
	} else {
		fmt.Fprintf(a.out, "the old key was left where it is: %s (%s)\n", done.From, done.OldKept)
	}
	if named := o.settings.own("KEY_FILE"); file != "" {
		fmt.Fprintln(a.out, "from now on name that file in LINKDESK_KEY_FILE")
	} else if named != "" {
		fmt.Fprintln(a.out, "from now on leave LINKDESK_KEY_FILE unset")
	}
	if !done.Compact {
		return nil
	}
	fmt.Fprintf(a.out, "%d tokens were sealed anew\n", done.Resealed)
	if c, ok := any(st).(compacter); ok {
		return c.Compact(ctx)
	}
	return nil
}
