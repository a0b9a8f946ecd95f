package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
	"linkdesk/tui"
	"linkdesk/tui/rig"
)

// console works in the console on the newest case. change arranges what it is made of.
func (k *counter) console(change func(*order), do func(*rig.Program, *desks)) {
	k.t.Helper()
	ctx, cancel := context.WithCancel(k.t.Context())
	o := k.h.order(k.dir)
	o.env, o.settings = k.env, (&app{}).settings()
	if change != nil {
		change(&o)
	}
	d := &desks{ctx: ctx, open: map[flow.Environment]*office{}, order: o}
	p := rig.Start(k.t, tui.New(ctx, tui.Options{Desks: d, Env: k.env, Now: time.Now()}), 100, 60)
	p.Press("enter")
	k.rests(p, d)
	do(p, d)
	if err := p.End(); err != nil { // its clock would tick as long as the bubble lasts
		k.t.Error(err)
	}
	d.close(ctx, io.Discard)
	cancel()
}

// rests waits until nothing is due in any case.
func (k *counter) rests(p *rig.Program, d *desks) {
	k.t.Helper()
	for range 100 {
		p.After(time.Second)
		history, busy := d.open[k.env].store, false
		page, err := history.List(k.t.Context(), flow.Query{})
		if err != nil {
			k.t.Fatal(err)
		}
		for _, row := range page.Rows {
			c, err := history.Case(k.t.Context(), row.ID)
			if err != nil {
				k.t.Fatal(err)
			}
			_, due := flow.Due(c)
			busy = busy || due
		}
		if !busy {
			return
		}
	}
	k.t.Fatalf("the cases never come to rest:\n%s", p.Screen())
}

// journal is every line of every case, the newest case first.
func (k *counter) journal() []string {
	k.t.Helper()
	cases, _ := k.asks("history", "list", "--json")
	var out []string
	for _, c := range cases {
		lines, _ := k.asks("history", "show", fmt.Sprint(c["case"]), "--json")
		for _, l := range lines[:len(lines)-1] {
			b, err := json.Marshal(l)
			if err != nil {
				k.t.Fatal(err)
			}
			out = append(out, string(b))
		}
	}
	return out
}

// wrote looks for the line that an act leaves in the journal.
func (k *counter) wrote(before []string, e execution) {
	k.t.Helper()
	if e.wrote == "" {
		return
	}
	old, added := map[string]bool{}, ""
	for _, l := range before {
		old[l] = true
	}
	for _, l := range k.journal() {
		if !old[l] {
			added += l + "\n"
		}
	}
	if !regexp.MustCompile(e.wrote).MatchString(added) {
		k.t.Errorf("%s left no line like %s:\n%s%s", e.act, e.wrote, added, k.errs.String())
	}
}

// card is what explain advises for a code.
func (k *counter) card(code string) []actAdvised {
	k.t.Helper()
	var out bytes.Buffer
	root := (&app{streams: streams{strings.NewReader(""), &out, io.Discard}}).root()
	root.SetArgs([]string{"explain", code, "--json"})
	var c struct{ Acts []actAdvised }
	if err := root.ExecuteContext(k.t.Context()); err != nil {
		k.t.Fatal(err)
	}
	if err := json.Unmarshal(out.Bytes(), &c); err != nil {
		k.t.Fatal(err)
	}
	return c.Acts
}

// said runs a command that works on no case, beside a simulator that is like the one of the case.
func said(t *testing.T, command string, e execution) {
	t.Helper()
	if len(e.set) > 0 {
		s, err := sim.New(e.sim)
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(s)
		t.Cleanup(server.Close)
		for _, name := range []string{"LINKDESK_PLAID_URL", "LINKDESK_LINK_URL", "LINKDESK_PRIMETRUST_URL"} {
			t.Setenv(name, server.URL)
		}
	}
	var out bytes.Buffer
	words := shellWords(command)
	code := execute(t.Context(), append(words[1:], "--data", t.TempDir()), streams{strings.NewReader(""), &out, &out})
	if !regexp.MustCompile(e.said).MatchString(out.String()) {
		t.Errorf("%s does not say %s, exit %d:\n%s", command, e.said, code, out.String())
	}
}
