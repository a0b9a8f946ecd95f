package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"linkdesk/flow"
	"linkdesk/flow/doctor"
	"linkdesk/flow/sim"
)

// doctorFlags are what doctor can be told.
type doctorFlags struct {
	json           bool
	era, processor string
}

func (a *app) doctorCmd() *cobra.Command {
	var d doctorFlags
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Whether this machine, the settings and the providers are ready for a case",
		Long: `doctor examines one environment, Sandbox where none is named: the history and its key, keyring, browser,
proxy and clock; whether Plaid takes the keys, gives link_tokens for the products, knows the redirect URI
and makes a processor_token; whether Prime Trust takes the login; and what of steps 1 and 6 of Plaid's
partner guide is still to do, with its page. Each failure says who does what, and where.

It writes nothing to the history. In Sandbox it makes a throw-away Item of a test customer and removes
it again; in Production it makes no Item. A pair of keys that is refused is tried once in Plaid's other
environment, to say whose it is.

The exit code is 0 when nothing failed, 2 when something is wrong here, 3 when a provider said no or did
not answer, 5 when the history is locked or damaged, and the last of these that applies.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.doctor(cmd.Context(), d) },
	}
	f := cmd.Flags()
	f.BoolVar(&d.json, "json", false, "one JSON object for each check; ok is null where nobody looked or only a person can")
	f.StringVar(&d.era, "era", "", "Demo: 2023 (Plaid lists prime_trust; default) or today (it does not)")
	f.StringVar(&d.processor, "processor", "", "whose integration is tried; default prime_trust")
	return cmd
}

func (a *app) doctor(ctx context.Context, d doctorFlags) error {
	s := a.settings()
	o, err := a.doctorOrder(s, d)
	if err != nil {
		return err
	}
	return a.examine(ctx, o, d)
}

// examine makes the checks and prints them.
func (a *app) examine(ctx context.Context, o order, d doctorFlags) error {
	exam, err := o.examination(ctx, d)
	if err != nil {
		return err
	}
	defer exam.close(context.WithoutCancel(ctx))
	report := a.doctorReport(exam.subject, d.json)
	if err := doctor.Run(ctx, exam.subject, report.begins, report.check); err != nil {
		report.clear()
		return err
	}
	return report.end()
}

// doctorOrder is refused like any command where what was said makes no sense.
func (a *app) doctorOrder(s settings, d doctorFlags) (order, error) {
	env, err := a.environment(s)
	if err != nil {
		return order{}, err
	}
	if env == "" {
		env = flow.Sandbox
	}
	switch {
	case d.era != "" && env != flow.Demo:
		return order{}, usage(fmt.Errorf("--era belongs to Demo, and this is %s", env))
	case d.era != "" && d.era != sim.Era2023 && d.era != sim.EraToday:
		return order{}, usage(fmt.Errorf("unknown --era %q: use 2023 or today", flow.Clean(d.era)))
	case d.processor != flow.CleanID(d.processor):
		return order{}, usage(errors.New("--processor is malformed: a name of Plaid's list has no spaces and no control characters"))
	}
	dir, err := a.dataDir(s)
	return order{env: env, dir: dir, settings: s, demo: demoOrder{era: d.era}, around: lookAround("")}, err
}

// codeOfChecks is the exit code of an examination: of what is worst for whoever waits for it.
func codeOfChecks(all []doctor.Check) int {
	code := exitOK
	for _, c := range all {
		if c.State != doctor.Failed {
			continue
		}
		switch c.Fault {
		case doctor.History:
			code = max(code, exitHistory)
		case doctor.Provider:
			code = max(code, exitRefused)
		default:
			code = max(code, exitUsage)
		}
	}
	return code
}
