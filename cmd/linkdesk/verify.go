package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"linkdesk/flow"
	"linkdesk/store"
)

// verifyOrder is what "history verify" shall do.
type verifyOrder struct {
	json, rebuild bool
	salvage       string
}

func (a *app) verifyCmd() *cobra.Command {
	var v verifyOrder
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Examine the histories: pages, every event's chain, lists and indexes",
		Long: `Examines the history of every environment, or of --env, and changes nothing: the pages of the
file, of every case the sequence and the hash chain of its events, and the lists and indexes
against what the events give. It ends with 0 when all is sound and with 5 when something is not.

--rebuild makes the lists and indexes again from the events, behind a copy of the file. It refuses
when an event is damaged.

--salvage FILE reads a damaged history and writes what it still proves to a new file. The damaged
file is not touched.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.historyVerify(cmd.Context(), v) },
	}
	cmd.Flags().BoolVar(&v.json, "json", false, "one JSON object for each finding, and one for each history")
	cmd.Flags().BoolVar(&v.rebuild, "rebuild", false, "make the lists and indexes again, where the events are sound")
	cmd.Flags().StringVar(&v.salvage, "salvage", "", "write what can be read and proved to this new file; needs --env")
	cmd.MarkFlagsMutuallyExclusive("rebuild", "salvage")
	return cmd
}

func (a *app) historyVerify(ctx context.Context, v verifyOrder) error {
	o, err := a.look(ctx)
	if err != nil {
		return err
	}
	if v.salvage != "" && o.env == "" {
		return usage(errors.New("say which history is to be salvaged: --env demo, sandbox or production"))
	}
	envs := flow.Environments()
	if o.env != "" {
		envs = []flow.Environment{o.env}
	}
	var failed error
	for _, env := range envs {
		st, err := a.openToMaintain(o, env, v)
		if err == nil {
			err = a.verifyOne(ctx, st, env, v)
		}
		if exit := (exitError{}); errors.As(err, &exit) && failed != nil {
			continue // what failed before says more
		}
		failed = worse(failed, err)
		if ctx.Err() != nil {
			break
		}
	}
	return failed
}

// worse keeps the errors that have something to say; a finding is said already.
func worse(before, err error) error {
	if exit := (exitError{}); before == nil || errors.As(before, &exit) && err != nil {
		return err
	}
	if err == nil {
		return before
	}
	return errors.Join(before, err)
}

// openToMaintain opens a history that every other opening may refuse. To look needs no more than
// to read.
func (a *app) openToMaintain(o order, env flow.Environment, v verifyOrder) (*store.Store, error) {
	o.env, o.maintenance, o.onProgress = env, true, a.progress(env)
	if err := o.look(); err != nil {
		return nil, err
	}
	st, err := openHistory(o)
	if setup := (*store.SetupError)(nil); errors.As(err, &setup) && !v.rebuild {
		o.readOnly = true
		st, err = openHistory(o)
	}
	return st, err
}

func (a *app) verifyOne(ctx context.Context, st *store.Store, env flow.Environment, v verifyOrder) error {
	t := &maintained{out: a.out, env: env, path: st.Path(), json: v.json}
	switch {
	case v.salvage != "":
		got, err := st.Salvage(ctx, v.salvage)
		if err != nil {
			return err
		}
		return t.salvaged(got, v.salvage)
	case v.rebuild:
		copied, r, err := st.Rebuild(ctx)
		damaged := (*flow.DamagedError)(nil)
		if errors.As(err, &damaged) && len(r.Faults) > 0 && copied == "" {
			_ = t.report(r, "") // the refusal has the same exit code, and says why
			return err
		}
		if err != nil {
			return err
		}
		return t.report(r, copied)
	}
	r, err := st.Verify(ctx)
	if err != nil {
		return err
	}
	return t.report(r, "")
}

// progress tells how far a long examination is, where a person may be waiting.
func (a *app) progress(env flow.Environment) func(what string, done, of uint64) {
	if f, ok := a.err.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	told := uint64(0)
	return func(what string, done, of uint64) {
		if part := done * 20 / max(of, 1); part > told && !a.screen.Load() {
			told = part
			fmt.Fprintf(a.err, "%s: %s, %d %%\n", env, what, min(done*100/max(of, 1), 100))
		}
	}
}
