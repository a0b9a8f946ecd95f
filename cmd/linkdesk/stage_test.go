package main

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
	"linkdesk/tui/rig"
)

// demoDesk is the desk of a console's Demo.
func demoDesk(d *desks) *desk { return d.open[flow.Demo].own }

// tell narrows the stories to one.
func story(p *rig.Program, name string) *rig.Program { return p.Press("s").Type(name) }

// walkOn walks the road from the form of a new case.
func walkOn(p *rig.Program, keys int) {
	for _, step := range road[1:keys] {
		p.Press(step.key).After(time.Second)
	}
}

// TestAnotherStoryIsChosen: the story is changed while the console runs. The next case meets its
// trouble, with its counterparty; back in the happy story that case finds its cause gone.
func TestAnotherStoryIsChosen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := consoleOn(t, t.TempDir(), sim.Options{})
		story(p, "name-mismatch").Sees("The bank knows another name").Press("enter").Sees("Robin Mismatch")
		walkOn(p, 7)
		p.After(time.Minute).Sees("25002", "request_id")
		if got := demoDesk(d).Defaults().Scenario; got != "name-mismatch" {
			t.Errorf("a new case belongs to %q", got)
		}
		p.Press("ctrl+s").Type("all goes well").Press("enter").Sees("Alberta Bobbeth Charleson").Press("esc", "esc", "esc")
		p.Sees("Robin Mismatch", "25002").Press("enter").After(time.Minute)
		p.SeesNot("25002").Sees("Usable at Prime Trust")
	})
}

// TestFourHoursPass: the simulator's clock goes on, the console sees the link_token run out, and
// makes another one.
func TestFourHoursPass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := consoleOn(t, t.TempDir(), sim.Options{})
		for _, step := range road[:3] {
			p.Press(step.key)
		}
		p.Sees("ends in").Press("ctrl+s", "ctrl+t").Sees("The link_token of the open case (Alberta Bobbeth Charleson) runs out")
		p.Press("enter").Sees("four hours have passed", "4h ahead of here").Press("esc").Sees("ran out", "new link token")
		if ahead := demoDesk(d).Ahead(); ahead != 4*time.Hour {
			t.Errorf("the simulator is ahead by %s", ahead)
		}
		p.Press("enter").After(time.Second).SeesNot("ran out")
		// Ten days more are told on the stage, and a token of now counts from then on.
		p.Press("ctrl+s", "ctrl+t", "end").Sees("ten days").Press("enter").Sees("10d ahead of here")
	})
}

// TestACleanStart: the list is empty, the simulator is as on its first day, and the old history
// is kept as it was.
func TestACleanStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		p, d := consoleOn(t, dir, sim.Options{})
		for _, step := range road {
			p.Press(step.key)
		}
		before, err := os.ReadFile(filepath.Join(dir, "demo.db"))
		if err != nil {
			t.Fatal(err)
		}
		old := d.open[flow.Demo]
		p.After(time.Second).Press("esc").Sees("submitted").Press("s", "ctrl+t", "end", "enter", "ctrl+r").Sees("Begin the Demo anew?")
		p.Press("enter").Sees("speed (tab)").Press("ctrl+r", "y").After(time.Second).Sees("No cases yet", "demo.db.aside-")
		var state struct {
			Items, Methods int
			Scenario       string
		}
		fresh := d.open[flow.Demo]
		if err := fresh.demo.steer(t.Context(), "GET", "state", nil, &state); err != nil || state.Items != 0 || fresh == old || fresh.own.Ahead() != 0 {
			t.Errorf("the simulator holds %+v, %v; ahead %s", state, err, fresh.own.Ahead())
		}
		kept, err := filepath.Glob(filepath.Join(dir, "demo.db.aside-*"))
		if err != nil || len(kept) != 1 {
			t.Fatalf("kept: %v, %v", kept, err)
		}
		// A look in the background may have stood behind what was read above, so the size counts.
		if after, err := os.ReadFile(kept[0]); err != nil || len(after) < len(before) {
			t.Errorf("the old history: %d bytes, and it had %d; %v", len(after), len(before), err)
		}
		// The new desk works, in the same console.
		for _, step := range road {
			p.Press(step.key).Sees(step.shows)
		}
	})
}

// TestACleanStartIsRefused while another console has the Demo open, or a case is being worked on, and
// changes nothing then.
func TestACleanStartIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		p, d := consoleOn(t, dir, sim.Options{})
		for _, step := range road {
			p.Press(step.key)
		}
		other, second := consoleOn(t, dir, sim.Options{})
		p.After(time.Second).Press("esc", "s", "ctrl+r", "y").After(time.Second).Sees("open elsewhere too", "pid")
		p.Press("esc", "esc").Sees("submitted")
		other.After(4 * time.Second).Sees("submitted")
		if names, _ := filepath.Glob(filepath.Join(dir, "*aside*")); len(names) != 0 {
			t.Errorf("moved aside: %v", names)
		}
		if err := other.End(); err != nil {
			t.Error(err)
		}
		second.close(t.Context(), t.Output())
		// What a process that is gone has left behind is no reason.
		left := filepath.Join(dir, signPrefix+"left")
		if err := os.WriteFile(left, []byte("alice@"+host()+":999999999:1:x\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		p.Press("s", "ctrl+r", "y").After(time.Second).Sees("No cases yet")
		if _, err := os.Stat(left); err == nil {
			t.Error("the sign of a dead process is still there")
		}
		if names, _ := filepath.Glob(filepath.Join(dir, signPrefix+"*")); len(names) != 1 || names[0] != d.open[flow.Demo].sign {
			t.Errorf("signs: %v", names)
		}
	})
}

// noReset is a way to a simulator that begins nothing anew.
type noReset struct{ inner http.RoundTripper }

func (n noReset) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Path == "/_sim/reset" {
		return nil, errors.New("no way")
	}
	return n.inner.RoundTrip(r)
}

// TestACleanStartThatFailsIsTakenBack: when the simulator cannot begin anew, the history is where it
// was, and the console goes on with it.
func TestACleanStartThatFailsIsTakenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		p, d := consoleThrough(t, dir, sim.Options{}, func(inner http.RoundTripper) http.RoundTripper { return noReset{inner} })
		for _, step := range road {
			p.Press(step.key)
		}
		old := d.open[flow.Demo]
		p.After(time.Second).Press("esc", "s", "ctrl+r", "y").After(time.Second)
		p.Sees("The history was left as it was: the simulator does not answer")
		p.Press("enter", "esc").After(5 * time.Second).Sees("submitted").Press("enter").After(time.Second).Sees("Submitted to Prime Trust")
		if d.open[flow.Demo] != old {
			t.Error("the console works at another desk")
		}
		if names, _ := filepath.Glob(filepath.Join(dir, "*aside*")); len(names) != 0 {
			t.Errorf("moved aside: %v", names)
		}
	})
}

// TestAutoplay plays stories to their end with nobody at the keys.
func TestAutoplay(t *testing.T) {
	for name, ends := range map[string]string{"happy": "Usable at Prime Trust", "name-mismatch": "25002", "lost-answer-submission": "Usable at Prime Trust",
		"limit-exceeded": "7300", "accepted-then-returned": "R01", "slow-balance": "25.00"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p, d := consoleOn(t, t.TempDir(), sim.Options{})
				p.After(10*time.Second).Press("s", "tab").Sees("fast: 0.2 s").Type(name).Press("ctrl+p").Sees("plays by itself; x takes over (fast)")
				p.After(2 * time.Minute).Sees(ends).SeesNot("plays by itself")
				if id := d.open[flow.Demo].demo.playing(); id != "" {
					t.Errorf("%s still plays", id)
				}
			})
		})
	}
}

// TestTheOperatorTakesOver: a command key ends autoplay, x does so alone, and looking around does not.
func TestTheOperatorTakesOver(t *testing.T) {
	for _, key := range []string{"x", "p"} {
		synctest.Test(t, func(t *testing.T) {
			p, d := consoleOn(t, t.TempDir(), sim.Options{})
			p.After(10*time.Second).Press("s", "ctrl+p").Sees("plays by itself").After(3*time.Second).Press("t", "t", "pgdown").Sees("plays by itself")
			p.Press(key).After(time.Minute).SeesNot("plays by itself", "Submitted to Prime Trust")
			page, err := d.open[flow.Demo].store.List(t.Context(), flow.Query{})
			if err != nil || len(page.Rows) != 1 || page.Rows[0].Status != flow.StatusOpen {
				t.Errorf("%s: %+v %v", key, page.Rows, err)
			}
		})
	}
}

// TestSpeedActsOnTheSimulator: the latency is the simulator's own, and autoplay waits longer.
func TestSpeedActsOnTheSimulator(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := consoleOn(t, t.TempDir(), sim.Options{})
		took := func(pace string) time.Duration {
			desk := demoDesk(d)
			if err := desk.SetPace(t.Context(), pace); err != nil {
				t.Fatal(err)
			}
			begun := time.Now()
			id, err := desk.Autoplay(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for desk.Plays(id) != "" {
				p.After(100 * time.Millisecond)
			}
			return time.Since(begun)
		}
		slow, normal, fast := took("slow"), took("normal"), took("fast")
		if slow < 2*normal || normal < 4*fast {
			t.Errorf("slow %s, normal %s, fast %s", slow, normal, fast)
		}
		if err := demoDesk(d).SetPace(t.Context(), "faster"); err == nil {
			t.Error("a pace that there is not")
		}
	})
}

// TestAStoryAtThePageIsPlayed by its own customer, over real sockets: the one who leaves at the
// password leaves there.
func TestAStoryAtThePageIsPlayed(t *testing.T) {
	o := order{env: flow.Demo, dir: t.TempDir(), demo: demoOrder{scenario: "leaves-at-credentials"}}
	d := &desks{ctx: t.Context(), open: map[flow.Environment]*office{}, order: o}
	t.Cleanup(func() { d.close(t.Context(), t.Output()) })
	off, err := d.office(flow.Demo)
	if err != nil {
		t.Fatal(err)
	}
	if err := off.own.SetPace(t.Context(), "fast"); err != nil {
		t.Fatal(err)
	}
	id, err := off.own.Autoplay(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	off.demo.mu.Lock()
	done := off.demo.auto.done
	off.demo.mu.Unlock()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("the story came to no end")
	}
	snap, err := off.own.View(t.Context(), id)
	if err != nil || snap.Case.Fault == nil || !strings.Contains(snap.Case.Fault.Code+snap.Case.Fault.Message, "requires_credentials") && snap.Case.Link.ExitStatus != "requires_credentials" {
		t.Errorf("%+v, %v", snap.Case.Fault, err)
	}
}
