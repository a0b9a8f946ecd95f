package screen_test

import (
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// step runs the jobs of an Out, and not those that follow.
func step(t *testing.T, s screen.Screen, out screen.Out) (next screen.Out) {
	t.Helper()
	for _, job := range out.Jobs {
		next = s.Update(job.Run(t.Context()))
	}
	return next
}

func closing(t *testing.T, d *fake.Desk, id flow.CaseID) {
	t.Helper()
	if err := d.Happen(id, flow.CaseClosed{}); err != nil {
		t.Fatal(err)
	}
}

// filterOn opens the filter, goes to a field and chooses to the right so many times.
func filterOn(h *screen.Home, field, times int) screen.Out {
	h.Act(filterBy)
	for range field {
		h.Act("next_field")
	}
	for range times {
		h.Act("choose_right")
	}
	return h.Act(screen.IntentEnter)
}

func TestAFilterLooksOnThroughShortPages(t *testing.T) {
	d, h := long(t, 5000)
	for _, n := range []flow.CaseID{"0001", "0700", "4800"} {
		closing(t, d, "01JDEMO000000000000000"+n)
	}
	d.LookAt(500)
	out := filterOn(h, 0, 8)
	sees(t, h, "reading the cases …")
	for range 4 {
		out = step(t, h, out)
	}
	f := h.Face(screen.Scene{Theme: kit.NewTheme(true, true), W: 100, H: 30, Now: time.Now()})
	if f.Status.Text != "◐ looked through 2,000 cases" || f.Subject != "closed" || f.Right != "1 of 1+" {
		t.Errorf("half way: %q, %q, %q", f.Status.Text, f.Subject, f.Right)
	}
	settle(t, h, out)
	sees(t, h, "customer 000001", "customer 000700", "customer 004800", "1 of 3")
	closing(t, d, "01JDEMO0000000000000001234")
	settle(t, h, h.Update(screen.Tick{Now: time.Now().Add(time.Hour)}))
	if reads := d.Lists(); reads > 30 {
		t.Errorf("%d reads", reads)
	}
	settle(t, h, h.Act(allCases))
	sees(t, h, "1 of 50+", "customer 005000")
}

func TestALongLookCanBeEnded(t *testing.T) {
	d, h := long(t, 5000)
	closing(t, d, "01JDEMO0000000000000000007")
	d.LookAt(500)
	out := step(t, h, step(t, h, filterOn(h, 0, 8)))
	esc := h.Keys()[0].Keys[0]
	if esc.Intent != stopLook || esc.Help != "stop looking" {
		t.Errorf("esc is %+v", esc)
	}
	if late := h.Act(stopLook); len(late.Jobs) != 0 {
		t.Error("it looks on")
	}
	if again := step(t, h, out); len(again.Jobs) != 0 {
		t.Error("the answer that was on its way is followed by a look")
	}
	sees(t, h, "No case that fits was found so far.", "Stopped after 1,000 cases. ↓ looks on.")
	settle(t, h, h.Update(screen.Tick{Now: time.Now().Add(time.Hour)}))
	sees(t, h, "Stopped after 1,000 cases")
	settle(t, h, h.Act(screen.IntentDown))
	sees(t, h, "customer 000007", "1 of 1")
}

// A case that changes leaves the filter, and the cursor goes to the next one.
func TestWhatFitsNoMoreLeavesTheList(t *testing.T) {
	d, h := long(t, 40)
	settle(t, h, filterOn(h, 0, 1))
	settle(t, h, h.Act(screen.IntentDown))
	sees(t, h, "▸ ○ open         customer 000039", "2 of 40")
	closing(t, d, "01JDEMO0000000000000000039")
	settle(t, h, h.Update(screen.Tick{Now: time.Now().Add(time.Hour)}))
	sees(t, h, "▸ ○ open         customer 000038", "2 of 39")
}

func TestTheFilterSaysWhatItAsksFor(t *testing.T) {
	_, h := long(t, 3)
	h.Update(screen.Tick{Now: time.Date(2026, 11, 26, 15, 0, 0, 0, time.UTC)})
	for i, want := range []string{"", "since 2026-11-26", "since 2026-11-19", "since 2026-10-27"} {
		settle(t, h, filterOn(h, 3, i))
		if got := h.Face(screen.Scene{W: 100, H: 30}).Subject; got != want {
			t.Errorf("%d times to the right: %q, want %q", i, got, want)
		}
		settle(t, h, h.Act(allCases))
	}
	h.Act(filterBy)
	for range 4 {
		h.Act("next_field")
	}
	for _, r := range "2026-11-01" {
		h.Update(rig.Key(string(r)))
	}
	h.Act("previous_field")
	h.Act("previous_field")
	for _, r := range "Tartan" {
		h.Update(rig.Key(string(r)))
	}
	h.Act("previous_field")
	h.Act("choose_right")
	settle(t, h, h.Act(screen.IntentEnter))
	if got := h.Face(screen.Scene{W: 100, H: 30}).Subject; got != "you, bank “Tartan”, since 2026-11-01" {
		t.Errorf("it says %q", got)
	}
	sees(t, h, "No case fits the filter.")
	h.Act(filterBy)
	if !strings.Contains(text(h), "That is: you, bank “Tartan”, since 2026-11-01.") {
		t.Errorf("the filter forgets what it asks for:\n%s", text(h))
	}
}
