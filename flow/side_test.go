package flow

import (
	"testing"
	"time"
)

var broken = &Fault{Op: string(CreateProcessorToken), Kind: CustomerFault, Code: "ITEM_LOGIN_REQUIRED", HTTPStatus: 400, Who: Customer}

// repair is what a relink writes until the customer is through.
func repair() []Event {
	return []Event{RelinkAsked{Handoff: HandoffBrowser}, Intent{Effect: CreateLinkToken, Attempt: 1},
		LinkTokenCreated{Expiration: noon.Add(time.Hour)}, HandoffStarted{Handoff: HandoffBrowser}, Intent{Effect: OpenLink, Attempt: 1}}
}

func healthy(accounts ...Account) []Event {
	return []Event{Relinked{SessionID: "s2"}, Intent{Effect: ReadItem, Attempt: 1}, ItemRead{Item: Item{ID: "item1"}, Accounts: accounts}}
}

func join(parts ...[]Event) (all []Event) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// Where a repair leads back to: the work that failed, the token that is kept, or the choice
// of an account when the old one is not shared any more.
func TestARepairGoesBackToTheRoad(t *testing.T) {
	failed := EffectFailed{Effect: CreateProcessorToken, Fault: broken}
	refused := EffectFailed{Effect: Submit, Fault: &Fault{Op: string(Submit), Kind: CustomerFault, Code: "25001", HTTPStatus: 422}}
	for _, x := range []struct {
		name   string
		before []Event
		shared []Account
		phase  Phase
		due    EffectKind
		token  string
		fault  string
	}{
		{"failed processor_token", append(until("intent", 5), failed), twoAccounts, PhaseChosen, CreateProcessorToken, "", ""},
		{"token ready", until("processor_token_created", 1), twoAccounts, PhaseTokenReady, "", "processor-sandbox-…a92c", ""},
		{"token ready, other account", until("processor_token_created", 1), twoAccounts[1:], PhaseChoosing, "", "", ""},
		{"refused submission", append(until("intent", 6), refused), twoAccounts, PhaseTokenReady, "", "processor-sandbox-…a92c", ""},
		{"submitted", until("followed", 1), twoAccounts, PhaseSubmitted, "", "processor-sandbox-…a92c", ""},
		{"submitted, other account", until("followed", 1), twoAccounts[1:], PhaseSubmitted, "", "processor-sandbox-…a92c", codeNotShared},
		{"choosing", until("accounts_read", 1), twoAccounts, PhaseChoosing, "", "", ""},
	} {
		c := story(t, join(x.before, repair(), healthy(x.shared...))...)
		due, _ := Due(c)
		code := ""
		if c.Fault != nil {
			code = c.Fault.Code
		}
		if c.Phase != x.phase || due.Kind != x.due || c.Masked != x.token || code != x.fault || c.Side != nil || c.RelinkedAt.IsZero() {
			t.Errorf("%s: phase %s, due %q, token %q, fault %q, side %v", x.name, c.Phase, due.Kind, c.Masked, code, c.Side)
		}
		if c.Item.ID != "item1" {
			t.Errorf("%s: the Item became %q", x.name, c.Item.ID)
		}
	}
}

// A repair that does not come about leaves the case where it was.
func TestARepairThatFailsChangesNothing(t *testing.T) {
	before := append(until("intent", 5), EffectFailed{Effect: CreateProcessorToken, Fault: broken})
	for name, ends := range map[string][]Event{
		"the customer leaves":   {NewLinkExited(LinkResult{ExitStatus: "requires_credentials"})},
		"no page":               {EffectFailed{Effect: OpenLink, Fault: &Fault{Code: "NO_LOOPBACK_PAGE"}}},
		"the operator stops it": {Cancelled{OpenLink, "operator"}},
		"still broken":          {Relinked{}, Intent{Effect: ReadItem, Attempt: 1}, ItemRead{Item: Item{ID: "item1", Error: broken}}},
		"health not known":      {Relinked{}, Intent{Effect: ReadItem, Attempt: 1}, EffectFailed{Effect: ReadItem, Fault: &Fault{Code: "X"}}},
	} {
		c := story(t, join(before, repair(), ends)...)
		if c.Phase != PhaseChosen || !c.Halted || c.Fault == nil || c.Status() != StatusFailed || c.Stop() != StopProcessorToken {
			t.Errorf("%s: phase %s, halted %v, status %s, stop %s", name, c.Phase, c.Halted, c.Status(), c.Stop())
		}
		for _, k := range []CommandKind{CmdRelink, CmdRetry, CmdClose} {
			if err := Can(c, k); err != nil {
				t.Errorf("%s: %s is refused: %v", name, k, err)
			}
		}
	}
	c := story(t, join(until("submitted", 1), repair(), []Event{NewLinkExited(LinkResult{})})...)
	if c.Status() != StatusSubmitted || c.Stop() != StopFollowing {
		t.Errorf("a submitted case is %s at %s after a repair that did not come about", c.Status(), c.Stop())
	}
}

func TestTheRoadStandsStillDuringARepair(t *testing.T) {
	c := story(t, join(until("submitted", 1), repair())...)
	if c.Status() != StatusSubmitted || c.Who() != Customer || c.StopState(StopSubmission) != Done {
		t.Errorf("%s, %s must act, submission %s", c.Status(), c.Who(), c.StopState(StopSubmission))
	}
	for _, k := range []CommandKind{CmdFollow, CmdRelink, CmdCheckItem, CmdMakeLinkToken, CmdSetParty, CmdRetry} {
		if Can(c, k) == nil {
			t.Errorf("%s is allowed during a repair", k)
		}
	}
	if _, err := Apply(c, Record{Case: c.ID, Seq: c.Seq + 1, Event: LinkSucceeded{}}); err == nil {
		t.Error("a repair took a public_token to be exchanged")
	}
	c = story(t, append(until("submission_asked", 1), Intent{Effect: Submit, Attempt: 1, Key: "k"}, EffectUnknown{Effect: Submit, Fault: &Fault{Kind: Unknown}})...)
	if Can(c, CmdRelink) == nil {
		t.Error("a repair is allowed while the outcome of the submission is not known")
	}
}

func TestWhyAnItemWantsTheCustomer(t *testing.T) {
	c := story(t, until("processor_token_created", 1)...)
	for _, x := range []struct {
		item   Item
		reason string
		choose bool
	}{
		{Item{}, "", false},
		{Item{Error: broken}, "ITEM_LOGIN_REQUIRED", false},
		{Item{Notice: "PENDING_EXPIRATION", NoticeAt: noon}, "PENDING_EXPIRATION", false},
		{Item{Notice: "PENDING_DISCONNECT", NoticeAt: noon}, "PENDING_DISCONNECT", false},
		{Item{Notice: "NEW_ACCOUNTS_AVAILABLE", NoticeAt: noon}, "NEW_ACCOUNTS_AVAILABLE", true},
		{Item{Notice: "DEFAULT_UPDATE", NoticeAt: noon}, "", false},
	} {
		x.item.ID = "item1"
		looked := story(t, append(until("processor_token_created", 1), ItemAsked{}, Intent{Effect: ReadItem, Attempt: 1}, ItemRead{Item: x.item})...)
		if code, choose := looked.RelinkReason(); code != x.reason || choose != x.choose {
			t.Errorf("%+v: %q %v", x.item, code, choose)
		}
		if looked.Phase != c.Phase || looked.Masked != c.Masked || looked.Fault != nil {
			t.Errorf("a look changed the case: %s %+v", looked.Phase, looked.Fault)
		}
		looked.RelinkedAt = noon.Add(time.Minute)
		if code, _ := looked.RelinkReason(); x.item.Notice != "" && code != "" {
			t.Errorf("%s still counts after the repair that answered it", code)
		}
	}
}

func TestNobodyLinksTwiceUnasked(t *testing.T) {
	found := DuplicatesFound{[]Duplicate{{Case: "00", Name: "Plaid Checking", Mask: "0000"}}}
	c := story(t, append(until("link_succeeded", 1), found)...)
	if _, due := Due(c); due || c.Who() != Operator || Can(c, CmdRetry) == nil {
		t.Errorf("due %v, %s must act", due, c.Who())
	}
	move, err := Next(c, Plan{By: "run"}, noon)
	if err != nil || move.Command != (AcceptDuplicate{By: "run"}) {
		t.Errorf("a run goes on with %+v, %v", move, err)
	}
	c = story(t, append(until("link_succeeded", 1), found, DuplicateAccepted{"operator"})...)
	if e, due := Due(c); !due || e.Kind != ExchangePublicToken || Can(c, CmdAccept) == nil {
		t.Errorf("accepted: due %v %s", due, e.Kind)
	}
	c = story(t, append(until("link_succeeded", 1), found, LinkTokenAsked{})...)
	if len(c.Duplicates) != 0 {
		t.Error("the next visit inherits the doubt of the one before")
	}
}
