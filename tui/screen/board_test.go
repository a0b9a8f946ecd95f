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

const board kit.Intent = "board"

// onBoard is the board of a desk with n cases that wait for the operator, and one that nobody has to
// do anything about.
func onBoard(t *testing.T, n int) (*fake.Desk, *screen.Home) {
	t.Helper()
	d := history(n)
	d.Past("done", false, fake.Happy, flow.Follow)
	h := screen.NewHome(d, false)
	settle(t, h, h.Start())
	settle(t, h, h.Act(board))
	return d, h
}

func TestTheBoardGroupsByWhoActs(t *testing.T) {
	d, h := onBoard(t, 3)
	sees(t, h, "you              3 cases", "counterparty     none", "Prime Trust      none", "nobody           1 case", "▸   ○ open")
	if out := h.Act(screen.IntentEnter); out.Go == nil || !strings.HasSuffix(string(out.Go.Case), "03") {
		t.Errorf("enter goes to %+v, want the newest case of the first group", out.Go)
	}
	h.Act(screen.IntentLast)
	out := h.Act(screen.IntentEnter)
	if out.Go == nil || !strings.HasSuffix(string(out.Go.Case), "04") {
		t.Fatalf("enter goes to %+v, want the case of nobody", out.Go)
	}
	d.Follow(out.Go.Case, time.Now().Add(90*time.Second))
	settle(t, h, h.Start())
	sees(t, h, "1:2") // the next check
	settle(t, h, h.Act(board))
	sees(t, h, "customer 003", "age")
}

// The history is read a page at a time, and only as far as somebody asks.
func TestTheBoardReadsOnWhenAsked(t *testing.T) {
	_, h := onBoard(t, 50)
	sees(t, h, "20 and more")
	for _, want := range []string{"40 and more", "50 cases"} {
		for range 20 {
			settle(t, h, h.Act(screen.IntentDown))
		}
		settle(t, h, h.Act(screen.IntentEnter))
		for range 60 {
			settle(t, h, h.Act(screen.IntentUp))
		}
		sees(t, h, want, "customer 050")
		for range strings.Count(want, "40") * 20 {
			settle(t, h, h.Act(screen.IntentDown))
		}
	}
	settle(t, h, h.Start())
	sees(t, h, "50 cases")
}

func TestACaseThatMovesOnWaitsForOneParty(t *testing.T) {
	d, h := onBoard(t, 30)
	for range 20 {
		h.Act(screen.IntentDown)
	}
	settle(t, h, h.Act(screen.IntentEnter)) // the older ones, which are not read again
	id := flow.CaseID(fmt.Sprintf("01JDEMO%019d", 5))
	if err := d.Happen(id, flow.CaseClosed{}); err != nil {
		t.Fatal(err)
	}
	settle(t, h, h.Start())
	h.Act(screen.IntentLast)
	sees(t, h, "nobody           2 cases", "customer 005")
	if n := strings.Count(text(h), "customer 005"); n != 1 {
		t.Errorf("it stands there %d times:\n%s", n, text(h))
	}
}

func TestTheBoardLeavesNoHole(t *testing.T) {
	d, h := onBoard(t, 30)
	for i := range 25 {
		d.Past(fmt.Sprintf("wave %02d", i), false, fake.Happy, flow.CreateLinkToken)
	}
	settle(t, h, h.Start())
	sees(t, h, "20 and more")
	d.Fail(&flow.BusyError{Holder: "alice"})
	settle(t, h, h.Start())
	sees(t, h, "waiting for the history, held by alice", "wave 24")
}

func TestTheBoardFollowsThePointer(t *testing.T) {
	_, h := onBoard(t, 30)
	h.Update(screen.Resized{W: 100, H: 12})
	h.Update(screen.Pointer{Y: 1, Click: true}) // the name of a group takes no cursor
	if out := h.Update(screen.Pointer{Y: 4, Click: true}); out.Go != nil {
		t.Errorf("the first click goes to %+v", out.Go)
	}
	out := h.Update(screen.Pointer{Y: 4, Click: true})
	if out.Go == nil || !strings.HasSuffix(string(out.Go.Case), "28") {
		t.Errorf("the second click goes to %+v, want the third case", out.Go)
	}
	for range 20 {
		h.Update(screen.Pointer{Wheel: 1})
	}
	f := h.Face(screen.Scene{Theme: kit.NewTheme(true, true), W: 100, H: 12})
	if !strings.Contains(f.Body, "✓ usable       done") {
		t.Errorf("the wheel does not lead to the end:\n%s", f.Body)
	}
	for range 20 {
		h.Update(screen.Pointer{Wheel: -1})
	}
	f = h.Face(screen.Scene{Theme: kit.NewTheme(true, true), W: 100, H: 12})
	if !strings.Contains(f.Body, "customer 030") {
		t.Errorf("the wheel does not lead back:\n%s", f.Body)
	}
}
