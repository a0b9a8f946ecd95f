package screen_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// The intents of Home that have no name outside of the package.
const (
	order    kit.Intent = "order"
	allCases kit.Intent = "all_cases"
	stopLook kit.Intent = "stop_looking"
	findCase kit.Intent = "find_case"
	filterBy kit.Intent = "filter"
)

// long is a list of n cases on a screen of 100 by 30.
func long(t *testing.T, n int) (*fake.Desk, *screen.Home) {
	t.Helper()
	d := fake.New(flow.Demo, silent, 0)
	d.Many(n)
	h := screen.NewHome(d, false)
	h.Update(screen.Resized{W: 100, H: 30})
	settle(t, h, h.Start())
	return d, h
}

// line is the line of a text on the screen, from 0 on; -1 where it is not.
func line(h *screen.Home, text string) int {
	f := h.Face(screen.Scene{Theme: kit.NewTheme(true, true), W: 100, H: 30, Now: time.Now()})
	for i, l := range strings.Split(f.Body, "\n") {
		if strings.Contains(l, text) {
			return i
		}
	}
	return -1
}

func TestHomeScrollsThroughEverything(t *testing.T) {
	const n = 20_000
	d, h := long(t, n)
	sees(t, h, "customer 020000", "1 of 50+")
	at := n
	for page := range n/29 + 1 {
		settle(t, h, h.Act(screen.IntentPageDown))
		if at = max(at-29, 1); line(h, fmt.Sprintf("▸ ○ open         customer %06d", at)) < 0 {
			t.Fatalf("after %d pages the cursor is not on customer %d:\n%s", page+1, at, text(h))
		}
	}
	sees(t, h, "20,000 of 20,000")
	for at > 5000 {
		at -= 29
	}
	for range n / 29 {
		settle(t, h, h.Act(screen.IntentPageUp))
	}
	settle(t, h, h.Act(screen.IntentUp))
	settle(t, h, h.Act(screen.IntentPageUp))
	sees(t, h, "customer 020000", "1 of 20,000")
	settle(t, h, h.Act(screen.IntentLast))
	sees(t, h, "customer 000001", "the oldest")
	before := d.Lists()
	settle(t, h, h.Act(screen.IntentUp))
	sees(t, h, "1 from the oldest")
	settle(t, h, h.Act(screen.IntentFirst))
	sees(t, h, "customer 020000", "1 of 50+")
	if reads := d.Lists() - before; reads > 3 {
		t.Errorf("%d reads to go from one end to the other", reads)
	}
}

func TestHomeOldestFirst(t *testing.T) {
	d, h := long(t, 3000)
	settle(t, h, h.Act(order))
	sees(t, h, "▸ ○ open         customer 000001", "1 of 50+")
	for range 20 {
		settle(t, h, h.Act(screen.IntentPageDown))
	}
	sees(t, h, "▸ ○ open         customer 000581", "581 of ")
	settle(t, h, h.Act(screen.IntentLast))
	sees(t, h, "▸ ○ open         customer 003000", "the newest")
	d.Past("came in", false, fake.Happy, flow.CreateLinkToken)
	settle(t, h, h.Update(screen.Tick{Now: time.Now()}))
	sees(t, h, "▸ ○ open         customer 003000", "1 from the newest")
	if out := h.Act(screen.IntentEnter); out.Go == nil || !strings.HasSuffix(string(out.Go.Case), "3000") {
		t.Errorf("enter goes to %+v", out.Go)
	}
	settle(t, h, h.Act(order))
	sees(t, h, "▸ ○ open         came in", "1 of 50+")
}

// Other consoles write while somebody reads further down: what is on the screen stays in its lines,
// and the position counts what came in above.
func TestNothingMovesUnderTheReader(t *testing.T) {
	now := time.Now()
	for pages, came := range map[int]int{2: 3, 60: 3, 61: 500} {
		d, h := long(t, 3000)
		for range pages {
			settle(t, h, h.Act(screen.IntentPageDown))
		}
		settle(t, h, h.Act(screen.IntentUp))
		at := 3000 - pages*29 + 1
		before := line(h, fmt.Sprintf("customer %06d", at))
		top := fmt.Sprintf("customer %06d", at+10)
		beforeTop := line(h, top)
		for i := range came {
			d.Past(fmt.Sprintf("wave %03d", i), false, fake.Happy, "")
		}
		changed := flow.CaseID(fmt.Sprintf("01JDEMO%019d", at-1))
		if err := d.Happen(changed, flow.CaseClosed{}); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Minute)
		settle(t, h, h.Update(screen.Tick{Now: now}))
		if after := line(h, fmt.Sprintf("▸ ○ open         customer %06d", at)); before < 1 || after != before || line(h, top) != beforeTop {
			t.Errorf("%d pages down, %d came in: line %d before, %d after\n%s", pages, came, before, after, text(h))
		}
		sees(t, h, "· closed", fmt.Sprintf("%s of ", comma(pages*29+came)))
		settle(t, h, h.Act(screen.IntentFirst))
		sees(t, h, fmt.Sprintf("wave %03d", came-1), "1 of ")
	}
}

func comma(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

func TestTheListFollowsThePointer(t *testing.T) {
	_, h := long(t, 3000)
	settle(t, h, h.Update(screen.Pointer{Y: 5, Click: true}))
	sees(t, h, "▸ ○ open         customer 002996", "5 of ")
	out := h.Update(screen.Pointer{Y: 5, Click: true})
	if out.Go == nil || !strings.HasSuffix(string(out.Go.Case), "2996") {
		t.Errorf("a click on the row under the cursor goes to %+v", out.Go)
	}
	for _, y := range []int{0, 99} {
		if out := h.Update(screen.Pointer{Y: y, Click: true}); out.Go != nil {
			t.Errorf("a click on line %d opens something", y)
		}
	}
	for range 400 {
		settle(t, h, h.Update(screen.Pointer{Wheel: 1}))
	}
	sees(t, h, "▸ ○ open         customer 001800", "1,201 of ")
	if line(h, "customer 001800") != 1 {
		t.Errorf("the cursor is not in the first line:\n%s", text(h))
	}
	settle(t, h, h.Update(screen.Pointer{Wheel: -1}))
	if line(h, "customer 001803") != 1 || line(h, "▸ ○ open         customer 001800") != 4 {
		t.Errorf("the wheel does not move the view by three rows:\n%s", text(h))
	}
}
