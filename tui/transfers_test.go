package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// theirTransfers are of an account that more than this case has moved money of, newest first.
func theirTransfers() []flow.Transfer {
	out := []flow.Transfer{pulled(nil)}
	for i, change := range []func(*flow.Transfer){
		sentBack,
		func(t *flow.Transfer) {
			t.Kind, t.Status, t.SettledAt = flow.Disbursement, "settled", "2026-11-18T09:00:00Z"
		},
		held, available,
		func(t *flow.Transfer) {
			t.Status, t.CancelledAt, t.Amount = "cancelled", "2026-11-15T09:00:00Z", usd(123456789)
		},
		func(t *flow.Transfer) { t.Status = "in_review" },
		available,
	} {
		t := pulled(change)
		t.ID, t.Order, t.Created = bookID(3, i), bookID(4, i), fmt.Sprintf("2026-11-%02dT11:59:00Z", 20-i)
		out = append(out, t)
	}
	return out
}

// custody is what the partner knows of the counterparty's account.
func custody(all []flow.Transfer) fake.Book {
	return fake.Book{PerPage: 7, Transfers: map[string][]flow.Transfer{fake.Defaults().Party.PartnerAccount: all}}
}

// toTransfers opens the list of a case that has pulled 25.00 itself.
func (s *stage) toTransfers() *stage {
	return s.toContribution().Press("m", "down", "down", "down").through("enter")
}

func listed(d *fake.Desk) { d.SetBook(custody(theirTransfers())) }

func refusedTransfers() *flow.Fault {
	f := *refusedLookup()
	f.Op, f.Message, f.Hint = "transfers", "the login may not see transfers", "Ask Prime Trust to give the login the right to read transfers."
	return &f
}

func transferScenes() []scene {
	return []scene{
		{name: "transfers_list", setup: listed, play: func(s *stage) { s.toTransfers().Press("down") }},
		{name: "transfers_details", setup: listed, play: func(s *stage) { s.toTransfers().Press("down", "enter") }},
		{name: "transfers_empty", play: func(s *stage) { s.toTransfers() }},
		{name: "transfers_refused", setup: func(d *fake.Desk) { d.SetBook(fake.Book{Fault: refusedTransfers()}) }, play: func(s *stage) { s.toTransfers() }},
	}
}

func TestAllTransfersOfTheAccount(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 120, 40, func(s *stage) {
		listed(s.desk)
		s.toTransfers().Sees("Transfers", "●  ○ pending", "25.00 USD", "✗ reversed", "R01 insufficient funds", "disbursement", "✓ paid", "◐ held", "? “in_revi…",
			"1,234,567.89 USD", "2026-11-19", "page 1, 1 of 7", "of this case")
		s.SeesNot(bookID(3, 6)).Press("down").SeesNot("of this case").Sees("Sent back 25.00 USD on 2026-11-28: “R01 insufficient funds”")
		s.Press("enter").Sees("This case did not ask for it.", bookID(3, 0), bookID(4, 0), "settled 2026-11-26")
		s.Press("up").Sees("This case asked for it.").SeesNot(bookID(3, 0)).Press("esc").SeesNot("asked for it")
		s.Press("end").Sees("Its status “in_review” is not known to this program.")
		s.Press("pgdown").Sees("◐ asking Prime Trust for the transfers (page 2)").After(4*workTime).Sees("page 2, 1 of 1", "✓ available").SeesNot("reversed")
		s.Press("pgdown").Sees("not now: there is no further page").through("pgup").Sees("reversed")
		s.Press("esc").Sees("all transfers of the account").Press("esc").Sees("Case ")
	})
}

// Read again, the cursor stays on its transfer, though another one has come before it.
func TestTheCursorStaysOnItsTransfer(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 120, 40, func(s *stage) {
		s.desk.SetBook(custody(theirTransfers()[1:]))
		s.toTransfers().Press("enter").Sees(bookID(3, 0), "1 of 7")
		listed(s.desk)
		s.through("r").Sees(bookID(3, 0), "2 of 7")
	})
}

func TestEscEndsTheReadingOfTransfers(t *testing.T) {
	for _, deaf := range []bool{false, true} {
		play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
			b := custody(theirTransfers())
			b.Deaf = deaf
			s.desk.SetBook(b)
			s.toContribution().Press("m", "down", "down", "down", "enter", "esc").Sees("Stopped. Nothing was changed.")
			s.After(time.Minute).Sees("The transfers were not read.").SeesNot("reversed").through("enter").Sees("reversed", "page 1")
			s.Press("pgdown", "esc").After(time.Minute).Sees("page 1").Press("esc").Sees("all transfers")
			if n := s.desk.GivenUp(); !deaf && n != 2 {
				t.Errorf("%d calls were ended, want both", n)
			}
		})
	}
}

func TestAFaultOfTheTransfersIsShown(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.desk.SetBook(fake.Book{Fault: refusedTransfers()})
		s.toTransfers().Sees("FORBIDDEN", "who acts", "you", "pt-req-4411", "“the login may not see transfers”", "try again")
		listed(s.desk)
		s.through("enter").Sees("reversed").SeesNot("FORBIDDEN")
		s.desk.SetBook(fake.Book{Fault: refusedTransfers()})
		s.through("pgdown").Sees("FORBIDDEN").Press("esc").Sees("reversed", "page 1")
		s.desk.SetBook(custody(nil))
		s.through("r").Sees("No money has moved", "read again")
	})
}

func TestTransfersThatCannotBeAskedFor(t *testing.T) {
	const row = "✗ all transfers of the account"
	synctest.Test(t, func(t *testing.T) { // nobody to ask
		desk := fake.New(flow.Demo, fake.Happy, workTime)
		desks := fake.One(desk)
		desks.Bare = true
		s := begin(t, desk, desks, flow.Demo, 80, 24).toTransfers()
		s.Sees(row, "Not now: there is no login to Prime Trust here.", "Money")
		if n := desk.Questions(); n != 0 {
			t.Errorf("%d questions to nobody", n)
		}
	})
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) { // no account to ask for
		v := fake.Defaults()
		v.Party.PartnerAccount = ""
		s.desk.SetDefaults(v)
		s.desk.Past("Avery Quinn", false, fake.Happy, flow.Submit)
		s.After(5*time.Second).Press("enter", "m", "down", "down", "down").through("enter")
		s.Sees(row, "Not now: the counterparty has no account id of Prime Trust.", "Money")
		if n := s.desk.Questions(); n != 0 {
			t.Errorf("%d questions for nothing", n)
		}
	})
}

func TestHostileTransfersAreShownOnly(t *testing.T) {
	back := flow.Money{Minor: 1, Currency: hostile}
	bad := flow.Transfer{ID: hostile, Order: hostile, Kind: hostile, Amount: back, Status: hostile, Created: hostile, AuthorizationID: hostile,
		Holds: []flow.Hold{{Type: hostile, Status: hostile, Message: hostile}}}
	sent := bad
	sent.Status, sent.Reversal, sent.ReversedAt, sent.Reversed = "reversed", hostile, hostile, &back
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.desk.SetBook(custody([]flow.Transfer{bad, sent}))
		s.toTransfers().Sees("1 of 2")
		for _, key := range []string{"down", "enter", "up"} {
			if text := sgr.ReplaceAllString(s.root.View().Content, ""); strings.ContainsAny(text, "\x1b\x00\u202e\a") {
				t.Fatalf("it reaches the terminal:\n%q", text)
			}
			s.Press(key)
		}
	})
}
