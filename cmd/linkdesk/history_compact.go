package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) historyCompactCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "compact",
		Short: "Write a history anew without the room that removed rows left",
		Long: `compact writes the history into a new file, proves that it is the same row by row, and puts it in place. The old file
stays beside it with the ending .db.before-compact until the next start. Other consoles wait meanwhile.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.historyCompact(cmd.Context()) },
	}
}

func (a *app) historyCompact(ctx context.Context) error {
	st, err := a.openForUpkeep(ctx)
	if err != nil {
		return err
	}
	r, err := st.Compact(ctx)
	a.upkeepLine("")
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "compacted from %d KB to %d KB\n", r.Before>>10, r.After>>10)
	return nil
}
