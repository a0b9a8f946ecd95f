package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"linkdesk/flow/explain"
	"linkdesk/flow/sim"
)

// TestEveryFaultOfTheSimulatorLeadsToACard: what the engine meets in a story, also what it overcomes
// by itself, is explained.
func TestEveryFaultOfTheSimulatorLeadsToACard(t *testing.T) {
	codes := map[string]bool{}
	for _, s := range stories() {
		for _, code := range append(s.met, s.code) {
			codes[code] = true
		}
	}
	for _, sc := range sim.Scenarios() {
		for _, f := range sc.Faults {
			if strings.Contains(f.Kind, "_") && strings.ToUpper(f.Kind) == f.Kind {
				codes[f.Kind] = true
			}
		}
		codes[sc.ItemError], codes[sc.BankAnswer] = true, true
	}
	delete(codes, "")
	delete(codes, sim.BankClosed)
	for code := range codes {
		if len(explain.Find(code)) == 0 {
			t.Errorf("%s has no card", code)
		}
	}
	t.Logf("%d codes of %d scenarios lead to a card", len(codes), len(sim.Scenarios()))
}

// filledIn is a command of a card with values in the places of the words in capitals.
func filledIn(command string) []string {
	return shellWords(strings.NewReplacer("CASE", "01JABCDEFGHJKMNPQRSTVWXYZ0", "AMOUNT", "25.00", "ENV", "demo", "USER", "cu-1", "NAME", "Anna",
		"--pt-account ID", "--pt-account 00000000-0000-4000-8000-000000000000", "--pt-contact ID", "--pt-contact 00000000-0000-4000-8000-000000000000",
		"ID", "acc1").Replace(command))
}

// TestEveryAdvisedCommandParses: the real tree of commands takes each of them, with its flags.
func TestEveryAdvisedCommandParses(t *testing.T) {
	n := 0
	for _, a := range explain.Acts() {
		if a.Command == "" {
			continue
		}
		args := filledIn(a.Command)
		ran := false
		root := (&app{streams: streams{strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{}}}).root()
		cmd, rest, err := root.Find(args[1:])
		if err != nil || cmd == root || args[0] != "linkdesk" {
			t.Errorf("%s: %s: %v", a.Name, a.Command, err)
			continue
		}
		cmd.RunE = func(*cobra.Command, []string) error { ran = true; return nil }
		root.SetArgs(args[1:])
		if err := root.ExecuteContext(t.Context()); err != nil || !ran {
			t.Errorf("%s: %v does not parse: %v (%v)", a.Name, args, err, rest)
		}
		n++
	}
	t.Logf("%d commands of %d acts parse", n, len(explain.Acts()))
}
