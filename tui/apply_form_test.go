package tui_test

import (
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

func TestAWrongFieldGetsTheFocus(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 40, 12, func(s *stage) {
		blank(s.desk)
		a := avery()
		a[4], a[14] = "1961-13-07", "1"
		s.toApply().fill(a...).Press("enter").Sees("▸ Date of birth", "✗ The owner's date of birth is not")
		s.Press("ctrl+u").Type("1961-03-07").Press("enter").Sees("▸ Postal code", "✗ The owner's postal code must be")
		s.Press("ctrl+u").Type("14236").through("enter").Sees("Agreement")
		if n := s.desk.Questions(); n != 2 { // the search and the agreement
			t.Errorf("%d questions, want 2: a wrong form asks nothing", n)
		}
	})
}

func TestAKindThatChangesKeepsTheAnswers(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		blank(s.desk)
		s.toApply().fill("=", "Quinn", "=", "Avery Quinn").Press("up", "up", "up", "up", "up").Sees("▸ Owner")
		s.Press("right").Sees("● company").Press("down", "down", "down").Sees("▸ Legal name        Avery Quinn", "Company ─")
	})
}

func TestTheAgreementIsReadBeforeItIsSigned(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		lengthy(s.desk)
		s.toApply().fill(avery()...).through("enter").Sees("It can be signed when you have seen its end.").SeesNot("END OF")
		s.Type("Avery").Paste("Avery Quinn").SeesNot("Signature", "Avery Quinn")
		for range 30 {
			s.Press("enter")
		}
		s.Sees("END OF THE AGREEMENT", "Signature").SeesNot("Open the account?")
		s.Paste("Avery Quinn").Press("enter").Sees("✗ Type “Avery Quinn”").Type("avery quinn").Press("enter").Sees("✗ Type “Avery Quinn”")
		s.Press("ctrl+u").Type("Avery Quinn").Press("enter").Sees("Open the account?")
		s.Press("n", "pgup").SeesNot("END OF").Sees("Signature")
		if len(s.desk.Commands()) != 0 {
			t.Error("something was written down")
		}
	})
}

func TestARefusedApplicationComesBack(t *testing.T) {
	fail := true
	script := func(c flow.Case, e flow.Effect) []flow.Event {
		if fail {
			return fake.Failing(flow.OpenNewAccount, refusedApplication())(c, e)
		}
		return fake.Happy(c, e)
	}
	play(t, flow.Demo, script, 80, 24, func(s *stage) {
		blank(s.desk)
		s.toApply().fill(avery()...).through("enter").Type("Avery Quinn").Press("enter", "y").Sees("opening the account at Prime Trust", "Counterparty")
		s.After(4*workTime).Sees("INVALID_ATTRIBUTE", "pt-req-9001", "who acts", "What you typed is still there.")
		s.Press("enter").Sees("▸ Postal code       14236", "✗ Postal-code does not belong to the region.")
		fail = false
		s.Press("ctrl+u").Type("14237").through("enter").Type("Avery Quinn").Press("enter").through("y").Sees("make the link token")
		got := s.opened()
		if len(got) != 2 || got[1].Application.Owner.Address.PostalCode != "14237" || got[1].Application.Owner.TaxID != taxID {
			t.Errorf("asked for %+v", got)
		}
		if page, _ := s.desk.List(t.Context(), flow.Query{}); len(page.Rows) != 1 {
			t.Errorf("%d cases for one counterparty", len(page.Rows))
		}
		if now, _ := s.desk.Waits(); now != 1 {
			t.Errorf("%d waits on the case", now)
		}
	})
}

func TestAnApplicationThatIsLeftIsDropped(t *testing.T) {
	play(t, flow.Demo, fake.Hanging(flow.OpenNewAccount), 80, 24, func(s *stage) {
		blank(s.desk)
		s.toApply().Type("x").Press("esc").Sees("Leave this form?").Press("enter").Sees("New account").Press("esc", "y").Sees("Accounts")
		s.Press("ctrl+o", "down").SeesNot("Avery")
		s.Press("up").fill(avery()...).through("enter").Type("Avery Quinn").Press("enter").through("y").Sees("drop the form")
		s.Press("esc").Sees("opening the account", "esc back").Press("esc").Sees("Cases")
		if now, _ := s.desk.Waits(); now != 0 {
			t.Errorf("%d waits at home", now)
		}
	})
}

func TestEscEndsTheQuestionForTheAgreement(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		blank(s.desk)
		b := theBook()
		b.Deaf = true
		s.desk.SetBook(b)
		s.toApply().fill(avery()...).Press("enter").Sees("◐ asking Prime Trust for the agreement").Press("esc")
		s.After(time.Minute).Sees("New account", "show the agreement").SeesNot("Signature")
	})
}

func TestAFaultOfTheAgreement(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		blank(s.desk)
		s.toApply().fill(avery()...)
		s.desk.SetBook(fake.Book{Fault: refusedApplication()})
		s.through("enter").Sees("INVALID_ATTRIBUTE", "pt-req-9001").Press("enter").Sees("▸ Postal code", "✗ Postal-code does not belong")
	})
}

func TestACaseWithAnAccountOpensNoOther(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.desk.SetBook(theBook())
		s.toLinkToken().Press("p").through("ctrl+f").Press("ctrl+o").Sees("not now: this case has an account already")
	})
}
