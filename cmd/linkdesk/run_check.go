package main

import (
	"errors"
	"fmt"
	"strings"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// check finds what is wrong with the flags alone.
func (r runFlags) check() error {
	switch r.handoff {
	case "", string(flow.HandoffSandbox), string(flow.HandoffBrowser), string(flow.HandoffHosted):
	default:
		return fmt.Errorf("unknown --handoff %q: use sandbox, browser or hosted", flow.Clean(r.handoff))
	}
	if r.returnPage && r.handoff != string(flow.HandoffHosted) && r.resume == "" {
		return errors.New("--return-page belongs to --handoff hosted")
	}
	if r.handoff == string(flow.HandoffSandbox) && (r.noOpen || r.browser != "") {
		return errors.New("--no-open and --browser-command belong to --handoff browser or hosted: the sandbox hand-off opens nothing")
	}
	if r.handoff != "" && r.handoff != string(flow.HandoffSandbox) && (r.institution != "" || r.sandboxUser != "" || r.sandboxPassword != "") {
		return errors.New("--institution, --sandbox-user and --sandbox-password belong to --handoff sandbox: in Link the customer chooses")
	}
	if r.relink && r.resume == "" {
		return errors.New("--relink repairs the bank link of a case that exists: say which with --resume CASE")
	}
	if r.newToken && r.resume == "" {
		return errors.New("--new-link-token is for a case that exists, since a new one makes its own: say which with --resume CASE")
	}
	if r.newToken && r.relink {
		return errors.New("--new-link-token makes a new bank link and --relink repairs the one that is there: give one of them")
	}
	if r.takeOver && r.resume == "" {
		return errors.New("--take-over goes on with a case that exists: say which with --resume CASE")
	}
	if r.afterRestore && r.resume == "" {
		return errors.New("--after-restore is for a case that exists: say which with --resume CASE")
	}
	if r.giveUp && r.resume == "" {
		return errors.New("--never-arrived is for a case that exists: say which with --resume CASE")
	}
	if r.relink && r.handoff == string(flow.HandoffSandbox) {
		return errors.New("--relink needs a customer in Link: use --handoff browser or hosted")
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
	if err := r.checkFund(); err != nil {
		return err
	}
	if r.accountMask != "" && !maskShape().MatchString(r.accountMask) {
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

var maskShape = flow.Pattern(`^[0-9A-Za-z]{2,8}$`)

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
