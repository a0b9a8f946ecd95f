package tui_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

func TestFindAnAccount(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 120, 40, func(s *stage) {
		blank(s.desk)
		s.toFind().Sees("Avery Quinn", "✓ opened", "✗ closed", "◐ pending", "! frozen", bookID(1, 0), "page 1")
		s.SeesNot("Sam Okafor").through("pgdown").Sees("Sam Okafor", "✗ closing", "page 2").SeesNot("Noor Haddad")
		s.Press("pgdown").Sees("not now: there is no further page")
		s.through("pgup").Sees("Noor Haddad")
		s.Type("quinn").through("enter").Sees("Avery Quinn (old)").SeesNot("Noor Haddad", "page ")
		s.through("enter").Sees("Contacts", "! not cleared", "company")
		s.Press("down").Sees("Still required: government issued identity document; proof of address.")
		s.Press("up").Sees("CIP and AML are cleared").Press("enter")
		s.Sees("New case", bookID(1, 0), bookID(2, 0)).SeesNot("! The contact")
		s.through("enter").Sees("make the link token")
		for _, c := range s.desk.Commands() {
			if m, ok := c.(flow.SetParty); ok && (m.Party.LegalName != "Avery Quinn" || m.Party.PartnerAccount != bookID(1, 0) || m.Party.PartnerContact != bookID(2, 0)) {
				t.Errorf("the counterparty is %+v", m.Party)
			}
		}
	})
}

func TestNothingIsChosenByItself(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		blank(s.desk)
		b := theBook()
		b.Accounts = b.Accounts[3:4] // one account with one contact
		s.desk.SetBook(b)
		s.toFind().After(time.Minute).Sees("Accounts", "its contacts").through("enter").After(time.Minute).Sees("Contacts", "take this one")
		s.Press("esc", "esc").Sees("New case").SeesNot(bookID(1, 3), bookID(2, 3), "Noor Haddad")
	})
}

func TestAnotherNameIsWarnedOf(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.desk.SetBook(theBook())
		s.toFind().through("enter").Press("down", "enter")
		s.Sees("! Prime Trust knows the contact as “Avery B. Quinn”", "Legal name       Avery Quinn")
		s.Press("down", "ctrl+u").Type("avery  b. quinn").SeesNot("! Prime Trust knows")
		s.Press("ctrl+f").After(4 * workTime).Press("esc").SeesNot("! Prime Trust knows") // nothing was chosen anew
	})
}

func TestAKindThatDiffersIsWarnedOf(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		blank(s.desk)
		s.toFind().through("enter").Press("end", "enter").Sees("The contact is a company at Prime Trust, and the form says personal.")
		s.Press("down", "down", "right").SeesNot("The contact is a")
	})
}

func TestAFaultOfTheSearchIsShown(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		blank(s.desk)
		s.desk.SetBook(fake.Book{Fault: refusedLookup()})
		s.toFind().Sees("FORBIDDEN", "who acts", "you", "pt-req-4411", "“the login may not see accounts”", "try again")
		s.desk.SetBook(theBook())
		s.through("enter").Sees("Noor Haddad").SeesNot("FORBIDDEN")
		s.desk.SetBook(fake.Book{Fault: refusedLookup()})
		s.through("enter").Sees("FORBIDDEN").Press("esc").Sees("Noor Haddad", "its contacts")
	})
}

func TestAClosedAccountIsNotTaken(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		blank(s.desk)
		s.toFind().Press("down").through("enter").Sees("✗ closed").Press("enter")
		s.Sees("not now: the account is closed", "Contacts").Press("esc").Sees("Accounts", "its contacts")
	})
}

func TestEscEndsTheSearchAndItsAnswerIsDropped(t *testing.T) {
	for _, deaf := range []bool{false, true} {
		play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
			blank(s.desk)
			b := theBook()
			b.Deaf = deaf
			s.desk.SetBook(b)
			s.Press("n", "ctrl+f").Sees("◐ asking Prime Trust for accounts").Press("esc")
			s.Sees("Accounts", "Stopped. Nothing was changed.").After(time.Minute).SeesNot("Noor Haddad")
			s.through("enter").Sees("Noor Haddad")
			s.Press("enter", "esc").After(time.Minute).Sees("Noor Haddad").SeesNot("Contacts")
			s.Press("esc").Sees("New case")
			if n := s.desk.GivenUp(); !deaf && n != 2 {
				t.Errorf("%d calls were ended, want both", n)
			}
		})
	}
}

func TestADeskWithoutALogin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		desk := fake.New(flow.Demo, fake.Happy, workTime)
		desks := fake.One(desk)
		desks.Bare = true
		s := begin(t, desk, desks, flow.Demo, 80, 24)
		s.Press("n").Sees("there is no login to Prime Trust here").Press("ctrl+f").Sees("not now: there is no login to Prime Trust here")
		if n := desk.Questions(); n != 0 {
			t.Errorf("%d questions to nobody", n)
		}
	})
}

// Names come from outside: they are shown, and steer nothing.
func TestHostileAccountsAreShownOnly(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		blank(s.desk)
		id := bookID(1, 0)
		s.desk.SetBook(fake.Book{Accounts: []flow.PartnerAccount{{ID: id, Name: hostile, Status: hostile}},
			Contacts: map[string][]flow.PartnerContact{id: {{ID: hostile, Name: hostile, Required: []string{hostile}}}}})
		s.toFind()
		for range 3 {
			if text := sgr.ReplaceAllString(s.root.View().Content, ""); strings.ContainsAny(text, "\x1b\x00\u202e\a") {
				t.Fatalf("it reaches the terminal:\n%q", text)
			}
			s.through("enter")
		}
	})
}
