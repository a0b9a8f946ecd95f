package main

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
	"linkdesk/tui"
	"linkdesk/tui/rig"
)

// canaryConsole is a console on a virtual terminal whose every frame is searched.
type canaryConsole struct {
	*rig.Program
	t      *testing.T
	p      *parrot
	desks  *desks
	dir    string
	log    *eventLog
	frames int
	seen   strings.Builder
}

func newCanaryConsole(t *testing.T) *canaryConsole {
	t.Helper()
	p, s := newParrot(t, sim.Options{Seed: 7})
	scenario, err := sim.FindScenario("")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	a := &app{flags: globals{log: filepath.Join(dir, "log.json")}}
	log, err := a.openLog()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	d := &desks{ctx: ctx, open: map[flow.Environment]*office{}, order: order{env: flow.Demo, dir: dir, transport: p, onRecord: log.record,
		demo: demoOrder{world: &demoWorld{scenario: scenario, seeded: s.Seeded(), url: "http://127.0.0.1:1"}}}}
	t.Cleanup(func() {
		d.close(ctx, t.Output())
		cancel()
		log.close()
	})
	root := tui.New(ctx, tui.Options{Desks: d, Env: flow.Demo, Now: time.Now(), OnPanic: log.panicked})
	return &canaryConsole{Program: rig.Start(t, root, 110, 40), t: t, p: p, desks: d, dir: dir, log: log}
}

// keys presses keys and searches the frame behind each of them.
func (c *canaryConsole) keys(names ...string) *canaryConsole {
	c.t.Helper()
	for _, name := range names {
		c.Press(name)
		c.frame(name)
	}
	return c
}

func (c *canaryConsole) frame(after string) {
	c.t.Helper()
	screen := c.Screen()
	c.p.absent(c.t, "the screen after "+after, []byte(screen))
	c.seen.WriteString(screen + "\n")
	c.frames++
}

// wait lets time pass and searches what stands there then.
func (c *canaryConsole) wait(d time.Duration) *canaryConsole {
	c.t.Helper()
	c.After(d)
	c.frame(d.String())
	return c
}

// around looks at every screen that a case has: help, the timeline and its ends, what was said.
func (c *canaryConsole) around() *canaryConsole {
	c.t.Helper()
	return c.keys("?", "esc", "t", "pgdown", "pgdown", "pgup", "?", "esc", "t", "ctrl+n", "esc", "esc", "enter")
}

func (c *canaryConsole) fault(path, kind string) {
	c.t.Helper()
	body := `{"path":"` + path + `","nth":1,"kind":"` + kind + `"}`
	res, err := (&http.Client{Transport: c.p.inner}).Post("http://127.0.0.1:1/_sim/faults", "application/json", strings.NewReader(body))
	if err != nil || res.StatusCode/100 != 2 {
		c.t.Fatalf("%v %v", res, err)
	}
	_ = res.Body.Close()
}

// TestNoCanaryInTheConsole walks the road on a screen: a refusal, a lost answer, adapters that
// break down with a token in their hands, and a closed case at the end; then searches all frames
// and all files.
func TestNoCanaryInTheConsole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCanaryConsole(t)
		c.frame("the start")
		c.fault("/accounts/get", "INVALID_ACCESS_TOKEN")
		c.fault("/processor/token/create", "INVALID_PROCESSOR")
		c.fault("POST /v2/funds-transfer-methods", "25001")
		c.p.panics["/item/public_token/exchange"] = 1
		c.p.panics["/v2/funds-transfer-methods"] = 5
		c.keys("enter", "enter").wait(time.Second).around()
		for range 20 { // enter is the next step, and the next try
			c.keys("enter").wait(30 * time.Second)
			if strings.Contains(c.Screen(), "Submit to Prime Trust?") {
				c.keys("y").wait(time.Minute)
			}
			if strings.Contains(c.Screen(), "request_id") {
				c.keys("r").wait(time.Minute)
			}
			if strings.Contains(c.Screen(), "last four") {
				break
			}
		}
		c.Sees("last four") // submitted, and perhaps looked at in the background already
		c.around()
		c.keys("h").wait(time.Minute).keys("enter").wait(time.Minute).keys("d").keys("y").wait(time.Minute).around()
		c.keys("esc", "esc")
		c.log.panicked("a screen broke down with access-sandbox-"+c.p.word, debug.Stack())
		c.searched()
	})
}

// searched looks at everything that was ever painted, and at all files.
func (c *canaryConsole) searched() {
	c.t.Helper()
	seen := c.seen.String()
	for _, what := range []string{"INVALID_ACCESS_TOKEN", "INVALID_PROCESSOR", "25001", "INTERNAL", "-sandbox-…", "closed"} {
		if !strings.Contains(strings.ToLower(seen), strings.ToLower(what)) {
			c.t.Errorf("no frame ever showed %q: the walk does not go where it should\n%s", what, c.Screen())
		}
	}
	for path, left := range c.p.panics {
		if left > 0 {
			c.t.Errorf("%d calls of %s that should have broken down were never made", left, path)
		}
	}
	if n := c.Sent(c.p.word); n > 0 {
		c.t.Errorf("the terminal was sent a canary %d times", n)
	}
	c.p.absent(c.t, "the clipboard", []byte(strings.Join(c.Clipboard(), " ")))
	if files := c.p.absentBelow(c.t, c.dir); files < 4 {
		c.t.Errorf("%d files searched", files)
	}
	db, err := os.ReadFile(filepath.Join(c.dir, "demo.db"))
	if err != nil || !bytes.Contains(db, []byte("processor_token_created")) && !bytes.Contains(db, []byte("-sandbox-")) {
		c.t.Errorf("the history was not searched: %v", err)
	}
	c.t.Logf("%d frames and all files searched, %d errors that repeated a token", c.frames, c.p.said)
}

// TestTheShownTokenIsFound is the one deliberate reveal: the search sees it on the screen, and
// still in no file.
func TestTheShownTokenIsFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCanaryConsole(t)
		for _, step := range road {
			c.Press(step.key)
		}
		c.Press("v", "y").After(time.Second)
		if found := c.p.in([]byte(c.Screen())); len(found) == 0 {
			t.Errorf("the search does not see a token that is shown:\n%s", c.Screen())
		}
		c.After(time.Minute).Press("enter")
		c.frame("the reveal is over")
		c.p.absentBelow(t, c.dir)
	})
}
