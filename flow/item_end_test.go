package flow

import (
	"slices"
	"testing"
)

// rotation and removal are what the two write until their outcome.
func rotation(ends ...Event) []Event {
	return append([]Event{RotationAsked{"operator"}, Intent{Effect: RotateAccess, Attempt: 1}}, ends...)
}

func removal(ends ...Event) []Event {
	return append([]Event{RemovalAsked{"operator"}, Intent{Effect: RemoveItem, Attempt: 1}}, ends...)
}

var (
	answerLost = &Fault{Op: string(RotateAccess), Kind: Unknown, Code: "NO_ANSWER", Who: Operator}
	tokenDead  = AccessTokenLost{Fault: TokenLost(&Fault{Code: "INVALID_ACCESS_TOKEN", RequestID: "r1"})}
)

// Where a case goes on when its Item has come to an end: what is submitted stays so, a processor
// token outlives a lost access token, and all others wait for another Item.
func TestWhereACaseGoesOnWithoutItsItem(t *testing.T) {
	login := EffectFailed{Effect: ReadAccounts, Fault: broken}
	refused := EffectFailed{Effect: Submit, Fault: &Fault{Op: string(Submit), Kind: CustomerFault, Code: "25001", HTTPStatus: 422}}
	rows := []struct {
		name        string
		before      []Event
		gone, lost  Phase
		token, kept string // the processor token afterwards
	}{
		{"accounts not read", append(until("intent", 4), login), PhaseReady, PhaseReady, "", ""},
		{"choosing", until("accounts_read", 1), PhaseReady, PhaseReady, "", ""},
		{"no processor_token", append(until("intent", 5), EffectFailed{Effect: CreateProcessorToken, Fault: broken}), PhaseReady, PhaseReady, "", ""},
		{"token ready", until("processor_token_created", 1), PhaseReady, PhaseTokenReady, "", "processor-sandbox-…a92c"},
		{"refused submission", append(until("intent", 6), refused), PhaseReady, PhaseWantSubmit, "", "processor-sandbox-…a92c"},
		{"submitted", until("followed", 1), PhaseSubmitted, PhaseSubmitted, "processor-sandbox-…a92c", "processor-sandbox-…a92c"},
	}
	for _, x := range rows {
		gone := story(t, join(x.before, removal(ItemRemoved{}))...)
		if gone.Phase != x.gone || gone.Masked != x.token || gone.ItemEnd != ItemGone || gone.Side != nil || gone.Fault != nil || gone.Halted {
			t.Errorf("%s, removed: phase %s, token %q, end %q, fault %v", x.name, gone.Phase, gone.Masked, gone.ItemEnd, gone.Fault)
		}
		lost := story(t, join(x.before, rotation(tokenDead))...)
		if lost.Phase != x.lost || lost.Masked != x.kept || lost.ItemEnd != ItemOutOfReach || lost.Fault == nil || lost.Fault.Code != codeTokenLost {
			t.Errorf("%s, out of reach: phase %s, token %q, end %q, fault %v", x.name, lost.Phase, lost.Masked, lost.ItemEnd, lost.Fault)
		}
		if lost.OrphanPossible != (x.lost == PhaseReady) {
			t.Errorf("%s, out of reach: an Item may be left over: %v", x.name, lost.OrphanPossible)
		}
		for _, c := range []Case{gone, lost} {
			if !wayOn(c) {
				t.Errorf("%s, %s: no way on", x.name, c.ItemEnd)
			}
			for _, k := range []CommandKind{CmdRelink, CmdCheckItem, CmdRotate, CmdRemove, CmdBalances} {
				if Can(c, k) == nil {
					t.Errorf("%s, %s: %s is allowed", x.name, c.ItemEnd, k)
				}
			}
			if _, due := Due(c); due {
				t.Errorf("%s, %s: work is due", x.name, c.ItemEnd)
			}
		}
		if lost.Masked != "" && Can(lost, CmdReveal) != nil || Can(gone, CmdReveal) == nil {
			t.Errorf("%s: the token can be shown: %v, %v", x.name, Can(lost, CmdReveal), Can(gone, CmdReveal))
		}
	}
}

// The commands that a submitted case still knows when its Item is removed.
func TestASubmittedCaseWithoutItsItem(t *testing.T) {
	c := story(t, join(until("followed", 1), removal(ItemRemoved{}))...)
	var can []CommandKind
	for _, k := range Commands() {
		if Can(c, k) == nil {
			can = append(can, k)
		}
	}
	want := []CommandKind{CmdFollow, CmdClose, CmdDisburse, CmdCancelMove, CmdAskOwner, CmdDeactivate, CmdPlay, CmdNote}
	if !slices.Equal(can, want) {
		t.Errorf("allowed are %v; want %v", can, want)
	}
	if who, why := c.Waits(); who != Nobody || why != "the bank link was removed" {
		t.Errorf("%s must act: %s", who, why)
	}
	c.FollowUp = &FollowUp{ReauthenticationRequired: true, Who: Customer, Detail: "log in again"}
	if who, _ := c.Waits(); who != Operator {
		t.Errorf("the customer is sent to a bank link that is removed: %s must act", who)
	}
	if code, _ := c.RelinkReason(); code != "" {
		t.Errorf("a removed Item wants the customer: %s", code)
	}
}

func TestAnItemIsNotRemovedUnderMoney(t *testing.T) {
	for state, ok := range map[string]bool{"pending": false, "settled": false, "cancelled": true, "reversed": true, "strange": false} {
		c := story(t, until("followed", 1)...)
		c.Transfers = []Transfer{{ID: "t", Kind: Contribution, Status: state}}
		if err := Can(c, CmdRemove); (err == nil) != ok {
			t.Errorf("with a contribution that is %s: %v", state, err)
		}
		if err := Can(c, CmdRotate); err != nil {
			t.Errorf("a rotation with a contribution that is %s: %v", state, err)
		}
	}
	sent := append(until("submission_asked", 1), Intent{Effect: Submit, Attempt: 1, Key: "k"}, EffectUnknown{Effect: Submit, Fault: &Fault{Kind: Unknown}})
	for _, events := range [][]Event{sent, until("intent", 6), until("intent", 5)} {
		c := story(t, events...)
		for _, k := range []CommandKind{CmdRemove, CmdRotate} {
			if Can(c, k) == nil {
				t.Errorf("%s is allowed in phase %s, halted %v", k, c.Phase, c.Halted)
			}
		}
	}
}

// What may have arrived stays in doubt until Plaid answers for the token.
func TestARotationOfUnknownOutcomeStaysInDoubt(t *testing.T) {
	keys := &Fault{Op: string(RotateAccess), Kind: Config, Code: "INVALID_API_KEYS", HTTPStatus: 400}
	again := Intent{Effect: RotateAccess, Attempt: 2}
	waited := EffectRetried{Effect: RotateAccess, Fault: answerLost}
	for name, x := range map[string]struct {
		ends  []Event
		doubt EffectKind
	}{
		"unknown":                     {rotation(EffectUnknown{Effect: RotateAccess, Fault: answerLost}), RotateAccess},
		"refused":                     {rotation(EffectFailed{Effect: RotateAccess, Fault: keys}), ""},
		"lost, then refused":          {rotation(waited, again, EffectFailed{Effect: RotateAccess, Fault: keys}), RotateAccess},
		"lost, then stopped":          {rotation(waited, Cancelled{RotateAccess, "operator"}), RotateAccess},
		"lost, then rotated":          {rotation(waited, again, AccessTokenRotated{}), ""},
		"stopped before":              {rotation()[:1], ""},
		"a removal without answer":    {removal(EffectFailed{Effect: RemoveItem, Fault: answerLost}), RemoveItem},
		"a removal, lost and stopped": {removal(EffectRetried{Effect: RemoveItem, Fault: answerLost}, Cancelled{RemoveItem, "operator"}), RemoveItem},
		"a killed one, put back":      {rotation(Restored{noon, "alice"}), RotateAccess},
		"one that was never sent":     {append(rotation(), EffectRetried{Effect: RotateAccess, Fault: &Fault{Kind: Transient}}, Cancelled{RotateAccess, "operator"}), ""},
	} {
		if name == "stopped before" {
			x.ends = append(x.ends, Cancelled{RotateAccess, "operator"})
		}
		c := story(t, join(until("followed", 1), x.ends)...)
		if c.ItemDoubt != x.doubt || c.Side != nil || c.Phase != PhaseSubmitted {
			t.Errorf("%s: doubt %q, phase %s, side %v", name, c.ItemDoubt, c.Phase, c.Side)
		}
		if c.Restored() || c.ItemDoubt == "" {
			continue
		}
		if c.Fault == nil || c.Status() != StatusUsable || Can(c, CmdCheckItem) != nil || Can(c, CmdRotate) != nil {
			t.Errorf("%s: fault %v, status %s, %v", name, c.Fault, c.Status(), Can(c, CmdCheckItem))
		}
		looked := story(t, join(until("followed", 1), x.ends, []Event{ItemAsked{}, Intent{Effect: ReadItem, Attempt: 1}, ItemRead{Item: Item{ID: "item1"}}})...)
		if looked.ItemDoubt != "" {
			t.Errorf("%s: Plaid has answered and the doubt stays", name)
		}
	}
}

// What the customer was wanted for survives a rotation that fails over it.
func TestARotationThatFailsKeepsTheReasonOfARepair(t *testing.T) {
	before := append(until("intent", 5), EffectFailed{Effect: CreateProcessorToken, Fault: broken})
	c := story(t, join(before, rotation(EffectFailed{Effect: RotateAccess, Fault: &Fault{Op: string(RotateAccess), Code: "X"}}))...)
	if code, _ := c.RelinkReason(); code != "ITEM_LOGIN_REQUIRED" || !c.Halted || c.Fault.Code != "X" {
		t.Errorf("reason %q, halted %v, fault %v", code, c.Halted, c.Fault)
	}
	c = story(t, join(before, rotation(AccessTokenRotated{}))...)
	if !c.Halted || c.Fault == nil || c.Fault.Code != "ITEM_LOGIN_REQUIRED" || Can(c, CmdRetry) != nil {
		t.Errorf("a rotation that went well leaves %v, halted %v", c.Fault, c.Halted)
	}
}

// Another Item of the same case is as good as a first one.
func TestAnotherItemEndsTheEnd(t *testing.T) {
	c := story(t, join(until("accounts_read", 1), removal(ItemRemoved{}), road()[2:10])...)
	if c.ItemEnd != "" || c.Phase != PhaseExchanged || c.Item.ID != "item1" {
		t.Errorf("end %q, phase %s, Item %q", c.ItemEnd, c.Phase, c.Item.ID)
	}
}

func TestWhatEndsAnAttempt(t *testing.T) {
	down := &Fault{Type: "INSTITUTION_ERROR", Code: "INSTITUTION_DOWN"}
	for i, x := range []struct {
		ev   Event
		want bool
	}{
		{NewLinkExited(LinkResult{ExitStatus: "requires_code"}), true}, {ItemExchanged{ItemID: "i"}, false}, {EffectFailed{Effect: OpenLink, Fault: down}, true},
		{ItemRead{Item: Item{Error: down}}, true}, {EffectRetried{Effect: ReadAccounts, Fault: down}, false},
		{EffectFailed{Effect: ReadAccounts, Fault: broken}, false}, {ItemRead{}, false}, {AccountsRead{}, false},
	} {
		if Ends(x.ev) != x.want {
			t.Errorf("row %d: %s ends an attempt: %v", i, x.ev.Kind(), !x.want)
		}
	}
	h := BankHealth{Products: []ProductHealth{{Product: "item_logins", Status: "DEGRADED"}, {Product: "auth", Status: "HEALTHY"}}}
	if h.Worst() != "DEGRADED" || (BankHealth{}).Worst() != "" {
		t.Errorf("the worst is %q", h.Worst())
	}
	c := story(t, append(until("accounts_read", 1), BankLooked{At: StopAccount, InstitutionID: "ins_1", Products: h.Products},
		BankLooked{At: StopAccount, InstitutionID: "ins_1", Fault: &Fault{Code: "NO_ANSWER"}})...)
	if c.BankHealth == nil || c.BankHealth.Worst() != "DEGRADED" || c.Fault != nil || c.Phase != PhaseChoosing {
		t.Errorf("the health is %+v, fault %v", c.BankHealth, c.Fault)
	}
}

// While nobody knows whether the Item is gone nothing is submitted or pulled; after a rotation in doubt
// the processor token lives on in any case.
func TestNothingGoesOutWhileARemovalIsInDoubt(t *testing.T) {
	lost := &Fault{Kind: Unknown, Code: "NO_ANSWER"}
	for _, x := range []struct {
		name    string
		beside  func(...Event) []Event
		submits bool
	}{{"removal", removal, false}, {"rotation", rotation, true}} {
		effect := map[string]EffectKind{"removal": RemoveItem, "rotation": RotateAccess}[x.name]
		ready := story(t, join(until("processor_token_created", 1), x.beside(EffectFailed{Effect: effect, Fault: lost}))...)
		if err := Can(ready, CmdSubmit); ready.ItemDoubt != effect || (err == nil) != x.submits {
			t.Errorf("%s: doubt %q, submitting: %v", x.name, ready.ItemDoubt, err)
		}
		done := story(t, join(until("followed", 1), x.beside(EffectFailed{Effect: effect, Fault: lost}))...)
		if err := Can(done, CmdContribute); (err == nil) != x.submits {
			t.Errorf("%s: pulling: %v", x.name, err)
		}
	}
}
