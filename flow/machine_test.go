package flow

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite golden files")

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

var alice = Party{ClientUserID: "cu-1001", LegalName: "Alberta Charleson",
	PartnerAccount: "6ba7b810-9dad-41d1-80b4-00c04fd430c8", PartnerContact: "6ba7b811-9dad-41d1-80b4-00c04fd430c8"}

var twoAccounts = []Account{
	{ID: "acc1", Name: "Plaid Checking", Mask: "0000", Type: "depository", Subtype: "checking"},
	{ID: "acc2", Name: "Plaid CD", Mask: "2222", Type: "depository", Subtype: "cd"},
}

// story applies events one after the other and fails the test on the first that does not fit.
func story(t *testing.T, events ...Event) Case {
	t.Helper()
	var c Case
	for i, e := range events {
		next, err := Apply(c, Record{Case: "01", Seq: c.Seq + 1, Time: noon.Add(time.Duration(i) * time.Second), Event: e})
		if err != nil {
			t.Fatalf("event %d: %v", i+1, err)
		}
		c = next
	}
	return c
}

func opened(env Environment) CaseOpened {
	return CaseOpened{Env: env, Processor: PrimeTrust, Adapter: true, Handoff: HandoffSandbox}
}

// road is the happy road as events; tests take as much of it as they need.
func road() []Event {
	return []Event{
		opened(Demo), PartySet{alice, "scenario"}, LinkTokenAsked{},
		Intent{Effect: CreateLinkToken, Attempt: 1}, LinkTokenCreated{Expiration: noon.Add(4 * time.Hour)},
		HandoffStarted{Handoff: HandoffSandbox}, Intent{Effect: OpenLink, Attempt: 1}, LinkSucceeded{SessionID: "s1", InstitutionName: "First Platypus Bank"},
		Intent{Effect: ExchangePublicToken, Attempt: 1}, ItemExchanged{ItemID: "item1"},
		Intent{Effect: ReadAccounts, Attempt: 1}, AccountsRead{Accounts: twoAccounts},
		AccountChosen{AccountID: "acc1", By: "operator"},
		Intent{Effect: CreateProcessorToken, Attempt: 1}, ProcessorTokenCreated{Processor: PrimeTrust, Masked: "processor-sandbox-…a92c"},
		SubmissionAsked{By: "operator"}, Intent{Effect: Submit, Attempt: 1, Key: "k1", Digest: "d1"},
		Submitted{Submission: Submission{ID: "ftm1"}},
		FollowAsked{}, Intent{Effect: Follow, Attempt: 1}, Followed{FollowUp: FollowUp{Usable: true, Who: Nobody}},
	}
}

// until cuts the road after the first event of a kind.
func until(kind EventKind, nth int) []Event {
	for i, e := range road() {
		if e.Kind() == kind {
			if nth--; nth == 0 {
				return road()[:i+1]
			}
		}
	}
	panic("no such event on the road: " + kind)
}

func TestTheHappyRoadEndsUsable(t *testing.T) {
	c := story(t, road()...)
	if c.Status() != StatusUsable || c.Stop() != StopFollowing || c.Who() != Nobody {
		t.Fatalf("status %s, stop %s, who %s", c.Status(), c.Stop(), c.Who())
	}
	for _, s := range Stops() {
		if c.StopState(s) != Done {
			t.Errorf("stop %s is %s", s, c.StopState(s))
		}
		if c.Times[s].Started.IsZero() || c.Times[s].Ended.IsZero() {
			t.Errorf("stop %s has no times: %+v", s, c.Times[s])
		}
	}
}

func TestStatusAlongTheRoad(t *testing.T) {
	for _, x := range []struct {
		kind   EventKind
		status Status
		stop   Stop
		state  StopState
		who    Who
		due    EffectKind
	}{
		{"case_opened", StatusOpen, StopCounterparty, Pending, Operator, ""},
		{"party_set", StatusOpen, StopLinkToken, Pending, Operator, ""},
		{"link_token_asked", StatusOpen, StopLinkToken, Working, PlaidSide, CreateLinkToken},
		{"link_token_created", StatusOpen, StopHandoff, Pending, Operator, ""},
		{"handoff_started", StatusOpen, StopHandoff, Working, Customer, OpenLink},
		{"link_succeeded", StatusOpen, StopAccount, Working, PlaidSide, ExchangePublicToken},
		{"item_exchanged", StatusOpen, StopAccount, Working, PlaidSide, ReadAccounts},
		{"accounts_read", StatusOpen, StopAccount, Pending, Operator, ""},
		{"account_chosen", StatusOpen, StopProcessorToken, Working, PlaidSide, CreateProcessorToken},
		{"processor_token_created", StatusTokenReady, StopSubmission, Pending, Operator, ""},
		{"submission_asked", StatusOpen, StopSubmission, Working, Partners, Submit},
		{"submitted", StatusSubmitted, StopFollowing, Pending, Operator, ""},
	} {
		c := story(t, until(x.kind, 1)...)
		due, _ := Due(c)
		if c.Status() != x.status || c.Stop() != x.stop || c.StopState(c.Stop()) != x.state || c.Who() != x.who || due.Kind != x.due {
			t.Errorf("after %s: status %s, stop %s %s, who %s, due %q", x.kind, c.Status(), c.Stop(), c.StopState(c.Stop()), c.Who(), due.Kind)
		}
	}
}

func TestTheTableIsWhatTheGoldenSays(t *testing.T) {
	golden(t, "table.txt", Table())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; run go test ./flow -update and read the difference", name)
	}
}

func TestEveryPairHasAnAnswer(t *testing.T) {
	for _, p := range Phases() {
		for _, k := range Commands() {
			if v := cell(p, k); !v.ok && v.why == "" {
				t.Errorf("%s in phase %q is refused without a reason", k, p)
			}
			if err := Can(Case{Phase: p}, k); err != nil && err.Error() == "" {
				t.Errorf("Can(%s) in phase %q gives no reason", k, p)
			}
		}
	}
}

// Every phase but the closed one must be reachable and must have a way on: work that is due,
// or a command that is allowed.
func TestNoPhaseIsADeadEnd(t *testing.T) {
	reached := map[Phase]bool{PhaseNone: true}
	all := append(road()[:12:12], BalancesAsked{}, Intent{Effect: ReadBalances, Attempt: 1}, BalancesRead{Accounts: twoAccounts})
	all = append(all, road()[12:]...)
	all = append(all, money()...)
	all = append(all, ItemAsked{}, Intent{Effect: ReadItem, Attempt: 1}, ItemRead{Item: Item{ID: "item1"}})
	all = append(all, rotation(AccessTokenRotated{})...)
	all = append(all, removal(ItemRemoved{})...)
	all = append(all, CaseClosed{At: StopFollowing})
	for i := range all {
		c := story(t, all[:i+1]...)
		reached[c.Phase] = true
		if _, due := Due(c); due || c.Phase == PhaseClosed {
			continue
		}
		if !wayOn(c) {
			t.Errorf("phase %s has no way on", c.Phase)
		}
	}
	for i := range opening() {
		reached[story(t, opening()[:i+1]...).Phase] = true
	}
	for _, p := range Phases() {
		if !reached[p] {
			t.Errorf("phase %q is never reached", p)
		}
	}
}

func wayOn(c Case) bool {
	for _, k := range Commands() {
		if k != CmdClose && k != CmdReveal && k != CmdConfirm && Can(c, k) == nil {
			return true
		}
	}
	return false
}

func TestAnyFailureLeavesAWayOn(t *testing.T) {
	for _, eff := range Effects() {
		for _, kind := range []FaultKind{Input, Config, CustomerFault, Refused, Transient, Unknown, Internal} {
			for _, outcome := range []func(*Fault) Event{
				func(f *Fault) Event { return EffectFailed{Effect: eff, Fault: f} },
				func(f *Fault) Event { return EffectUnknown{Effect: eff, Fault: f} },
			} {
				c := working(t, eff)
				f := &Fault{Op: string(eff), Kind: kind, Code: "X", Message: "x", Who: Operator, HTTPStatus: 400}
				c, err := Apply(c, Record{Case: c.ID, Seq: c.Seq + 1, Time: noon, Event: outcome(f)})
				if err != nil {
					t.Fatal(err)
				}
				if _, due := Due(c); due || !wayOn(c) {
					t.Errorf("%s after a %s fault: due %v, no way on", eff, kind, due)
				}
				if s := c.Status(); s != StatusFailed && s != StatusUncertain && !c.Extra() {
					t.Errorf("%s after a %s fault has status %s", eff, kind, s)
				}
			}
		}
	}
}

// working gives the case in the middle of an effect.
func working(t *testing.T, eff EffectKind) Case {
	t.Helper()
	if eff == ReadBalances {
		return story(t, append(until("accounts_read", 1), BalancesAsked{}, Intent{Effect: eff, Attempt: 1})...)
	}
	if eff == ReadItem {
		return story(t, append(until("accounts_read", 1), ItemAsked{}, Intent{Effect: eff, Attempt: 1})...)
	}
	if eff == RotateAccess {
		return story(t, append(until("accounts_read", 1), rotation()...)...)
	}
	if eff == RemoveItem {
		return story(t, append(until("accounts_read", 1), removal()...)...)
	}
	all := append(road(), money()...)
	if eff == OpenNewAccount {
		all = opening()
	}
	for i, e := range all {
		if in, ok := e.(Intent); ok && in.Effect == eff {
			return story(t, all[:i+1]...)
		}
	}
	t.Fatalf("no %s on the road", eff)
	return Case{}
}

func TestAJournalThatCannotBeIsRefused(t *testing.T) {
	c := story(t, until("accounts_read", 1)...)
	for _, r := range []Record{
		{Case: c.ID, Seq: c.Seq + 2, Event: AccountChosen{AccountID: "acc1"}},
		{Case: c.ID, Seq: c.Seq, Event: AccountChosen{AccountID: "acc1"}},
		{Case: "02", Seq: c.Seq + 1, Event: AccountChosen{AccountID: "acc1"}},
		{Case: c.ID, Seq: c.Seq + 1, Event: Submitted{}},
		{Case: c.ID, Seq: c.Seq + 1, Event: opened(Demo)},
		{Case: c.ID, Seq: c.Seq + 1, Event: EffectFailed{Effect: Submit, Fault: &Fault{}}},
	} {
		if _, err := Apply(c, r); !errors.Is(err, ErrMisfit) {
			t.Errorf("%s as record %d: %v", r.Event.Kind(), r.Seq, err)
		}
	}
}
