package flow

import (
	"strings"
	"testing"
	"time"
)

func demoPlan() Plan {
	return Plan{Party: alice, PartyBy: "scenario", Processor: PrimeTrust, Adapter: true, Handoff: HandoffSandbox,
		AccountMask: "0000", AccountBy: "scenario", By: "operator"}
}

// The plan must lead along the whole road, whatever was done before it.
func TestThePlanLeadsFromAnyPointOfTheRoad(t *testing.T) {
	want := map[Phase]CommandKind{PhaseOpened: CmdSetParty, PhaseReady: CmdMakeLinkToken, PhaseTokenMade: CmdStartHandoff,
		PhaseChoosing: CmdChooseAccount, PhaseTokenReady: CmdSubmit}
	for i := range road() {
		c := story(t, road()[:i+1]...)
		m, err := Next(c, demoPlan(), noon)
		if err != nil {
			t.Fatal(err)
		}
		_, due := Due(c)
		switch {
		case due:
			if !m.Wake {
				t.Errorf("phase %s: work is due and the plan says %+v", c.Phase, m)
			}
		case c.Phase == PhaseSubmitted:
			if !m.Done {
				t.Errorf("phase %s: not done: %+v", c.Phase, m)
			}
		case m.Command == nil || m.Command.Kind() != want[c.Phase]:
			t.Errorf("phase %s: %+v", c.Phase, m)
		}
	}
}

func TestThePlanRetriesReplacesAndFollows(t *testing.T) {
	halted := story(t, append(until("intent", 5), EffectFailed{Effect: CreateProcessorToken, Fault: &Fault{Code: "INVALID_PROCESSOR", Kind: Refused}})...)
	if m, _ := Next(halted, demoPlan(), noon); m.Command.Kind() != CmdRetry {
		t.Errorf("halted: %+v", m)
	}
	other := demoPlan()
	other.Processor, other.Adapter = "dwolla", false
	if m, _ := Next(halted, other, noon); m.Command.Kind() != CmdSetProcessor {
		t.Errorf("another processor: %+v", m)
	}
	ready := story(t, until("processor_token_created", 1)...)
	if _, err := Next(ready, other, noon); err == nil || !strings.Contains(err.Error(), "cannot change to dwolla") {
		t.Errorf("too late for another processor: %v", err)
	}
	made := story(t, until("link_token_created", 1)...)
	if m, _ := Next(made, demoPlan(), made.Link.Expiration.Add(time.Minute)); m.Command.Kind() != CmdMakeLinkToken {
		t.Errorf("expired: %+v", m)
	}
	follow := demoPlan()
	follow.Follow = true
	if m, _ := Next(story(t, until("submitted", 1)...), follow, noon); m.Command.Kind() != CmdFollow {
		t.Errorf("follow: %+v", m)
	}
}

func TestNoAccountIsTakenSilently(t *testing.T) {
	checking := func(id, mask string) Account {
		return Account{ID: id, Mask: mask, Type: "depository", Subtype: "checking"}
	}
	for _, x := range []struct {
		name     string
		accounts []Account
		edit     func(*Plan)
		id, by   string
		code     string
	}{
		{"by id", []Account{checking("a", "1"), checking("b", "2")}, func(p *Plan) { p.AccountID, p.AccountBy = "b", "flag" }, "b", "flag", ""},
		{"by mask", []Account{checking("a", "0000"), checking("b", "2")}, func(*Plan) {}, "a", "scenario", ""},
		{"mask twice", []Account{checking("a", "0000"), checking("b", "0000")}, func(*Plan) {}, "", "", "ACCOUNT_NOT_CHOSEN"},
		{"mask nowhere", []Account{checking("a", "1")}, func(*Plan) {}, "", "", "ACCOUNT_NOT_CHOSEN"},
		{"the only one", []Account{checking("a", "1"), twoAccounts[1]}, func(p *Plan) { p.AccountMask = "" }, "a", "only_usable", ""},
		{"several", []Account{checking("a", "1"), checking("b", "2")}, func(p *Plan) { p.AccountMask = "" }, "", "", "ACCOUNT_NOT_CHOSEN"},
		{"none", []Account{twoAccounts[1]}, func(p *Plan) { p.AccountMask = "" }, "", "", "NO_USABLE_ACCOUNT"},
	} {
		t.Run(x.name, func(t *testing.T) {
			p := demoPlan()
			x.edit(&p)
			c := story(t, append(until("intent", 4), AccountsRead{Accounts: x.accounts})...)
			m, err := Next(c, p, noon)
			if x.code != "" {
				if err == nil || FaultOf(err, "").Code != x.code || FaultOf(err, "").Hint == "" {
					t.Fatalf("error %v", err)
				}
				return
			}
			if got, ok := m.Command.(ChooseAccount); !ok || got.AccountID != x.id || got.By != x.by {
				t.Errorf("%+v %v", m, err)
			}
		})
	}
}

func TestProductionAsksFirst(t *testing.T) {
	c := story(t, append([]Event{opened(Production)}, until("party_set", 1)[1:]...)...)
	p := demoPlan()
	p.Confirm = alice.LegalName
	m, err := Next(c, p, noon)
	if cmd, ok := m.Command.(Confirm); !ok || cmd.Name != alice.LegalName || err != nil {
		t.Errorf("%+v %v", m, err)
	}
}
