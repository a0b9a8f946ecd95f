package tui_test

import (
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// lostRotation is a Plaid whose answer to a rotation was lost on the way.
func lostRotation(c flow.Case, e flow.Effect) []flow.Event {
	if e.Kind != flow.RotateAccess {
		return fake.Happy(c, e)
	}
	said := &flow.Fault{Code: "INVALID_ACCESS_TOKEN", RequestID: "Xk2pQ9sLm4Tz7bA", HTTPStatus: 400}
	return []flow.Event{flow.AccessTokenLost{Fault: flow.TokenLost(said), Calls: []flow.Call{{Endpoint: "/item/get", RequestID: said.RequestID, HTTPStatus: 400, TookMS: 90}}}}
}

// endScenes are those of an access token that is rotated and of a bank link that is removed.
func endScenes() []scene {
	return []scene{
		{name: "rotate_dialog", play: func(s *stage) { s.toSubmission().Press("T") }},
		{name: "rotate_lost", script: lostRotation, play: func(s *stage) { s.toSubmission().Press("T").through("y") }},
		{name: "rotate_unknown", script: fake.Failing(flow.RotateAccess, &flow.Fault{Op: string(flow.RotateAccess), Kind: flow.Unknown, Code: "NO_ANSWER", Who: flow.Operator,
			Message: "the request went out and Plaid did not answer: no answer within 30s"}),
			play: func(s *stage) { s.toSubmission().Press("T").through("y") }},
		{name: "remove_dialog", play: func(s *stage) { s.toSubmission().Press("D") }},
		{name: "removed_submitted", play: func(s *stage) {
			s.toSubmission().Press("enter").through("y").Press("D").Type("Avery Quinn").through("enter").After(time.Second)
		}},
		{name: "removed_early", play: func(s *stage) { s.toAccounts().Press("D").Type("Avery Quinn").through("enter") }},
	}
}

// Nothing but the name typed out removes a bank link, and no is the answer of every other key.
func TestRemovingTakesTheName(t *testing.T) {
	play(t, flow.Sandbox, fake.Happy, 100, 30, func(s *stage) {
		s.toSubmission().Press("D").Sees("Remove the bank link?", "Every processor token of this Item dies with it.")
		s.Press("y", "enter").After(time.Second)
		s.Press("esc").After(time.Second)
		s.Press("D").Type("avery").Press("enter").After(time.Second)
		if n := s.commands(flow.CmdRemove); n != 0 {
			t.Fatalf("%d removals without the name", n)
		}
		s.Press("esc").Press("D").Type("Avery Quinn").through("enter").After(time.Second).Sees("The bank link that was here was removed", "make the link token")
		if n := s.commands(flow.CmdRemove); n != 1 {
			t.Errorf("%d removals", n)
		}
		s.Press("R").Sees("the bank link was removed")
	})
}

// A rotation asks, and no is taken for no.
func TestRotatingAsks(t *testing.T) {
	play(t, flow.Sandbox, fake.Happy, 100, 30, func(s *stage) {
		s.toSubmission().Press("T").Sees("Rotate the access token?").Press("n").After(time.Second)
		if n := s.commands(flow.CmdRotate); n != 0 {
			t.Fatal("no is taken for yes")
		}
		s.Press("T").through("y").After(time.Second).Press("t").Sees("access token rotated; the old one is dead")
	})
}
