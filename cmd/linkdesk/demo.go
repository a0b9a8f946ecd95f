package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"linkdesk/flow"
	"linkdesk/flow/link"
	"linkdesk/flow/sim"
)

func (a *app) demoCmd() *cobra.Command {
	var (
		d    demoOrder
		auto bool
	)
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "The console on the embedded simulator: no keys, no network",
		Long: `demo opens the console on a simulator that runs inside the program and speaks real HTTP on a
loopback port. Its history and its state are files of their own, so a demo can be left and
taken up again. Without a terminal it plays the story by itself, as lines; with --plain on a terminal it
is a console of lines, and with --plain --autoplay the story as lines.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.demo(cmd.Context(), d, auto) },
	}
	f := cmd.Flags()
	f.StringVar(&d.scenario, "scenario", "", "the story to play; linkdesk sim --list")
	f.StringVar(&d.era, "era", "", "2023 (Plaid lists prime_trust; default) or today (it does not)")
	f.Uint64Var(&d.seed, "seed", 0, "seed of a new simulator's ids; 0 is random")
	f.BoolVar(&auto, "autoplay", false, "play the story by itself")
	return cmd
}

func (a *app) demo(ctx context.Context, d demoOrder, auto bool) error {
	if a.flags.env != "" && a.flags.env != string(flow.Demo) {
		return usage(errors.New("demo is its own environment: leave --env away"))
	}
	if _, err := sim.FindScenario(d.scenario); err != nil {
		return usage(err)
	}
	if d.era != "" && d.era != sim.Era2023 && d.era != sim.EraToday {
		return usage(fmt.Errorf("unknown --era %q: use 2023 or today", flow.Clean(d.era)))
	}
	s := a.settings()
	dir, err := a.dataDir(s)
	if err != nil {
		return err
	}
	o := order{env: flow.Demo, dir: dir, settings: s, demo: d, fresh: a.flags.newHistory,
		open: link.OpenBrowser(""), around: lookAround("")}
	switch dumb := os.Getenv("TERM") == "dumb"; {
	case !a.onTerminal(), auto && (a.plain() || dumb):
		return a.demoLines(ctx, o)
	case a.plain():
		return a.openPlain(ctx, o, "")
	}
	return a.openConsole(ctx, o, auto)
}

// demoLines plays the scenario as lines on standard output.
func (a *app) demoLines(ctx context.Context, o order) error {
	if err := o.settings.mayWrite(flow.Demo, playsItself); err != nil {
		return err
	}
	w := &walk{app: a, flags: runFlags{scenario: o.demo.scenario, era: o.demo.era, handoff: string(flow.HandoffBrowser)},
		given: func(string) bool { return false }, order: o, lines: &jsonLines{w: a.out}}
	w.order.demo.customer = true
	log, err := a.openLog()
	if err != nil {
		return err
	}
	defer log.close()
	w.order.onRecord = func(r flow.Record) {
		log.record(r)
		fmt.Fprintf(a.out, "%s  %-16s %s\n", r.Time.UTC().Format("15:04:05"), r.Event.Stop().Title(), told(r.Event))
	}
	w.order.onHandoff = w.onHandoff
	err = w.walk(ctx, "")
	// A story that ends in a fault was told to its end all the same.
	var exit exitError
	if errors.As(err, &exit) && exit.code == exitRefused {
		return nil
	}
	return err
}
