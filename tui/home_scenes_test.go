package tui_test

import (
	"fmt"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// fillMonths is fillHistory with forty days in between, and twice the same person.
func fillMonths(d *fake.Desk) {
	d.Past("Avery Quinn", false, fake.Happy, flow.Submit)
	time.Sleep(32 * 24 * time.Hour)
	d.Past("Avery Quinn", false, fake.Failing(flow.OpenLink, leftLink()), flow.OpenLink)
	time.Sleep(8 * 24 * time.Hour)
	fillHistory(d)
	time.Sleep(90 * time.Minute)
	d.Past("Avery Quinn", false, fake.Happy, flow.ReadAccounts)
}

// fillMany is a history of very many cases, one of which has a name and a bank of its own.
func fillMany(d *fake.Desk) {
	for i := range 1200 {
		switch i {
		case 3:
			d.Past("Noor Haddad", false, fake.Happy, flow.Submit)
		default:
			d.Past(fmt.Sprintf("customer %04d", i+1), i%7 == 0, fake.Happy, "")
		}
	}
	d.LookAt(300)
}

// homeScenes are those of looking for a case.
func homeScenes() []scene {
	lookup := func(text string) func(*stage) {
		return func(s *stage) { s.Press("/").Paste(text).After(time.Second) }
	}
	return []scene{
		{name: "home_same_person", setup: fillMonths, play: func(s *stage) { s.Press("end", "up") }},
		{name: "home_oldest_first", setup: fillMonths, play: func(s *stage) { s.Press("o", "down") }},
		{name: "home_many", setup: fillMany, play: func(s *stage) {
			for range 40 {
				s.Press("pgdown")
			}
		}},
		{name: "home_many_end", setup: fillMany, play: func(s *stage) { s.Press("end", "up", "up") }},
		{name: "filter_page", setup: fillMonths, play: func(s *stage) { s.Press("f", "right", "right", "down", "right") }},
		{name: "filter_date_wrong", setup: fillMonths, play: func(s *stage) {
			s.Press("f", "down", "down", "down", "down").Type("1 November").Press("enter")
		}},
		{name: "filter_list", setup: fillMonths, play: func(s *stage) {
			s.Press("f", "down", "right", "down").Type("platypus").Press("down", "right", "right", "right", "enter")
		}},
		{name: "filter_nothing", setup: fillMonths, play: func(s *stage) { s.Press("f", "left", "down", "right", "enter") }},
		{name: "find_case", setup: fillMonths, play: func(s *stage) { s.Press("/") }},
		{name: "find_case_typing", setup: fillMonths, play: func(s *stage) { s.Press("/").Type("quin") }},
		{name: "find_case_words", setup: fillMonths, play: func(s *stage) { s.Press("/").Type("quinn").After(time.Second).Press("down") }},
		{name: "find_case_request", setup: fillMonths, play: lookup("Wf1a9nOcYpQ3zL7")},
		{name: "find_case_nothing", setup: fillMonths, play: lookup("b4f0c1d2-unheard-of")},
		{name: "find_case_token", setup: fillMonths, play: lookup(fake.Token)},
		{name: "find_case_access_token", setup: fillMonths, play: lookup("access-sandbox-4e5f6071-8293-a4b5-c6d7-0a1b2c3d4e5f")},
		{name: "find_case_code", setup: fillMonths, play: lookup(`{"error_code": "LINK_EXITED", "client_user_id": "customer-1"}`)},
		{name: "find_case_mask", setup: fillMonths, play: lookup("****1111")},
		{name: "find_case_note", setup: func(d *fake.Desk) { fillHistory(d); fillDeep(d) }, play: lookup("called today")},
		{name: "find_case_amount", setup: func(d *fake.Desk) { fillHistory(d); fillDeep(d) }, play: lookup("120.00")},
		{name: "find_case_full", setup: fillMany, play: lookup("customer")},
		{name: "find_case_looking", setup: func(d *fake.Desk) { fillMany(d); d.Slow(2 * time.Second) }, play: func(s *stage) {
			s.Press("/").Paste("Haddad").After(5 * time.Second)
		}},
		{name: "find_case_stopped", setup: func(d *fake.Desk) { fillMany(d); d.Slow(2 * time.Second) }, play: func(s *stage) {
			s.Press("/").Paste("Haddad").After(5 * time.Second).Press("esc")
		}},
	}
}
