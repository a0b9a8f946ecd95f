package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"linkdesk/flow"
	"linkdesk/flow/link"
	"linkdesk/flow/sim"
)

// runFlags are the flags of linkdesk run.
type runFlags struct {
	handoff, scenario, era          string
	seed                            uint64
	user, name                      string
	business                        bool
	institution                     string
	sandboxUser, sandboxPassword    string
	accountMask, accountID          string
	processor, ptAccount, ptContact string
	follow                          bool
	confirm, browser                string
	noOpen                          bool
	resume                          string
	json, reveal                    bool
}

func (a *app) runCmd() *cobra.Command {
	var r runFlags
	cmd := &cobra.Command{
		Use:   "run",
		Short: "The same road without the screen",
		Long: `run takes one case along the whole road and prints what happens. Results go to standard
output, everything else to standard error.

In Demo everything has a default: the scenario's counterparty, account and customer. With
--handoff browser the scenario's own customer walks through Link, unless --browser-command or
--no-open is given.

Exit codes: 0 done, 2 wrong before anything was done, 3 a provider or the customer said no,
4 the outcome is uncertain, 5 the history is locked or damaged, 130 interrupted. After 3, 4 and
130 the case goes on with --resume CASE.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.run(cmd.Context(), r, cmd.Flags().Changed) },
	}
	f := cmd.Flags()
	f.StringVar(&r.handoff, "handoff", "", "sandbox (no browser) or browser; default sandbox in Demo and Sandbox")
	f.StringVar(&r.scenario, "scenario", "", "Demo: the story to play; linkdesk sim --list")
	f.StringVar(&r.era, "era", "", "Demo: 2023 (Plaid lists prime_trust) or today (it does not)")
	f.Uint64Var(&r.seed, "seed", 0, "Demo: seed of a new simulator's ids; 0 is random")
	f.StringVar(&r.user, "user", "", "client_user_id: your own id of the counterparty, no e-mail, no phone number")
	f.StringVar(&r.name, "name", "", "the counterparty's legal name")
	f.BoolVar(&r.business, "business", false, "the counterparty is a business")
	f.StringVar(&r.institution, "institution", "", "sandbox hand-off: institution_id, such as ins_109508")
	f.StringVar(&r.sandboxUser, "sandbox-user", "", "sandbox hand-off: test user")
	f.StringVar(&r.sandboxPassword, "sandbox-password", "", "sandbox hand-off: test password")
	f.StringVar(&r.accountMask, "account-mask", "", "take the account that ends in these digits")
	f.StringVar(&r.accountID, "account-id", "", "take the account with this account_id")
	f.StringVar(&r.processor, "processor", "", "who the processor_token is for; default prime_trust")
	f.StringVar(&r.ptAccount, "pt-account", "", "Prime Trust account id")
	f.StringVar(&r.ptContact, "pt-contact", "", "Prime Trust contact id")
	f.BoolVar(&r.follow, "follow", false, "after the submission, look at its status")
	f.StringVar(&r.confirm, "confirm", "", "Production: the counterparty's legal name, typed once more")
	f.StringVar(&r.browser, "browser-command", "", "command that opens the customer's browser")
	f.BoolVar(&r.noOpen, "no-open", false, "print the customer's address and open nothing")
	f.StringVar(&r.resume, "resume", "", "go on with this case")
	f.BoolVar(&r.json, "json", false, "one JSON object for each event, and last the result")
	f.BoolVar(&r.reveal, "reveal", false, "print the processor_token in full (kept in the history that you did)")
	return cmd
}

// run checks everything that can be checked before the first call, then walks.
func (a *app) run(ctx context.Context, r runFlags, given func(string) bool) error {
	s := readSettings()
	if err := r.check(); err != nil {
		return usage(err)
	}
	o, id, err := a.runOrder(ctx, s, r)
	if err != nil {
		return err
	}
	w := &walk{app: a, flags: r, given: given, order: o, lines: &jsonLines{w: a.out}}
	// A resumed case may bring the browser hand-off along, so this does not ask for --handoff.
	w.order.demo.customer = o.env == flow.Demo && r.browser == "" && !r.noOpen
	if !r.noOpen {
		w.order.open = link.OpenBrowser(r.browser)
	}
	log, err := a.openLog()
	if err != nil {
		return err
	}
	defer log.close()
	// A reader that goes away, as head does, must not cut a case in the middle.
	signal.Ignore(syscall.SIGPIPE)
	w.order.onRecord = func(rec flow.Record) {
		log.record(rec)
		w.onRecord(rec)
	}
	w.order.onHandoff, w.order.onStuck = w.onHandoff, w.onStuck
	return w.walk(ctx, id)
}

// check finds what is wrong with the flags alone.
func (r runFlags) check() error {
	switch r.handoff {
	case "", string(flow.HandoffSandbox), string(flow.HandoffBrowser):
	case string(flow.HandoffHosted):
		return errors.New("the hosted hand-off is not there yet: use --handoff browser")
	default:
		return fmt.Errorf("unknown --handoff %q: use sandbox or browser", flow.Clean(r.handoff))
	}
	for _, x := range [][2]string{{"institution", r.institution}, {"account-id", r.accountID},
		{"sandbox-user", r.sandboxUser}, {"sandbox-password", r.sandboxPassword}} {
		if x[1] != flow.CleanID(x[1]) || strings.ContainsAny(x[1], " \t") {
			return fmt.Errorf("--%s is malformed: an id has no spaces and no control characters", x[0])
		}
	}
	if err := r.checkParty(); err != nil {
		return err
	}
	if r.accountMask != "" && !maskShape.MatchString(r.accountMask) {
		return errors.New("--account-mask is the last two to eight letters or digits of the account, such as 0000")
	}
	if r.noOpen && r.browser != "" {
		return errors.New("--no-open and --browser-command contradict each other: give one of them")
	}
	if r.accountID != "" && r.accountMask != "" {
		return errors.New("--account-id and --account-mask name the same thing: give one of them")
	}
	if r.scenario != "" {
		if _, err := sim.FindScenario(r.scenario); err != nil {
			return err
		}
	}
	if r.era != "" && r.era != sim.Era2023 && r.era != sim.EraToday {
		return fmt.Errorf("unknown --era %q: use 2023 or today", flow.Clean(r.era))
	}
	return nil
}

var maskShape = regexp.MustCompile(`^[0-9A-Za-z]{2,8}$`)

// checkParty looks at what was given of the counterparty; what was not given may come from
// the scenario, and the whole is looked at again before the case is opened.
func (r runFlags) checkParty() error {
	const anyID = "00000000-0000-4000-8000-000000000000"
	p := flow.Party{ClientUserID: "given-later", LegalName: "Given Later", PartnerAccount: anyID, PartnerContact: anyID}
	r.overlay(&p)
	if err := p.Validate(true); err != nil {
		return err
	}
	if r.processor == "" {
		return nil
	}
	return flow.CheckProcessor(r.processor)
}

// runOrder resolves environment, directory and, with --resume, the case. A resumed case
// brings its own environment.
func (a *app) runOrder(ctx context.Context, s settings, r runFlags) (order, flow.CaseID, error) {
	dir, err := a.dataDir(s)
	if err != nil {
		return order{}, "", err
	}
	// A resumed case brings its environment; only the flag may contradict it.
	var env flow.Environment
	if r.resume == "" || a.flags.env != "" {
		if env, err = a.environment(s); err != nil {
			return order{}, "", err
		}
	}
	o := order{env: env, dir: dir, settings: s, fresh: a.flags.newHistory, readOnly: a.flags.readOnly,
		demo: demoOrder{scenario: r.scenario, era: r.era, seed: r.seed}, onBusy: a.onBusy}
	if a.flags.readOnly {
		return o, "", usage(errors.New("run writes history and calls providers: it cannot be --read-only"))
	}
	var id flow.CaseID
	if r.resume != "" {
		found, err := a.findCase(ctx, o, r.resume)
		if err != nil {
			return o, "", err
		}
		if a.flags.env != "" && env != found.env {
			return o, "", usage(fmt.Errorf("case %s is a %s case: it cannot go on in %s", found.id, found.env, env))
		}
		o.env, id = found.env, found.id
	}
	if o.env == "" {
		return o, "", usage(errors.New("say which environment: --env demo, --env sandbox or --env production"))
	}
	if o.env != flow.Demo && (r.scenario != "" || r.era != "" || r.seed != 0) {
		return o, "", usage(fmt.Errorf("--scenario, --era and --seed belong to Demo, and this is %s", o.env))
	}
	return o, id, nil
}

// onBusy tells who holds the history while an append waits.
func (a *app) onBusy(holder string) {
	if holder != "" {
		fmt.Fprintf(a.err, "the history is held by %s; waiting\n", holder)
	}
}

// grace is how long the end of a command waits for calls that are on their way: longer than
// the slowest single call, a balance check. A second Ctrl+C does not wait.
const grace = 70 * time.Second
