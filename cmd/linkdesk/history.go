package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"linkdesk/flow"
)

func (a *app) historyCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "history",
		Short: "The cases of the past",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usage(errors.New("say what: linkdesk history list, history show CASE, history search TEXT, history note CASE TEXT, history export CASE, history verify, backup, restore, prune, compact or rekey"))
		},
	}
	var asJSON, now bool
	show := &cobra.Command{
		Use:   "show CASE",
		Short: "One case with every event; CASE is an id or a unique prefix or suffix of one",
		Args:  oneArg("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.historyShow(cmd.Context(), args[0], asJSON, now)
		},
	}
	show.Flags().BoolVar(&asJSON, "json", false, "one JSON object for each event, and last the case")
	show.Flags().BoolVar(&now, "now", false, "ask Plaid how the bank link and the bank are now; it changes nothing")
	cmd.AddCommand(a.historyListCmd(), show, a.historySearchCmd(), a.historyNoteCmd(), a.historyExportCmd())
	cmd.AddCommand(a.historyRekeyCmd(), a.verifyCmd())
	cmd.AddCommand(a.historyBackupCmd())
	cmd.AddCommand(a.historyRestoreCmd())
	cmd.AddCommand(a.historyPruneCmd())
	cmd.AddCommand(a.historyCompactCmd())
	return cmd
}

// look resolves where a reading command looks.
func (a *app) look(ctx context.Context) (order, error) {
	s := a.settings()
	dir, err := a.dataDir(s)
	if err != nil {
		return order{}, err
	}
	o := order{dir: dir, settings: s, readOnly: true, onBusy: a.onBusy, done: ctx.Done()}
	// Only the flag narrows a look: PLAID_ENV says where to work, not what to remember.
	if a.flags.env != "" {
		o.env, err = flow.ParseEnvironment(a.flags.env)
	}
	return o, usage(err)
}

func (a *app) historyShow(ctx context.Context, text string, asJSON, now bool) error {
	o, err := a.look(ctx)
	if err != nil {
		return err
	}
	h, err := a.findCase(ctx, o, text)
	if err != nil {
		return err
	}
	if o.env != "" && o.env != h.env {
		return usage(fmt.Errorf("case %s is a %s case", h.id, h.env))
	}
	records, err := h.store.Records(ctx, h.id)
	if err != nil {
		return err
	}
	c, err := flow.Replay(records)
	if err != nil {
		return err
	}
	d, err := a.detailOf(ctx, o, h, c, records, now)
	if err != nil {
		return err
	}
	if asJSON {
		lines := &jsonLines{w: a.out}
		for _, r := range records {
			if err := lines.write(newEventLine(r)); err != nil {
				return err
			}
		}
		return lines.write(detailLine{newCaseLine(c), d})
	}
	return a.showCase(c, records, d)
}

// showCase prints a case for a person: what it came to, then its events with their calls.
func (a *app) showCase(c flow.Case, records []flow.Record, d detail) error {
	fmt.Fprintf(a.out, "case %s in %s: %s, at %s, %s acts\n", c.ID, c.Env, c.Status(), c.Stop().Title(), c.Who())
	printAnswer(a.out, c)
	fmt.Fprintln(a.out)
	a.showDetail(c, records, d)
	return nil
}
