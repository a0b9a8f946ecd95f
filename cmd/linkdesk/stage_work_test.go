package main

import (
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// TestACleanStartWaitsForWork: a call is on its way, and its answer would come to a history that is
// gone. When it is there, the clean start is made.
func TestACleanStartWaitsForWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		p, _ := consoleOn(t, dir, sim.Options{Scenario: "slow"})
		p.Press("enter", "enter").Sees("make the link token").Press("enter", "ctrl+s", "ctrl+r", "y").Sees("being worked on right now")
		if names, _ := filepath.Glob(filepath.Join(dir, "*aside*")); len(names) != 0 {
			t.Errorf("moved aside: %v", names)
		}
		p.After(5*time.Second).Press("enter", "ctrl+r", "y").After(time.Second).Sees("No cases yet", "demo.db.aside-")
	})
}

// TestWhoeverGivesACommandTakesOver: also where no screen has asked for it.
func TestWhoeverGivesACommandTakesOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, d := consoleOn(t, t.TempDir(), sim.Options{})
		desk := demoDesk(d)
		id, err := desk.Autoplay(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := desk.Do(t.Context(), id, flow.SetParty{Party: desk.Defaults().Party, By: "operator"}); err != nil || desk.Plays(id) != "" {
			t.Errorf("%v; it plays on at the speed %q", err, desk.Plays(id))
		}
		// Another one that plays by itself leaves the first where it is.
		second, err := desk.Autoplay(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		third, err := desk.Autoplay(t.Context())
		if err != nil || desk.Plays(second) != "" || desk.Plays(third) == "" {
			t.Errorf("%v: two play at once", err)
		}
	})
}
