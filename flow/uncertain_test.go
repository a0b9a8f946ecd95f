package flow

import "testing"

// The key of a submission whose answer was lost must survive everything but a definite
// answer to that submission: a new key is a second submission.
func TestTheSubmissionKeyOutlivesALostAnswer(t *testing.T) {
	lostAnswer := EffectRetried{Effect: Submit, Fault: &Fault{Kind: Unknown, Code: "NO_ANSWER"}}
	again := Intent{Effect: Submit, Attempt: 2, Key: "k1", Digest: "d1"}
	for _, x := range []struct {
		name   string
		then   []Event
		key    string
		status Status
	}{
		{"unknown again", []Event{EffectUnknown{Effect: Submit, Fault: &Fault{Kind: Unknown}}, Retried{StopSubmission, "operator"}}, "k1", StatusUncertain},
		{"rate limited", []Event{EffectRetried{Effect: Submit, Fault: &Fault{Kind: Transient, HTTPStatus: 429}}}, "k1", StatusUncertain},
		{"rate limited to the end", []Event{EffectFailed{Effect: Submit, Fault: &Fault{Kind: Transient, HTTPStatus: 429}}}, "k1", StatusUncertain},
		{"password changed", []Event{EffectFailed{Effect: Submit, Fault: &Fault{Kind: Config, HTTPStatus: 401}}}, "k1", StatusUncertain},
		{"not sent", []Event{EffectFailed{Effect: Submit, Fault: &Fault{Kind: Transient}}}, "k1", StatusUncertain},
		{"our own mistake", []Event{EffectFailed{Effect: Submit, Fault: &Fault{Kind: Internal}}}, "k1", StatusUncertain},
		{"cancelled while waiting", []Event{EffectRetried{Effect: Submit, Fault: &Fault{Kind: Transient, HTTPStatus: 429}}, Cancelled{Submit, "operator"}}, "k1", StatusUncertain},
		{"still running there", []Event{EffectFailed{Effect: Submit, Fault: &Fault{Kind: Refused, HTTPStatus: 409}}}, "k1", StatusUncertain},
		{"refused for its content", []Event{EffectFailed{Effect: Submit, Fault: &Fault{Kind: Refused, HTTPStatus: 422}}}, "", StatusFailed},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := story(t, append(append(until("intent", 6), lostAnswer, again), x.then...)...)
			if c.Status() != x.status {
				t.Errorf("status %s, want %s", c.Status(), x.status)
			}
			if Can(c, CmdRetry) == nil {
				c, _ = Apply(c, Record{Case: c.ID, Seq: c.Seq + 1, Event: Retried{StopSubmission, "operator"}})
			}
			e, due := Due(c)
			if !due || e.Kind != Submit || e.Key != x.key {
				t.Errorf("due %v %+v, want key %q", due, e, x.key)
			}
		})
	}
}

// A process that died between the call and its outcome leaves a bare intent. Cancelling that
// must keep the key, or the next try is a second submission.
func TestCancellingABareIntentKeepsItsKey(t *testing.T) {
	c := story(t, append(until("intent", 6), Cancelled{Submit, "operator"}, Retried{StopSubmission, "operator"})...)
	if e, due := Due(c); !due || e.Key != "k1" {
		t.Errorf("due %v %+v", due, e)
	}
	c = story(t, until("intent", 6)...)
	if c.Status() != StatusUncertain || c.Who() != Operator || c.StopState(StopSubmission) != Working {
		t.Errorf("a bare intent: %s, %s acts, %s", c.Status(), c.Who(), c.StopState(StopSubmission))
	}
}

// A conflict at the first attempt may come from a twin of that very request.
func TestAConflictKeepsTheKeyEvenTheFirstTime(t *testing.T) {
	for _, f := range []*Fault{{Kind: Refused, HTTPStatus: 409}, {Kind: Config, Code: "REFUSED_BY_GATEWAY", HTTPStatus: 403}} {
		c := story(t, append(until("intent", 6), EffectFailed{Effect: Submit, Fault: f}, Retried{StopSubmission, "operator"})...)
		if e, due := Due(c); !due || e.Key != "k1" {
			t.Errorf("HTTP %d %s: due %v %+v", f.HTTPStatus, f.Code, due, e)
		}
	}
	c := story(t, append(until("intent", 6), EffectFailed{Effect: Submit, Fault: &Fault{Kind: Config, HTTPStatus: 401}}, Retried{StopSubmission, "operator"})...)
	if e, _ := Due(c); e.Key != "" {
		t.Error("a login that failed before anything was sent keeps its key")
	}
}

func TestANewLinkForgetsTheOldAccounts(t *testing.T) {
	c := story(t, append(until("intent", 5), EffectFailed{Effect: CreateProcessorToken, Fault: &Fault{Kind: Refused, Code: "NO"}}, LinkTokenAsked{})...)
	if c.AccountID != "" || len(c.Accounts) != 0 {
		t.Errorf("account %s of the old Item is still chosen", c.AccountID)
	}
}

func TestTurningAwayFromALostExchangeIsNoted(t *testing.T) {
	base := append(until("intent", 3), Intent{Effect: ExchangePublicToken, Attempt: 2},
		EffectFailed{Effect: ExchangePublicToken, Fault: &Fault{Kind: Config, HTTPStatus: 401}})
	for _, turn := range []Event{LinkTokenAsked{}, CaseClosed{At: StopAccount}} {
		if c := story(t, append(base[:len(base):len(base)], turn)...); !c.OrphanPossible {
			t.Errorf("after %s nothing says that an Item may be left over", turn.Kind())
		}
	}
}

func TestAnotherPartyUndoesWhatWasForTheFirst(t *testing.T) {
	prod := append([]Event{opened(Production)}, until("link_token_created", 1)[1:]...)
	other := alice
	other.LegalName = "Somebody Else"
	c := story(t, append(prod[:len(prod):len(prod)], Confirmed{"operator"}, PartySet{other, "operator"})...)
	if c.Confirmed {
		t.Error("the confirmation of another name still counts")
	}
	other.ClientUserID = "cu-2002"
	c = story(t, append(prod[:len(prod):len(prod)], PartySet{other, "operator"})...)
	if c.Phase != PhaseReady {
		t.Errorf("the link_token of another client_user_id is still used: phase %s", c.Phase)
	}
}

func TestAnUncertainSubmissionCannotBeWalkedAwayFrom(t *testing.T) {
	c := story(t, append(until("intent", 6), EffectUnknown{Effect: Submit, Fault: &Fault{Kind: Unknown}})...)
	for _, k := range []CommandKind{CmdClose, CmdSetParty, CmdSubmit, CmdCancel} {
		if Can(c, k) == nil {
			t.Errorf("%s is allowed while the outcome of the submission is not known", k)
		}
	}
}

// A refused exchange means that the customer must link again. Only when an earlier try may
// have arrived can there be an Item that nobody holds a token for.
func TestARefusedExchangeGoesBackToLink(t *testing.T) {
	refusal := EffectFailed{Effect: ExchangePublicToken, Fault: &Fault{Kind: Refused, Code: "INVALID_PUBLIC_TOKEN", HTTPStatus: 400}}
	c := story(t, append(until("intent", 3), refusal)...)
	if c.Phase != PhaseReady || c.OrphanPossible {
		t.Errorf("first try: phase %s, orphan %v", c.Phase, c.OrphanPossible)
	}
	c = story(t, append(until("intent", 3), Intent{Effect: ExchangePublicToken, Attempt: 2}, refusal)...)
	if c.Phase != PhaseReady || !c.OrphanPossible {
		t.Errorf("after a lost answer: phase %s, orphan %v", c.Phase, c.OrphanPossible)
	}
	if err := Can(c, CmdMakeLinkToken); err != nil {
		t.Error(err)
	}
}

func TestARepeatedProcessorTokenIsNoted(t *testing.T) {
	c := story(t, append(until("intent", 5), Intent{Effect: CreateProcessorToken, Attempt: 2})...)
	if !c.ExtraTokenPossible {
		t.Error("a second processor_token may exist and the case does not say so")
	}
}

func TestACustomerWhoLeavesCanComeBack(t *testing.T) {
	exit := NewLinkExited(LinkResult{ExitStatus: "requires_credentials", SessionID: "s9", RequestID: "r9"})
	c := story(t, append(until("intent", 2), exit)...)
	if c.Status() != StatusFailed || c.Who() != Customer || c.Fault.RequestID != "r9" || c.Fault.Code != "LINK_EXITED" {
		t.Fatalf("%s %s %+v", c.Status(), c.Who(), c.Fault)
	}
	if err := Can(c, CmdStartHandoff); err != nil {
		t.Error(err)
	}
	dead := NewLinkExited(LinkResult{Fault: &Fault{Code: "INVALID_LINK_TOKEN"}})
	c = story(t, append(until("intent", 2), dead)...)
	events, err := Decide(c, StartHandoff{Handoff: HandoffBrowser}, noon)
	if _, anew := events[0].(LinkTokenAsked); err != nil || !anew || Can(c, CmdMakeLinkToken) != nil {
		t.Errorf("a dead link_token must be replaced, not used again: %+v %v", events, err)
	}
}

func TestABalanceCheckNeverBreaksACase(t *testing.T) {
	c := story(t, append(until("accounts_read", 1), BalancesAsked{}, Intent{Effect: ReadBalances, Attempt: 1},
		EffectFailed{Effect: ReadBalances, Fault: &Fault{Op: string(ReadBalances), Kind: Transient}})...)
	if c.Status() != StatusOpen || Can(c, CmdChooseAccount) != nil {
		t.Errorf("status %s, choose: %v", c.Status(), Can(c, CmdChooseAccount))
	}
}

func TestAnotherProcessorAfterARefusal(t *testing.T) {
	c := story(t, append(until("intent", 5), EffectFailed{Effect: CreateProcessorToken,
		Fault: &Fault{Kind: Refused, Code: "INVALID_PROCESSOR", HTTPStatus: 400}})...)
	events, err := Decide(c, SetProcessor{Processor: "dwolla"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	c, err = Apply(c, Record{Case: c.ID, Seq: c.Seq + 1, Event: events[0]})
	if err != nil {
		t.Fatal(err)
	}
	if e, due := Due(c); !due || e.Kind != CreateProcessorToken || c.Adapter {
		t.Errorf("due %v %v, adapter %v", due, e.Kind, c.Adapter)
	}
}
