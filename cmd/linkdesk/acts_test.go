package main

import (
	"slices"
	"testing"
	"testing/synctest"

	"linkdesk/flow"
	"linkdesk/flow/explain"
	"linkdesk/flow/sim"
	"linkdesk/tui/rig"
)

// execution is how an act that cards advise is tried: a case is brought to where its own card advises
// it, and then the key is pressed and the command is run, each on a case of its own.
type execution struct {
	act     explain.ActName
	sim     sim.Options
	set     [][2]string // settings
	brings  func(k *counter) (id string)
	card    string           // the code of the card, where no fault of a case leads to it
	outside func(k *counter) // what somebody else has to do before; nil is nothing

	list  bool                                 // the key is one of the list of cases
	hands func(k *counter, p *rig.Program)     // what follows the key; nil is nothing
	fills func(k *counter, flag string) string // the value for a word in capitals that is left in the command
	sees  func(k *counter, id string) string   // what the key shows
	wrote string                               // a new line of the journal, after the key and after the command
	said  string                               // what a command says that works on no case
}

// TestEveryActIsExecuted: whatever a card advises that this program can do, it does. The table has a
// row for each act of explain.Acts, and no other.
func TestEveryActIsExecuted(t *testing.T) {
	keys, commands, rows := 0, 0, map[explain.ActName]execution{}
	for _, e := range slices.Concat(roadExecutions(), bankExecutions(), partnerExecutions(), otherExecutions()) {
		if _, twice := rows[e.act]; twice {
			t.Errorf("%s has two rows", e.act)
		}
		rows[e.act] = e
	}
	bare(t)
	t.Setenv("LINKDESK_KEY_PROVIDER", "file")
	for _, a := range explain.Acts() {
		e, ok := rows[a.Name]
		delete(rows, a.Name)
		if !ok || a.Key == "" && a.Command == "" {
			t.Errorf("nothing executes %s", a.Name)
			continue
		}
		if a.Key != "" {
			keys++
			t.Run(string(a.Name)+"/key", func(t *testing.T) { e.within(t, a, (*counter).pressesKey) })
		}
		if a.Command != "" {
			commands++
			t.Run(string(a.Name)+"/command", func(t *testing.T) { e.within(t, a, (*counter).runsCommand) })
		}
	}
	for name := range rows {
		t.Errorf("%s is no act of a card", name)
	}
	t.Logf("%d keys and %d commands of %d acts were executed", keys, commands, len(explain.Acts()))
}

// within brings the case about in a bubble, and does the act that its card advises there. A command
// that works on no case has a simulator of its own behind a socket, and runs outside.
func (e execution) within(t *testing.T, a explain.Act, does func(*counter, execution, actAdvised, string)) {
	for _, v := range e.set {
		t.Setenv(v[0], v[1])
	}
	var after actAdvised
	synctest.Test(t, func(t *testing.T) {
		k := &counter{t: t, h: houseOf(t, e.sim), dir: t.TempDir(), env: flow.Demo}
		defer leave(k.h)
		id := e.brings(k)
		got := k.advises(e, id)
		if got.Key != a.Key {
			t.Fatalf("the card has the key %q, want %q", got.Key, a.Key)
		}
		if e.said != "" {
			after = got
			return
		}
		if e.outside != nil {
			e.outside(k)
		}
		does(k, e, got, id)
	})
	if e.said != "" {
		said(t, after.Command, e)
	}
}

// actAdvised is an act as history show and explain print it.
type actAdvised = struct{ Act, Who, What, Key, Command string }

// advises is the act as the card of the case has it.
func (k *counter) advises(e execution, id string) actAdvised {
	k.t.Helper()
	acts := k.show(id).Acts
	if e.card != "" {
		acts = k.card(e.card)
	}
	at := slices.IndexFunc(acts, func(a actAdvised) bool { return a.Act == string(e.act) })
	if at < 0 {
		k.t.Fatalf("nothing advises %s: %+v", e.act, acts)
	}
	return acts[at]
}
