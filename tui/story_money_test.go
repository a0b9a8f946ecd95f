package tui_test

import (
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// moved are the commands to move money that reached the desk.
func (s *stage) moved() []flow.MoveMoney {
	var out []flow.MoveMoney
	for _, c := range s.desk.Commands() {
		if m, ok := c.(flow.MoveMoney); ok {
			out = append(out, m)
		}
	}
	return out
}

// nothingMoved fails the test if money was asked for.
func (s *stage) nothingMoved() {
	s.t.Helper()
	if got := s.moved(); len(got) != 0 {
		s.t.Fatalf("money was asked for: %v; the screen:\n%s", got, s.Screen())
	}
}

func (s *stage) Hold(name string, repeats int, delay, gap time.Duration) *stage {
	s.Program.Hold(name, repeats, delay, gap)
	return s
}

func TestFundingIsTypedTwice(t *testing.T) {
	for _, x := range []struct {
		key, first, again string
		want              flow.MoveMoney
	}{
		{"f", "25", "25.00", flow.MoveMoney{Move: flow.Contribution, Amount: usd(2500), By: "operator"}},
		{"f", "1,250.5", "1250.50", flow.MoveMoney{Move: flow.Contribution, Amount: usd(125050), By: "operator"}},
		{"s", "$77", "$77.00 USD", flow.MoveMoney{Move: flow.Disbursement, Amount: usd(7700), By: "operator"}},
	} {
		play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
			s.toFollowing().Press(x.key).amount(x.first, x.again).nothingMoved()
			s.through("enter").Sees("pending: " + string(x.want.Move) + " of " + x.want.Amount.String())
			if got := s.moved(); len(got) != 1 || got[0] != x.want {
				t.Errorf("%v, want %v", got, x.want)
			}
		})
	}
}

func TestAMismatchMovesNothing(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toFollowing().Press("f", "enter").Sees("There is no amount.").Type("0").Press("enter").Sees("The amount is zero.").Press("backspace")
		s.amount("25", "").Press("enter").Sees("Type the amount again by hand")
		for again, says := range map[string]string{"25": "with its cents", "25.0": "with its cents", "25.000": "with its cents", "52.00": "not the same", "x": "not the same"} {
			s.byHand(again).Press("enter").Sees(says).Press("ctrl+u").nothingMoved()
		}
		// The first field counts as it is when the yes is given.
		s.byHand("25.00").Press("up").Type("0").Press("down", "enter").Sees("not the same").nothingMoved()
	})
}

func TestAPasteDoesNotConfirm(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toFollowing().Press("f").Paste("25").Press("enter").Paste("25.00").Sees("A paste does not confirm").Press("enter").nothingMoved()
		s.Type("25.00").Sees("faster than a hand types").Press("enter").nothingMoved()
		s.Burst("2", "5", ".", "0", "0", "enter").nothingMoved()
		s.byHand("25.0").Burst("0", "enter").Sees("faster than a hand").nothingMoved()
		s.Press("esc", "f").Burst("2", "5", "enter", "2", "5", ".", "0", "0", "enter").After(time.Second).nothingMoved()
		s.Press("esc").SeesNot("Pull money")
	})
}

func TestAKeyHeldDownDoesNotConfirm(t *testing.T) {
	const delay = 500 * time.Millisecond
	for _, gap := range []time.Duration{16, 33, 40, 92, 500} {
		gap *= time.Millisecond
		play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
			s.toFollowing().Press("f").Type("55").Press("enter")
			for n := range 5 {
				s.Hold("5", n, delay, gap).Press("enter", "ctrl+u").nothingMoved()
			}
			if gap <= 40*time.Millisecond {
				s.Hold("5", 5, delay, gap).Sees("A key held down does not confirm")
			}
		})
		play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
			s.toFollowing().Press("f").Type("25").Hold("enter", 50, delay, gap).Sees("Pull money").nothingMoved()
		})
	}
}

func TestNoMovesNothing(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toFollowing().Press("f").amount("25", "25.00").Press("esc").SeesNot("Pull money").nothingMoved()
		s.Press("f", "enter").Sees("▸ Amount", "There is no amount")
	})
	play(t, flow.Production, fake.Happy, 80, 24, func(s *stage) {
		s.desk.Past("Avery Quinn", false, fake.Happy, flow.Submit)
		s.After(5*time.Second).Press("enter", "f").amount("25", "25.00").Press("enter").Sees("PRODUCTION: pull 25.00 USD?")
		s.Press("enter").Sees("Nothing was done").Type("Avery").Press("enter").Sees("Nothing was done").Press("esc").Sees("Nothing was done").nothingMoved()
		s.byHand("25.00").Press("enter").Type("Avery Quinn").through("enter").Sees("pending: contribution of 25.00 USD")
		if got := s.moved(); len(got) != 1 {
			t.Errorf("%d moves", len(got))
		}
	})
}

// A desk looks at its cases by itself. That must not take the page or the question away.
func TestALookLeavesThePageOpen(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toFollowing().Press("f").Type("25")
		look := func() {
			s.t.Helper()
			if err := s.desk.Do(t.Context(), s.id(), flow.AskFollow{}); err != nil {
				t.Fatal(err)
			}
			s.After(4 * workTime)
		}
		look()
		s.Sees("Pull money", "25").Press("enter").byHand("25.00").through("enter").Sees("pending: contribution")
		s.Press("z").Sees("Cancel the contribution")
		look()
		s.Sees("Cancel the contribution").Press("enter")
		// Money that somebody else moves is another matter.
		s.Press("f").Type("25")
		if err := s.desk.Do(t.Context(), s.id(), flow.MoveMoney{Move: flow.Contribution, Amount: usd(500), Seen: 1, By: "another console"}); err != nil {
			t.Fatal(err)
		}
		s.After(4 * workTime).SeesNot("Pull money").Sees("contribution of 5.00 USD")
	})
}

func TestCancellingAsks(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toFollowing().Press("z").Sees("not now: no transfer is pending").Press("X").Sees("Deactivate the method?").Press("enter")
		s.Press("f").amount("25", "25.00").through("enter").Press("z").Sees("Cancel the contribution of 25.00 USD?").Press("enter")
		if s.commands(flow.CmdCancelMove) != 0 || s.commands(flow.CmdDeactivate) != 0 {
			t.Fatal("a no was a yes")
		}
		s.Press("f").amount("30", "30.00").through("enter").Press("z").Sees("▸ z    cancel the contribution of 30.00 USD")
		s.Press("down", "enter").Sees("Cancel the contribution of 25.00 USD?").through("y").Sees("cancelled: contribution of 25.00 USD", "pending: contribution of 30.00 USD")
		s.Press("m", "b").Sees("asking the bank").After(4*workTime).through("X", "y").Sees("The method is inactive").Press("f").Sees("not now: the funds-transfer-method is inactive")
	})
}

// TestADayPassesInDemoAlone: the row is there where the simulator's clock can be moved, and looks afterwards.
func TestADayPassesInDemoAlone(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toFollowing().Press("m").SeesNot("a day passes").Press("esc")
		v := s.desk.Defaults()
		v.Clock = true
		s.desk.SetDefaults(v)
		s.Press("m").Sees("simulator: a day passes").Press("end").Sees("moves on by 24 hours").through("enter")
		if got := s.desk.Passed(); got != 24*time.Hour {
			t.Errorf("%s passed", got)
		}
		s.Sees("Usable at Prime Trust")
	})
}

// TestGivingUpIsTyped: the key is there only where an outcome is unknown, and takes the name.
func TestGivingUpIsTyped(t *testing.T) {
	play(t, flow.Demo, fake.Failing(flow.MakeContribution, lostAnswer()), 80, 24, func(s *stage) {
		s.toFollowing().Press("N").SeesNot("never arrived")
		s.Press("f").amount("25", "25.00").through("enter").Sees("uncertain").Press("N").Sees("It never arrived?").Press("y", "enter")
		s.Press("esc").Press("N").Type("Avery Quinn").through("enter").SeesNot("uncertain")
		given := 0
		for _, c := range s.desk.Commands() {
			if c.Kind() == flow.CmdGiveUp {
				given++
			}
		}
		if given != 1 {
			t.Errorf("given up %d times", given)
		}
	})
}
