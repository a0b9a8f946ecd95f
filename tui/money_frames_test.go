package tui_test

import (
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

func usd(minor int64) flow.Money { return flow.Money{Minor: minor, Currency: flow.USD} }

// pulled is a contribution of 25.00 as it is at one moment.
func pulled(change func(*flow.Transfer)) flow.Transfer {
	t := fake.Made(flow.Wish{Kind: flow.Contribution, Amount: usd(2500)})
	if change != nil {
		change(&t)
	}
	return t
}

func held(t *flow.Transfer) {
	t.Status, t.SettledAt, t.ClearsOn = "settled", "2026-11-26T09:00:00Z", "2026-12-06"
	t.Holds = []flow.Hold{{Type: "aml_check", Status: "cleared"}, {Type: "funds_not_cleared", Status: "pending"}}
}

func available(t *flow.Transfer) {
	held(t)
	t.ClearedAt, t.Holds[1].Status = "2026-12-06T09:00:00Z", "cleared"
}

func sentBack(t *flow.Transfer) {
	held(t)
	back := usd(2500)
	t.Status, t.ReversedAt, t.Reversed, t.Reversal = "reversed", "2026-11-28T09:00:00Z", &back, "R01 insufficient funds"
}

// books is the ledger with one transfer and its totals.
func books(t flow.Transfer, settled, held int64, change func(*flow.Ledger)) fake.Script {
	return fake.Ledgered(fake.Happy, func(flow.Case) *flow.Ledger {
		l := &flow.Ledger{Standing: fake.Standing(), Transfers: []flow.Transfer{t},
			Totals: []flow.CashTotal{{Settled: usd(settled), Held: usd(held), Pending: usd(0), Disbursable: usd(settled - held)}}}
		if change != nil {
			change(l)
		}
		return l
	})
}

// type twice fills the page with an amount, the second time at the pace of a hand.
func (s *stage) amount(first, again string) *stage {
	s.Type(first).Press("enter")
	return s.byHand(again)
}

// byHand types at the pace of a hand.
func (s *stage) byHand(text string) *stage {
	for _, r := range text {
		s.Type(string(r))
	}
	return s
}

// toContribution makes a contribution of 25.00.
func (s *stage) toContribution() *stage {
	return s.toFollowing().Press("f").amount("25", "25.00").through("enter")
}

// looked looks at the partner.
func (s *stage) looked() *stage { return s.through("enter") }

func moneyScenes() []scene {
	frozen := func(l *flow.Ledger) {
		l.Standing.ContributionsFrozen, l.Standing.DisbursementsFrozen = true, true
		l.Standing.FreezeReason = "ACH return"
		l.Standing.Required = []string{"Contact support about the returned transfer"}
	}
	assets := func(l *flow.Ledger) {
		l.Assets = []flow.AssetTotal{{Name: "Bitcoin", Settled: "0.125", Held: "0", Disbursable: "0.125"}}
	}
	look := func(s *stage) {
		s.toContribution().looked()
		s.desk.Follow(s.id(), time.Now().Add(250*time.Second))
		s.After(2 * time.Second)
	}
	return []scene{
		{name: "money_pending", script: books(pulled(nil), 0, 0, nil), play: look},
		{name: "money_asked", script: fake.Hanging(flow.MakeContribution), play: func(s *stage) { s.toFollowing().Press("f").amount("25", "25.00").Press("enter") }},
		{name: "money_lost", script: fake.Failing(flow.MakeContribution, lostMoney()), play: func(s *stage) { s.toContribution() }},
		{name: "money_held", script: books(pulled(held), 2500, 2500, nil), play: look},
		{name: "money_held_below", script: books(pulled(held), 2500, 2500, assets), play: func(s *stage) { look(s); s.Press("pgdown", "pgdown") }},
		{name: "money_available", script: books(pulled(available), 2500, 0, assets), play: look},
		{name: "money_reversed", script: books(pulled(sentBack), 0, 0, frozen), play: look},
		{name: "money_reversed_below", script: books(pulled(sentBack), 0, 0, frozen), play: func(s *stage) { look(s); s.Press("pgdown", "pgdown") }},
		{name: "money_unknown", script: books(pulled(func(t *flow.Transfer) { t.Status = "in_review" }), 0, 0, nil), play: look},
		{name: "money_owner", play: func(s *stage) { s.toFollowing().Press("s").amount("10", "10.00").through("enter") }},
		{name: "money_menu", script: books(pulled(held), 2500, 2500, nil), play: func(s *stage) { look(s); s.Press("m", "down", "down", "down", "down") }},
		{name: "money_cancel_dialog", play: func(s *stage) { s.toContribution().Press("z") }},
	}
}

func amountScenes() []scene {
	return []scene{
		{name: "amount_empty", play: func(s *stage) { s.toFollowing().Press("f") }},
		{name: "amount_wrong", play: func(s *stage) { s.toFollowing().Press("f").Type("25.001").Press("enter") }},
		{name: "amount_again", play: func(s *stage) { s.toFollowing().through("b").Press("f").amount("25", "25.0") }},
		{name: "amount_mismatch", play: func(s *stage) { s.toFollowing().Press("f").amount("25", "52.00").Press("enter") }},
		{name: "amount_not_covered", play: func(s *stage) { s.toFollowing().through("b").Press("f").amount("1,250.50", "") }},
		{name: "amount_pay_out", script: books(pulled(available), 2500, 0, nil), play: func(s *stage) { s.toContribution().looked().Press("s").amount("30", "") }},
		{name: "amount_production", env: flow.Production, setup: func(d *fake.Desk) {
			d.Past("Avery Quinn", false, fake.Happy, flow.Submit)
		}, play: func(s *stage) { s.Press("enter", "f").amount("25", "25.00").Press("enter") }},
	}
}

// lostMoney is a contribution whose answer never came.
func lostMoney() *flow.Fault {
	f := lostAnswer()
	f.Op = string(flow.MakeContribution)
	return f
}

// boardHistory is a history with a case for most parties, one of which is looked at by itself.
func boardHistory(d *fake.Desk) {
	fillHistory(d)
	id, t := d.Past("Rosa Lindqvist", false, fake.Happy, flow.Follow), pulled(held)
	wish := flow.MoneyAsked{Effect: flow.MakeContribution, Wish: flow.Wish{Kind: t.Kind, Amount: t.Amount}, By: "operator"}
	if err := d.Happen(id, wish, flow.TransferMade{Transfer: t}); err != nil {
		panic(err)
	}
	d.Follow(id, time.Now().Add(6*time.Minute))
}

func boardScenes() []scene {
	return []scene{
		{name: "board", setup: boardHistory, play: func(s *stage) { s.After(time.Minute).Press("b", "down", "down") }},
		{name: "board_end", setup: boardHistory, play: func(s *stage) { s.After(time.Minute).Press("b", "end") }},
	}
}
