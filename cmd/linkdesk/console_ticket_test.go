package main

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
	"linkdesk/tui/screen"
)

// TestTheConsolesTicketIsTheExport: with every real part, the key gives what the command prints, and no
// token is in it.
func TestTheConsolesTicketIsTheExport(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := consoleOn(t, t.TempDir(), sim.Options{})
		for _, step := range road {
			p.Press(step.key)
		}
		p.Press("E").After(time.Second)
		p.Press("ctrl+n").Sees("left out of the ticket: tokens and keys")
		if n := len(p.Clipboard()); n != 1 {
			t.Fatalf("%d texts were copied", n)
		}
		c, _ := theCase(t, d)
		desk, err := d.Desk(t.Context(), flow.Demo)
		if err != nil {
			t.Fatal(err)
		}
		exporter, can := desk.(screen.Exporter)
		if !can {
			t.Fatal("the desk has no export")
		}
		text, left, err := exporter.Export(t.Context(), c.ID)
		if err != nil || len(left) < 2 {
			t.Fatalf("%v, %q", err, left)
		}
		made, err := exportOf(t.Context(), found{id: c.ID, env: flow.Demo, store: d.open[flow.Demo].store}, exportFlags{reader: "ticket"})
		if err != nil || made.Markdown() != text || !strings.Contains(text, c.Submission.ID) || tokenShape.MatchString(text) {
			t.Errorf("%v\n%s", err, text)
		}
	})
}
