package tui_test

import (
	"reflect"
	"testing"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

func TestAPersonsAccount(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		blank(s.desk)
		s.toApply().fill(avery()...).through("enter").Sees("Agreement", "The custodian opens the account for Avery Quinn.")
		s.Type("Avery Quinn").Press("enter").Sees("Open the account?", "▸ enter No")
		for _, no := range []string{"enter", "esc", "n", "q"} {
			s.Press(no).SeesNot("Open the account?").Press("enter").Sees("Open the account?")
		}
		if n := s.desk.Commands(); len(n) != 0 {
			t.Fatalf("%d commands without a yes", len(n))
		}
		s.Paste("y").Sees("Open the account?").through("y").Sees("Link token", "make the link token")
		got := s.opened()
		want := flow.OpenAccount{Party: flow.Party{ClientUserID: "customer-7", LegalName: "Avery Quinn"}, Application: averys(), By: "operator"}
		if len(got) != 1 || !reflect.DeepEqual(got[0], want) {
			t.Errorf("asked for %+v\nwant %+v", got, want)
		}
		s.Press("esc").Sees("Cases", "Avery Quinn").SeesNot("New account")
	})
}

func TestACompanysAccount(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		blank(s.desk)
		s.toApply().fill(widgets()...).through("enter").Type("Quinn Widgets LLC").Press("enter").Sees("Type “Avery Quinn”")
		s.Press("ctrl+u").Type("Avery Quinn").Press("enter").through("y").Sees("make the link token")
		got := s.opened()
		if len(got) != 1 {
			t.Fatalf("%d accounts asked for", len(got))
		}
		answers := map[string]string{}
		for _, q := range flow.AccountQuestions() {
			answers[q.Name] = "some"
		}
		want := averys()
		related := want.Owner
		related.Phone, related.Address = "", flow.Address{}
		want.AccountName = "Quinn Widgets"
		want.Owner.Name, want.Owner.Email, want.Owner.Phone, want.Owner.DateOfBirth, want.Owner.TaxID = "Quinn Widgets LLC", "office@example.com", "+1 415 555 0011", "", "123456789"
		want.Owner.Address.Street1, want.Owner.Address.Street2 = "1 Main Street", "Floor 2"
		want.Company = &flow.Company{Kind: "c_corp", Incorporated: "1989-05-02", Region: "DE", Services: "Makes widgets", Jurisdictions: "US",
			Related: related, RelatedLabel: "Founder"}
		want.Questions = answers
		if !reflect.DeepEqual(got[0].Application, want) {
			t.Errorf("asked for %+v %+v\nwant %+v %+v", got[0].Application, got[0].Application.Company, want, want.Company)
		}
		if p := got[0].Party; p != (flow.Party{ClientUserID: "customer-7", LegalName: "Quinn Widgets LLC", Business: true}) {
			t.Errorf("for %+v", p)
		}
	})
}

// A case that was left at a refusal knows the way back, but no answers.
func TestARefusalThatWasLeftLeadsToAnEmptyForm(t *testing.T) {
	play(t, flow.Demo, fake.Failing(flow.OpenNewAccount, refusedApplication()), 80, 24, func(s *stage) {
		blank(s.desk)
		s.toApply().fill(avery()...).through("enter").Type("Avery Quinn").Press("enter", "y").Press("esc").After(4 * workTime)
		s.Sees("INVALID_ATTRIBUTE", "correct the application", "esc back").SeesNot(taxID)
		for _, key := range []string{"enter", "n"} {
			s.Press(key).Sees("New account", "Legal name        Avery Quinn", "customer-7").SeesNot("1961", "•").Press("esc").Sees("correct the application")
		}
	})
}
