package main

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui"
	"linkdesk/tui/rig"
)

// console tells a story on the screen, by the keys of the road.
func (s tale) console(t *testing.T) []entry {
	h := newHouse(t, s.name)
	ctx, cancel := context.WithCancel(t.Context())
	d := &desks{ctx: ctx, open: map[flow.Environment]*office{}, order: h.order(t.TempDir())}
	t.Cleanup(func() {
		d.close(ctx, t.Output())
		cancel()
		leave(h)
	})
	p := rig.Start(t, tui.New(ctx, tui.Options{Desks: d, Env: flow.Demo, Now: time.Now()}), 100, 50)
	for _, step := range road {
		if atRest(t, p, d).Fault != nil {
			break
		}
		p.Press(step.key)
	}
	atRest(t, p, d)
	if s.pull != "" {
		s.pulls(t, p, d)
	}
	if s.days > 0 {
		pass(t, h, s.days)
		p.Press("enter")
	}
	s.ended(t, atRest(t, p, d))
	switch {
	case s.code != "":
		p.Sees(s.code, s.do)
		p.Sees("who acts     " + s.who)
	case s.do != "":
		p.Sees(s.do)
	default:
		p.Sees("Submitted to Prime Trust", "waits for ")
	}
	return written(t, d)
}

// pulls asks for the money as an operator does, with the amount typed twice by hand.
func (s tale) pulls(t *testing.T, p *rig.Program, d *desks) {
	t.Helper()
	if s.check {
		p.Press("b")
		atRest(t, p, d)
	}
	p.Press("f").Type(s.pull).Press("enter")
	for _, r := range s.pull {
		p.Press(string(r))
	}
	p.Press("enter")
	atRest(t, p, d)
}

// pass lets days go by for the simulator, in which nobody does anything.
func pass(t *testing.T, h *house, days int) {
	t.Helper()
	for range days {
		body := strings.NewReader(`{"advance":"24h"}`)
		res, err := (&http.Client{Transport: h.sim.Transport()}).Post("http://127.0.0.1:1/_sim/clock", "application/json", body)
		if err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%v %v", res, err)
		}
		_ = res.Body.Close()
	}
}

// ended holds the end of a case against the row.
func (s tale) ended(t *testing.T, c flow.Case) {
	t.Helper()
	code, state := "", flow.TransferState("")
	if c.Fault != nil {
		code = c.Fault.Code
	}
	if n := len(c.Transfers); n > 0 {
		state = c.Transfers[n-1].State()
	}
	if c.Status() != s.status || code != s.code || state != s.state {
		t.Errorf("ended as %s %q %q, want %s %q %q", c.Status(), code, state, s.status, s.code, s.state)
	}
}

// atRest waits until nothing is due in the one case there may be, and returns it.
func atRest(t *testing.T, p *rig.Program, d *desks) flow.Case {
	t.Helper()
	for range 100 {
		p.After(time.Second)
		page, err := d.open[flow.Demo].store.List(t.Context(), flow.Query{})
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Rows) == 0 {
			return flow.Case{}
		}
		c, err := d.open[flow.Demo].store.Case(t.Context(), page.Rows[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, due := flow.Due(c); !due {
			return c
		}
	}
	t.Fatalf("the case never comes to rest:\n%s", p.Screen())
	return flow.Case{}
}

// run tells a story as run --json does.
func (s tale) run(t *testing.T) []entry {
	h := newHouse(t, s.name)
	defer leave(h)
	var out, errs bytes.Buffer
	a := &app{streams: streams{strings.NewReader(""), &out, &errs}}
	log, err := a.openLog()
	if err != nil {
		t.Fatal(err)
	}
	r := runFlags{json: true, fund: s.pull, confirmFund: s.pull, checkBalance: s.check, follow: s.days > 0}
	code := codeOf(a.newWalk(h.order(t.TempDir()), r, func(string) bool { return false }, log).walk(t.Context(), ""))
	lines := decode(t, bytes.NewReader(out.Bytes()))
	last := lines[len(lines)-1]
	// A pull that came back is no success of a run that followed it, though nothing failed.
	want := exitOK
	if s.code != "" || s.state == flow.TransferReversed {
		want = exitRefused
	}
	if code != want || last.Status != string(s.status) || s.code != "" && (last.Fault == nil || last.Fault.Code != s.code) {
		t.Errorf("exit %d, %s, %v\n%s", code, last.Status, last.Fault, errs.String())
	}
	if n := len(last.Transfers); (s.state != "") != (n > 0) || n > 0 && last.Transfers[n-1].State != s.state {
		t.Errorf("%+v, want %q", last.Transfers, s.state)
	}
	return entries(t, out.Bytes())
}

// TestAStoryIsTheSameOnEveryFront: one table drives the screen and run --json. Kinds, stops and
// codes of all events are the same, in the same order.
func TestAStoryIsTheSameOnEveryFront(t *testing.T) {
	for _, s := range stories() {
		t.Run(s.name, func(t *testing.T) {
			var run []entry
			synctest.Test(t, func(t *testing.T) { run = s.run(t) })
			for _, code := range s.met {
				if !slices.ContainsFunc(run, func(e entry) bool { return e.code == code }) {
					t.Errorf("it never met %s:\n%v", code, run)
				}
			}
			for front, tell := range map[string]func(*testing.T) []entry{"console": s.console, "plain": s.plainly} {
				synctest.Test(t, func(t *testing.T) {
					if got := tell(t); !slices.Equal(got, run) {
						t.Errorf("%s\n%v\nrun --json\n%v", front, got, run)
					}
				})
			}
		})
	}
}
