package flow

import (
	"testing"
	"time"
)

// A mere look must not forget that a submission may have arrived.
func TestNoLookWhileASubmissionIsUncertain(t *testing.T) {
	c := story(t, append(until("submission_asked", 1), Intent{Effect: Submit, Attempt: 1, Key: "k"}, EffectUnknown{Effect: Submit, Fault: &Fault{Kind: Unknown}})...)
	for _, k := range []CommandKind{CmdCheckItem, CmdRelink, CmdClose, CmdSetParty} {
		if Can(c, k) == nil {
			t.Errorf("%s is allowed while the outcome of the submission is not known", k)
		}
	}
}

func TestProductionConfirmsBeforeEveryHandoff(t *testing.T) {
	asked := LinkTokenAsked{Handoff: HandoffHosted, Go: true}
	refusal := EffectFailed{Effect: CreateLinkToken, Fault: &Fault{Code: "INVALID_FIELD", HTTPStatus: 400}}
	renamed := alice
	renamed.LegalName = "Somebody Else"
	c := story(t, opened(Production), PartySet{alice, "operator"}, Confirmed{"operator"}, asked, Intent{Effect: CreateLinkToken, Attempt: 1}, refusal, PartySet{renamed, "operator"})
	if c.Confirmed || c.Link.Go {
		t.Error("a hand-off goes on after the name that was confirmed has changed")
	}
	c = story(t, until("processor_token_created", 1)...)
	c.Env, c.Confirmed = Production, false
	if Can(c, CmdRelink) == nil {
		t.Error("a repair hands over in Production without a typed name")
	}
}

// What a page or a token was refused for can be changed, and what comes next is made anew.
func TestAnotherWayAfterARefusal(t *testing.T) {
	for _, code := range []string{"BAD_REDIRECT_URI", "REDIRECT_PORT_NOT_FREE"} {
		c := story(t, append(until("intent", 2), EffectFailed{Effect: OpenLink, Fault: &Fault{Code: code}})...)
		if move, err := Next(c, Plan{Handoff: HandoffBrowser}, noon); err != nil || move.Command != (MakeLinkToken{HandoffBrowser}) {
			t.Errorf("after %s a run goes on with %+v, %v", code, move, err)
		}
	}
	refusal := EffectFailed{Effect: CreateLinkToken, Fault: &Fault{Code: "INVALID_PRODUCT", HTTPStatus: 400}}
	c := story(t, opened(Sandbox), PartySet{alice, "operator"}, LinkTokenAsked{Handoff: HandoffHosted}, Intent{Effect: CreateLinkToken, Attempt: 1}, refusal)
	if move, err := Next(c, Plan{Handoff: HandoffBrowser}, noon); err != nil || move.Command != (MakeLinkToken{HandoffBrowser}) {
		t.Errorf("another hand-off: %+v, %v", move, err)
	}
	if move, err := Next(c, Plan{Handoff: HandoffHosted, By: "resume"}, noon); err != nil || move.Command != (Retry{By: "resume"}) {
		t.Errorf("the same hand-off: %+v, %v", move, err)
	}
	if events, err := Decide(c, StartHandoff{Handoff: HandoffBrowser}, noon); err != nil || events[0] != (LinkTokenAsked{Handoff: HandoffBrowser, Go: true}) {
		t.Errorf("in the console: %+v, %v", events, err)
	}
}

// A repair that comes to nothing does not take away what it was for.
func TestTheReasonOfARepairStays(t *testing.T) {
	gone := join(until("followed", 1), repair(), healthy(twoAccounts[1:]...))
	left := NewLinkExited(LinkResult{ExitStatus: "requires_account_selection"})
	for name, events := range map[string][]Event{
		"at once":        gone,
		"after an exit":  join(gone, repairFor("ACCOUNT_NOT_SHARED", true), []Event{left}),
		"after a follow": join(gone, []Event{FollowAsked{}, Intent{Effect: Follow, Attempt: 1}, Followed{}}),
	} {
		c := story(t, events...)
		if code, choose := c.RelinkReason(); code != codeNotShared || !choose {
			t.Errorf("%s: %q %v", name, code, choose)
		}
	}
	if c := story(t, gone...); c.Status() != StatusFailed {
		t.Errorf("a token that has stopped working leaves the case %s", c.Status())
	}
	c := story(t, join(gone, repairFor("ACCOUNT_NOT_SHARED", true), healthy(twoAccounts...))...)
	if code, _ := c.RelinkReason(); code != "" || c.Fault != nil {
		t.Errorf("after the repair: %q %v", code, c.Fault)
	}
	c = story(t, join(until("processor_token_created", 1), repair(), healthy())...)
	if c.Phase != PhaseChoosing || len(c.Accounts) != 0 {
		t.Errorf("a customer who shares nothing: phase %s, %d accounts", c.Phase, len(c.Accounts))
	}
}

func repairFor(reason string, choose bool) []Event {
	events := repair()
	events[0] = RelinkAsked{Handoff: HandoffBrowser, Reason: reason, SelectAccounts: choose}
	return events
}

// Work beside the road leaves the road's stops, times and status as they are.
func TestBesideTheRoadNothingMoves(t *testing.T) {
	before := story(t, until("followed", 1)...)
	stillBroken := *broken
	stillBroken.Op = "item_get"
	for name, events := range map[string][]Event{
		"a look":       {ItemAsked{}, Intent{Effect: ReadItem, Attempt: 1}, ItemRead{Item: Item{ID: "item1"}}},
		"a failure":    {ItemAsked{}, Intent{Effect: ReadItem, Attempt: 1}, EffectFailed{Effect: ReadItem, Fault: &Fault{Op: string(ReadItem), Code: "X"}}},
		"an exit":      append(repair(), NewLinkExited(LinkResult{})),
		"still broken": append(repair(), Relinked{}, Intent{Effect: ReadItem, Attempt: 1}, ItemRead{Item: Item{ID: "item1", Error: &stillBroken}}),
	} {
		all := append(until("followed", 1), events...)
		for n := len(all) - len(events); n <= len(all); n++ {
			c := story(t, all[:n]...)
			if c.Status() != StatusUsable || c.Times[StopFollowing] != before.Times[StopFollowing] || c.Side == nil && c.StopState(StopFollowing) != Done {
				t.Errorf("%s, %d events: status %s, following %s, times %v", name, n, c.Status(), c.StopState(StopFollowing), c.Times[StopFollowing])
			}
			if err := Can(c, CmdReveal); err != nil {
				t.Errorf("%s, %d events: %v", name, n, err)
			}
		}
	}
}

func TestAnItemKeepsItsAccountsWhenTheCaseTurnsElsewhere(t *testing.T) {
	c := story(t, append(until("accounts_read", 1), LinkTokenAsked{}, Intent{Effect: CreateLinkToken, Attempt: 1},
		LinkTokenCreated{Expiration: noon.Add(time.Hour)}, HandoffStarted{Handoff: HandoffBrowser}, Intent{Effect: OpenLink, Attempt: 1},
		LinkSucceeded{InstitutionID: "ins_2", Accounts: []LinkAccount{{ID: "x", Name: "Other", Mask: "9999"}}})...)
	if len(c.Item.Accounts) != 2 || c.Item.Accounts[0].Mask != "0000" {
		t.Errorf("the Item shares %+v", c.Item.Accounts)
	}
}
