package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"linkdesk/flow"
	"linkdesk/store"
)

func (a *app) historyRestoreCmd() *cobra.Command {
	var force, yes bool
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the place of a history",
		Long: `restore proves the backup whole and puts it in the place of the history of its environment. A history that
is there is moved aside with --force, and never removed. What happened after the backup is not known
then, so every case that is not closed waits: look at Plaid and Prime Trust whether it went further, and
go on with linkdesk run --resume CASE --after-restore, or close it. End other consoles first.`,
		Args: oneArg("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.historyRestore(cmd.Context(), args[0], force, yes)
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "move the history that is there aside")
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

func (a *app) historyRestore(ctx context.Context, file string, force, yes bool) error {
	o, err := a.upkeepOrder(ctx)
	if err != nil {
		return err
	}
	named := o.env
	if o.env == "" {
		o.env = flow.Demo // any will do for a look at the file
	}
	info, err := store.LookAtBackup(ctx, a.storeOptions(o), file)
	if err != nil {
		return err
	}
	if named == "" {
		if o.env, err = flow.ParseEnvironment(string(info.Env)); err != nil {
			return usage(err)
		}
		if err := o.look(); err != nil {
			return err
		}
	}
	opt := a.storeOptions(o)
	want := store.RestoreOptions{File: file, Force: force, NewHistory: a.flags.newHistory, By: operator()}
	if err := store.CanRestore(opt, info, want); err != nil {
		return err
	}
	question := fmt.Sprintf("The backup ends at %s. What happened in %s after that will not be known here any more, and cases that are not closed wait until somebody has looked.",
		whenOf(info.Newest), o.env)
	if err := a.mustAgree(ctx, yes, question); err != nil {
		return err
	}
	r, err := store.Restore(ctx, opt, want)
	a.upkeepLine("")
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "restored %s: %d cases, %d events, up to %s\n", o.env, r.Cases, r.Events, whenOf(r.Newest))
	if r.Aside != "" {
		fmt.Fprintf(a.out, "the history that was there is now %s\n", flow.Clean(r.Aside))
	}
	if r.Halted > 0 {
		fmt.Fprintf(a.out, "%d cases are not closed and wait: look at Plaid and Prime Trust whether they went further since, then linkdesk run --resume CASE --after-restore\n", r.Halted)
	}
	a.sayLostKey(ctx, o)
	return nil
}

// sayLostKey tells at once when the key of a restored history is not here: a backup from before a
// rekey opens nothing, and the next case would only find that out at its first token.
func (a *app) sayLostKey(ctx context.Context, o order) {
	o.readOnly, o.fresh = true, false
	st, err := openHistory(o)
	if err == nil {
		err = st.Unlock(ctx)
	}
	if err != nil {
		fmt.Fprintf(a.err, "its tokens cannot be opened now, and no new one can be sealed: %s\n", message(err))
	}
}
