package tui_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

func ticketScenes() []scene {
	return []scene{
		{name: "ticket", play: func(s *stage) { s.toSubmission().Press("E").After(0) }},
		{name: "ticket_notices", play: func(s *stage) { s.toSubmission().Press("E").After(0).Press("ctrl+n") }},
	}
}

// TestTheTicketIsCopied: the key copies it, also where nothing may be written, says what was left out and
// how else it can be had, and changes nothing.
func TestTheTicketIsCopied(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 120, 40, func(s *stage) {
		s.toSubmission()
		v := fake.Defaults()
		v.ReadOnly = "this console is for looking only (--read-only)"
		s.desk.SetDefaults(v)
		before := len(s.desk.Commands())
		s.Press("E").After(time.Second)
		all := s.copied()
		if len(all) != 1 || !strings.HasPrefix(all[0], "# Case\n") || !strings.Contains(all[0], string(s.id())) {
			t.Fatalf("%q", all)
		}
		s.Press("ctrl+n").Sees("left out of the ticket: tokens and keys", "linkdesk history export "+string(s.id()))
		if n := len(s.desk.Commands()); n != before {
			t.Errorf("%d commands", n-before)
		}
	})
}

// TestATicketThatFailsSaysSo: nothing is copied then, and the key works again.
func TestATicketThatFailsSaysSo(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 120, 40, func(s *stage) {
		s.toSubmission()
		s.desk.Fail(errors.New("the disk is full"))
		s.Press("E").After(time.Second).Sees("The disk is full.")
		s.desk.Fail(nil)
		if s.Press("E").After(time.Second); len(s.copied()) != 1 {
			t.Errorf("%q", s.copied())
		}
	})
}
