package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"linkdesk/flow"
)

// execute runs the command line and returns the exit code.
func execute(ctx context.Context, args []string, io streams) int {
	out := &printed{w: io.out}
	io.out = out
	a := &app{streams: io}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(io.in)
	root.SetOut(io.out)
	root.SetErr(io.err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = out.lost()
	}
	code := codeOf(err)
	if msg := message(err); msg != "" {
		fmt.Fprintln(io.err, "linkdesk: "+msg)
	}
	return code
}

// message is an error as a person reads it: a fault with its hint.
func message(err error) string {
	if err == nil {
		return ""
	}
	var f *flow.Fault
	if errors.As(err, &f) {
		if f.Code == "BAD_INPUT" {
			return f.Message
		}
		if f.Hint != "" {
			return f.Error() + "\n  " + f.Hint
		}
		return f.Error()
	}
	if errors.Is(err, context.Canceled) {
		return "interrupted"
	}
	return err.Error()
}

// app is one run of the program: its streams and global flags.
type app struct {
	streams
	flags  globals
	screen atomic.Bool // a screen is drawn, and the terminal is its own
	shown  string      // what upkeepLine showed last
	// arrange changes the order of a run and of a look at Plaid; nil leaves it. Tests put a house in fake time under it.
	arrange func(order) order
}

// globals are the flags that every command takes.
type globals struct {
	config     string
	data       string
	env        string
	log        string
	plain      bool
	noColor    bool
	readOnly   truthFlag
	newHistory bool
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "linkdesk",
		Short: "Onboard a counterparty's bank account: Plaid Link, processor token, Prime Trust",
		Long: `linkdesk walks an operator through one onboarding: environment, counterparty, Plaid
link_token, the hand-off to Plaid Link, the account, the processor_token, and its submission to
Prime Trust as a funds-transfer-method. Every step is kept as history.

Without a command it opens the console. "linkdesk demo" needs no keys and no network.`,
		Args:          noArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return a.console(cmd.Context()) },

		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return usage(noEmptyFlags(cmd)) },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	f := root.PersistentFlags()
	f.StringVar(&a.flags.config, "config", "", "the config file (LINKDESK_CONFIG)")
	f.StringVar(&a.flags.data, "data", "", "directory of the histories (LINKDESK_DATA)")
	f.StringVar(&a.flags.env, "env", "", "demo, sandbox or production (LINKDESK_ENV, PLAID_ENV)")
	f.StringVar(&a.flags.log, "log", "", "append a log of what happens to this file, without any token")
	f.BoolVar(&a.flags.plain, "plain", false, "lines instead of a screen (ACCESSIBLE=1)")
	f.BoolVar(&a.flags.noColor, "no-color", false, "no colour (NO_COLOR)")
	f.Var(&a.flags.readOnly, "read-only", "look, but write nothing (LINKDESK_READ_ONLY)")
	f.Lookup("read-only").NoOptDefVal = "true"
	f.BoolVar(&a.flags.newHistory, "new-history", false, "begin a new history where the old one is missing or empty")
	root.AddCommand(a.demoCmd(), a.runCmd(), a.authCmd(), a.simCmd(), a.historyCmd(), a.explainCmd(), a.doctorCmd(), a.snippetCmd(), a.versionCmd(), a.checkFileCmd())
	return root
}

// noEmptyFlags refuses a flag that was given without a value: in a script that is a variable
// that was never set, and it must not mean "the default".
func noEmptyFlags(cmd *cobra.Command) (err error) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.Type() == "string" && strings.TrimSpace(f.Value.String()) == "" && err == nil {
			err = fmt.Errorf("--%s is empty: give it a value or leave it away", f.Name)
		}
	})
	return err
}

// noArgs is cobra.NoArgs as a usage error that names the word.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !cmd.HasAvailableSubCommands() {
		return usage(fmt.Errorf("%s takes no %q; see %s --help", cmd.CommandPath(), flow.Clean(args[0]), cmd.CommandPath()))
	}
	return usage(fmt.Errorf("%q is not a command of %s; see %s --help", flow.Clean(args[0]), cmd.CommandPath(), cmd.CommandPath()))
}

// oneArg wants exactly one argument, called name.
func oneArg(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 && args[0] != "" {
			return nil
		}
		return usage(fmt.Errorf("%s takes exactly one argument, %s; see %s --help", cmd.CommandPath(), name, cmd.CommandPath()))
	}
}
