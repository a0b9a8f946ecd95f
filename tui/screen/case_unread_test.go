package screen_test

import (
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// TestACaseIsReadAgainAfterABusyHistory: a history that is held by a backup costs a wait and not
// the screen, and nothing is said of a case that was not read.
func TestACaseIsReadAgainAfterABusyHistory(t *testing.T) {
	d := fake.New(flow.Demo, silent, 0)
	id := d.Past("Avery Quinn", false, fake.Happy, flow.CreateProcessorToken)
	c := screen.NewCaseView(d, id)
	d.Fail(&flow.BusyError{Holder: "alice, pid 412"})
	settle(t, c, c.Start())
	face := c.Face(screen.Scene{W: 80, H: 20})
	if got := face.Status.Text; !strings.Contains(got, "waiting for the history, held by alice, pid 412") {
		t.Errorf("the status is %q", got)
	}
	if face.Right != "" {
		t.Errorf("a case that was not read is %q", face.Right)
	}
	out := c.Update(screen.Tick{Now: time.Now()})
	if again := c.Update(screen.Tick{Now: time.Now()}); len(out.Jobs) != 1 || len(again.Jobs) != 0 {
		t.Fatalf("the next tick reads %d times, the one after it %d", len(out.Jobs), len(again.Jobs))
	}
	d.Fail(nil)
	settle(t, c, out)
	if got := c.Face(screen.Scene{W: 80, H: 20}).Subject; got != "Avery Quinn" {
		t.Errorf("the case is of %q", got)
	}
}
