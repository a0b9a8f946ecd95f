package main

import (
	"regexp"
	"strings"

	"linkdesk/flow/explain"
	"linkdesk/flow/sim"
	"linkdesk/tui/rig"
)

const (
	goodID     = "0123456789abcdef01234567"
	goodSecret = "fedcba9876543210fedcba98765432"
	badSecret  = "0123456789abcdef0123456789abcd"
)

// confirms says yes to the question that a key asks.
func confirms(_ *counter, p *rig.Program) { p.Press("y") }

// roadExecutions are the acts on the way to Link and through it.
func roadExecutions() []execution {
	wrongKeys := func(k *counter) string { return k.plays("wrong-keys") }
	return []execution{
		{act: explain.Retry, brings: wrongKeys, outside: (*counter).allWell, wrote: `"kind":"retried"`},
		{act: explain.HandOffAgain, brings: func(k *counter) string { return k.plays("leaves-at-credentials") },
			outside: (*counter).allWell, wrote: `"kind":"handoff_started"`},
		{act: explain.NewLinkToken, brings: func(k *counter) string {
			k.faults("/processor/token/create", "ADDITIONAL_CONSENT_REQUIRED", 1)
			return k.runs()
		}, hands: confirms, wrote: `"kind":"link_token_asked"`},
		{act: explain.OtherWay, brings: func(k *counter) string {
			k.h.deaf = true
			return k.runs("--handoff", "browser")
		}, hands: func(_ *counter, p *rig.Program) { p.Press("enter") }, wrote: `"handoff":"hosted".*"kind":"handoff_started"`},
		{act: explain.Settings, sim: sim.Options{ClientID: goodID, Secret: goodSecret}, set: [][2]string{{"PLAID_CLIENT_ID", goodID}, {"PLAID_SECRET", badSecret},
			{"PRIMETRUST_EMAIL", "desk@example.com"}, {"PRIMETRUST_PASSWORD", "Wrong-word-1"}},
			brings: atSandbox, said: `FAILED  Plaid keys`},
		{act: explain.Version, brings: func(k *counter) string {
			k.faults("/link/token/create", "UNKNOWN_FIELDS", 0)
			return k.runs()
		}, said: `(?m)^linkdesk .*\n(?s:.*)^go +go1`},
		{act: explain.OldRoad, sim: sim.Options{Era: sim.EraToday}, brings: func(k *counter) string { return k.runs() },
			said: `submitted as funds-transfer-method`},
		{act: explain.SetProcessor, sim: sim.Options{Era: sim.EraToday}, brings: func(k *counter) string { return k.runs() },
			hands: func(_ *counter, p *rig.Program) { p.Type("dwolla").Press("enter") },
			wrote: `"processor":"dwolla".*"kind":"processor_set"`},
		{act: explain.NewCase, brings: func(k *counter) string { return k.plays("name-mismatch") }, outside: (*counter).allWell,
			list: true, hands: func(_ *counter, p *rig.Program) { p.Press("enter") }, wrote: `"kind":"party_set"`},
	}
}

// atSandbox is a case without a customer in Sandbox.
func atSandbox(k *counter) string {
	k.env = "sandbox"
	s := k.h.sim.Seeded()
	return k.runs("--handoff", "sandbox", "--user", "cu-77", "--name", "Alberta Bobbeth Charleson", "--pt-account", s.PTAccountID,
		"--pt-contact", s.PTContactID, "--account-mask", "0000")
}

// bankExecutions are the acts about the bank link and its accounts.
func bankExecutions() []execution {
	const duplicate = "ACCOUNT_ALREADY_LINKED"
	return []execution{
		{act: explain.Relink, brings: func(k *counter) string { return k.plays("broken-item") }, wrote: `"kind":"relinked"`},
		{act: explain.OtherAccount, brings: func(k *counter) string {
			k.faults("/processor/token/create", "INVALID_ACCOUNT_ID", 1)
			return k.runs()
		}, fills: otherAccount, wrote: `"kind":"account_chosen"`},
		{act: explain.Accept, brings: linkedTwice, card: duplicate, hands: confirms, wrote: `"kind":"duplicate_accepted"`},
		{act: explain.OtherCase, brings: linkedTwice, card: duplicate, sees: func(k *counter, id string) string {
			for _, l := range k.journal() {
				if found := earlier.FindStringSubmatch(l); found != nil && strings.Contains(l, "duplicates_found") {
					return "Case …" + found[1][len(found[1])-8:]
				}
			}
			k.t.Fatalf("%s knows of no earlier case", id)
			return ""
		}},
		{act: explain.CheckBalance, brings: sentBack, wrote: `"kind":"balances_asked"`},
		{act: explain.CheckItem, brings: func(k *counter) string {
			k.faults("POST /v2/funds-transfer-methods", "25001", 1)
			return k.runs()
		}, wrote: `"kind":"item_asked"`},
		{act: explain.Submit, brings: rotationLost, hands: confirms, wrote: `"kind":"submission_asked"`},
	}
}

var (
	earlier   = regexp.MustCompile(`"duplicates":\[\{[^}]*"case":"([^"]+)"`)
	accountID = regexp.MustCompile(`"(?:account_)?id":"([^"]+)"`)
)

// otherAccount is one of the accounts that were read and is not the chosen one.
func otherAccount(k *counter, _ string) string {
	var read []string
	chosen := ""
	for _, l := range k.journal() {
		if !strings.Contains(l, `"kind":"accounts_read"`) && !strings.Contains(l, `"kind":"account_chosen"`) {
			continue
		}
		found := accountID.FindAllStringSubmatch(l, -1)
		for _, id := range found {
			read = append(read, id[1])
		}
		if strings.Contains(l, `"kind":"account_chosen"`) && found != nil {
			chosen = found[0][1]
		}
	}
	for _, id := range read {
		if id != chosen {
			return id
		}
	}
	k.t.Fatal("there is no other account")
	return ""
}

// linkedTwice is a case whose account another case has linked before. A run goes on by itself there,
// so it is walked on the screen.
func linkedTwice(k *counter) string {
	k.runs("--handoff", "browser")
	id := ""
	k.console(nil, func(p *rig.Program, d *desks) {
		p.Press("esc")
		for _, key := range []string{"n", "enter", "enter", "w", "enter"} { // the test customer of Sandbox shares no account that is known by its name
			p.Press(key)
			k.rests(p, d)
		}
		id = k.newest(d)
	})
	return id
}
