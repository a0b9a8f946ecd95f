package tui_test

import (
	"fmt"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// bookID makes the ids of the book: recognisable, and of the right shape.
func bookID(kind, n int) string { return fmt.Sprintf("%08d-0000-4000-8000-%012d", kind, n) }

// theBook is what the partner knows in these tests.
func theBook() fake.Book {
	b := fake.Book{PerPage: 6, Contacts: map[string][]flow.PartnerContact{}}
	for i, a := range []struct{ name, status string }{
		{"Avery Quinn", "opened"}, {"Avery Quinn (old)", "closed"}, {"Blue Heron Bakery LLC", "pending"}, {"Noor Haddad", "opened"},
		{"Ottoline Featherstonehaugh-Cholmondeley", "incomplete"}, {"日本橋商店", "opened"}, {"Sam Okafor", "pending_closure"}, {"Émile Durand", "opened"},
	} {
		id := bookID(1, i)
		b.Accounts = append(b.Accounts, flow.PartnerAccount{ID: id, Name: a.name, Status: a.status, Frozen: i == 3})
		b.Contacts[id] = []flow.PartnerContact{{ID: bookID(2, i), Name: a.name, Cleared: true}}
	}
	b.Contacts[bookID(1, 0)] = []flow.PartnerContact{{ID: bookID(2, 0), Name: "Avery Quinn", Cleared: true},
		{ID: bookID(2, 90), Name: "Avery B. Quinn", Required: []string{"government issued identity document", "proof of address"}},
		{ID: bookID(2, 91), Name: "Quinn Widgets LLC", Business: true}}
	b.Contacts[bookID(1, 5)] = nil
	return b
}

// blank is a desk that fills in nothing but the client_user_id.
func blank(d *fake.Desk) {
	v := fake.Defaults()
	v.Party = flow.Party{ClientUserID: "customer-7"}
	d.SetDefaults(v)
	d.SetBook(theBook())
}

// toFind opens the accounts from the form of a new case.
func (s *stage) toFind() *stage { return s.Press("n").through("ctrl+f") }

// refusedLookup is the partner's no to a question.
func refusedLookup() *flow.Fault {
	return &flow.Fault{Op: "accounts", Kind: flow.Config, Code: "FORBIDDEN", Message: "the login may not see accounts",
		RequestID: "pt-req-4411", HTTPStatus: 403, Who: flow.Operator, Hint: "Ask Prime Trust to give the login the right to read accounts."}
}

// accountScenes are those of finding an account.
func accountScenes() []scene {
	return []scene{
		{name: "find_reading", setup: blank, play: func(s *stage) { s.Press("n", "ctrl+f") }},
		{name: "find_list", setup: blank, play: func(s *stage) { s.toFind().Press("down", "down", "down") }},
		{name: "find_last_page", setup: blank, play: func(s *stage) { s.toFind().through("pgdown") }},
		{name: "find_nothing", setup: blank, play: func(s *stage) { s.toFind().Type("zzz").through("enter") }},
		{name: "find_contacts", setup: blank, play: func(s *stage) { s.toFind().through("enter").Press("down") }},
		{name: "find_closed", setup: blank, play: func(s *stage) { s.toFind().Press("down").through("enter") }},
		{name: "find_no_contact", setup: blank, play: func(s *stage) { s.toFind().Press("down", "down", "down", "down", "down").through("enter") }},
		{name: "find_refused", setup: func(d *fake.Desk) {
			blank(d)
			d.SetBook(fake.Book{Fault: refusedLookup()})
		}, play: func(s *stage) { s.toFind() }},
		{name: "find_differs", setup: func(d *fake.Desk) { d.SetBook(theBook()) }, play: func(s *stage) {
			s.toFind().through("enter").Press("down").through("enter")
		}},
		{name: "find_taken", setup: blank, play: func(s *stage) { s.toFind().through("enter", "enter") }},
	}
}
