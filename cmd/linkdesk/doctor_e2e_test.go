//go:build e2e

package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestTerminalShowsTheDoctor: colour on a terminal and none where it is not wanted, with the same
// words; the line about the check under way is gone when the report is there.
func TestTerminalShowsTheDoctor(t *testing.T) {
	for _, x := range []struct {
		around string
		colour bool
	}{{"%s", true}, {"NO_COLOR=1 %s", false}, {"%s --no-color", false}, {"%s | cat", false}} {
		t.Run(x.around, func(t *testing.T) {
			term := newTerminal(t, 80, 80)
			dir := t.TempDir()
			cmd := linkdesk(t, dir, nil)
			term.keys(fmt.Sprintf("clear; export LINKDESK_DATA=%s/data; "+x.around+"; echo the end is ''here", dir, cmd.Path+" doctor --env demo --era today"), "Enter")
			term.sees("the end is here")
			coloured := term.do("capture-pane", "-e", "-p", "-t", "e2e")
			if got := strings.Contains(coloured, "\x1b["); got != x.colour {
				t.Errorf("colour: %v, want %v\n%q", got, x.colour, coloured)
			}
			for _, want := range []string{"✗ FAILED  processor", "✓ ok      Plaid keys", "Failed: processor."} {
				if !strings.Contains(term.screen(), want) {
					t.Errorf("%q is not there:\n%s", want, term.screen())
				}
			}
			if strings.Contains(term.screen(), "looking at") {
				t.Errorf("the progress is still there:\n%s", term.screen())
			}
		})
	}
}
