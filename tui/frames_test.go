package tui_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// scene leads a console to a screen that is worth a picture.
type scene struct {
	name   string
	env    flow.Environment // Demo if empty
	script fake.Script      // Happy if nil
	setup  func(*fake.Desk)
	play   func(*stage)
	keys   *fake.Answers // set where the environment has no keys at first
	watch  func(*stage)  // looks at every state on the way
}

func scenes() []scene {
	return slices.Concat(startScenes(), roadScenes(), handoffScenes(), sideScenes(), troubleScenes(), keysScenes(), moneyScenes(), amountScenes(), boardScenes(),
		accountScenes(), applyScenes(), transferScenes(), stageScenes(), homeScenes(), pastScenes(), chromeScenes(), glassScenes(), failureScenes(), worldScenes(), noteScenes(), endScenes(), bankScenes(), ticketScenes())
}

// startScenes are those before a case.
func startScenes() []scene {
	return []scene{
		{name: "home_empty", play: func(*stage) {}},
		{name: "home_list", setup: fillHistory, play: func(s *stage) { s.After(time.Minute).Press("down", "down") }},
		{name: "home_not_fresh", setup: fillHistory, play: func(s *stage) {
			s.desk.Fail(&flow.BusyError{Holder: "alice, pid 412, since 10:02", Waited: 2 * time.Second})
			s.After(10 * time.Second)
		}},
		{name: "environments", play: func(s *stage) { s.Press("e", "down") }},
		{name: "new_case", play: func(s *stage) { s.Press("n") }},
		{name: "new_case_wrong", play: func(s *stage) { s.Press("n", "ctrl+u").Type("avery@example.com").Press("enter") }},
		{name: "help", play: func(s *stage) { s.toHandoff().Press("?") }},
		{name: "notices", play: func(s *stage) { s.toLinkToken().Press("x", "b", "ctrl+n") }},
	}
}

// roadScenes are the stops of a road on which everything works.
func roadScenes() []scene {
	return []scene{
		{name: "link_token", play: func(s *stage) { s.toLinkToken() }},
		{name: "link_token_working", play: func(s *stage) { s.toLinkToken().Press("enter") }},
		{name: "handoff", play: func(s *stage) { s.toHandoff() }},
		{name: "handoff_open", script: fake.Hanging(flow.OpenLink), play: atLink},
		{name: "accounts", play: func(s *stage) { s.toAccounts() }},
		{name: "account_unusable", play: func(s *stage) { s.toAccounts().Press("end") }},
		{name: "submission", play: func(s *stage) { s.toSubmission() }},
		{name: "submission_dialog", play: func(s *stage) { s.toSubmission().Press("enter") }},
		{name: "submitted", play: func(s *stage) { s.toFollowing() }},
		{name: "usable", play: func(s *stage) { s.toFollowing().through("enter") }},
		{name: "timeline", play: func(s *stage) { s.toFollowing().Press("t") }},
		{name: "close_dialog", play: func(s *stage) { s.toFollowing().Press("d") }},
		{name: "closed", play: func(s *stage) { s.toFollowing().through("d", "y") }},
		{name: "token_ready", setup: func(d *fake.Desk) {
			v := fake.Defaults()
			v.Processor, v.Adapter = "dwolla", false
			d.SetDefaults(v)
		}, play: func(s *stage) { s.toSubmission() }},
		{name: "production_confirm", env: flow.Production, setup: func(d *fake.Desk) {
			v := fake.Defaults()
			v.Handoff, v.HandoffWhy = flow.HandoffBrowser, "a display was found"
			d.SetDefaults(v)
		}, play: func(s *stage) { s.toHandoff().Press("enter").Type("Avery") }},
	}
}

// troubleScenes are those in which something went wrong.
func troubleScenes() []scene {
	return []scene{
		{name: "left_link", script: fake.Failing(flow.OpenLink, leftLink()), play: func(s *stage) { s.toHandoff().through("enter") }},
		{name: "invalid_processor", script: fake.Failing(flow.CreateProcessorToken, invalidProcessor()), play: func(s *stage) { s.toSubmission() }},
		{name: "another_partner", script: fake.Failing(flow.CreateProcessorToken, invalidProcessor()), play: func(s *stage) { s.toSubmission().Press("o") }},
		{name: "uncertain", script: fake.Failing(flow.Submit, lostAnswer()), play: func(s *stage) { s.toFollowing() }},
		{name: "interrupted", script: fake.Hanging(flow.CreateLinkToken), play: func(s *stage) {
			s.toHandoff()
			s.desk.Interrupt(s.id())
			s.After(0)
		}},
		{name: "link_token_ran_out", script: shortLived, play: func(s *stage) { s.toHandoff().After(2 * time.Minute) }},
		{name: "quit_dialog", script: fake.Hanging(flow.OpenLink), play: func(s *stage) { s.toHandoff().Press("enter", "q") }},
		{name: "error_stays", play: func(s *stage) {
			s.toLinkToken()
			s.desk.Fail(errors.New("the disk is full"))
			s.Press("enter").After(time.Minute)
		}},
	}
}

// atLink is a customer half way through Link in a browser.
func atLink(s *stage) {
	s.toHandoff().Press("w", "enter")
	s.desk.Offer(s.id(), "http://127.0.0.1:43117/go/7f3c09a1d25be86440fd1c73aa90be15", "opened in your browser")
	for _, e := range []flow.LinkEvent{
		{Name: "OPEN"},
		{Name: "TRANSITION_VIEW", View: "CONSENT"},
		{Name: "SELECT_INSTITUTION", InstitutionID: "ins_109508", InstitutionName: "First Platypus Bank"},
		{Name: "TRANSITION_VIEW", View: "CREDENTIAL"},
	} {
		s.After(3 * time.Second)
		if err := s.desk.Happen(s.id(), flow.LinkEventSeen{Event: e}); err != nil {
			s.t.Fatal(err)
		}
	}
	s.After(time.Second)
}

// shortLived is Happy with a link token that ends after a minute.
func shortLived(c flow.Case, e flow.Effect) []flow.Event {
	out := fake.Happy(c, e)
	if made, ok := out[0].(flow.LinkTokenCreated); ok {
		made.Expiration = c.Updated.Add(time.Minute)
		out[0] = made
	}
	return out
}

// fillHistory makes one case of most kinds.
func fillHistory(d *fake.Desk) {
	d.Past("Blue Heron Bakery LLC", true, fake.Happy, flow.Follow)
	d.Past("Noor Haddad", false, fake.Failing(flow.CreateProcessorToken, invalidProcessor()), flow.CreateProcessorToken)
	d.Past("Émile Durand", false, fake.Happy, flow.Submit)
	d.Past("", false, fake.Happy, "")
	d.Past("日本橋商店", true, fake.Happy, flow.CreateProcessorToken)
	d.Past("Ottoline Featherstonehaugh-Cholmondeley", false, fake.Failing(flow.OpenLink, leftLink()), flow.OpenLink)
	d.Past("Kestrel Freight GmbH", true, fake.Failing(flow.Submit, lostAnswer()), flow.Submit)
	d.Past("Sam Okafor", false, fake.Happy, flow.ReadAccounts)
}

// TestFrames draws every scene at the promised sizes. Read the files as a designer would;
// they are written by running this test with -update.
func TestFrames(t *testing.T) {
	goldens, plain := rig.NewGoldens(t), plainKeys()
	for _, sc := range scenes() {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {40, 12}} {
			t.Run(fmt.Sprintf("%s/%dx%d", sc.name, size[0], size[1]), func(t *testing.T) {
				sc.on(t, size[0], size[1], func(s *stage) {
					for _, fault := range keyFaults(plain, s.root.Keys()) {
						s.t.Error(fault)
					}
					goldens.Equal(s.t, s.frame())
				})
			})
		}
	}
}

// on plays a scene at a size and hands the console over.
func (sc scene) on(t *testing.T, w, h int, then func(*stage)) {
	t.Helper()
	env, script := sc.env, sc.script
	if env == "" {
		env = flow.Demo
	}
	if script == nil {
		script = fake.Happy
	}
	synctest.Test(t, func(t *testing.T) {
		desk := fake.New(env, script, workTime)
		if sc.setup != nil {
			sc.setup(desk)
		}
		desks := fake.One(desk)
		if sc.keys != nil {
			desks = fake.Keyless(desk, *sc.keys)
		}
		s := begin(t, desk, desks, env, w, h)
		s.watch = sc.watch
		sc.play(s.seen())
		then(s)
	})
}

func TestGoldensHaveOwners(t *testing.T) { rig.OnlyOwners(t, "TestFrames", "TestColours") }

var _ screen.Desk = (*fake.Desk)(nil)
