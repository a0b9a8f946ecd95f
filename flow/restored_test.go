package flow

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

var restored = Restored{From: noon, By: "alice"}

// roads are stories that a backup may have been taken in the middle of, as far as they go.
func roads() [][]Event {
	lost := &Fault{Kind: Unknown, Code: "NO_ANSWER"}
	two := []Duplicate{{Case: "02", Mask: "0000"}}
	return [][]Event{
		road(),
		append(until("accounts_read", 1), BalancesAsked{}, Intent{Effect: ReadBalances, Attempt: 1}),
		append(until("accounts_read", 1), ItemAsked{}, Intent{Effect: ReadItem, Attempt: 1}),
		append(until("followed", 1), RelinkAsked{Handoff: HandoffHosted, Reason: "ITEM_LOGIN_REQUIRED"}, Intent{Effect: CreateLinkToken, Attempt: 1}),
		append(until("link_succeeded", 1), DuplicatesFound{two}),
		append(until("intent", 6), EffectUnknown{Effect: Submit, Fault: lost}),
		append(until("intent", 6), EffectFailed{Effect: Submit, Fault: &Fault{Kind: Refused, HTTPStatus: 422}}),
		append(until("intent", 6), EffectRetried{Effect: Submit, Fault: &Fault{Kind: Transient}}),
		append(until("intent", 3), Intent{Effect: ExchangePublicToken, Attempt: 2}, EffectUnknown{Effect: ExchangePublicToken, Fault: lost}),
	}
}

// After a restore nothing runs by itself, at whatever moment the backup was taken; the way on is
// a retry, or closing. A submission is agreed to once more, or has the key that it had.
func TestACaseOfARestoredHistoryWaitsForALook(t *testing.T) {
	for _, all := range roads() {
		for n := range all {
			before := story(t, all[:n+1]...)
			c := story(t, append(slices.Clone(all[:n+1]), restored)...)
			if _, due := Due(c); due || !c.Restored() || c.Status() != StatusUncertain || c.Who() != Operator || c.Side != nil {
				t.Errorf("after %s: due %v, %s, %s acts", all[n].Kind(), due, c.Status(), c.Who())
			}
			var fault *Fault
			if m, err := Next(c, demoPlan(), noon); m != (Move{}) || !errors.As(err, &fault) || fault.Code != CodeRestored {
				t.Errorf("after %s the plan goes on: %+v, %v", all[n].Kind(), m, err)
			}
			for _, k := range Commands() {
				switch err := Can(c, k); {
				case k == CmdRetry && err != nil, k == CmdClose && err != nil && before.Open == nil:
					t.Errorf("after %s: %s: %v", all[n].Kind(), k, err)
				case k != CmdRetry && k != CmdClose && k != CmdReveal && k != CmdNote && err == nil:
					t.Errorf("after %s: %s is allowed before anybody looked", all[n].Kind(), k)
				}
			}
			seen := demoPlan()
			seen.AfterRestore = true
			m, err := Next(c, seen, noon)
			if err != nil || m.Command != (Retry{By: "operator"}) {
				t.Fatalf("after %s: %+v, %v", all[n].Kind(), m, err)
			}
			events, err := Decide(c, m.Command, noon)
			if err != nil {
				t.Fatal(err)
			}
			goesOn(t, before, story(t, append(append(slices.Clone(all[:n+1]), restored), events...)...))
		}
	}
}

// goesOn checks a case after the look against what it was before the restore.
func goesOn(t *testing.T, before, c Case) {
	t.Helper()
	e, due := Due(c)
	if due && e.Kind == Submit && (before.Open == nil || e.Key != before.Open.Key) {
		t.Errorf("phase %s: a submission runs on without its key (%+v)", before.Phase, e)
	}
	if before.Phase == PhaseWantSubmit && before.Open == nil && c.Phase != PhaseTokenReady {
		t.Errorf("a submission without a key is not agreed to once more: phase %s", c.Phase)
	}
	if !due && c.Phase != PhaseClosed && !wayOn(c) {
		t.Errorf("phase %s: no way on", c.Phase)
	}
	if c.Fault != nil || c.Halted {
		t.Errorf("phase %s: still halted by %v", c.Phase, c.Fault)
	}
	if c.RestoredWarning() == "" || before.RestoredWarning() != "" {
		t.Errorf("phase %s: whoever submits is not told of the restore", c.Phase)
	}
}

// A public token that is refused after a restore was good for an Item that nobody knows.
func TestAnExchangeAfterARestoreMayLeaveAnItem(t *testing.T) {
	c := story(t, append(until("link_succeeded", 1), restored, Retried{StopAccount, "operator"}, Intent{Effect: ExchangePublicToken, Attempt: 1},
		EffectFailed{Effect: ExchangePublicToken, Fault: &Fault{Kind: Refused, Code: "INVALID_PUBLIC_TOKEN", HTTPStatus: 400}})...)
	if !c.OrphanPossible {
		t.Error("nothing says that an Item may be left over")
	}
}

// What the case wanted the customer for is not forgotten, and a closed case stays closed.
func TestARestoreForgetsNothing(t *testing.T) {
	c := story(t, append(until("followed", 1), RelinkAsked{Handoff: HandoffHosted, Reason: "ITEM_LOGIN_REQUIRED"}, restored, Retried{StopFollowing, "operator"})...)
	if reason, _ := c.RelinkReason(); reason != "ITEM_LOGIN_REQUIRED" || Can(c, CmdRelink) != nil {
		t.Errorf("the reason of the repair is %q, %v", reason, Can(c, CmdRelink))
	}
	closed := story(t, append(road(), CaseClosed{At: StopFollowing})...)
	if _, err := Apply(closed, Record{Case: closed.ID, Seq: closed.Seq + 1, Event: restored}); !errors.Is(err, ErrMisfit) {
		t.Errorf("a closed case was restored: %v", err)
	}
	twice := story(t, append(until("processor_token_created", 1), restored, restored)...)
	if !strings.Contains(twice.Fault.Hint, "2026-11-22 12:00 UTC") || Can(twice, CmdRetry) != nil {
		t.Errorf("%+v", twice.Fault)
	}
}
