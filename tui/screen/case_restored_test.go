package screen_test

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// TestARestoredCaseAsksBeforeItGoesOn: the one thing to do asks whether somebody looked, and the
// submission afterwards says once more that the history was put back.
func TestARestoredCaseAsksBeforeItGoesOn(t *testing.T) {
	d := fake.New(flow.Demo, silent, 0)
	id := d.Past("Avery Quinn", false, fake.Happy, flow.CreateProcessorToken)
	if err := d.Happen(id, flow.Restored{From: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC), By: "alice"}); err != nil {
		t.Fatal(err)
	}
	c := screen.NewCaseView(d, id)
	settle(t, c, c.Start())
	if k := primaryKey(t, c); k.Help != "try again" || k.Off != "" {
		t.Errorf("enter means %q (off: %q)", k.Help, k.Off)
	}
	sees(t, c, "put back from a backup")
	if out := c.Act("retry"); len(out.Jobs) != 0 || c.Asking() == nil {
		t.Fatal("going on after a restore does not ask first")
	}
	if c.Act(screen.IntentNo); c.Asking() != nil {
		t.Fatal("a no is no end")
	}
	c.Act("retry")
	settle(t, c, c.Act(c.Asking().Then))
	if cmds := d.Commands(); len(cmds) == 0 || cmds[len(cmds)-1].Kind() != flow.CmdRetry {
		t.Fatalf("a yes gave %v", cmds)
	}
	if k := primaryKey(t, c); k.Help != "submit to Prime Trust" || k.Off != "" {
		t.Fatalf("enter means %q (off: %q)", k.Help, k.Off)
	}
	c.Act("submit")
	if c.Asking() == nil {
		t.Fatal("the submission does not ask first")
	}
	asked, _ := c.Asking().Dialog.View(kit.NewTheme(true, true), 200, 40)
	if !strings.Contains(ansi.Strip(asked), "The history was put back from a backup that ends at") {
		t.Errorf("it asks\n%s", ansi.Strip(asked))
	}
}
