package flow

import (
	"testing"
	"time"
)

func TestWhereTheCustomerLeft(t *testing.T) {
	view := func(v string) Event {
		return LinkEventSeen{LinkEvent{Name: "TRANSITION_VIEW", View: v, InstitutionID: "ins_3", InstitutionName: "Chase"}}
	}
	left := NewLinkExited(LinkResult{ExitStatus: "requires_code", RequestID: "r"})
	for name, c := range map[string]struct {
		events []Event
		want   string
		last   bool
	}{
		"at the second proof": {[]Event{HandoffStarted{}, view("CREDENTIAL"), view("MFA"), view("EXIT"), left}, "pane MFA (requires_code) at Chase (ins_3)", true},
		"panes told behind":   {[]Event{HandoffStarted{}, left, view("MFA"), view("EXIT")}, "pane MFA (requires_code), no bank chosen yet", true},
		"and came back":       {[]Event{HandoffStarted{}, view("MFA"), left, HandoffStarted{}, view("CONNECTED"), LinkSucceeded{}}, "pane MFA (requires_code) at Chase (ins_3)", false},
		"of the visit before": {[]Event{HandoffStarted{}, view("MFA"), left, HandoffStarted{}, left}, "before any pane was seen (requires_code), no bank chosen yet", true},
		"at a bank by its id": {[]Event{NewLinkExited(LinkResult{InstitutionID: "ins_3"})}, "before any pane was seen at ins_3", true},
		"never":               {[]Event{HandoffStarted{}, LinkSucceeded{}}, "", false},
	} {
		l, ok := LastLeft(toldRecords("01A", c.events...))
		if ok != (c.want != "") || ok && (l.Words() != c.want || l.Last != c.last) {
			t.Errorf("%s: %q, %v", name, l.Words(), l.Last)
		}
	}
}

func TestHealthThenAndNow(t *testing.T) {
	broken := Item{Error: &Fault{Code: "ITEM_LOGIN_REQUIRED"}, Notice: "PENDING_EXPIRATION", ConsentExpires: noon}
	all := toldRecords("01A", Intent{Effect: ReadAccounts}, AccountsRead{}, Intent{Effect: Submit}, EffectFailed{Effect: Submit, Fault: &Fault{}},
		ItemAsked{}, Intent{Effect: ReadItem}, ItemRead{Item: broken})
	then, last, ok := Looks(all)
	if !ok || then.Seq != 2 || last.Seq != 7 || then.Item.Words() != "works" || last.Item.Words() != "broken: ITEM_LOGIN_REQUIRED; Plaid's last notice: PENDING_EXPIRATION; consent ends "+noon.Format(time.DateOnly) {
		t.Errorf("%+v, %+v, %v", then, last, ok)
	}
	if then, last, ok := Looks(all[:2]); !ok || then.Seq != 2 || last.Seq != 2 {
		t.Errorf("one look: %+v, %+v, %v", then, last, ok)
	}
	if _, _, ok := Looks(all[:1]); ok {
		t.Error("nobody has looked yet")
	}
}

// What has become of a bank link is the last that is known of it; a new one is not the one of before.
func TestLooksKnowTheEndOfABankLink(t *testing.T) {
	all := toldRecords("01A", ItemExchanged{}, AccountsRead{}, Intent{Effect: Submit}, Submitted{}, RotationAsked{}, Intent{Effect: RotateAccess},
		AccessTokenRotated{}, ItemAsked{}, Intent{Effect: ReadItem}, ItemRead{Item: Item{Error: &Fault{Code: "ITEM_LOGIN_REQUIRED"}}},
		RemovalAsked{}, Intent{Effect: RemoveItem}, ItemRemoved{})
	then, last, ok := Looks(all)
	if !ok || then.Seq != 2 || then.Words() != "works" || last.Seq != 13 || last.Words() != "removed; every token of it is dead" {
		t.Errorf("%+v, %+v, %v", then, last, ok)
	}
	gone := append(all[:6:6], toldRecords("01A", AccessTokenLost{Fault: &Fault{}})...)
	if _, last, _ := Looks(gone); last.Words() != "out of reach: its access_token was lost in a rotation" {
		t.Errorf("%+v", last)
	}
	if then, last, ok := Looks(append(all, Record{Seq: 14, Event: ItemExchanged{}})); ok {
		t.Errorf("the new bank link was not looked at yet: %+v, %+v", then, last)
	}
}

func TestTheBankAtTheLastFailure(t *testing.T) {
	down := []ProductHealth{{Product: "item_logins", Status: "DOWN", Success: 10, PlaidErrors: 5, BankErrors: 85}}
	all := toldRecords("01A", BankLooked{InstitutionID: "ins_3"}, BankLooked{InstitutionID: "ins_4", Name: "Chase", Products: down}, LinkSucceeded{})
	l, ok := LastBankLook(all)
	if !ok || l.Seq != 2 || l.Bank.InstitutionID != "ins_4" || l.Bank.At.IsZero() || l.Bank.Words() != "item_logins DOWN (10% went well, 85% failed at the bank, 5% at Plaid)" {
		t.Errorf("%+v, %v", l, ok)
	}
	if l, _ := LastBankLook(all[:1]); l.Bank.Words() != "" {
		t.Errorf("%+v", l)
	}
	if _, ok := LastBankLook(all[2:]); ok {
		t.Error("no attempt has failed")
	}
}

func TestCallsHaveTheirAttempt(t *testing.T) {
	call := func(id string) Call { return Call{Endpoint: "/x", RequestID: id} }
	calls := CallsMade(toldRecords("01A", Intent{Effect: Submit, Attempt: 1}, EffectRetried{Effect: Submit, Fault: &Fault{}, Call: call("a")},
		Intent{Effect: Submit, Attempt: 2}, Submitted{Call: call("b")}, Followed{Call: call("c"), More: []Call{call("d")}}))
	if calls[2][0].Attempt != 1 || calls[4][0].Attempt != 2 || calls[4][0].RequestID != "b" || len(calls[5]) != 2 || calls[5][1].Attempt != 1 {
		t.Errorf("%+v", calls)
	}
}

func TestNotesHaveTheirAuthor(t *testing.T) {
	records := toldRecords("01A", CaseOpened{}, Noted{Text: "back at noon"})
	records[1].Actor = "alice@desk:77:1:2"
	if n := NotesOf(records); len(n) != 1 || n[0].Author != "alice@desk" || n[0].Text != "back at noon" || n[0].Seq != 2 {
		t.Errorf("%+v", n)
	}
}
