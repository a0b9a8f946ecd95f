package tui_test

import (
	"errors"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// directed is a desk with a stage.
func directed(d *fake.Desk) { d.Directed() }

// withCues is one whose story happens at Link.
func withCues(d *fake.Desk) {
	v := fake.Defaults()
	v.Handoff, v.HandoffWhy, v.Scenario = flow.HandoffBrowser, "this story happens at the customer's page", "mfa-device"
	v.Cues = []screen.Cue{{Where: "phone", Do: "go on without one"}, {Where: "bank", Do: "First Platypus Bank"},
		{Where: "login", Do: "user_good / mfa_device"}, {Where: "code", Do: "any device, then 1234"}, {Where: "account", Do: "the one ending in 0000"}}
	d.SetDefaults(v)
	d.Directed()
}

// toStage opens the stage from the list.
func (s *stage) toStage() *stage { return s.through("s") }

// stageScenes are those of the stage of a Demo.
func stageScenes() []scene {
	return []scene{
		{name: "stage_home", setup: directed, play: func(*stage) {}},
		{name: "stage", setup: directed, play: func(s *stage) { s.toStage().Press("down", "down", "down", "down") }},
		{name: "stage_narrowed", setup: directed, play: func(s *stage) { s.toStage().Type("link pass") }},
		{name: "stage_nothing", setup: directed, play: func(s *stage) { s.toStage().Type("zzz") }},
		{name: "stage_outside", setup: func(d *fake.Desk) {
			d.Directed()
			d.Outside("http://127.0.0.1:8787")
		}, play: func(s *stage) { s.toStage().through("tab", "tab") }},
		{name: "stage_clock", setup: directed, play: func(s *stage) {
			s.toHandoff().After(time.Second)
			s.through("ctrl+s").Press("ctrl+t")
		}},
		{name: "stage_ran_out", setup: withCues, play: func(s *stage) {
			s.toHandoff().After(time.Second)
			s.through("ctrl+s", "ctrl+t", "enter", "esc")
		}},
		{name: "stage_clean_dialog", setup: directed, play: func(s *stage) { s.toStage().Press("ctrl+r") }},
		{name: "stage_clean", setup: func(d *fake.Desk) {
			d.Directed()
			fillHistory(d)
		}, play: func(s *stage) { s.toStage().Press("ctrl+r").through("y") }},
		{name: "stage_clean_failed", setup: func(d *fake.Desk) {
			d.Directed()
			d.RefuseAnew(errors.New("this Demo is open elsewhere too (alice, pid 412), and its cases would be gone there: end that one first"))
		}, play: func(s *stage) { s.toStage().Press("ctrl+r").through("y") }},
		{name: "stage_playing", setup: directed, play: func(s *stage) { s.toStage().Press("ctrl+p").After(5 * time.Second) }},
		{name: "stage_taken_over", setup: directed, play: func(s *stage) { s.toStage().Press("ctrl+p").After(5 * time.Second).Press("x") }},
		{name: "stage_cues", setup: withCues, play: func(s *stage) { s.toHandoff() }},
		{name: "stage_sandbox_cues", env: flow.Sandbox, play: func(s *stage) { s.toHandoff().Press("w") }},
	}
}
