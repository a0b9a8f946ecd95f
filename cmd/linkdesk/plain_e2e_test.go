//go:build e2e

package main

import "testing"

// TestTerminalDumb: a terminal that cannot show a screen gets the console as lines, and says why.
func TestTerminalDumb(t *testing.T) {
	term := newTerminal(t, 80, 24)
	term.keys("export TERM=dumb", "Enter")
	term.start("demo")
	term.sees("TERM=dumb")
	term.sees("Case or choice:")
	term.keys("q", "Enter")
	term.restored(0)
}

// TestTerminalPlain walks the road in lines at a real terminal, to its end and to an interrupt,
// which has nothing to put back.
func TestTerminalPlain(t *testing.T) {
	term := newTerminal(t, 80, 60)
	term.start("demo --plain")
	term.sees("Case or choice:")
	for _, step := range []struct{ line, shows string }{{"n", "client_user_id"}, {"", "Legal name"}, {"", "Kind,"}, {"", "Partner account"}, {"", "Partner contact"},
		{"", "1. make the link token"}, {"1", "1. hand over"}, {"1", "1. choose Plaid Checking"}, {"1", "1. submit to"}, {"1", "Type yes to submit"}, {"yes", "Submitted to Prime"}} {
		if step.line != "" {
			term.keys("-l", step.line)
		}
		term.keys("Enter")
		term.sees(step.shows)
	}
	term.keys("C-c")
	term.restored(exitInterrupted)
}
