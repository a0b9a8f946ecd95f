package flow

import "testing"

// TestGivingUp: only where an outcome is unknown, and the work is asked for anew then, under another key.
func TestGivingUp(t *testing.T) {
	lost := func(k EffectKind) Event {
		return EffectUnknown{Effect: k, Fault: &Fault{Op: string(k), Kind: Unknown, Code: "SERVER_ERROR", HTTPStatus: 500}}
	}
	submitting := until("submission_asked", 1)
	submitting = append(submitting[:len(submitting):len(submitting)], Intent{Effect: Submit, Attempt: 1, Key: "k1", Digest: "d"})
	ask := MoneyAsked{MakeContribution, Wish{Kind: Contribution, Amount: pull.Amount}, "operator"}
	for _, tc := range []struct {
		name   string
		events []Event
		effect EffectKind
		back   Phase
	}{
		{"a submission", submitting, Submit, PhaseTokenReady},
		{"a contribution", append(road(), ask, Intent{Effect: MakeContribution, Attempt: 1, Key: "k1", Digest: "d"}), MakeContribution, PhaseSubmitted},
		{"an account", opening()[:3], OpenNewAccount, PhaseOpened},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := story(t, tc.events...)
			if Can(c, CmdGiveUp) == nil {
				t.Error("what is on its way can be given up")
			}
			c = story(t, append(tc.events[:len(tc.events):len(tc.events)], lost(tc.effect))...)
			if Can(c, CmdClose) == nil {
				t.Error("a case with an unknown outcome can be closed")
			}
			events, err := Decide(c, GiveUp{By: "alice"}, noon)
			if err != nil {
				t.Fatal(err)
			}
			c = story(t, append(append(tc.events[:len(tc.events):len(tc.events)], lost(tc.effect)), events...)...)
			if c.Phase != tc.back || c.Open != nil || c.Fault != nil || c.Status() == StatusUncertain || Can(c, CmdClose) != nil {
				t.Errorf("in %s, %+v, %+v, %s", c.Phase, c.Open, c.Fault, c.Status())
			}
			if Can(c, CmdGiveUp) == nil {
				t.Error("it can be given up twice")
			}
		})
	}
	if Can(story(t, road()...), CmdGiveUp) == nil {
		t.Error("a case at rest has something to give up")
	}
	if _, err := Apply(story(t, road()...), Record{Case: "01", Seq: uint32(len(road()) + 1), Time: noon, Event: GivenUp{Submit, "x"}}); err == nil {
		t.Error("a foreign journal may give up what is not open")
	}
}
