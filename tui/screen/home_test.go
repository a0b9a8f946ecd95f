package screen_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// settle runs the jobs of an Out, and those that follow from them, until none is left.
// Waits for the next snapshot would never come back and are left out by their missing limit.
func settle(t *testing.T, s screen.Screen, out screen.Out) []screen.Out {
	t.Helper()
	all := []screen.Out{out}
	for _, job := range out.Jobs {
		if job.Limit > 0 {
			all = append(all, settle(t, s, s.Update(job.Run(t.Context())))...)
		}
	}
	return all
}

// text is what a screen shows at 100 by 30, in plain text.
func text(s screen.Screen) string {
	f := s.Face(screen.Scene{Theme: kit.NewTheme(true, false), W: 100, H: 30, Now: time.Now()})
	return ansi.Strip(f.Body) + "\n" + f.Status.Text + "\n" + f.Right
}

func sees(t *testing.T, s screen.Screen, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text(s), w) {
			t.Errorf("no %q in\n%s", w, text(s))
		}
	}
}

// history is a desk with n cases, the newest of the highest number.
func history(n int) *fake.Desk {
	d := fake.New(flow.Demo, silent, 0)
	for i := range n {
		d.Past(fmt.Sprintf("customer %03d", i+1), false, fake.Happy, flow.CreateLinkToken)
	}
	return d
}

func TestHomeReadsOlderCasesAheadOfTheCursor(t *testing.T) {
	h := screen.NewHome(history(120), false)
	settle(t, h, h.Start())
	sees(t, h, "customer 120", "1 of 50+")
	for range 60 {
		settle(t, h, h.Act(screen.IntentDown))
	}
	sees(t, h, "customer 060", "61 of 120")
	settle(t, h, h.Act(screen.IntentLast))
	settle(t, h, h.Act(screen.IntentLast))
	sees(t, h, "customer 001", "120 of 120")
}

func TestHomeKeepsTheCursorOnItsCase(t *testing.T) {
	d := history(60)
	h := screen.NewHome(d, false)
	settle(t, h, h.Start())
	settle(t, h, h.Act(screen.IntentDown))
	d.Past("brand new", false, fake.Happy, flow.CreateLinkToken)
	settle(t, h, h.Start())
	sees(t, h, "brand new", "3 of 51+")
	out := h.Act(screen.IntentEnter)
	if out.Go == nil || !strings.HasSuffix(string(out.Go.Case), "59") {
		t.Errorf("enter goes to %+v, want case 59", out.Go)
	}
}

// More new cases than a page came in between two reads: the rows in the middle were never
// read, so the list must not pretend to know them.
func TestHomeLeavesNoHole(t *testing.T) {
	d := history(60)
	h := screen.NewHome(d, false)
	settle(t, h, h.Start())
	for i := range 70 {
		d.Past(fmt.Sprintf("wave %02d", i), false, fake.Happy, flow.CreateLinkToken)
	}
	settle(t, h, h.Start())
	sees(t, h, "wave 69", " of 50+")
}

func TestHomeReadsOnceAtATime(t *testing.T) {
	h := screen.NewHome(history(3), false)
	first := h.Start()
	if again := h.Start(); len(first.Jobs) != 1 || len(again.Jobs) != 0 {
		t.Errorf("%d reads, then %d more before the first came back", len(first.Jobs), len(again.Jobs))
	}
}

func TestHomeIsReadAgainForOtherConsoles(t *testing.T) {
	d := history(1)
	h := screen.NewHome(d, false)
	settle(t, h, h.Start())
	d.Past("from another console", false, fake.Happy, flow.CreateLinkToken)
	now := time.Now()
	settle(t, h, h.Update(screen.Tick{Now: now}))
	sees(t, h, "from another console")
	if out := h.Update(screen.Tick{Now: now.Add(time.Second)}); len(out.Jobs) != 0 {
		t.Error("it is read every second")
	}
}

func TestHomeStaysUsableWhenTheHistoryIsNot(t *testing.T) {
	d := history(2)
	h := screen.NewHome(d, false)
	settle(t, h, h.Start())
	for err, want := range map[error]string{
		&flow.BusyError{Holder: "alice, pid 412"}: "waiting for the history, held by alice, pid 412",
		errors.New("the disk is gone"):            "The disk is gone.",
	} {
		d.Fail(err)
		settle(t, h, h.Start())
		sees(t, h, want, "customer 002")
	}
	h.Update(screen.Crashed{Err: errors.New("broke down")})
	d.Fail(nil)
	settle(t, h, h.Start())
	if strings.Contains(text(h), "disk") || strings.Contains(text(h), "broke") {
		t.Errorf("the trouble is still there:\n%s", text(h))
	}
}

func TestHomeLeadsOn(t *testing.T) {
	for name, tc := range map[string]struct {
		cases int
		do    kit.Intent
		want  screen.PageKind
	}{
		"enter on an empty desk": {0, screen.IntentEnter, screen.NewCasePage},
		"n":                      {3, screen.IntentNew, screen.NewCasePage},
		"e":                      {3, screen.IntentEnvironment, screen.EnvironmentPage},
		"enter on a case":        {3, screen.IntentEnter, screen.CasePage},
	} {
		t.Run(name, func(t *testing.T) {
			h := screen.NewHome(history(tc.cases), true)
			settle(t, h, h.Start())
			if out := h.Act(tc.do); out.Go == nil || out.Go.Kind != tc.want {
				t.Errorf("goes to %+v, want page %d", out.Go, tc.want)
			}
		})
	}
}
