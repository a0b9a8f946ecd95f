package flow

import (
	"strings"
	"testing"
)

func TestAmountsThatAreTyped(t *testing.T) {
	for _, tc := range []struct {
		text string
		want int64 // in cents; 0 is a refusal
		why  string
	}{
		{"25", 2500, ""}, {"25.0", 2500, ""}, {"25.00", 2500, ""}, {" 25.5 ", 2550, ""}, {"0.01", 1, ""}, {"007.10", 710, ""},
		{"$25", 2500, ""}, {"25 USD", 2500, ""}, {"25usd", 2500, ""}, {"$1,250.50 USD", 125050, ""},
		{"1,250", 125000, ""}, {"1,000,000.99", 100000099, ""}, {"100,000,000", 10_000_000_000, ""},
		{"", 0, "no amount"}, {"  ", 0, "no amount"}, {"$", 0, "no amount"}, {"USD", 0, "no amount"},
		{"0", 0, "zero"}, {"0.00", 0, "zero"}, {"-1", 0, "negative"}, {"$-1", 0, "negative"}, {"-0.01", 0, "negative"},
		{"25.001", 0, "two decimals"}, {"0.001", 0, "two decimals"}, {"25.", 0, "write the amount"}, {".5", 0, "write the amount"},
		{"1000000000000", 0, "more than 100,000,000"}, {"100000000.01", 0, "more than"}, {strings.Repeat("9", 40), 0, "write the amount"},
		{"25 EUR", 0, "US dollars only"}, {"€25", 0, "write the amount"}, {"25 CAD", 0, "US dollars only"}, {"BTC 1", 0, "write the amount"},
		{"1 000", 0, "write the amount"}, {"1,00", 0, "write the amount"}, {"1,2,3", 0, "write the amount"}, {",100", 0, "write the amount"},
		{"1250,50", 0, "write the amount"}, {"0,250", 0, "write the amount"}, {"00,250", 0, "write the amount"}, {"1.250,50", 0, "write the amount"}, {"25.0,0", 0, "write the amount"}, {"12345,678", 0, "write the amount"},
		{"1e3", 0, "write the amount"}, {"0x10", 0, "US dollars only"}, {"+25", 0, "write the amount"}, {"25-", 0, "write the amount"},
		{"٢٥", 0, "write the amount"}, {"25\x1b[2J", 0, "write the amount"}, {"2\u202e5", 0, "write the amount"},
	} {
		got, err := ParseAmount(tc.text)
		switch {
		case tc.want != 0 && (err != nil || got != Money{tc.want, USD}):
			t.Errorf("%q gives %v, %v; want %d cents", tc.text, got, err, tc.want)
		case tc.want == 0 && err == nil:
			t.Errorf("%q is taken for %v", tc.text, got)
		case tc.want == 0 && (!strings.Contains(err.Error(), tc.why) || got != Money{}):
			t.Errorf("%q is refused with %q, want %q", tc.text, err, tc.why)
		}
	}
}

func TestDecimalsOfAProvider(t *testing.T) {
	for text, want := range map[string]int64{"25": 2500, "25.0": 2500, "25.00": 2500, "-25": -2500, "-0.5": -50, "0": 0, "0.10000": 10, "12345678.9": 1234567890} {
		if got, ok := ParseDecimal(text, USD); !ok || got != (Money{want, USD}) {
			t.Errorf("%q gives %v, %t", text, got, ok)
		}
	}
	for _, text := range []string{"", "-", ".", "1.", ".1", "1.001", "1e3", "NaN", "--1", "1,000", " 1", "9223372036854775808", "92233720368547758.08"} {
		if got, ok := ParseDecimal(text, USD); ok {
			t.Errorf("%q is taken for %v", text, got)
		}
	}
}

func TestAmountsAsText(t *testing.T) {
	for _, tc := range []struct {
		m             Money
		text, decimal string
	}{
		{Money{2500, USD}, "25.00 USD", "25.00"}, {Money{-125050, USD}, "-1,250.50 USD", "-1250.50"}, {Money{5, "EUR"}, "0.05 EUR", "0.05"},
		{Money{100_000_000_00, USD}, "100,000,000.00 USD", "100000000.00"}, {Money{}, "0.00", "0.00"},
	} {
		if tc.m.String() != tc.text || tc.m.Decimal() != tc.decimal {
			t.Errorf("%v is %q and %q", tc.m.Minor, tc.m, tc.m.Decimal())
		}
		if back, ok := ParseDecimal(tc.m.Decimal(), tc.m.Currency); !ok || back != tc.m {
			t.Errorf("%s comes back as %v", tc.m, back)
		}
	}
}

// FuzzParseAmount: whatever is taken is more than nothing, and is taken again as it is written.
func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"25", "1,250.50", "$1 USD", "-1", "1e3", "0.001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ParseAmount(text)
		if err != nil {
			return
		}
		again, err := ParseAmount(m.String())
		if m.Minor <= 0 || m.Minor > maxAmount || err != nil || again != m {
			t.Errorf("%q is %v, and that is %v, %v", text, m, again, err)
		}
	})
}

func TestTransferStates(t *testing.T) {
	settled := func(holds ...Hold) Transfer {
		return Transfer{Kind: Contribution, Status: "settled", ClearsOn: "2026-12-06", Holds: holds}
	}
	cleared := settled(Hold{"aml_check", "cleared", ""})
	cleared.ClearedAt = "2026-12-06T00:00:00Z"
	halfway := cleared
	halfway.Holds = append([]Hold{{"funds_not_cleared", "pending", ""}}, cleared.Holds...)
	for _, tc := range []struct {
		name  string
		t     Transfer
		want  TransferState
		final bool
		who   Who
	}{
		{"pending pull", Transfer{Kind: Contribution, Status: "pending"}, TransferPending, false, Partners},
		{"settled, held", settled(Hold{"funds_not_cleared", "pending", ""}), TransferHeld, false, Partners},
		{"settled, no word of clearing", settled(), TransferHeld, false, Partners},
		{"cleared", cleared, TransferAvailable, true, Nobody},
		{"a hold is left", halfway, TransferHeld, false, Partners},
		{"paid", Transfer{Kind: Disbursement, Status: "settled"}, TransferPaid, true, Nobody},
		{"owner", Transfer{Kind: Disbursement, Status: "pending", Authorization: "pending"}, TransferPending, false, Customer},
		{"checks", Transfer{Kind: Disbursement, Status: "pending", Authorization: "authorized", Holds: []Hold{{"aml_check", "pending", ""}}}, TransferPending, false, Partners},
		{"cancelled", Transfer{Kind: Contribution, Status: "cancelled"}, TransferCancelled, true, Nobody},
		{"reversed", Transfer{Kind: Contribution, Status: "reversed", Reversal: "R01"}, TransferReversed, true, Operator},
		{"a new word", Transfer{Kind: Contribution, Status: "in_review"}, TransferUnknown, false, Operator},
		{"none", Transfer{Kind: Contribution}, TransferUnknown, false, Operator},
		{"sent back and not", Transfer{Kind: Contribution, Status: "settled", ClearedAt: "2026-12-06", Reversed: &Money{2500, USD}}, TransferUnknown, false, Operator},
		{"sent back, when", Transfer{Kind: Contribution, Status: "settled", ClearedAt: "2026-12-06", ReversedAt: "2026-12-07"}, TransferUnknown, false, Operator},
		{"cancelled and paid", Transfer{Kind: Disbursement, Status: "settled", CancelledAt: "2026-12-07"}, TransferUnknown, false, Operator},
		{"another amount", Transfer{Kind: Contribution, Status: "settled", ClearedAt: "2026-12-06", Asked: &Money{2500, USD}}, TransferUnknown, false, Operator},
		{"a word in capitals", Transfer{Kind: Disbursement, Status: "SETTLED"}, TransferUnknown, false, Operator},
	} {
		who, why := tc.t.Waits()
		if tc.t.State() != tc.want || tc.t.Final() != tc.final || who != tc.who || why == "" {
			t.Errorf("%s: %s, final %t, waits for %s: %s", tc.name, tc.t.State(), tc.t.Final(), who, why)
		}
		if tc.want == TransferUnknown && tc.t.Status != "settled" && !strings.Contains(why, quote(tc.t.Status)) {
			t.Errorf("%s: the raw status is not in %q", tc.name, why)
		}
	}
}

// TestALookCannotChangeWhatWasAgreed: another amount or direction is shown, and is no success.
func TestALookCannotChangeWhatWasAgreed(t *testing.T) {
	c := story(t, append(road(), money()[:3]...)...)
	for _, change := range []func(*Transfer){
		func(t *Transfer) { t.Amount.Minor = 999_900 }, func(t *Transfer) { t.Amount.Currency = "EUR" }, func(t *Transfer) { t.Kind = Disbursement },
	} {
		now := pull
		now.Status, now.ClearedAt = "settled", "2026-12-06"
		change(&now)
		seen := c
		seen.keepLedger(&Ledger{Transfers: []Transfer{now}})
		got := seen.Transfers[0]
		if who, why := seen.Waits(); got.State() != TransferUnknown || who != Operator || !strings.Contains(why, "25.00 USD was asked for") {
			t.Errorf("%+v is %s, waits for %s: %s", got, got.State(), who, why)
		}
		now = pull
		seen.keepLedger(&Ledger{Transfers: []Transfer{now}})
		if got := seen.Transfers[0]; got.State() != TransferPending || got.Asked != nil {
			t.Errorf("what is right again is %+v", got)
		}
	}
}

// TestTheOperatorComesFirst: what somebody can do now is not hidden by what is only waited for, and
// a return is over when a later pull went through.
func TestTheOperatorComesFirst(t *testing.T) {
	back, way, there := pull, pull, pull
	back.ID, back.Status, back.Reversal = "ft0", "reversed", "R01"
	there.ID, there.Status, there.ClearedAt = "ft2", "settled", "2026-12-06"
	c := Case{Phase: PhaseSubmitted, FollowUp: &FollowUp{Usable: true, Who: Nobody}, Transfers: []Transfer{back, way}}
	if who, why := c.Waits(); who != Operator || !strings.Contains(why, "R01") {
		t.Errorf("%s: %s", who, why)
	}
	c.Transfers = append(c.Transfers, there)
	if who, why := c.Waits(); who != Partners {
		t.Errorf("%s: %s", who, why)
	}
	c.FollowUp = &FollowUp{Who: Customer}
	if who, why := c.Waits(); who != Customer || why == "" {
		t.Errorf("a method that cannot be used, without a reason: %s: %s", who, why)
	}
	c.FollowUp = &FollowUp{Inactive: true, Who: Nobody, Detail: "deactivated"}
	if who, why := c.Waits(); who != Partners {
		t.Errorf("deactivated with money on its way: %s: %s", who, why)
	}
}

// TestALookKeepsARefusal: what was refused stays until something else is asked for.
func TestALookKeepsARefusal(t *testing.T) {
	no := &Fault{Op: string(MakeContribution), Kind: Refused, Code: "7300", Who: Operator, HTTPStatus: 422}
	ask := MoneyAsked{MakeContribution, Wish{Kind: Contribution, Amount: pull.Amount}, "operator"}
	events := append(road(), ask, Intent{Effect: MakeContribution, Attempt: 1, Key: "k", Digest: "d"}, EffectFailed{Effect: MakeContribution, Fault: no},
		FollowAsked{By: "following"}, Followed{FollowUp: FollowUp{Usable: true, Who: Nobody}})
	c := story(t, events...)
	if c.Fault == nil || c.Fault.Code != "7300" || c.Who() != Operator || c.Status() != StatusUsable {
		t.Errorf("after a look: %+v, %s, %s", c.Fault, c.Who(), c.Status())
	}
	if c = story(t, append(events, ask)...); c.Fault != nil || c.Refused != nil {
		t.Errorf("asked for again: %+v", c.Fault)
	}
}

// TestAPullThatWasNeverSentCanBeCalledOff: then nothing is due, and a resume does not make it.
func TestAPullThatWasNeverSentCanBeCalledOff(t *testing.T) {
	ask := MoneyAsked{MakeContribution, Wish{Kind: Contribution, Amount: pull.Amount}, "operator"}
	intent := Intent{Effect: MakeContribution, Attempt: 1, Key: "k", Digest: "d"}
	unsent := EffectRetried{Effect: MakeContribution, Fault: &Fault{Kind: Transient, Code: "NOT_SENT"}}
	c := story(t, append(road(), ask, intent, unsent, Cancelled{MakeContribution, "operator"})...)
	if move, err := Next(c, Plan{}, noon); err != nil || !move.Done || c.Phase != PhaseSubmitted {
		t.Errorf("in %s the next move is %+v, %v", c.Phase, move, err)
	}
	c = story(t, append(road(), ask, intent, unsent, Cancelled{MakeContribution, "operator"}, FollowAsked{By: "following"},
		Followed{FollowUp: FollowUp{Usable: true, Who: Nobody}})...)
	if c.Fault != nil || c.Who() != Nobody {
		t.Errorf("after the next look: %+v, %s", c.Fault, c.Who())
	}
	lost := EffectRetried{Effect: MakeContribution, Fault: &Fault{Kind: Unknown, Code: "NO_ANSWER"}}
	c = story(t, append(road(), ask, intent, lost, Cancelled{MakeContribution, "operator"})...)
	if c.Status() != StatusUncertain || c.Open == nil {
		t.Errorf("one that may have arrived is %s, %+v", c.Status(), c.Open)
	}
}

// TestAPlanPullsNothingBehindABackup: the history that was put back may lack a pull.
func TestAPlanPullsNothingBehindABackup(t *testing.T) {
	c := story(t, append(road(), Restored{From: noon}, Retried{StopFollowing, "run"})...)
	move, err := Next(c, Plan{Adapter: true, Fund: pull.Amount, By: "run"}, noon)
	if f := FaultOf(err, ""); f == nil || f.Code != "RESTORED_MONEY" || move.Command != nil {
		t.Errorf("the next move is %+v, %v", move, err)
	}
}
