package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"linkdesk/flow"
	"linkdesk/store"
)

func (a *app) historyBackupCmd() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "A copy of a history, proved whole",
		Long: `backup writes a copy of the history to FILE, best on another disk, and proves it before it gets its
name. The tokens in it stay sealed, and the key that opens them is not in it: keep that one elsewhere.
Other consoles wait meanwhile. --env says which history; it may be left away where there is only one.`,
		Args: oneArg("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.historyBackup(cmd.Context(), args[0], force) },
	}
	cmd.Flags().BoolVar(&force, "force", false, "replace FILE where it is there already")
	return cmd
}

func (a *app) historyBackup(ctx context.Context, file string, force bool) error {
	st, err := a.openForUpkeep(ctx)
	if err != nil {
		return err
	}
	r, err := st.Backup(ctx, file, force)
	a.upkeepLine("")
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%s: %d cases, %d events, up to %s\n", flow.Clean(file), r.Cases, r.Events, whenOf(r.Newest))
	fmt.Fprintln(a.err, "the key that its tokens are sealed with is not in it")
	return nil
}

// openForUpkeep opens the history that --env names, or the only one that there is.
func (a *app) openForUpkeep(ctx context.Context) (*store.Store, error) {
	o, err := a.upkeepOrder(ctx)
	if err != nil {
		return nil, err
	}
	if o.env == "" {
		if o.env, err = onlyHistory(o.dir); err != nil {
			return nil, usage(err)
		}
		if err := o.look(); err != nil {
			return nil, err
		}
	}
	opt := a.storeOptions(o)
	if opt.NewHistory {
		return nil, usage(errors.New("--new-history does not go with this command"))
	}
	return store.Open(opt)
}

// upkeepOrder resolves where a command works that looks after a whole history. Only the flag
// names it: PLAID_ENV says where to work, not what to look after.
func (a *app) upkeepOrder(ctx context.Context) (order, error) {
	o, err := a.look(ctx)
	if err == nil {
		err = o.look()
	}
	return o, err
}

// onlyHistory is the environment of the one history in a directory.
func onlyHistory(dir string) (flow.Environment, error) {
	switch there := store.Histories(dir); len(there) {
	case 0:
		return "", fmt.Errorf("there is no history in %s yet", flow.Clean(dir))
	case 1:
		return there[0], nil
	default:
		names := ""
		for _, env := range there {
			names += " --env " + string(env)
		}
		return "", fmt.Errorf("there are several histories: say which with one of%s", names)
	}
}

// storeOptions are those of long work under the lock, which tells on standard error how far it is.
func (a *app) storeOptions(o order) store.Options {
	return store.Options{Dir: o.dir, Env: o.env, NewHistory: a.flags.newHistory, ReadOnly: o.readOnly,
		KeyFile: o.settings.own("KEY_FILE"), Actor: operator(), Child: checkApart, OnBusy: a.onBusy,
		OnProgress: func(what string, done, of uint64) {
			a.upkeepLine(fmt.Sprintf("%s, %d %%", what, min(done*100/max(of, 1), 100)))
		}}
}

// whenOf is a moment as people and other commands of this program read it.
func whenOf(t time.Time) string {
	if t.IsZero() {
		return "its beginning"
	}
	return t.UTC().Format("2006-01-02 15:04:05 UTC")
}
