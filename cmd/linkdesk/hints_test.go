package main

import (
	"regexp"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

var (
	commandShape = regexp.MustCompile(`linkdesk ([a-z]+)((?: [a-z]+)?)((?: --?[a-z-]+(?: [A-Za-z0-9_]+)?)*)`)
	flagShape    = regexp.MustCompile(`--[a-z-]+`)
)

// TestHintsNameOnlyWhatExists holds every advice against the command line: a hint that names
// a command or flag of the future helps nobody today.
func TestHintsNameOnlyWhatExists(t *testing.T) {
	root := (&app{}).root()
	root.InitDefaultHelpCmd()
	texts := map[string]string{}
	for _, c := range explain.Cards() {
		texts[c.Code] = c.What + " " + c.Do + " " + c.Tell + " " + c.Doc
	}
	for _, k := range []flow.FaultKind{flow.Input, flow.Config, flow.CustomerFault, flow.Refused, flow.Transient, flow.Unknown, flow.Internal} {
		texts["kind "+string(k)] = explain.Hinted(&flow.Fault{Kind: k, Code: "NOBODY_KNOWS"}, flow.Case{}).Hint
	}
	found := 0
	for code, text := range texts {
		for _, m := range commandShape.FindAllStringSubmatch(text, -1) {
			cmd, _, err := root.Find(append([]string{m[1]}, strings.Fields(m[2])...))
			if err != nil || cmd == root {
				t.Errorf("%s names %q, which does not exist", code, m[0])
				continue
			}
			found++
			for _, flag := range flagShape.FindAllString(m[3], -1) {
				if name := flag[2:]; cmd.Flags().Lookup(name) == nil && cmd.InheritedFlags().Lookup(name) == nil && name != "help" {
					t.Errorf("%s names %s, which %s does not have", code, flag, cmd.CommandPath())
				}
			}
		}
		for _, flag := range flagShape.FindAllString(text, -1) {
			run, _, _ := root.Find([]string{"run"})
			demo, _, _ := root.Find([]string{"demo"})
			if name := flag[2:]; run.Flags().Lookup(name) == nil && root.PersistentFlags().Lookup(name) == nil && demo.Flags().Lookup(name) == nil && name != "help" {
				t.Errorf("%s names the flag %s, which does not exist", code, flag)
			}
		}
	}
	if found < 10 {
		t.Errorf("only %d commands were found in the hints: the shape is wrong", found)
	}
}
