package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"linkdesk/flow"
)

func (a *app) historyPruneCmd() *cobra.Command {
	var before string
	var yes bool
	cmd := &cobra.Command{
		Use:   "prune --before DATE",
		Short: "Remove closed cases that nobody needs any more",
		Long: `prune removes the closed cases whose last change is older than DATE, for ever: their events, their rows and what is
left of their secrets. Cases that are not closed stay, however old. Of each case that goes it is kept that it was
pruned, when and by whom. A file that is empty for more than a quarter then is compacted.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.historyPrune(cmd.Context(), before, yes) },
	}
	cmd.Flags().StringVar(&before, "before", "", "YYYY-MM-DD in this machine's time zone, or a moment such as 2026-01-31T12:00:00Z")
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

func (a *app) historyPrune(ctx context.Context, text string, yes bool) error {
	before, err := pruneDate(text, time.Now())
	if err != nil {
		return usage(err)
	}
	st, err := a.openForUpkeep(ctx)
	if err != nil {
		return err
	}
	plan, err := st.PrunePlan(ctx, before)
	if err != nil {
		return err
	}
	stay := ""
	if plan.Open > 0 {
		stay = fmt.Sprintf(" %d older cases are not closed and stay.", plan.Open)
	}
	if plan.Cases == 0 {
		fmt.Fprintf(a.out, "no closed case is older than %s.%s\n", whenOf(before), stay)
		return nil
	}
	question := fmt.Sprintf("%d closed cases with %d events, last changed from %s to %s, will be removed for ever.%s",
		plan.Cases, plan.Events, whenOf(plan.Oldest), whenOf(plan.Newest), stay)
	if err := a.mustAgree(ctx, yes, question); err != nil {
		return err
	}
	r, err := st.Prune(ctx, before, operator())
	a.upkeepLine("")
	if r.Cases > 0 || err == nil {
		fmt.Fprintf(a.out, "pruned %d cases with %d events\n", r.Cases, r.Events)
	}
	for _, id := range r.Kept {
		fmt.Fprintf(a.err, "case %s stays: its events are damaged; see linkdesk history verify\n", id)
	}
	if err == nil && r.Compacted {
		fmt.Fprintln(a.out, "and compacted the file")
	}
	return err
}

// pruneDate reads a day or a moment. One that is not over yet would take cases of now along.
func pruneDate(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, errors.New("say which cases: --before DATE, such as 2026-01-31")
	}
	t, err := time.ParseInLocation(time.DateOnly, text, now.Location())
	if err != nil {
		t, err = time.Parse(time.RFC3339, text)
	}
	switch {
	case err != nil:
		return t, fmt.Errorf("--before %q is no date: write 2026-01-31, or 2026-01-31T12:00:00Z", flow.Clean(text))
	case t.After(now):
		return t, errors.New("--before is in the future")
	}
	return t, nil
}
