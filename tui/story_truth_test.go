package tui_test

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

func TestABalanceIsCheckedFirst(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toFollowing().Press("f").Sees("No balance was checked").Type("250").Press("ctrl+b").Sees("Asking the bank").After(4 * workTime)
		s.Sees("The bank had 200.00 USD", "does not cover 250.00", "250")
		s.Press("backspace").SeesNot("does not cover").nothingMoved()
	})
}

func TestWhatCameOfTheMoney(t *testing.T) {
	for script, words := range map[*fake.Script][]string{
		ptr(books(pulled(sentBack), 0, 0, nil)): {"✗ reversed: contribution of 25.00 USD", "sent back 25.00 USD on 2026-11-28", "“R01", "Waits for you"},
		ptr(books(pulled(held), 2500, 2500, nil)): {"◐ held until 2026-12-06: contribution", "hold funds_not_cleared: pending", "holds cleared: aml_check",
			"Waits for Prime Trust"},
		ptr(books(pulled(available), 2500, 0, nil)):                                                                           {"✓ available: contribution of 25.00 USD", "contingencies cleared 2026-12-06"},
		ptr(books(pulled(func(t *flow.Transfer) { t.Status = "in_review" }), 0, 0, nil)):                                      {"? “in_review”: contribution", "Waits for you"},
		ptr(books(pulled(func(t *flow.Transfer) { t.Status, t.Cancellation = "cancelled", "asked by customer" }), 0, 0, nil)): {"· cancelled: contribution", "asked by customer"},
	} {
		play(t, flow.Demo, *script, 80, 40, func(s *stage) {
			s.toContribution().looked().Sees(words...)
			if strings.Contains(words[0], "in_review") {
				s.SeesNot("✓ “in_review”", "✓ available", "✓ paid")
			}
		})
	}
}

// A contribution that was refused waits for whom the refusal names, whatever the account says.
func TestARefusedContribution(t *testing.T) {
	refused := &flow.Fault{Op: string(flow.MakeContribution), Kind: flow.Refused, Code: "7301", Who: flow.Operator, HTTPStatus: 422, Message: "over the limit"}
	play(t, flow.Demo, fake.Ledgered(fake.Failing(flow.MakeContribution, refused), func(flow.Case) *flow.Ledger { return &flow.Ledger{Standing: fake.Standing()} }), 80, 40, func(s *stage) {
		s.toFollowing().looked().Sees("Nobody has to act", "✓ opened").Press("f").amount("25", "25.00").through("enter")
		s.Sees("Refused: 7301", "waits for you").SeesNot("Nobody has to act").Press("f").Sees("Pull money")
	})
}

func TestTheSandboxPlays(t *testing.T) {
	play(t, flow.Sandbox, books(pulled(held), 2500, 2500, nil), 80, 24, func(s *stage) {
		s.toContribution().looked().Press("m", "end").Sees("sends the contribution of 25.00 USD back", "▸").Press("enter").Sees("Send back").Press("enter", "up").through("enter")
		last := s.desk.Commands()[len(s.desk.Commands())-1]
		if got, ok := last.(flow.PlaySandbox); !ok || got.Act.Act != flow.ActClear || got.Act.ID != pulled(nil).ID {
			t.Errorf("%v", last)
		}
	})
	play(t, flow.Production, fake.Happy, 80, 24, func(s *stage) {
		s.desk.Past("Avery Quinn", false, fake.Happy, flow.Submit)
		s.After(5*time.Second).Press("enter", "m").Sees("deactivate").SeesNot("sandbox")
	})
}

func ptr(s fake.Script) *fake.Script { return &s }

// What the partner writes about accounts and money is text from outside like any other.
func TestHostileMoneyCannotSteerTheTerminal(t *testing.T) {
	play(t, flow.Sandbox, fake.Happy, 120, 40, func(s *stage) {
		id := s.desk.Past(hostile, false, fake.Happy, flow.Submit)
		bad, pay := pulled(nil), fake.Made(flow.Wish{Kind: flow.Disbursement, Amount: flow.Money{Minor: 1, Currency: hostile}})
		bad.Status, bad.Holds, bad.Created, bad.ClearsOn, bad.ID = hostile, []flow.Hold{{Type: hostile, Status: hostile, Message: hostile}}, hostile, hostile, hostile
		pay.VerificationKind, pay.Cancellation, pay.Reversal = hostile, hostile, hostile
		total := flow.Money{Minor: 1, Currency: hostile}
		ledger := &flow.Ledger{Standing: &flow.Standing{AccountStatus: hostile, FreezeReason: hostile, SolidFreeze: true, Required: []string{hostile}},
			Totals: []flow.CashTotal{{Settled: total, Held: total, Pending: total, Disbursable: total}}, Assets: []flow.AssetTotal{{Name: hostile, Settled: hostile}}}
		wish := func(k flow.EffectKind) flow.Event {
			return flow.MoneyAsked{Effect: k, Wish: flow.Wish{Kind: flow.Contribution}}
		}
		if err := s.desk.Happen(id, wish(flow.MakeContribution), flow.TransferMade{Transfer: bad}, wish(flow.MakeDisbursement), flow.TransferMade{Transfer: pay},
			flow.FollowAsked{}, flow.Followed{FollowUp: flow.FollowUp{Usable: true}, Ledger: ledger}); err != nil {
			t.Fatal(err)
		}
		s.After(5 * time.Second)
		for _, key := range []string{"b", "b", "enter", "pgdown", "pgdown", "m", "end", "esc", "z", "esc", "a", "esc", "s"} {
			s.Press(key)
			for _, r := range sgr.ReplaceAllString(s.root.View().Content, "") {
				if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
					t.Fatalf("%U reaches the terminal after %s", r, key)
				}
			}
		}
	})
}
