package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// health is what history show --json tells of the bank link and the bank.
type health struct {
	Case string
	Then *healthThen
	Now  *healthNow
}

// health asks for it, with more flags.
func (k *counter) health(id string, flags ...string) (out health) {
	k.t.Helper()
	lines, code := k.asks(append([]string{"history", "show", id, "--json"}, flags...)...)
	if code != exitOK || len(lines) == 0 {
		k.t.Fatalf("exit %d\n%s", code, k.errs.String())
	}
	b, err := json.Marshal(lines[len(lines)-1])
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil {
		k.t.Fatal(err)
	}
	return out
}

// text is what history show prints for a person.
func (k *counter) text(id string, flags ...string) string {
	k.t.Helper()
	var out bytes.Buffer
	a := &app{streams: streams{strings.NewReader(""), &out, &k.errs}, arrange: func(o order) order {
		o.transport, o.demo.world = k.h.sim.Transport(), &demoWorld{scenario: k.h.sim.Scenario(), seeded: k.h.sim.Seeded(), url: "http://127.0.0.1:1", visitor: k.h}
		return o
	}}
	root := a.root()
	root.SetArgs(append([]string{"--data", k.dir, "history", "show", id}, flags...))
	if err := root.ExecuteContext(k.t.Context()); err != nil {
		k.t.Fatal(err)
	}
	return out.String()
}

// A bank that was down when an attempt ended stands beside how it is now.
func TestTheBanksHealthThenAndNow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := &counter{t: t, h: newHouse(t, "bank-down"), dir: t.TempDir()}
		defer leave(k.h)
		lines, _ := k.asks("run", "--env", "demo", "--json")
		id, _ := lines[len(lines)-1]["case"].(string)
		if got := k.health(id); got.Then == nil || got.Then.Bank == nil || got.Then.Bank.Status != "DOWN" || got.Then.BankSeq == 0 || got.Now != nil {
			t.Fatalf("%+v", got)
		}
		k.h.sim = newHouse(t, "happy").sim // the bank is up again
		got := k.health(id, "--now")
		if got.Then.Bank.Status != "DOWN" || got.Now == nil || got.Now.Bank == nil || got.Now.Bank.Status != "" || got.Now.Bank.OAuth == nil || len(got.Now.Calls) != 1 {
			t.Errorf("then %+v, now %+v", got.Then, got.Now)
		}
		for _, x := range []struct{ flag, want string }{
			{"--now", "the bank now    Plaid does not say how it is; in Plaid's catalogue as First Platypus Bank (ins_109508)"},
			{"--now", "the bank then   item_logins DOWN (0% went well, 98% failed at the bank, 2% at Plaid), auth DOWN"},
			{"--now=false", "the bank now    not asked; --now asks Plaid"},
		} {
			if said := k.text(id, x.flag); !strings.Contains(said, x.want) {
				t.Errorf("%s does not say %q:\n%s", x.flag, x.want, said)
			}
		}
	})
}

// A bank link that was removed is told as that, and nobody asks for it with a dead token.
func TestARemovedBankLinkIsNotAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		p, d := consoleOn(t, dir, sim.Options{})
		for _, step := range road {
			p.Press(step.key)
			p.Sees(step.shows)
		}
		c, _ := theCase(t, d)
		p.Press("D").Type(c.Party.LegalName).Press("enter").After(5 * time.Second)
		k := &counter{t: t, h: newHouse(t, "happy"), dir: dir}
		defer leave(k.h)
		got := k.health(string(c.ID), "--now")
		if got.Then == nil || got.Then.Item == nil || got.Now == nil || got.Now.End != flow.ItemGone || got.Now.Item != nil || got.Now.Fault != nil || got.Now.Bank == nil {
			t.Errorf("then %+v, now %+v", got.Then, got.Now)
		}
		if slices.ContainsFunc(got.Now.Calls, func(c flow.Call) bool { return c.Endpoint == "/item/get" }) {
			t.Errorf("asked: %+v", got.Now.Calls)
		}
		for _, flag := range []string{"--now", "--now=false"} {
			if said := k.text(string(c.ID), flag); !strings.Contains(said, "\n  now             removed; every token of it is dead (") || !strings.Contains(said, "\n  at the attempt  works (") {
				t.Errorf("%s:\n%s", flag, said)
			}
		}
	})
}
