package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"linkdesk/flow"
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
	fund, confirmFund               string
	checkBalance                    bool
	confirm, browser                string
	noOpen, returnPage, relink      bool
	newToken                        bool
	takeOver, afterRestore, giveUp  bool
	resume                          string
	json, reveal                    bool
}

func (a *app) runCmd() *cobra.Command {
	var r runFlags
	cmd := &cobra.Command{
		Use:   "run",
		Short: "The same road without the screen",
		Long: `run takes one case along the whole road and prints what happens. Results go to standard
output, everything else to standard error. With --fund it pulls money from the account once it is
submitted, and with --follow it looks until the money is there, or came back.

In Demo everything has a default: the scenario's counterparty, account and customer. With
--handoff browser or hosted the scenario's own customer walks through Link, unless
--browser-command or --no-open is given.

Exit codes: 0 done, 2 wrong before anything was done, 3 a provider or the customer said no,
4 the outcome is uncertain, 5 the history is locked, damaged or not to be written, 130 interrupted. After 3, 4 and
130 the case goes on with --resume CASE.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.run(cmd.Context(), r, cmd.Flags().Changed) },
	}
	f := cmd.Flags()
	f.StringVar(&r.handoff, "handoff", "", "sandbox (no browser), browser or hosted; default: sandbox in Sandbox, the story's in Demo, what works here in Production")
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
	f.BoolVar(&r.follow, "follow", false, "look at the status, and go on looking until no transfer and no review is under way any more")
	f.StringVar(&r.fund, "fund", "", "pull this amount of US dollars from the account, such as 25.00, unless the case has done so already")
	f.StringVar(&r.confirmFund, "confirm-fund", "", "the same amount, typed once more")
	f.BoolVar(&r.checkBalance, "check-balance", false, "ask the bank first, and do not pull what the balance would not cover")
	f.StringVar(&r.confirm, "confirm", "", "Production: the counterparty's legal name, typed once more")
	f.StringVar(&r.browser, "browser-command", "", "command that opens the customer's browser")
	f.BoolVar(&r.noOpen, "no-open", false, "print the customer's address and open nothing")
	f.BoolVar(&r.returnPage, "return-page", false, "hosted: send the customer's browser to a page on this machine at the end; only for a browser on this machine")
	f.StringVar(&r.resume, "resume", "", "go on with this case")
	f.BoolVar(&r.relink, "relink", false, "with --resume: the customer repairs the case's bank link first (update mode)")
	f.BoolVar(&r.newToken, "new-link-token", false, "with --resume: begin with a new link_token; a bank link that is there is put aside")
	f.BoolVar(&r.takeOver, "take-over", false, "with --resume: go on with what a console on another machine has begun; only when it runs no more")
	f.BoolVar(&r.afterRestore, "after-restore", false, "with --resume: you have looked whether the case went further than the backup that the history was put back from, and it shall go on")
	f.BoolVar(&r.giveUp, "never-arrived", false, "with --resume: you have looked at Prime Trust, and the request whose outcome is not known never arrived there; if that is wrong, it is made twice")
	f.BoolVar(&r.json, "json", false, "one JSON object for each event, and last the result")
	f.BoolVar(&r.reveal, "reveal", false, "print the processor_token in full (kept in the history that you did)")
	return cmd
}

// run checks everything that can be checked before the first call, then walks.
func (a *app) run(ctx context.Context, r runFlags, given func(string) bool) error {
	s := a.settings()
	if err := r.check(); err != nil {
		return usage(err)
	}
	o, id, err := a.runOrder(ctx, s, r)
	if err != nil {
		return err
	}
	log, err := a.openLog()
	if err != nil {
		return err
	}
	defer log.close()
	if a.arrange != nil {
		o = a.arrange(o)
	}
	// A reader that goes away, as head does, must not cut a case in the middle.
	signal.Ignore(syscall.SIGPIPE)
	return a.newWalk(o, r, given, log).walk(ctx, id)
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
	o := order{env: env, dir: dir, settings: s, fresh: a.flags.newHistory,
		demo: demoOrder{scenario: r.scenario, era: r.era, seed: r.seed}, onBusy: a.onBusy, takeOver: r.takeOver, ask: a.asker(ctx)}
	if a.flags.readOnly.text == "true" {
		return o, "", s.mayWrite("", runWrites)
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
	return o, id, s.mayWrite(o.env, runWrites)
}

// runWrites begins the sentence that refuses it where this program may only look.
const runWrites = "run writes history and calls providers"

// onBusy tells who holds the history while an append waits.
func (a *app) onBusy(holder string) {
	if holder != "" && !a.screen.Load() {
		fmt.Fprintf(a.err, "the history is held by %s; waiting\n", holder)
	}
}

// grace is how long the end of a command waits for calls that are on their way: longer than
// the slowest single call, a balance check. A second Ctrl+C does not wait.
const grace = 70 * time.Second
