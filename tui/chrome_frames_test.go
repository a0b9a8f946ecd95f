package tui_test

import (
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

const someKeys = "3f9a-12c4, client_id …4567"

// inProduction is a desk with some history, and keys.
func inProduction(d *fake.Desk) {
	fillHistory(d)
	v := fake.Defaults()
	v.Handoff, v.HandoffWhy, v.Keys = flow.HandoffBrowser, "a display was found", someKeys
	d.SetDefaults(v)
}

// onlyLooking is a desk at which nothing can be done.
func onlyLooking(d *fake.Desk) {
	inProduction(d)
	v := d.Defaults()
	v.ReadOnly = "this console only looks (LINKDESK_READ_ONLY)"
	d.SetDefaults(v)
}

// chromeScenes are those of the frame: where the console is, what it may do, and leaving it.
func chromeScenes() []scene {
	home := func(s *stage) { s.After(time.Minute) }
	return []scene{
		{name: "production_home", env: flow.Production, setup: inProduction, play: home},
		{name: "production_case", env: flow.Production, setup: inProduction, play: func(s *stage) { s.After(time.Minute).Press("end", "enter") }},
		{name: "production_keys", env: flow.Production, setup: inProduction, play: func(s *stage) { s.through("n", "enter", "enter").Press("enter") }},
		{name: "read_only_home", env: flow.Production, setup: onlyLooking, play: func(s *stage) { home(s); s.Press("n") }},
		{name: "read_only_case", setup: onlyLooking, play: func(s *stage) { s.After(time.Minute).Press("enter", "b") }},
		{name: "read_only_interrupted", script: fake.Hanging(flow.CreateLinkToken), setup: onlyLooking, play: func(s *stage) {
			id := s.desk.Past("Rosa Marin", false, fake.Happy, flow.CreateLinkToken)
			if err := s.desk.Happen(id, flow.LinkTokenAsked{}); err != nil {
				s.t.Fatal(err)
			}
			s.After(4*time.Second).Press("home", "enter", "enter")
		}},
		{name: "submission_interrupted", script: fake.Hanging(flow.Submit), play: func(s *stage) {
			s.toSubmission().Press("enter", "y")
			s.desk.Interrupt(s.id())
			s.After(0)
		}},
		{name: "leave_submission", script: fake.Hanging(flow.Submit), play: func(s *stage) { s.toSubmission().Press("enter", "y", "ctrl+c") }},
		{name: "too_soon", play: func(s *stage) { s.toSubmission().Drum(150*time.Millisecond, "enter", "y") }},
		{name: "environments_keys", env: flow.Production, setup: onlyLooking, play: func(s *stage) { s.After(time.Second).Press("e") }},
	}
}
