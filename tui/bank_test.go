package tui_test

import (
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// bankIs is a bank at which the customer's first visit fails, and how Plaid says that it is then.
func bankIs(status string) fake.Script {
	down := failed(flow.CustomerFault, "INSTITUTION_DOWN", "this institution is not currently responding to this request", "", flow.BankSide)
	down.Type, down.RequestID, down.HTTPStatus = "INSTITUTION_ERROR", "Bk1a9nOcYpQ3zL7", 400
	return func(c flow.Case, e flow.Effect) []flow.Event {
		out := fake.Failing(flow.OpenLink, down)(c, e)
		if e.Kind == flow.OpenLink {
			out = append(out, flow.BankLooked{At: flow.StopHandoff, InstitutionID: "ins_109508", Name: "First Platypus Bank", Products: []flow.ProductHealth{
				{Product: "item_logins", Status: status, Success: 4, BankErrors: 95, PlaidErrors: 1}, {Product: "auth", Status: "HEALTHY", Success: 99, BankErrors: 1}}})
		}
		return out
	}
}

func bankScenes() []scene {
	return []scene{
		{name: "bank_down", script: bankIs("DOWN"), play: func(s *stage) { s.toHandoff().through("enter").After(2 * time.Minute) }},
	}
}

// TestTheBanksHealthStandsAtTheFault: where something was the matter with the bank when the attempt
// failed, and there only; and not while another attempt is under way.
func TestTheBanksHealthStandsAtTheFault(t *testing.T) {
	play(t, flow.Demo, bankIs("DOWN"), 120, 40, func(s *stage) {
		s.toHandoff().through("enter").After(2*time.Minute).Sees("INSTITUTION_DOWN", "bank health", "logins down, auth healthy, 2m ago")
		s.Press("enter").SeesNot("bank health")
	})
	play(t, flow.Demo, bankIs("HEALTHY"), 120, 40, func(s *stage) {
		s.toHandoff().through("enter").After(time.Second).Sees("INSTITUTION_DOWN").SeesNot("bank health")
	})
}
