package main

import (
	"io"
	"net/http"
	"strings"

	"linkdesk/flow"
	"linkdesk/flow/explain"
	"linkdesk/flow/sim"
	"linkdesk/tui/rig"
)

// partnerExecutions are the acts about what goes to Prime Trust, and the money there.
func partnerExecutions() []execution {
	pulls := func(k *counter, p *rig.Program) {
		p.Type("25.00").Press("enter")
		for _, r := range "25.00" { // the second time is no paste
			p.Press(string(r))
		}
		p.Press("enter")
	}
	amount := func(*counter, string) string { return "25.00" }
	return []execution{
		{act: explain.CorrectParty, brings: func(k *counter) string { return k.runs("--pt-contact", "00000000-0000-4000-8000-000000000000") },
			hands: func(k *counter, p *rig.Program) {
				p.Press("tab", "tab", "tab", "tab", "ctrl+u").Type(k.h.sim.Seeded().PTContactID).Press("enter")
			}, fills: func(k *counter, flag string) string {
				return map[string]string{"--pt-account": k.h.sim.Seeded().PTAccountID, "--pt-contact": k.h.sim.Seeded().PTContactID}[flag]
			}, wrote: `"kind":"party_set"`},
		{act: explain.OpenAccount, brings: accountRefused, hands: func(k *counter, p *rig.Program) {
			p.Sees("New account")
			(&tenDays{Program: p, t: k.t}).applies("Avery Quinn")
		}, wrote: `"kind":"account_opened"`},
		{act: explain.Reveal, sim: sim.Options{PTEmail: "desk@example.com", PTPassword: "Right-word-1"},
			set: [][2]string{{"PLAID_CLIENT_ID", goodID}, {"PLAID_SECRET", goodSecret}, {"PRIMETRUST_EMAIL", "desk@example.com"}, {"PRIMETRUST_PASSWORD", "Wrong-word-1"}},
			brings: func(k *counter) string {
				id := atSandbox(k)
				k.t.Setenv("PRIMETRUST_EMAIL", "")
				k.t.Setenv("PRIMETRUST_PASSWORD", "")
				k.asks("run", "--resume", id, "--json")
				return id
			}, hands: confirms, wrote: `"kind":"processor_token_revealed"`},
		{act: explain.Pull, brings: func(k *counter) string {
			return k.plays("limit-exceeded", "--fund", "25.00", "--confirm-fund", "25.00")
		},
			outside: (*counter).allWell, hands: pulls, fills: amount, wrote: `"kind":"transfer_made"`},
		{act: explain.PullAgain, brings: sentBack, outside: thawed, hands: pulls, wrote: `"kind":"transfer_made"`},
		{act: explain.Money, brings: ownerShort, sees: func(*counter, string) string { return "contribution: pull money from the bank account" }},
		{act: explain.Follow, brings: sentBack, outside: (*counter).thaws, wrote: `"kind":"followed"`},
		{act: explain.GiveUp, brings: func(k *counter) string {
			k.faults("POST /v2/contributions", sim.KindDropBefore, 0)
			return k.runs("--fund", "25.00", "--confirm-fund", "25.00")
		}, hands: func(k *counter, p *rig.Program) { p.Type("Alberta Bobbeth Charleson").Press("enter") }, wrote: `"kind":"given_up"`},
	}
}

// sentBack is a pull that the bank sent back, whereupon Prime Trust froze the account.
func sentBack(k *counter) string {
	id := k.plays("accepted-then-returned", "--fund", "25.00", "--confirm-fund", "25.00")
	pass(k.t, k.h, 4)
	k.asks("run", "--resume", id, "--follow", "--json")
	return id
}

// thawed is the account without its freeze, and the case knows of it.
func thawed(k *counter) {
	k.thaws()
	k.console(nil, func(p *rig.Program, d *desks) {
		p.Press("enter")
		k.rests(p, d)
	})
}

// ownerShort is a payment whose owner says yes when the money is not there.
func ownerShort(k *counter) string {
	id := k.runs("--fund", "25.00", "--confirm-fund", "25.00")
	s := &staff{t: k.t, inner: k.h.sim.Transport()}
	s.login()
	s.does("/v2/funds-transfers", "settle")
	pass(k.t, k.h, 11)
	k.asks("run", "--resume", id, "--follow", "--json")
	k.console(nil, func(p *rig.Program, d *desks) {
		desk := d.open[k.env].desk
		do := func(cmd flow.Command) {
			if err := desk.Do(k.t.Context(), flow.CaseID(id), cmd); err != nil {
				k.t.Fatal(err)
			}
			k.rests(p, d)
			p.Press("enter") // looks
			k.rests(p, d)
		}
		ten, err := flow.ParseAmount("10.00")
		if err != nil {
			k.t.Fatal(err)
		}
		do(flow.MoveMoney{Move: flow.Disbursement, Amount: ten, Seen: 1, By: "operator"})
		k.faults("POST /v2/disbursement-authorizations/{id}/sandbox/verify-owner", "39001", 1)
		c, err := d.open[k.env].store.Case(k.t.Context(), flow.CaseID(id))
		if err != nil {
			k.t.Fatal(err)
		}
		do(flow.PlaySandbox{Act: flow.SandboxAct{Act: flow.ActVerifyOwner, ID: c.Transfers[len(c.Transfers)-1].AuthorizationID}, By: "operator"})
	})
	return id
}

// misspelt changes the first application on its way to Prime Trust, which refuses it then.
type misspelt struct {
	inner http.RoundTripper
	done  *bool
}

func (m misspelt) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodPost && r.URL.Path == "/v2/accounts" && !*m.done {
		*m.done = true
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		text := strings.Replace(string(body), `"custodial"`, `"custodian"`, 1)
		r = r.Clone(r.Context())
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
	}
	return m.inner.RoundTrip(r)
}

// accountRefused is a case for which Prime Trust opens no account.
func accountRefused(k *counter) string {
	k.runs()
	id := ""
	k.console(func(o *order) { o.transport = misspelt{o.transport, new(bool)} }, func(p *rig.Program, d *desks) {
		a := &tenDays{Program: p, t: k.t}
		a.keys("esc", "n")
		p.Press("ctrl+u")
		p.Type("cu-2001")
		p.Press("tab", "ctrl+u")
		p.Type("Avery Quinn")
		a.keys("ctrl+f", "ctrl+o").Sees("New account")
		a.applies("Avery Quinn")
		k.rests(p, d)
		id = k.newest(d)
	})
	return id
}
