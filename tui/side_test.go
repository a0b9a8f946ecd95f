package tui_test

import (
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// loginRequired is what Plaid says of an Item whose login is no longer good.
func loginRequired() *flow.Fault {
	return &flow.Fault{Op: string(flow.CreateProcessorToken), Kind: flow.CustomerFault, Code: "ITEM_LOGIN_REQUIRED", Type: "ITEM_ERROR",
		Message: "the login details of this item have changed", RequestID: "Kq2c9mVbXwR4tZ1", HTTPStatus: 400, Who: flow.Customer}
}

// untilRepaired fails the processor token until the Item is repaired.
func untilRepaired(hang bool) fake.Script {
	return func(c flow.Case, e flow.Effect) []flow.Event {
		switch {
		case e.Kind == flow.CreateProcessorToken && c.RelinkedAt.IsZero():
			return fake.Failing(flow.CreateProcessorToken, loginRequired())(c, e)
		case e.Kind == flow.OpenLink && c.Side != nil && hang:
			return nil
		}
		return fake.Happy(c, e)
	}
}

// linkedBefore is a customer whose account another case has.
func linkedBefore(c flow.Case, e flow.Effect) []flow.Event {
	out := fake.Happy(c, e)
	if e.Kind == flow.OpenLink {
		out = append(out, flow.DuplicatesFound{Duplicates: []flow.Duplicate{{Case: "01JDEMO0000000000000000042",
			InstitutionName: "First Platypus Bank", Name: "Plaid Checking", Mask: "0000", At: c.Updated.Add(-72 * time.Hour)}}})
	}
	return out
}

// sideScenes are those about the bank link itself.
func sideScenes() []scene {
	return []scene{
		{name: "repair_needed", script: untilRepaired(false), play: func(s *stage) { s.toSubmission() }},
		{name: "repairing", script: untilRepaired(true), play: func(s *stage) { s.toSubmission().through("enter") }},
		{name: "linked_already", script: linkedBefore, play: func(s *stage) { s.toAccounts() }},
		{name: "linked_already_dialog", script: linkedBefore, play: func(s *stage) { s.toAccounts().Press("enter") }},
		{name: "pending_expiration", play: func(s *stage) {
			s.toSubmission()
			for _, e := range []flow.Event{flow.ItemAsked{}, flow.Intent{Effect: flow.ReadItem, Attempt: 1},
				flow.ItemRead{Item: flow.Item{ID: "item", Notice: "PENDING_EXPIRATION", NoticeAt: time.Now()}}} {
				if err := s.desk.Happen(s.id(), e); err != nil {
					s.t.Fatal(err)
				}
			}
			s.After(time.Second)
		}},
	}
}

func TestARepairLeadsOn(t *testing.T) {
	play(t, flow.Sandbox, untilRepaired(false), 80, 24, func(s *stage) {
		s.toSubmission().Sees("The customer has to act", "ITEM_LOGIN_REQUIRED", "repair the bank link in a browser here")
		s.Press("enter").Sees("Repairing the bank link", "is exchanged.")
		s.After(10 * workTime).Sees("submit to Prime Trust")
		if n, m := s.commands(flow.CmdRelink), s.commands(flow.CmdMakeLinkToken); n != 1 || m != 1 {
			t.Errorf("%d repairs, %d link tokens asked for", n, m)
		}
	})
}

func TestAKnownAccountIsAskedAbout(t *testing.T) {
	play(t, flow.Sandbox, linkedBefore, 80, 24, func(s *stage) {
		s.toAccounts().Sees("Linked already", "••0000", "…00000042")
		s.Press("enter", "n").After(time.Second).Sees("Linked already")
		if s.commands(flow.CmdAccept) != 0 {
			t.Error("no is taken for yes")
		}
		s.Press("enter").through("y").Sees("choose this account")
	})
}
