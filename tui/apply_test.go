package tui_test

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// taxID is typed in these tests and must never be on the screen.
const taxID = "987654321"

// toApply opens the form for a new account.
func (s *stage) toApply() *stage { return s.toFind().Press("ctrl+o") }

// fill types answers into the fields, one after the other. "" goes on, "=" keeps what is there.
func (s *stage) fill(answers ...string) *stage {
	s.t.Helper()
	for _, a := range answers {
		switch a {
		case "", "=":
		case ">":
			s.Press("right")
		default:
			s.Press("ctrl+u").Type(a)
		}
		if strings.Contains(s.root.View().Content, taxID) {
			s.t.Fatalf("the tax id is on the screen:\n%s", s.Screen())
		}
		s.Press("tab")
	}
	return s
}

// avery are the answers for a person, from the kind of owner on.
func avery() []string {
	return []string{"=", "Avery Quinn", "=", "Avery Quinn", "1961-03-07", taxID, "=", "NY", "avery@example.com", "+1 415 555 0010",
		"2992 Cameron Road", "", "Malakoff", "NY", "14236", "="}
}

// widgets are the answers for a company.
func widgets() []string {
	return append([]string{">", "Quinn Widgets", "=", "Quinn Widgets LLC", ">", "1989-05-02", "DE", "Makes widgets", "US", "12-3456789", "us", "ny",
		"office@example.com", "+1 415 555 0011", "1 Main Street", "Floor 2", "Malakoff", "NY", "14236", "=",
		"Avery Quinn", "Founder", "1961-03-07", taxID, "=", "NY", "avery@example.com"}, strings.Split(strings.Repeat("some ", 10), " ")[:10]...)
}

func averys() flow.Application {
	return flow.Application{AccountName: "Avery Quinn", Signature: "Avery Quinn", Owner: flow.Person{
		Name: "Avery Quinn", Email: "avery@example.com", Phone: "+1 415 555 0010", DateOfBirth: "1961-03-07", TaxID: taxID, TaxCountry: "US", TaxState: "NY",
		Address: flow.Address{Street1: "2992 Cameron Road", City: "Malakoff", Region: "NY", PostalCode: "14236", Country: "US"}}}
}

// opened are the applications that reached the desk.
func (s *stage) opened() []flow.OpenAccount {
	var out []flow.OpenAccount
	for _, c := range s.desk.Commands() {
		if m, ok := c.(flow.OpenAccount); ok {
			out = append(out, m)
		}
	}
	return out
}

// longBook is a book with an agreement that no terminal shows at once.
func longBook() fake.Book {
	b := theBook()
	var text strings.Builder
	text.WriteString("CUSTODIAL ACCOUNT AGREEMENT\n\n")
	for range 60 {
		text.WriteString("The custodian keeps the assets of the owner and follows the instructions that the owner gives, as far as the law allows it.\n\n")
	}
	text.WriteString("END OF THE AGREEMENT")
	b.Agreement = text.String()
	return b
}

func lengthy(d *fake.Desk) {
	blank(d)
	d.SetBook(longBook())
}

func refusedApplication() *flow.Fault {
	return &flow.Fault{Op: string(flow.OpenNewAccount), Kind: flow.Input, Code: "INVALID_ATTRIBUTE", Message: "postal-code does not belong to the region",
		RequestID: "pt-req-9001", HTTPStatus: 422, Who: flow.Operator, Field: "owner.address.postal_code"}
}

// applyScenes are those of opening an account.
func applyScenes() []scene {
	done := func(s *stage) *stage { return s.toApply().fill(avery()...).through("enter") }
	return []scene{
		{name: "apply_person", setup: blank, play: func(s *stage) { s.toApply().fill(avery()[:6]...) }},
		{name: "apply_company", setup: blank, play: func(s *stage) { s.toApply().fill(widgets()[:5]...) }},
		{name: "apply_company_end", setup: blank, play: func(s *stage) { s.toApply().fill(widgets()...) }},
		{name: "apply_wrong", setup: blank, play: func(s *stage) {
			a := avery()
			a[4], a[14] = "07/03/1961", "1"
			s.toApply().fill(a...).Press("enter")
		}},
		{name: "apply_leave", setup: blank, play: func(s *stage) { s.toApply().Type("x").Press("esc") }},
		{name: "apply_asking", setup: blank, play: func(s *stage) { s.toApply().fill(avery()...).Press("enter") }},
		{name: "agreement", setup: lengthy, play: func(s *stage) { done(s) }},
		{name: "agreement_signed_wrong", setup: blank, play: func(s *stage) { done(s).Type("Avery").Press("enter") }},
		{name: "agreement_dialog", setup: blank, play: func(s *stage) { done(s).Type("Avery Quinn").Press("enter") }},
		{name: "account_opening", setup: blank, script: fake.Hanging(flow.OpenNewAccount), play: func(s *stage) {
			done(s).Type("Avery Quinn").Press("enter").through("y")
		}},
		{name: "account_refused", setup: blank, script: fake.Failing(flow.OpenNewAccount, refusedApplication()), play: func(s *stage) {
			done(s).Type("Avery Quinn").Press("enter").through("y")
		}},
		{name: "account_refused_form", setup: blank, script: fake.Failing(flow.OpenNewAccount, refusedApplication()), play: func(s *stage) {
			done(s).Type("Avery Quinn").Press("enter").through("y", "enter")
		}},
		{name: "account_refused_case", setup: blank, script: fake.Failing(flow.OpenNewAccount, refusedApplication()), play: func(s *stage) {
			done(s).Type("Avery Quinn").Press("enter").through("y").Press("enter", "esc", "y", "esc", "esc").through("enter")
		}},
	}
}
