package main

import (
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"linkdesk/flow"
	"linkdesk/store"
)

// The words with which the child of checkApart begins its line.
const (
	verdictSound   = "sound"
	verdictDamaged = "damaged "
	verdictBusy    = "busy "
)

// checkStack is for a tree of pages that leads in a circle: it shall end the process before it
// has taken the memory of the machine.
const checkStack = 64 << 20

// checkFileCmd is what checkApart starts. It is for no person, so no help names it.
func (a *app) checkFileCmd() *cobra.Command {
	return &cobra.Command{
		Use:    "check-file PATH",
		Hidden: true,
		Args:   oneArg("PATH"),
		RunE: func(cmd *cobra.Command, args []string) error {
			debug.SetMaxStack(checkStack)
			err := store.CheckFile(cmd.Context(), args[0])
			var damaged *flow.DamagedError
			var busy *flow.BusyError
			switch {
			case err == nil:
				fmt.Fprintln(a.out, verdictSound)
			case errors.As(err, &damaged):
				fmt.Fprintln(a.out, verdictDamaged+flow.Clean(damaged.Why))
				return exitError{exitHistory}
			case errors.As(err, &busy):
				fmt.Fprintln(a.out, verdictBusy+flow.Clean(busy.Holder))
				return exitError{exitHistory}
			}
			return err
		},
	}
}
