package main

import (
	"context"
	"fmt"

	"linkdesk/store"
)

func (a *app) toldRekeyed(ctx context.Context, o order, st *store.Store, file string, done store.Rekeyed) error {
	fmt.Fprintf(a.out, "the tokens of the %s history have a new key: %s\n", o.env, done.To)
	if done.OldKept == "" {
		fmt.Fprintf(a.out, "the old key was removed: %s\n", done.From)
	} else {
		fmt.Fprintf(a.out, "the old key was left where it is: %s (%s)\n", done.From, done.OldKept)
	}
	if file != "" {
		fmt.Fprintln(a.out, "from now on name that file in LINKDESK_KEY_FILE")
	} else if named, err := o.settings.of(o.env).find(setKeyFile); err == nil && named.from.kind == fromConfig {
		fmt.Fprintf(a.out, "from now on leave key_file out of %s\n", named.from)
	} else if named.text != "" {
		fmt.Fprintln(a.out, "from now on leave LINKDESK_KEY_FILE unset")
	}
	if !done.Compact {
		return nil
	}
	opens := "opens no more"
	if done.OldKept != "" {
		opens = "still opens with the old key: remove that one when nothing needs it any more"
	}
	fmt.Fprintf(a.out, "%d tokens were sealed anew; what is left of the old seals in free pages and backups %s\n", done.Resealed, opens)
	return compactAfter(ctx, st)
}

// compactAfter takes the old seals out of the file's free pages. They open no more in any case.
func compactAfter(ctx context.Context, st *store.Store) error {
	_, err := st.Compact(ctx)
	return err
}
